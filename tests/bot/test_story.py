"""The rules a story keeps."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from bot.importers.slug import slugify
from bot.links import KEPT
from bot.rules import rule
from bot.sources import facts_on, outlets
from bot.story import Story
from tests.invented import a_story, stories


def faults(**changes: Any) -> dict[tuple[str | int, ...], str]:  # noqa: ANN401 - anything at all
    with pytest.raises(ValidationError) as caught:
        a_story(**changes)
    return {
        error["loc"]: error.get("ctx", {}).get("what", error["type"])
        for error in caught.value.errors()
    }


@given(stories())
def test_a_story_comes_back_from_its_own_json(story: Story) -> None:
    assert Story.model_validate_json(story.model_dump_json()) == story


def test_a_story_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        a_story().headline = "Other"  # type: ignore[misc] # that is what is tried


def test_a_fact_cites_only_sources_that_there_are() -> None:
    found = faults(facts=[{"text": "x", "sources": [1, 9]}])
    assert found == {
        ("facts", 0, "sources", 1): "This cites source {number}, and there is no such source."
    }


def test_a_narrative_cites_only_sources_that_there_are() -> None:
    assert ("narratives", 0, "sources", 0) in faults(narratives=[{"text": "x", "sources": [4]}])


@pytest.mark.parametrize("numbers", [[1, 1], [2, 3], [0, 1], [-1, 1]])
def test_numbers_of_sources_are_unique_and_start_at_1(numbers: list[int]) -> None:
    named = [{"number": number, "name": "Outlet"} for number in numbers]
    assert faults(facts=[], sources=named)


@pytest.mark.parametrize("numbers", [[1, 1], [2]])
def test_numbers_of_corrections_are_unique_and_start_at_1(numbers: list[int]) -> None:
    assert faults(
        corrections=[{"number": number, "at": "2026-11-24", "text": "x"} for number in numbers]
    )


def test_every_fault_is_found_at_once() -> None:
    found = faults(
        slug="Not a slug",
        published="yesterday",
        predictions=[{"text": "x", "probability": 140}],
        facts=[{"text": "", "sources": [9]}],
        surprise=1,
    )
    assert set(found) == {
        ("slug",),
        ("published",),
        ("predictions", 0, "probability"),
        ("facts", 0, "text"),
        ("facts", 0, "sources", 0),
        ("surprise",),
    }


def test_an_untitled_narrative_is_named_by_its_letter() -> None:
    story = a_story(narratives=[{"text": "a"}, {"label": "Mine", "text": "b"}, {"text": "c"}])
    assert [each.label for each in story.narratives] == ["Narrative A", "Mine", "Narrative C"]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://a.example", "a.example", "http://", "https://a b"]
)
def test_only_http_and_https_are_links(url: str) -> None:
    assert ("url",) in faults(url=url)


@pytest.mark.parametrize(
    "moment", ["2026", 1795000000, "24.11.2026", "2026-13-01", "2026-02-30", ""]
)
def test_a_date_that_is_none_is_refused(moment: object) -> None:
    assert ("published",) in faults(published=moment)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-11-24", datetime(2026, 11, 24, tzinfo=UTC)),
        ("2026-11-24T08:30", datetime(2026, 11, 24, 8, 30, tzinfo=UTC)),
        ("2026-11-24T08:30:00+02:00", datetime(2026, 11, 24, 6, 30, tzinfo=UTC)),
        ("2026-11-24 08:30Z", datetime(2026, 11, 24, 8, 30, tzinfo=UTC)),
    ],
)
def test_a_moment_is_kept_in_utc(written: str, moment: datetime) -> None:
    assert a_story(published=written).published == moment


@pytest.mark.parametrize("hidden", ["\x00", "\x1b[31m", "\x07", "\x9b", "\r"])
def test_control_characters_are_refused(hidden: str) -> None:
    assert ("facts", 0, "text") in faults(facts=[{"text": f"a{hidden}b"}])


@pytest.mark.parametrize("broken", ["a\nb", "a\u2028b", "a\u2029b"])
def test_a_headline_stands_on_one_line(broken: str) -> None:
    assert ("headline",) in faults(headline=broken)


@pytest.mark.parametrize("language", ["english", "e", "en_GB", "../en"])
def test_a_language_is_a_tag(language: str) -> None:
    assert ("language",) in faults(language=language)


@pytest.mark.parametrize("slug", ["", "-a", "a--b", "a b", "a_b", "a/b", "x" * 101])
def test_a_slug_is_words_joined_by_hyphens(slug: str) -> None:
    assert ("slug",) in faults(slug=slug)


def test_slugs_may_be_of_any_script() -> None:
    assert a_story("الميناء-يفتح").slug == "الميناء-يفتح"


def test_a_rule_carries_what_to_do() -> None:
    error = rule("“{text}” is no date.", "Give a day.", text="x")
    assert error.context == {
        "what": "“{text}” is no date.",
        "remedy": "Give a day.",
        "values": {"text": "x"},
    }


def test_an_outlet_cited_twice_is_a_and_b() -> None:
    assert outlets(a_story()) == {1: "Lorrin Post", 2: "Coast Radio (a)", 3: "Coast Radio (b)"}


def test_the_letters_of_an_outlet_go_on_past_z() -> None:
    named = [{"number": number, "name": "Wire"} for number in range(1, 30)]
    names = outlets(a_story(facts=[], sources=named))
    assert (names[26], names[27], names[28]) == ("Wire (z)", "Wire (aa)", "Wire (ab)")


def test_it_is_known_which_facts_rest_on_a_source() -> None:
    assert facts_on(a_story()) == {1: [1], 2: [2], 3: [2]}


def test_a_headline_makes_a_slug_that_a_story_accepts() -> None:
    assert a_story(slugify("Old bridge falls: 12 ships wait")).slug


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "127.0.0.1", "127.1", "2130706433", "0x7f000001", "[::1]", "10.0.0.7"),
        *("169.254.169.254", "[::ffff:10.0.0.1]", "[fe80::1]", "printer", "nas.local", "a.lan."),
        *("metadata.google.internal", "router.home.arpa", "LOCALHOST", "x.localhost"),
        *("127.0.0.①", "127.0.0.1。", "127。0.0.1", "①②⑦.0.0.①", "127.0.0.%31", "a.b.０x7f"),
        *("foo.ⓛocal", "router.ｌan", "x.localhost%2e", "nas.l\ufe0focal", "nas.l%C2%ADocal"),
        "127.0.0.1\\@post.example",
    ],
)
def test_a_link_leads_into_no_private_network(host: str) -> None:
    found = faults(sources=[{"number": 1, "name": "Post", "url": f"http://{host}/x"}], facts=[])
    assert found == {("sources", 0, "url"): "“{text}” leads into a private network."}


@pytest.mark.parametrize(
    "host", ["a%zz.example", "a.exa%2fmple", "a.exa%20mple", "a.example:99999"]
)
def test_a_link_leads_where_a_browser_goes_at_all(host: str) -> None:
    found = faults(url=f"https://{host}/x")
    assert found == {("url",): "“{text}” is no web address."}


@pytest.mark.parametrize("host", ["post.example", "8.8.8.8", "[2606:4700::1]", "1e100.net", "ü.eu"])
def test_a_link_leads_anywhere_else(host: str) -> None:
    assert a_story(url=f"https://{host}/x").url == f"https://{host}/x"


@pytest.mark.parametrize("host", ["nas.lan", "127.0.0.①", "127.0.0.%31", "a%zz.example"])
def test_a_story_that_was_kept_before_is_read_wherever_it_leads(host: str) -> None:
    kept = a_story(url="https://post.example/x").model_dump_json().replace("post.example", host)
    assert Story.model_validate_json(kept, context=KEPT).url == f"https://{host}/x"
