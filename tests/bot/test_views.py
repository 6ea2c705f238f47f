"""What readers see of a story."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from hypothesis import given

from bot.choice import Choice
from bot.editing.drafting import Kept
from bot.reply import (
    Choices,
    Citation,
    Emphasis,
    Gauge,
    Heading,
    Items,
    Link,
    Note,
    Paragraph,
    Picture,
    Plain,
    Quote,
    Reply,
    Sides,
    Strong,
)
from bot.revision import Hit, Revision
from bot.views.briefing import briefing
from bot.views.editing import added
from bot.views.facts import facts, sources
from bot.views.frame import VIEWS, Shown
from bot.views.history import history, since
from bot.views.lists import found, topics
from bot.views.lists import stories as story_list
from bot.views.narratives import narratives, turned
from bot.views.predictions import predictions
from bot.views.whole import whole
from bot.words import words_for
from bot.workshop import Manuscript
from tests.invented import NOON, a_revision, a_story
from tests.invented import stories as any_stories

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.story import Story

DAY = date(2026, 11, 24)
words = words_for("en")
T = TypeVar("T")


def shown(story: Story | None = None, **beside: int) -> Shown:
    return Shown(a_revision(story), **beside)


def blocks_of(reply: Reply, kind: type[T]) -> list[T]:
    return [block for block in reply.blocks if isinstance(block, kind)]


VIEW_OF: dict[str, Callable[[Shown], Reply]] = {
    "story": lambda each: whole(words, each),
    "facts": lambda each: facts(words, each),
    "sources": lambda each: sources(words, each),
    "narratives": lambda each: narratives(words, each, DAY),
    "predictions": lambda each: predictions(words, each),
    "changes": lambda each: history(words, each, [each.revision]),
}


def test_a_mistake_is_reported_from_under_the_facts() -> None:
    (choices,) = blocks_of(facts(words, shown()), Choices)
    assert choices.choices[-1] == Choice("Report a mistake", "report", ("~7",))


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_leads_to_all_the_others_and_to_the_neighbours(view: str) -> None:
    reply = VIEW_OF[view](shown(newer=9, older=5))
    (choices,) = blocks_of(reply, Choices)
    leads_to = {
        (choice.command, choice.arguments)
        for choice in choices.choices
        if choice.command != "report"
    }
    assert leads_to == {(name, ("~7",)) for name in VIEWS if name != view} | {
        (view, ("~9",)),
        (view, ("~5",)),
    }


@pytest.mark.parametrize("view", VIEWS)
def test_the_last_correction_stands_above_everything(view: str) -> None:
    correction = {"number": 1, "at": NOON, "text": "It was eleven ships."}
    reply = VIEW_OF[view](shown(a_story(corrections=[correction])))
    assert isinstance(reply.blocks[0], Heading)
    assert blocks_of(reply, Note)[0].text == (
        Plain("Correction 1 (November 24, 2026): It was eleven ships."),
    )


def corrected(*texts: str) -> Story:
    given = [{"number": n, "at": NOON, "text": text} for n, text in enumerate(texts, start=1)]
    return a_story(corrections=given)


def above(reply: Reply) -> list[str]:
    """The corrections that stand under the headline of a reply, before anything else."""
    texts = [
        run.text
        for block in takewhile(lambda block: isinstance(block, Note), reply.blocks[1:])
        for run in (block.text if isinstance(block, Note) else ())
        if isinstance(run, Plain)
    ]
    return [text for text in texts if "orrection" in text]


@pytest.mark.parametrize("view", VIEWS)
def test_all_corrections_stand_above_everything_the_last_first(view: str) -> None:
    said = above(VIEW_OF[view](shown(corrected("It was six.", "It was May. " * 20, "It was red."))))
    last, second, first = said
    assert last == "Correction 3 (November 24, 2026): It was red."
    assert first == "Correction 1 (November 24, 2026): It was six."
    assert second.startswith("Correction 2 (November 24, 2026): It was May. It was")
    assert second.endswith(" …")
    assert len(second) < 200


@pytest.mark.parametrize(
    ("text", "shown_of_it"),
    [
        ("船" * 200, "船" * 158),
        ("See https://example.com/" + "a" * 200, "See https://example.com/" + "a" * 134),
        ("It sank. " * 16 + "https://example.com/" + "a" * 80, "It sank. " * 15 + "It sank."),
        ("👩‍👩‍👧" * 40, "👩‍👩‍👧" * 31),
        ("e" + "\u0301" * 300, "e" + "\u0301" * 157),
        ("It\nsank. " * 30, "It sank. " * 17 + "It"),
    ],
    ids=["no spaces", "an address", "an address at the end", "families", "accents", "lines"],
)
def test_an_earlier_correction_says_how_it_begins_whatever_it_is_written_in(
    text: str, shown_of_it: str
) -> None:
    _, earlier = above(facts(words, shown(corrected(text, "Two."))))
    assert earlier == f"Correction 1 (November 24, 2026): {shown_of_it} …"


def test_of_very_many_corrections_the_last_stand_above_and_all_among_the_changes() -> None:
    story = corrected(*(f"Number {number}." for number in range(1, 14)))
    said = above(facts(words, shown(story)))
    assert said[0] == "Correction 13 (November 24, 2026): Number 13."
    assert said[9:] == [
        "Correction 4 (November 24, 2026): Number 4.",
        "3 earlier corrections: see /changes.",
    ]
    assert len(above(history(words, shown(story), [a_revision(story)]))) == 13


def test_what_stands_above_a_story_in_short_is_told_below_in_full() -> None:
    long = "It was a Tuesday. " * 10
    story = corrected("Number 1.", long, *(f"Number {number}." for number in range(3, 13)))
    *_, items = blocks_of(whole(words, shown(story)), Items)
    assert [(item.mark, item.text[-1]) for item in items.items] == [
        ("2", Plain(long.strip())),
        ("1", Plain("Number 1.")),
    ]
    assert "Earlier corrections" not in str(whole(words, shown(corrected("It was six.", "Two."))))


@given(any_stories())
def test_every_story_can_be_shown_in_every_view(story: Story) -> None:
    for view in VIEW_OF.values():
        assert view(shown(story, newer=1, older=2)).blocks


def test_facts_carry_the_numbers_and_outlets_of_their_sources() -> None:
    (items,) = blocks_of(facts(words, shown()), Items)
    cited = [[run for run in item.text if isinstance(run, Citation)] for item in items.items]
    assert cited == [
        [Citation(1, "Lorrin Post", "https://post.example/1")],
        [Citation(2, "Coast Radio (a)"), Citation(3, "Coast Radio (b)")],
    ]
    assert [item.mark for item in items.items] == ["1", "2"]


def test_sources_say_where_they_stand_and_what_rests_on_them() -> None:
    (items,) = blocks_of(sources(words, shown()), Items)
    assert items.items[0].text == (
        Link("Lorrin Post", "https://post.example/1"),
        Emphasis(" · centre-left · fact 1"),
    )
    assert items.items[2].text[-1] == Emphasis(" · close to the establishment · fact 2")


def test_narratives_stand_side_by_side_with_who_holds_them() -> None:
    (sides,) = blocks_of(narratives(words, shown(), DAY), Sides)
    assert {(side.label, side.holders) for side in sides.sides} == {
        ("Merchants", "Trade Union"),
        ("Fishers", "Net Weekly"),
    }


def test_every_narrative_is_first_as_often_as_any_other() -> None:
    story = a_story(narratives=[{"label": name, "text": name} for name in ("A", "B", "C")])
    days = [DAY + timedelta(days=day) for day in range(30)]
    first = [turned(story.narratives, story.slug, day)[0].label for day in days]
    assert {label: first.count(label) for label in "ABC"} == {"A": 10, "B": 10, "C": 10}


def test_two_stories_do_not_turn_alike() -> None:
    two = a_story().narratives
    first = {turned(two, f"story-{number}", DAY)[0].label for number in range(20)}
    assert first == {"Merchants", "Fishers"}


def test_predictions_show_the_probability_and_who_says_it() -> None:
    (gauge,) = blocks_of(predictions(words, shown()), Gauge)
    assert (gauge.share, gauge.label) == (0.14, "14%")
    assert Emphasis("Guild") in gauge.text


def test_a_prediction_without_a_probability_is_a_sentence() -> None:
    story = a_story(predictions=[{"text": "In 2035.", "outcome": "happened"}])
    reply = predictions(words, shown(story))
    assert not blocks_of(reply, Gauge)
    (paragraph,) = blocks_of(reply, Paragraph)
    assert paragraph.text == (Plain("In 2035."), Plain(" "), Strong("It happened."))


def test_a_quotation_leads_to_where_it_was_said() -> None:
    quote = {"text": "I had to wait.", "by": "A pilot", "url": "https://radio.example/1"}
    reply = whole(words, shown(a_story(quote=quote)))
    assert Quote((Plain("I had to wait."),), "A pilot") in reply.blocks
    assert Note((Link("Where this was said", "https://radio.example/1"),)) in reply.blocks


def test_the_outcome_is_set_apart_from_who_predicted_it() -> None:
    story = a_story(predictions=[{"text": "So.", "forecaster": "Guild", "outcome": "annulled"}])
    (paragraph,) = blocks_of(predictions(words, shown(story)), Paragraph)
    assert paragraph.text[-2:] == (Plain(" · "), Strong("The question was annulled."))


@pytest.mark.parametrize(
    ("view", "missing", "said"),
    [
        ("facts", {"facts": []}, "This story lists no facts yet."),
        ("sources", {"facts": [], "sources": []}, "This story names no sources."),
        ("narratives", {"narratives": []}, "Nobody's reading of this story is recorded yet."),
        ("predictions", {"predictions": []}, "Nobody has made a prediction for this story."),
    ],
)
def test_what_a_story_lacks_is_said(view: str, missing: dict[str, Any], said: str) -> None:
    (note,) = blocks_of(VIEW_OF[view](shown(a_story(**missing))), Note)
    assert note.text == (Plain(said),)


def test_a_summary_that_is_the_first_fact_is_not_said_twice() -> None:
    story = a_story(
        summary="The harbour opened on", facts=[{"text": "The harbour opened on Monday."}]
    )
    assert not blocks_of(whole(words, shown(story)), Paragraph)


def test_a_credit_without_a_picture_is_still_given() -> None:
    story = a_story(image={"credit": "Wikimedia Commons"})
    assert any(
        run.text == "Image: Wikimedia Commons"
        for note in blocks_of(whole(words, shown(story)), Note)
        for run in note.text
        if not isinstance(run, Citation)
    )


def test_a_picture_has_its_words_and_its_credit() -> None:
    image = {"url": "https://a.example/p.png", "alt": "Ships", "credit": "A. Person"}
    (picture,) = blocks_of(whole(words, shown(a_story(image=image))), Picture)
    assert picture.alt == "Ships"
    assert picture.credit


def test_a_briefing_leads_into_each_of_its_stories() -> None:
    revisions = [a_revision(a_story(f"s-{number}"), id=number) for number in (1, 2)]
    choices = [c for block in blocks_of(briefing(words, revisions), Choices) for c in block.choices]
    assert Choice("2 · Sources", "sources", ("~2",)) in choices
    assert len(choices) == 6


def test_changes_are_told_from_the_newest_step_back() -> None:
    first = a_revision()
    second = a_revision(a_story(headline="Harbour open"), number=2, note="Shorter headline")
    third = a_revision(a_story(headline="Harbour open", summary="New."), number=3)
    reply = history(words, shown(), [first, second, third])
    titles = [block.text[0] for block in blocks_of(reply, Heading) if block.level == 2]
    assert titles == [
        Plain("Changes"),
        Plain("Revision 3, November 24, 2026"),
        Plain("Revision 2, November 24, 2026"),
        Plain("Revision 1, November 24, 2026"),
    ]


def test_changes_since_a_revision_are_told_in_one_go() -> None:
    earlier = a_revision(a_story(headline="Harbour shut"))
    now = Shown(a_revision(number=2))
    (items,) = blocks_of(since(words, now, earlier), Items)
    said = "The headline was “Harbour shut” and is “Harbour of Lorrin reopens”."
    assert [item.text for item in items.items] == [(Plain(said),)]


def test_a_story_that_never_changed_says_since_when_it_is_here() -> None:
    (note,) = blocks_of(history(words, shown(), [a_revision()]), Note)
    said = "This story has not changed since it was taken in here on November 24, 2026."
    assert note.text == (Plain(said),)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "This story has one revision only: there is nothing earlier to compare with."),
        (3, "Revision 3 is what you see. Name an earlier one."),
    ],
)
def test_what_readers_see_is_not_compared_with_itself(number: int, said: str) -> None:
    revision = a_revision(number=number)
    (note,) = blocks_of(since(words, Shown(revision), revision), Note)
    assert note.text == (Plain(said),)


def test_only_what_a_story_holds_is_counted() -> None:
    def last(story: Story) -> str:
        return str(blocks_of(whole(words, shown(story)), Note)[-1].text[0])

    assert "In all: 2 facts, 3 sources, and 2 narratives." in last(a_story(predictions=[]))
    nothing = a_story(facts=[], sources=[], narratives=[], predictions=[])
    assert "In all" not in last(nothing)
    kept = Kept(Manuscript(newest=a_revision(nothing)), None)
    (items,) = blocks_of(added(words, [kept]), Items)
    assert items.items[0].text == (Strong(nothing.headline),)


def test_a_search_shows_the_matching_place() -> None:
    (items,) = blocks_of(
        found(words, "ships", [Hit(a_revision(), ("Twelve ", "ships", " wait"))]), Items
    )
    assert Strong("ships") in items.items[0].text


def test_a_long_list_has_pages() -> None:
    revisions: list[Revision] = [a_revision(a_story(f"s-{n}"), id=n) for n in range(10)]
    reply = story_list(words, revisions, topic="Trade", page=2, more=True)
    (choices,) = blocks_of(reply, Choices)
    assert Choice("Newer", "stories", ("Trade", "1")) in choices.choices
    assert Choice("Older", "stories", ("Trade", "3")) in choices.choices


def test_a_topic_too_long_for_a_button_is_still_listed() -> None:
    long = "長い話題" * 20
    reply = topics(words, [("Trade", 2), (long, 1)])
    assert len(blocks_of(reply, Items)[0].items) == 2
    assert [choice.arguments for choice in blocks_of(reply, Choices)[0].choices] == [("Trade",)]


@given(any_stories())
def test_every_choice_of_every_view_fits_a_button(story: Story) -> None:
    revision = a_revision(story, id=2**62)
    replies = [view(Shown(revision, 2**62 - 1, 2**62 - 2)) for view in VIEW_OF.values()]
    replies += [briefing(words, [revision]), story_list(words, [revision], more=True)]
    for reply in replies:
        for block in blocks_of(reply, Choices):
            for choice in block.choices:
                assert len(choice.action.encode()) <= 62
