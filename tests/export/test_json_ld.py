"""Stories in the words of schema.org, held against its whole vocabulary."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import schema_org
from hypothesis import given

from bot.export import FORMATS
from bot.revision import State
from tests.invented import NOON, a_revision, a_story, stories

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.revision import Revision
    from bot.story import Story


def written(revisions: Sequence[Revision]) -> dict[str, Any]:
    said = json.loads(FORMATS["jsonld"].write(revisions))
    assert isinstance(said, dict)
    return said


def hold_against_the_vocabulary(document: dict[str, Any]) -> None:
    """Make every node what it says it is, by models that were made of the vocabulary."""
    assert document["@context"] == "https://schema.org"
    for node in document.get("@graph", [document]):
        assert modelled(node).to_jsonld()


def modelled(part: Any) -> Any:  # noqa: ANN401 - any part of a document
    match part:
        case {"@type": str(kind)}:
            model = getattr(schema_org, kind)
            named = {name: value for name, value in part.items() if not name.startswith("@")}
            return model(**{name: valued(name, value) for name, value in named.items()})
        case {"@id": str(name)}:
            return f"https://news.example/{name}"
        case list():
            return [modelled(each) for each in part]
        case _:
            return part


def valued(name: str, value: Any) -> Any:  # noqa: ANN401 - any property
    return datetime.fromisoformat(value) if name.startswith("date") else modelled(value)


def test_a_story_says_nothing_that_schema_org_does_not_know() -> None:
    story = a_story(
        url="https://news.example/1",
        authors=["Ann"],
        image={"url": "https://news.example/1.jpg", "credit": "Bo", "alt": "A harbour."},
        corrections=[{"number": 1, "at": NOON, "text": "It was Monday."}],
    )
    hold_against_the_vocabulary(written([a_revision(story)]))


@given(stories())
def test_no_story_does(story: Story) -> None:
    hold_against_the_vocabulary(written([a_revision(story), a_revision(a_story())]))


def test_what_is_known_stays_apart_from_what_is_argued() -> None:
    claims = written([a_revision()])["hasPart"]
    assert [claim["genre"] for claim in claims] == [
        *("fact", "fact", "narrative", "narrative", "prediction")
    ]


def test_a_fact_points_at_its_sources() -> None:
    document = written([a_revision()])
    names = {source["@id"]: source["name"] for source in document["citation"]}
    second = document["hasPart"][1]
    assert [names[each["@id"]] for each in second["isBasedOn"]] == ["Coast Radio", "Coast Radio"]


def test_a_retracted_story_says_so() -> None:
    revision = a_revision(state=State.RETRACTED)
    assert written([revision])["creativeWorkStatus"] == "Retracted"
