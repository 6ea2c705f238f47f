"""Texts of Kite: what becomes of HTML, of spaces, and of the marks that cite articles."""

from __future__ import annotations

import pytest

from tests.importers.category_file import ARTICLES, story


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("One<br><BR/>\n\n\n<br class='x'>Two", "One\n\nTwo"),
        ("<a href='https://a.example'>One</a> &amp; <i>two</i>", "One & two"),
        ("<!-- no -->One<style>p { }</style> two<script>x()</script>", "One two"),
        ("2 < 3 and 5 > 4, says <Reuters>", "2 < 3 and 5 > 4, says <Reuters>"),
        ("&lt;b&gt; is a tag", "<b> is a tag"),
        ("One\u00a0 \t two\r\nthree\rfour\u2028five", "One two\nthree\nfour\nfive"),
        ("One\u0000 \u0007two\x85three", "One two\nthree"),
    ],
)
def test_texts_become_plain(text: str, plain: str) -> None:
    told = story(short_summary=text, talking_points=[text])
    assert told.summary == plain
    assert told.facts[0].text == plain


@pytest.mark.parametrize(
    ("text", "plain", "sources"),
    [
        ("A fact [post.example#1].", "A fact.", (1,)),
        ("A fact.[post.example#2][radio.example#1]", "A fact.", (3, 2)),
        ("A fact. [post.example#2, radio.example#1; post.example#2]", "A fact.", (3, 2)),
        ("A fact [ WWW.Post.Example # 2 ].", "A fact.", (3,)),
        ("A fact [radio#1].", "A fact.", (2,)),
        ("Known to all [common].", "Known to all.", ()),
        ("Known to all [*] and told [radio.example#1].", "Known to all and told.", (2,)),
        ("Nobody says so [gone.example#1] [post.example#0].", "Nobody says so.", (1, 2, 3)),
        ("No third one [post.example#3][post.example#999999999].", "No third one.", (1, 2, 3)),
        (
            "Potential [in] brackets [via Time] [1].",
            "Potential [in] brackets [via Time] [1].",
            (1, 2, 3),
        ),
        ("No mark at all.", "No mark at all.", (1, 2, 3)),
    ],
)
def test_a_fact_cites_the_articles_that_its_marks_name(
    text: str, plain: str, sources: tuple[int, ...]
) -> None:
    (fact,) = story(talking_points=[text]).facts
    assert (fact.text, fact.sources) == (plain, sources)


def test_marks_are_taken_out_of_every_text() -> None:
    told = story(
        title="Harbour reopens [post.example#1]",
        short_summary="Ships [post.example#1] again.",
        timeline=[{"date": "May [common]", "content": "A storm [gone.example#1]."}],
        quote="“At last [post.example#1].”",
    )
    assert told.headline == "Harbour reopens"
    assert told.summary == "Ships again."
    assert [(step.when, step.text) for step in told.timeline] == [("May", "A storm.")]
    assert told.quote
    assert told.quote.text == "At last."


def test_a_short_name_that_fits_two_outlets_cites_neither() -> None:
    articles = [*ARTICLES, {"link": "https://post.other.example/4"}]
    (fact,) = story(talking_points=["A fact [post#1][radio#1]."], articles=articles).facts
    assert fact.sources == (2,)
