from __future__ import annotations

import pytest

from bot.errors import Unreadable
from bot.importers.verity import looks_like_page, read_page

PAGE = """Bridge Reopens

Facts
• The bridge reopened.1
• It is 'safe.'2

Sources: 1Reuters and 2BBC.

Narratives
• Narrative A, as provided by The Guardian. Good.
"""


def faults(page: str) -> list[tuple[str, int, int]]:
    """Read a page that is not sound, and give every fault with its place."""
    with pytest.raises(Unreadable) as raised:
        read_page(page)
    assert all(str(fault.remedy) for fault in raised.value.faults)
    return [(str(fault.what), fault.line, fault.column) for fault in raised.value.faults]


def test_the_slug_comes_from_the_headline() -> None:
    assert read_page(PAGE).story.slug == "bridge-reopens"


def test_the_key_is_the_address_that_stands_on_the_page() -> None:
    page = PAGE.replace("Facts\n", "URL: https://news.example/story/bridge\n\nFacts\n")
    draft = read_page(page)
    assert draft.key == draft.story.url == "https://news.example/story/bridge"


def test_an_address_within_a_fact_is_not_the_key() -> None:
    page = PAGE.replace("It is 'safe.'2", "See https://news.example/safe.2")
    assert read_page(page).key is None


def test_brackets_that_cite_no_source_are_told_with_their_places() -> None:
    page = PAGE.replace("reopened.1", "reopened.[1][7]").replace("'safe.'2", "safe.[2, 8-9]")
    assert faults(page) == [
        ("This cites source 7, which the Sources line does not name.", 4, 26),
        ("This cites sources 8, 9, which the Sources line does not name.", 5, 14),
    ]


def test_the_place_of_a_fault_is_found_in_a_broken_line() -> None:
    page = PAGE.replace("The bridge reopened.1", "The bridge\n    reopened.[7]")
    assert faults(page)[0][1:] == (5, 14)


def test_brackets_without_a_sources_line_are_told_once() -> None:
    page = "Bridge Reopens\n\nFacts\n• It reopened.[1]\n• It is safe.[2]\n"
    assert faults(page) == [
        ("Sources are cited by number here, but the page has no Sources line.", 4, 15)
    ]


def test_facts_that_all_end_in_a_number_miss_their_sources_line() -> None:
    page = "Bridge Reopens\n\nFacts\n• It reopened.1\n• It is safe.2\n"
    assert faults(page) == [
        ("Sources are cited by number here, but the page has no Sources line.", 4, 15)
    ]


def test_a_bare_number_that_is_no_source_is_part_of_the_text() -> None:
    page = PAGE.replace("reopened.1", "reopened.7")
    assert read_page(page).story.facts[0].text == "The bridge reopened.7"


def test_a_page_without_a_headline_is_refused() -> None:
    page = PAGE.removeprefix("Bridge Reopens\n\n")
    assert faults(page) == [("There is no headline on this page.", 2, 3)]


def test_a_page_without_facts_and_narratives_is_refused() -> None:
    page = "Bridge Reopens\n\nFacts\n\nNarratives\n\nPredictions\n"
    assert faults(page) == [("There are neither facts nor narratives on this page.", 1, 1)]


def test_every_fault_is_told_at_once_in_the_order_of_the_page() -> None:
    page = "Facts\n• It\x07 reopened.[3]\n\nSources: 2BBC, 2CNN.\n\nNarratives\n• My narrative.\n"
    assert [fault[1:] for fault in faults(page)] == [
        (2, 3),
        (2, 5),
        (2, 16),
        (4, 10),
        (4, 16),
        (7, 16),
    ]


def test_a_source_number_that_is_given_twice_is_told_at_its_place() -> None:
    page = PAGE.replace("2BBC.", "2BBC, 2CNN.")
    assert [fault[1:] for fault in faults(page)] == [(7, 29)]


