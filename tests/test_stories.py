"""The content that comes along: sound, honest about being invented, an example of everything."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from bot.export import SCHEMA_LINE, schema
from bot.importers import read
from bot.story import Noun
from bot.words.written import locale

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.story import Story

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "docs" / "story.schema.json"
FILES = sorted((ROOT / "stories").glob("*.yaml"))
SEED = "us-government-emails-hacked-in-suspected-chinese-espionage"
CONFESSIONS = {"en": "invented sample", "ar": "نموذجي مختلق"}

each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def story_in(file: Path) -> Story:
    (draft,) = read(file.read_bytes(), file.name)
    return draft.story


def samples() -> list[Story]:
    return [story_in(file) for file in FILES if file.stem != SEED]


def said_in(part: Any) -> Iterator[str]:  # noqa: ANN401 - any part of a story
    """Name every field that says something."""
    if isinstance(part, Noun):
        for field in type(part).model_fields:
            if value := getattr(part, field):
                yield f"{type(part).__name__}.{field}"
                yield from said_in(value)
    elif isinstance(part, tuple):
        for one in part:
            yield from said_in(one)


@each_file
def test_a_file_is_named_after_its_story_and_tells_editors_its_schema(file: Path) -> None:
    assert story_in(file).slug == file.stem
    assert file.read_text("utf-8").startswith(f"{SCHEMA_LINE}\n")


@each_file
def test_an_editors_program_finds_nothing_to_mark(file: Path) -> None:
    as_json = json.loads(json.dumps(yaml.safe_load(file.read_bytes()), default=str))
    Draft202012Validator(json.loads(schema())).validate(as_json)


def test_the_schema_in_the_docs_is_the_one_that_is_printed() -> None:
    """`storydesk schema > docs/story.schema.json` writes it."""
    assert SCHEMA.read_text("utf-8") == schema()


def test_the_example_in_the_guide_is_sound() -> None:
    guide = (ROOT / "stories" / "README.md").read_text("utf-8")
    (example,) = (
        text for text in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL) if "slug:" in text
    )
    (draft,) = read(example.encode())
    assert draft.story.headline == "Brannoch votes to keep its night ferry"


def test_the_guide_tells_every_field() -> None:
    guide = (ROOT / "stories" / "README.md").read_text("utf-8")
    fields = {field for noun in Noun.__subclasses__() for field in noun.model_fields}
    assert fields <= set(re.findall(r"`(\w+)`", guide))


def test_the_real_story_says_what_its_page_says() -> None:
    page = (ROOT / "tests" / "pages" / "us-government-emails-hacked.txt").read_bytes()
    (draft,) = read(page)
    kept = story_in(ROOT / "stories" / f"{SEED}.yaml")
    for field in ("headline", "summary", "facts", "sources", "narratives", "predictions", "image"):
        assert getattr(kept, field) == getattr(draft.story, field), field


def test_every_sample_says_that_it_is_one() -> None:
    for sample in samples():
        first = sample.summary or sample.facts[0].text
        assert CONFESSIONS[sample.language[:2]] in first


def test_the_samples_are_in_two_languages_one_of_them_from_right_to_left() -> None:
    languages = {sample.language[:2] for sample in samples()}
    assert len(samples()) == 5
    assert sorted(locale(language).text_direction for language in languages) == ["ltr", "rtl"]


def test_the_samples_show_every_field_and_every_shape() -> None:
    said = {field for sample in samples() for field in said_in(sample)}
    nouns = Noun.__subclasses__()
    assert said == {f"{noun.__name__}.{field}" for noun in nouns for field in noun.model_fields}
    assert {0, 3} <= {len(sample.narratives) for sample in samples()}
    outcomes = {p.outcome for sample in samples() for p in sample.predictions}
    assert outcomes == {None, "happened", "did not happen", "annulled"}
