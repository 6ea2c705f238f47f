"""Whatever stands where on a page, and whatever the title says: the story stays the same."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.importers.verity import read_page
from tests.importers.page_family import NOISE

FACTS = """Facts

  • The dam of Kesh broke on Sunday, and 1.2K people fled.1
  • It was built in 1974.2
  • 'We are lost,' the mayor said.23

Sources: 1Reuters, 2Dw.com and 3CNBC.
"""
NARRATIVES = """Narratives

  • Anti-dam narrative, as provided by The indianapolis star. It was a folly.
  • Pro-dam narrative, as provided by St. Louis Post-Dispatch. It gave light.
"""
PREDICTIONS = """Predictions

  • There's a 14% chance that the dam is rebuilt by April, according to Metaculus.
"""
SPIN = """The Spin

Left narrative
It was a folly.

Right narrative
It gave light.

Metaculus Prediction
There's a 14% chance that the dam is rebuilt by April, according to Metaculus.
"""
TITLE, DECK = "Dam of Kesh Breaks\n", "The dam of Kesh broke on Sunday, and...\n"
BYLINE, CREDIT = "by Improve the News Foundation\n", "Image credit: Reuters/Pool\n"
HEADS = (
    *((TITLE,), (TITLE, DECK), (DECK, TITLE, BYLINE), (TITLE, DECK, BYLINE, TITLE, CREDIT)),
    *((TITLE, CREDIT, TITLE, DECK, BYLINE), (CREDIT, TITLE, DECK), (BYLINE, TITLE, TITLE, CREDIT)),
)
SECTIONS = (FACTS, NARRATIVES, PREDICTIONS)
PLAIN = read_page(TITLE + "".join(SECTIONS)).story
SPUN = TITLE + FACTS + SPIN
PLAYER = ("0:00/1:21", "1×", "Improve the News Foundation profile image")


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("between", ["\n", ""], ids=["apart", "together"])
def test_the_order_of_the_parts_changes_nothing(head: tuple[str, ...], between: str) -> None:
    expected = PLAIN.model_dump() | {
        "summary": "The dam of Kesh broke on Sunday, and" if DECK in head else "",
        "authors": ("Improve the News Foundation",) if BYLINE in head else (),
    }
    for order in permutations((*SECTIONS, between.join(head))):
        story = read_page("\n".join(order)).story
        assert story.model_dump() | {"image": None} == expected
        assert (story.image is not None) == (CREDIT in head)


@given(
    noise=st.lists(
        st.tuples(st.integers(0, 30), st.sampled_from((*NOISE, *PLAYER)), st.booleans()),
        max_size=6,
    )
)
@pytest.mark.parametrize("page", [TITLE + "".join(SECTIONS), SPUN], ids=["listed", "spun"])
def test_noise_may_stand_anywhere(page: str, noise: list[tuple[int, str, bool]]) -> None:
    lines = page.split("\n")
    for place, said, apart in noise:
        lines[place:place] = ["", said, ""] if apart else [said]
    assert read_page("\n".join(lines)).story == read_page(page).story


@pytest.mark.parametrize(
    "title",
    [
        "Trump Pushes Election Fraud Narrative",
        "Anti-Dam Narrative: A Year On",
        "Metaculus: AI by 2030",
        "Prediction: Oil to Hit $100",
        "Sources: Israel Ready for Truce",
        "By a Thread: Senate Passes Bill",
        "Oil at $100...",
        "July 4, 2023: Shooting at Parade",
        "Day 16 Close: Talks Stall",
        "Facts Emerge on Leak",
        "2 Dead, 20 Hurt in Crash.",
        "'Narrative' Is Word of the Year",
        "Read More Books, Study Says",
    ],
)
@pytest.mark.parametrize("head", HEADS[::3])
def test_a_title_may_look_like_something_else(title: str, head: tuple[str, ...]) -> None:
    page = "\n".join((*head, *SECTIONS)).replace(TITLE, f"{title}\n")
    story = read_page(page).story
    assert story.headline == title
    assert story.facts == PLAIN.facts
    assert story.narratives == PLAIN.narratives
    assert story.predictions == PLAIN.predictions
