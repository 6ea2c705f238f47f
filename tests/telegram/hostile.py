"""Texts that mean ill, and the replies and stories that hold them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from bot.reply import (
    Choice,
    Choices,
    Citation,
    Divider,
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
)
from tests.invented import a_story

if TYPE_CHECKING:
    from bot.story import Story

HOSTILE = (
    "@everyone",
    "@here",
    "@durov",
    "(@durov)",
    "a@b.example",
    "@",
    "<b>bold</b><a href='https://evil.example'>good</a>",
    "*bold* _italic_ [good.example](https://evil.example) ||spoiler||",
    "```fence\n```",
    "<@123><@&456><#789>",
    "https://good.example",
    "good.example/login",
    "tg://resolve?domain=durov",
    "TON://transfer",
    "javascript://x",
    "tg",
    "://resolve",
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
    "/facts@OtherBot #tag $TAG +1 202 555 0100",
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
urls = st.sampled_from(
    [
        "https://a.example/x",
        "http://b.example/?q=1&r=%20",
        "https://www.good.example",
        "javascript:alert(1)",
        "tg://user?id=1",
        "https://[broken",
        "https://localhost/x",
        "https://a.example:99999/x",
        "https://good.example\\@evil.example/x",
        "https://[::1]/x",
        "https://пример.рф/путь",
        "",
    ]
)
story_urls = urls.filter(lambda url: url.startswith("http") and "[b" not in url)
runs = st.lists(
    st.one_of(
        st.builds(Plain, texts),
        st.builds(Strong, texts),
        st.builds(Emphasis, texts),
        st.builds(Link, texts, urls),
        st.builds(Citation, st.integers(1, 300), texts, st.none() | urls),
    ),
    max_size=5,
).map(tuple)
some_choices = st.lists(
    st.builds(Choice, texts, st.just("facts"), st.just(("~12",))), max_size=6
).map(tuple)
blocks = st.one_of(
    st.builds(Heading, runs, st.sampled_from([1, 2])),
    st.builds(Paragraph, runs),
    st.builds(Note, runs),
    st.builds(Quote, runs, texts),
    st.builds(Gauge, runs, st.floats(0, 1), texts.map(lambda text: text[:20])),
    st.builds(Picture, urls, texts, runs),
    st.builds(Items, st.lists(st.builds(Item, runs, st.sampled_from(["", "1", "…"]))).map(tuple)),
    st.builds(Sides, st.lists(st.builds(Side, texts, texts, runs), max_size=3).map(tuple)),
    st.builds(Choices, some_choices),
    st.just(Divider()),
)
replies = st.builds(Reply, st.lists(blocks, max_size=6).map(tuple))
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
    count = draw(st.sampled_from([0, 1, 3, 3, 3, 300]))
    numbers = range(1, count + 1)
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
