"""Texts that mean ill on any platform, and the replies and stories that hold them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from bot.choice import Choice
from bot.reply import (
    Choices,
    Citation,
    Divider,
    Document,
    Emphasis,
    Gauge,
    Heading,
    Item,
    Items,
    Link,
    Note,
    Paragraph,
    Picture,
    Plain,
    Quote,
    Reply,
    Side,
    Sides,
    Strong,
    Struck,
)
from tests.invented import a_story

if TYPE_CHECKING:
    from bot.reply import Block
    from bot.story import Story

HOSTILE = (
    "@everyone",
    "@here",
    "@durov",
    "(@durov)",
    "a@b.example",
    "@",
    "everyone",
    "<@123><@!123><@&456><#789>",
    "<:smile:123><a:smile:123>:smile:",
    "<t:1700000000:R></facts:123><id:customize>",
    "<b>bold</b><a href='https://evil.example'>good</a>",
    "*bold* _italic_ **both** __under__ ~~gone~~ ||spoiler||",
    "*",
    "**",
    "_",
    "__",
    "~~",
    "||",
    "`",
    "```",
    "\\",
    "[",
    "](",
    ")",
    "<",
    ">",
    "[good.example](https://evil.example)",
    '[a](https://evil.example "good.example")',
    "<https://evil.example>",
    "```fence\n```",
    "`` code ` ``",
    "# Title\n## Title\n### Title\n-# small",
    "> quoted\n>>> all quoted",
    "- a\n* b\n+ c\n1. d\n2) e",
    "https://good.example",
    "https://good.example/a_b_c*d*",
    "https://evil.example/)[x](https://good.example",
    "HTTPS://good.example",
    "good.example/login",
    "http",
    "tg",
    "://good.example",
    "tg://resolve?domain=durov",
    "TON://transfer",
    "discord.gg/abc https://discord.gg/abc discord.com/invite/abc",
    "javascript://x",
    "/facts@OtherBot #tag $TAG +1 202 555 0100",
    "\u202egnp.exe\u202c",
    "\u2067turned\u2069",
    "\u2066",
    "\u2069",
    "\u200b\u200d\u2060\ufeff",
    "\u3164\u115f",
    "e\u0301\u0302\u0303\u0304",
    "👩‍👩‍👧‍👦🇫🇷",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
    "مدينة النورس",
    "שלום",
    "\x00\x1b[2J\x85\u2028\u2029\r\n\t\v",
    "\ud83d",
    " \n \n ",
)
texts = st.one_of(
    st.text(max_size=40),
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=4).map("".join),
    st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=4).map(" ".join),
)
long_texts = st.builds(
    lambda text, space, times: (text + space) * times,
    st.sampled_from(HOSTILE),
    st.sampled_from(["", " ", "\n", ". "]),
    st.integers(100, 300),
)
# What a story may give as an address of a source.
story_urls = st.sampled_from(
    [
        "https://a.example/x",
        "http://b.example/?q=1&r=%20",
        "https://www.good.example",
        "https://bücher.example/ü",
        "https://пример.рф/путь",
        "https://good.example\\@evil.example/x",
        'https://a.example/(x)_*y*|`<>"\\',
    ]
)
urls = story_urls | st.sampled_from(
    [
        "https://a.example/x) [evil](https://evil.example",
        "https://a.example:99999/x",
        "https://a%zz.example/x",
        "https://[broken",
        "javascript:alert(1)",
        "discord://x",
        "tg://user?id=1",
        "https://localhost/x",
        "https://[::1]/x",
        "",
    ]
)
runs = st.lists(
    st.one_of(
        st.builds(Plain, texts),
        st.builds(Strong, texts),
        st.builds(Emphasis, texts),
        st.builds(Struck, texts),
        st.builds(Link, texts, urls),
        st.builds(Citation, st.integers(1, 300), texts, st.none() | urls),
    ),
    max_size=5,
).map(tuple)
arguments = st.tuples(st.integers(1, 40).map(str)) | st.just(("~12",))
some_choices = st.lists(st.builds(Choice, texts, st.just("facts"), arguments), max_size=6).map(
    tuple
)


def blocks_with(*, marks: st.SearchStrategy[str]) -> st.SearchStrategy[Block]:
    """Any block; the items of a list stand behind *marks*."""
    return st.one_of(
        st.builds(Heading, runs, st.sampled_from([1, 2])),
        st.builds(Paragraph, runs),
        st.builds(Note, runs),
        st.builds(Quote, runs, texts),
        st.builds(Gauge, runs, st.floats(0, 1), texts.map(lambda text: text[:20])),
        st.builds(Picture, urls, texts, runs),
        st.builds(Items, st.lists(st.builds(Item, runs, marks)).map(tuple)),
        st.builds(Sides, st.lists(st.builds(Side, texts, texts, runs), max_size=3).map(tuple)),
        st.builds(Choices, some_choices),
        st.just(Divider()),
        st.builds(Document, st.just("a.yaml"), st.binary(max_size=8)),
    )


blocks = blocks_with(marks=st.sampled_from(["", "1", "…"]))
replies = st.builds(Reply, st.lists(blocks, max_size=6).map(tuple), st.booleans(), st.booleans())
# More than a message has room for, of everything that counts as a part of it.
many_blocks = st.builds(Reply, st.lists(blocks, min_size=20, max_size=60).map(tuple))
long_replies = st.builds(
    lambda long, some: Reply(
        (Paragraph((Plain(long),)), *some, Sides((Side("", "", (Strong(long),)),)))
    ),
    long_texts,
    st.lists(blocks, max_size=2),
)


def printable(text: str) -> str:
    """Leave out what no story may hold."""
    kept = (c for c in text if unicodedata.category(c) not in {"Cc", "Cs", "Zl", "Zp"})
    return "".join(kept).strip()


@st.composite
def hostile_stories(draw: st.DrawFn) -> Story:
    """A sound story whose every text means ill, of up to three hundred sources."""
    some = texts.map(printable).filter(bool)
    numbers = range(1, draw(st.sampled_from([0, 1, 3, 3, 3, 300])) + 1)
    fields: dict[str, Any] = {
        "headline": draw(some),
        "summary": draw(texts.map(printable)),
        "topics": [],
        "facts": [{"text": draw(some), "sources": list(numbers)[:50]}, {"text": draw(some)}],
        "sources": [
            {"number": number, "name": draw(some), "url": draw(story_urls)}
            if number < 4
            else {"number": number, "name": f"Outlet {number}", "url": "https://b.example"}
            for number in numbers
        ],
        "narratives": [{"label": draw(some), "providers": [draw(some)], "text": draw(some)}],
        "predictions": [{"text": draw(some), "probability": 0.5, "forecaster": draw(some)}],
    }
    return a_story(**fields)


def hold_direction(text: str) -> None:
    """What turns text is ours alone, and is closed on the line it was opened on."""
    assert not set(text) & {*map(chr, range(0x202A, 0x202F)), "\u2066", "\u2067"}
    assert text.count("\u2068") == text.count("\u2069")
    depth = 0
    for character in text:
        depth += (character == "\u2068") - (character == "\u2069")
        assert 0 <= depth <= 1
        assert not (depth and character == "\n")
