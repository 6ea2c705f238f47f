"""Stories as Markdown, as a reader of CommonMark takes them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from bot.export import FORMATS
from tests.hostile import HOSTILE
from tests.invented import a_revision, a_story, bodies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from bot.story import Story

NEVER = {"html_block", "html_inline", "code_inline", "code_block", "fence", "image"}
SOUND = [text for text in HOSTILE if not {"Cc", "Cs"} & {*map(unicodedata.category, text)}]


def tokens_of(story: Story) -> list[Token]:
    return MarkdownIt("commonmark").parse(FORMATS["markdown"].write([a_revision(story)]))


def all_in(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def said_in(tokens: list[Token]) -> list[str]:
    """Give the text of every paragraph and heading, its white space made single."""
    return [
        " ".join("".join(map(said_by, token.children or ())).split())
        for token in tokens
        if token.type == "inline"
    ]


def said_by(token: Token) -> str:
    return "\n" if token.type in {"hardbreak", "softbreak"} else token.content


def hold_as_text(text: str) -> None:
    """See that *text*, wherever it stands in a story, is read as that text and as nothing else."""
    story = a_story(
        summary=text,
        facts=[{"text": text}],
        narratives=[{"label": "View", "text": text}],
        predictions=[],
        quote={"text": text},
        timeline=[{"when": "May", "text": text}],
    )
    tokens = tokens_of(story)
    plain = " ".join(text.split())
    said = said_in(tokens)
    assert said.count(plain) == 4
    assert f"May · {plain}" in said
    assert not NEVER & {token.type for token in all_in(tokens)}
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    assert headings == ["h1", "h2", "h2", "h3", "h2", "h2"]


def test_a_link_in_a_note_stays_a_link() -> None:
    story = a_story(quote={"text": "Water.", "url": "https://a.example/said"})
    assert "*[Where this was said](https://a.example/said)*" in FORMATS["markdown"].write(
        [a_revision(story)]
    )


@pytest.mark.parametrize("text", SOUND)
def test_no_text_becomes_markup(text: str) -> None:
    hold_as_text(f"{text} x")


@given(bodies)
def test_not_any_text_does(text: str) -> None:
    hold_as_text(f"x{text}x\n{text}x")


@pytest.mark.parametrize(
    "text",
    [
        *("# No heading", "- no point", "+ nor this", "1. no number", "12) nor this", "> no quote"),
        *("---", "===", "    no code", "```", "~~~", "| a | b |", "x\n---", "x\n===", "[a]: b"),
        *("Sentence one.\n\nSentence two.", "#5", "C#", "&amp;", "&#42;", "a  \nb", "a\\\nb"),
    ],
)
def test_what_begins_a_line_means_nothing_there(text: str) -> None:
    hold_as_text(text)


@pytest.mark.parametrize(
    "url", ["https://a.example/x_(y)", "https://a.example/?q=a&b=*c*", "https://a.example/[1]"]
)
def test_a_link_leads_where_it_should(url: str) -> None:
    tokens = tokens_of(a_story(url=url))
    links = [token.attrs["href"] for token in all_in(tokens) if token.type == "link_open"]
    assert str(links[0]).replace("%5B", "[").replace("%5D", "]") == url


def test_facts_and_sources_keep_their_numbers() -> None:
    sources = [{"number": 1, "name": "Post"}, {"number": 7, "name": "Radio"}]
    story = a_story(facts=[{"text": "So it is.", "sources": [7]}], sources=sources, narratives=[])
    written = FORMATS["markdown"].write([a_revision(story)])
    assert "1. So it is. \\[7 Radio\\]" in written
    assert "\n1. Post" in written
    assert "\n7. Radio" in written


def test_several_stories_are_told_apart() -> None:
    written = FORMATS["markdown"].write([a_revision(), a_revision(a_story("other"))])
    tokens = MarkdownIt("commonmark").parse(written)
    assert [token.type for token in tokens].count("hr") == 1
    assert [token.tag for token in tokens if token.type == "heading_open"].count("h1") == 2
