"""Pages that a browser saved, and what is to be read on them."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from html import escape
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Unreadable
from bot.importers import read
from bot.importers.saved_page import MOST_TAGS, visible_text
from bot.importers.verity import read_page
from tests.importers.faults_of import faults_of, only
from tests.importers.test_verity_pages import PAGES, told

REAL = Path(__file__).parent.parent / "pages" / "us-government-emails-hacked.txt"
BULLETS = re.compile(r"\s*[•-] ")
CITED = re.compile(r"(?<=[.'\"])(\d+)$")
PAGE = """<!DOCTYPE html>
<!-- saved from url=(0041)https://news.example/story/harbour -->
<html lang="en"><head><meta charset="utf-8"><title>Harbour | News</title>
<style>p::before {{ content: "Facts" }}</style>
<script>if (1 < 2) document.write("<p>Facts</p><p>• It rained.</p>")</script></head>
<body class="hidden"><nav><ul><li>Home<li>Facts and more</ul></nav>
<svg><title>Logo</title><text>Facts</text></svg><template><p>Predictions</p></template>
<div style="color: red; display : none"><div>Narratives</div><p>• Rain. It was wet.</p></div>
<main>
{body}
</main>
<p hidden>Narrative A, as provided by Nobody. It never was.</p>
<noscript>Facts without scripts</noscript><iframe src="https://ads.example"><p>Facts</p></iframe>
</body></html>
"""


def saved(text: str) -> str:
    """Write a page as a browser saves it: each paragraph a tag, each bullet an item of a list."""
    blocks = re.split(r"\n[ \t]*\n", text.strip("\n"))
    return PAGE.format(body="\n".join(map(_block, blocks)))


def _block(block: str) -> str:
    lines = block.splitlines()
    if all(map(BULLETS.match, lines)):
        items = (_line(BULLETS.sub("", line, count=1)) for line in lines)
        return "<ul>\n" + "\n".join(f"<li><p>{item}\n</p></li>" for item in items) + "</ul>"
    return "<div>" + "<br>\n".join(map(_line, lines)) + "</div>"


def _line(line: str) -> str:
    return CITED.sub(r"<sup>\1</sup>", escape(line))


# Its lines belong together by how far they are indented, which no HTML keeps.
SAVED = [path for path in PAGES if path.stem != "dashes_in_broken_lines"]


@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.stem)
def test_a_saved_page_is_the_story_that_its_text_is(path: Path) -> None:
    (draft,) = read(saved(path.read_text()).encode(), "page.html")
    assert told(draft.story) == json.loads(path.with_suffix(".json").read_text())
    assert draft.kind == "page"


def test_a_real_page_is_the_same_story_whether_it_is_pasted_or_saved() -> None:
    page = REAL.read_text()
    (draft,) = read(saved(page).encode())
    assert draft == read_page(page)
    assert len(draft.story.facts) == 6


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<h1>A &amp; B</h1>\n<p>One\n two.<p>Three.", "A & B\n\nOne two.\n\nThree."),
        ("<P>No <B>break</B> with<i>in</i>.<BR>Next", "No break within.\nNext"),
        ("<ul><li>One<li><p>Two</p></ul>Three", "• One\n• Two\n\nThree"),
        ("<ol><li>One<ul><li>Also</ul><li>Two</ol>", "1. One\n\n• Also\n\n2. Two\n"),
        ("</ul></ol><li>One</li>Two", "• One\nTwo"),
        ("<table><tr><td>One<td>Two</table>", "One Two\n"),
        ('<p title="1 > 2" class=it\'s>One</p >', "One\n"),
        ("1 < 2 &lt;p&gt; 3 <3 </> </ p><?php 4 > 5 ?> <![CDATA[6]]> 7", "1 < 2 <p> 3 <3 5 ?> 7"),
        ("a<!-- <p>b</p> -->c<!-->d<!-- e", "acd"),
        ("a<script>'</scripted>'</SCRIPT >b<style>c", "ab"),
        ("a<nav>b<nav>c</nav>d</nav>e<select/>f", "ae"),
        ('a<svg/>b<math class="x"/>c<svg><svg/>d</svg>e', "abce"),
        ("a<div hidden>b<div>c</div>d</div><p style='DISPLAY:NONE'>e</p>f", "af"),
        ("a<p hidden>b<i>c</i><p hidden>d<p>e<div><p hidden>f</div>g", "a\n\ne\n\ng"),
        ("<ol><li hidden>a<ul><li>b</ul>c<li>d<li hidden>e</ol>f", "1. d\n\nf"),
        (
            "<table><tr hidden><td>a<tr><td hidden>b<table><tr><td>c</table>d<td>e</table>f",
            "e\n\nf",
        ),
        ("<dl><dt hidden>a<dd>b<dd hidden>c</dl>d", "b\n\nd"),
        ("<p class='hidden' data-x='display:none'>a<img hidden>b", "ab"),
        ("a<p title='b", "a"),
        ("", ""),
    ],
)
def test_what_is_to_be_read_on_a_page_is_its_text(markup: str, text: str) -> None:
    assert visible_text(markup) == text


@pytest.mark.parametrize(
    "unread",
    ['<svg class="icon" viewBox="0 0 8 8"/>', "<p hidden>More", "<ul><li hidden>Share<li>•</ul>"],
)
def test_what_is_not_read_on_a_page_ends_where_browsers_end_it(unread: str) -> None:
    page = saved(REAL.read_text())
    (draft,) = read(page.replace("<main>", f"<main>{unread}").encode())
    assert draft == read_page(REAL.read_text())


def test_a_page_without_a_story_is_refused_in_one_sentence() -> None:
    body = "<h1>Pancakes</h1><p>Beat the eggs.</p><script>Facts\nNarratives</script>"
    assert only(PAGE.format(body=body)) == "This is HTML or XML, and no story."


def test_what_is_wrong_on_a_saved_page_is_told_without_places_that_nobody_finds() -> None:
    page = saved(REAL.read_text().replace("agencies.1", "agencies.[9]"))
    (fault,) = faults_of(page)
    assert str(fault.what) == "This cites source 9, which the Sources line does not name."
    assert (fault.line, fault.column) == (0, 0)


def test_a_page_of_far_too_many_tags_is_refused() -> None:
    assert only("<b>" * (MOST_TAGS + 1)) == "This page has more than 50000 tags."
    assert only("<p>" + "a" * 1024 * 1024) == "This file is 1025 KB large, and 1024 KB is the most."


@pytest.mark.parametrize(
    "unit",
    [
        *("<", "<a", "<a ", "<!--", "<!-->", '<a x="', "<a x='", '<a x=">"', "<a x= ", "</", "</a"),
        *("<![CDATA[", "<?", "<!", "&", "&#", "<script>", "<style></s", "<div>", "<li>", "<br>"),
        *(
            "<ol><li>",
            "<nav>",
            "<p hidden>",
            "<p hidden ",
            "<td>",
            "<p>Facts",
            "<p>• a.1",
            "\x01<p>",
        ),
    ],
)
@pytest.mark.parametrize("start", ["<p>", "<a ", "<h1>A</h1><p>Facts<p>Narratives<p>"])
def test_a_hostile_page_is_refused_and_not_chewed_on(start: str, unit: str) -> None:
    page = (start + unit * 1024 * 1024)[: 1024 * 1024]
    began = process_time()
    for fault in faults_of(page)[:1]:
        assert len(str(fault.what)) < 400
    assert process_time() - began < 3


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<li>", "<nav", "=", '"', "'", ">", "<", "Facts", "!--"])
    )
)
def test_no_page_is_too_strange_to_be_read(parts: list[str]) -> None:
    with suppress(Unreadable):
        read("".join(["<", *parts]).encode())