def test_a_chance_of_more_than_certain_is_refused() -> None:
    page = PAGE + "\nPredictions\nThere's a 140% chance that it holds, according to Metaculus.\n"
    assert faults(page) == [("“140%” is no chance: 100% is the most.", 13, 1)]


def test_a_fact_that_is_too_long_is_told_at_its_place() -> None:
    page = PAGE.replace("The bridge", "The " + "very " * 5000 + "bridge")
    assert [fault[1:] for fault in faults(page)] == [(4, 3)]


def test_more_lines_than_any_story_has_are_refused() -> None:
    assert faults("• Again\n" * 30_000) == [("This page has more than 20000 lines.", 1, 1)]


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "Read More", "a", "•", "[1]", "Sources:"])
def test_what_is_no_page_at_all_is_refused_in_words(text: str) -> None:
    assert faults(text)


@pytest.mark.parametrize(
    "unit",
    [
        *("1", "[1]", "[", "[1, ", ".", ".1", "• ", "•\n", "\n", " ", "\u00a0", "\0", "¹", "and 1"),
        *(
            "as provided by ",
            "Sources: 1A, 2B and 3C.\n",
            "1A, ",
            "Title\n",
            "Dam...\n",
            "There's a 1% chance ",
        ),
        *("abc.1 B", "a[99] ", "St. A ", "Facts\n• a.1\nSources: 1A\n", "according to the "),
    ],
)
@pytest.mark.parametrize("start", ["", "Title\n\nFacts\n• ", "T\n\nSources: ", "T\nNarratives\n• "])
def test_a_hostile_page_is_refused_and_not_chewed_on(start: str, unit: str) -> None:
    assert faults(start + unit * (200_000 // len(unit)))


@pytest.mark.parametrize(
    "text",
    [
        PAGE,
        "Title\n\nSources: 1Reuters, 2BBC and 3CNN.\n",
        "Title\n\nSources: [1]Reuters.\n",
        "Title\n\nfacts\n- A fact.\n",
        "Title\nThe Spin:\nPro-bridge narrative\nIt holds.\n",
        "• Anti-bridge narrative, as provided by The Guardian. It leans.\n",
    ],
)
def test_a_story_page_is_known_by_its_parts(text: str) -> None:
    assert looks_like_page(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Pancakes\n\nIngredients\n- 2 eggs\n- 1 cup of milk\n\nSource: my grandmother\n",
        "It was a dark night. The facts were plain, the narratives were not.\n",
        "Facts about bears\n\nBears sleep. Predictions: none.\n",
        "<html><body>\nFacts\nNarratives\n</body></html>",
        '{"facts": [],\n"narratives": []}',
        "slug: a\nheadline: A\nfacts:\n- text: It is.\nnarratives:\n",
        "headline: A\nsources:\n- number: 1\n  name: B\n",
        "Subscribe to Our Newsletter\n\nOk, Thanks\n\nRead More\n",
        "Predictions\n\nIt will rain.\n",
    ],
)
def test_other_texts_are_no_story_pages(text: str) -> None:
    assert not looks_like_page(text)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("By Ann Lee\n24 November 2026", "2026-11-24"),
        ("By Ann Lee\nNovember 24, 2026", "2026-11-24"),
        ("Published: Tue, Nov. 24th, 2026, 14:05", "2026-11-24"),
        ("2026-11-24", "2026-11-24"),
        (
            "Wednesday, November 25, 2026\nBridge Reopens\nBy Ann Lee\n24 November 2026",
            "2026-11-24",
        ),
        ("Updated: 24 November 2026", None),
        ("31 February 2026", None),
        ("2 days ago", None),
    ],
)
def test_the_day_it_appeared_stands_above_the_sections(line: str, day: str | None) -> None:
    published = read_page(PAGE.replace("Facts\n", f"{line}\n\nFacts\n")).story.published
    assert (published and published.date().isoformat()) == day


def test_a_date_below_the_sections_is_another_story_s() -> None:
    page = f"{PAGE}\nRelated\nThe ferry sails\n24 November 2026\n"
    assert read_page(page).story.published is None
