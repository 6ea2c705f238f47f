"""What markdown is written, text by text: it shows just this text, and leads where it says."""

from __future__ import annotations

import pytest

from adapters.discord.markdown import JOINER, escaped, link
from adapters.discord.runs import written
from bot.reply import Citation, Emphasis, Link, Plain, Strong, Struck, Text
from tests.discord.seen import seen


@pytest.mark.parametrize(
    ("text", "url", "shown"),
    [
        ("Reuters", "https://reuters.example/1", "[Reuters](https://reuters.example/1)"),
        (
            "good.example",
            "https://good.example/login",
            "[good.example](https://good.example/login)",
        ),
        (
            "good.example",
            "https://evil.example/good.example",
            "good.example ([evil.example](https://evil.example/good.example))",
        ),
        (
            "https://good.example",
            "https://evil.example",
            "https\\://good.example ([evil.example](https://evil.example))",
        ),
        (
            "good.example",
            "https://good.example@evil.example",
            "good.example ([evil.example](https://good.example@evil.example))",
        ),
        (
            "Log in at good.example",
            "http://1.2.3.4",
            "Log in at good.example ([1.2.3.4](http://1.2.3.4))",
        ),
        (
            "good.example",
            "https://evil.exam%70le",
            "good.example ([evil.example](https://evil.exam%70le))",
        ),
        ("  ", "https://evil.example/x", "[evil.example](https://evil.example/x)"),
        (
            "good\u200b.ex\u00adample",
            "https://evil.example",
            "good\u200b.ex\u00adample ([evil.example](https://evil.example))",
        ),
        (
            "ｇｏｏｄ．example",
            "https://evil.example",
            "ｇｏｏｄ．example ([evil.example](https://evil.example))",
        ),
        ("The U.S. acts", "https://news.example", "[The U.S. acts](https://news.example)"),
        (
            "a](https://x.example",
            "https://a.example/",
            "a\\]\\(https\\://x.example ([a.example](https://a.example/))",
        ),
        ("two\nlines", "https://a.example/", "[two lines](https://a.example/)"),
        ("a", "https://a.example/(b) c", "[a](https://a.example/%28b%29%20c)"),
        (
            "a",
            "https://a.example/x) [b](https://b.example",
            "[a](https://a.example/x%29%20%5Bb%5D%28https://b.example)",
        ),
    ],
)
def test_a_link_never_hides_where_it_goes(text: str, url: str, shown: str) -> None:
    assert link(text, url) == shown


@pytest.mark.parametrize(
    "url",
    [
        "javascript:x",
        "discord://x",
        "https://[x",
        "",
        "//a.example",
        "https://localhost/x",
        "https://[::1]/x",
        "https://a.example:99999/",
        "https://a%zz.example/",
        "https://good.example\\@evil.example/",
    ],
)
def test_only_web_addresses_are_links(url: str) -> None:
    assert written((Link("here", url), Citation(1, "Post", url))) == "here\\[1 Post\\]"


@pytest.mark.parametrize(
    "text",
    [
        "e\u0301",
        "👩‍👩‍👧",
        "می‌خواهم",
        "a b@c.example",
        "x\ny",
        "50 @ 3",
        "http://a.b/c_d",
        "3:45",
        "I (we)",
    ],
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert escaped(text, linking=True) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("@everyone", "@\u2060everyone"),
        ("<@123>", "\\<@\u2060123>"),
        ("**bold**", "\\*\\*bold\\*\\*"),
        ("[a](b)", "\\[a\\]\\(b)"),
        (":smile:", "\\:smile:"),
        ("discord.gg/abc", "discord.gg/\u2060abc"),
        ("javascript://x", "javascript\\://x"),
        ("```", "\\`\\`\\`"),
    ],
)
def test_what_means_something_to_discord_is_shown_instead(text: str, written: str) -> None:
    assert escaped(text, linking=True) == written


A_LINK = Link("a", "https://a.example")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            (A_LINK, Plain("](https://evil.example)")),
            "[a](https://a.example)\\]\\(https\\://evil.example)",
        ),
        ((Citation(1, "Post"), Plain("(late)")), "\\[1 Post\\]\\(late)"),
        ((Plain("see https://a.example"), Strong("b")), "see https\\://a.example**b**"),
        ((Plain("see https://a.example "), Strong("b")), "see https://a.example **b**"),
        ((Plain("see https://a.example"), Plain("/x")), "see https://a.example/x"),
        ((Emphasis("a"), Strong("b")), "*a*\u2060**b**"),
        ((Struck("a ~~ b"), Struck("c")), "~~a \\~\\~ b~~\u2060~~c~~"),
        ((Plain("@every"), Plain("one")), "@\u2060everyone"),
        ((Plain("@"), Strong("everyone")), "@\u2060**everyone**"),
        ((Plain(":https://a.example"),), "\\:https://a.example"),
        ((Strong(" a \n b "),), " **a** \n **b** "),
        ((Emphasis("· a"),), "· *a*"),
        ((Plain("# a\n- b\n1. c\n> d"),), "\\# a\n\\- b\n1\\. c\n\\> d"),
        (
            (Strong("שלום"), Plain(" "), A_LINK),
            "\u2068**שלום**\u2069 \u2068[a](https://a.example)\u2069",
        ),
    ],
)
def test_what_stands_beside_each_other_means_nothing_together(text: Text, shown: str) -> None:
    assert written(text) == shown
    assert seen(written(text)).tricks == []


def test_what_is_written_as_no_address_calls_nobody_either() -> None:
    text = (Plain("https://good.example/_a_/@everyone"), Strong("and more"))
    assert written(text) == f"https\\://good.example/\\_a\\_/@{JOINER}everyone**and more**"
