"""Invented pages beside the story an editor expects of each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.importers.verity import looks_like_page, read_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.story import Story

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))
DRESSES = {
    "as it is": lambda text: text,
    "with Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "with a byte order mark": lambda text: "\ufeff" + text,
    "indented": lambda text: "".join("    " + line for line in text.splitlines(keepends=True)),
    "indented by hard blanks": lambda text: text.replace("\n", "\n\u00a0\u00a0"),
    "with trailing blanks": lambda text: text.replace("\n", " \t\n"),
    "without a last line end": lambda text: text.rstrip(),
}


def told(story: Story) -> dict[str, object]:
    """Tell a story as briefly as the expectations beside the pages do."""
    said = {
        "headline": story.headline,
        "url": story.url,
        "summary": story.summary,
        "authors": list(story.authors),
        "credit": story.image and story.image.credit,
        "facts": [[fact.text, list(fact.sources)] for fact in story.facts],
        "sources": [source.name for source in story.sources],
        "narratives": [
            [one.label, list(one.providers), one.text, list(one.sources)]
            for one in story.narratives
        ],
        "predictions": [
            [one.text, one.probability, one.forecaster, one.deadline] for one in story.predictions
        ],
    }
    return {part: value for part, value in said.items() if value}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES)
def test_a_page_becomes_the_story_an_editor_expects(
    path: Path, dress: Callable[[str], str]
) -> None:
    page = dress(path.read_text())
    draft = read_page(page)
    expected = json.loads(path.with_suffix(".json").read_text())
    assert told(draft.story) == expected
    assert draft.kind == "page"
    assert draft.key == expected.get("url")
    assert looks_like_page(page)
