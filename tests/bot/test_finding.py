"""How the story that a reader means is found."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from adapters.console.plain import plain
from bot.answer import answer, of_choice
from bot.completion import complete
from bot.staff import Act, Deed
from tests.bot.replies import offered, publish, said, title
from tests.invented import NOON, READER, TERMINAL, a_story

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.desk import Desk
    from bot.reply import Reply

    Asking = Callable[[str], Awaitable[Reply]]


async def test_without_a_name_the_newest_story_is_meant(ask: Asking) -> None:
    assert title(await ask("/facts")) == "Comet seen over Marrow"


@pytest.mark.parametrize(
    "name",
    [
        "2",
        "harbour-reopens",
        "Harbour-Reopens",
        "harbour",
        "reop",
        "HARBOUR OF LORRIN",
        '"harbour"',
    ],
)
async def test_a_story_is_found_by_whatever_readers_call_it(name: str, ask: Asking) -> None:
    await ask("/stories")
    assert title(await ask(f"/facts {name}")) == "Harbour of Lorrin reopens"


async def test_a_story_is_found_by_what_it_says(ask: Asking) -> None:
    assert title(await ask("/facts tail star")) == "Comet seen over Marrow"


async def test_a_number_means_the_last_list_that_was_shown(ask: Asking) -> None:
    await ask("/search lorrin")
    first = title(await ask("/facts 1"))
    assert first in {"Harbour of Lorrin reopens", "Old bridge of Lorrin falls"}
    await ask("/stories")
    assert title(await ask("/facts 1")) == "Comet seen over Marrow"


async def test_a_number_beyond_the_list_is_told_how_long_it_is(ask: Asking) -> None:
    await ask("/stories")
    reply = await ask("/facts 7")
    assert reply.failed
    assert "has 3 stories and no number 7" in said(reply)
    await ask("/search comet")
    assert "has 1 story and no number 7" in said(await ask("/facts 7"))


async def test_a_number_beyond_the_list_that_stands_in_headlines_offers_these(
    ask: Asking, desk: Desk
) -> None:
    await publish(desk, a_story("flight-747", headline="Flight 747 lands late"))
    reply = await ask("/sources 747")
    assert reply.failed
    assert [(way.label, way.command) for way in offered(reply)] == [
        ("1. Flight 747 lands late", "sources")
    ]


async def test_a_slug_with_capitals_is_found_as_it_is_written(ask: Asking, desk: Desk) -> None:
    await publish(desk, a_story("COP-31", headline="Climate talks open"))
    assert title(await ask("/facts COP-31")) == "Climate talks open"
    await desk.store.retract("COP-31", at=NOON)
    desk.shelf.forget()
    assert said(await ask("/facts COP-31")) == "“Climate talks open” was retracted."


async def test_several_hits_become_choices_of_the_same_view(ask: Asking, desk: Desk) -> None:
    reply = await ask("/sources lorrin")
    assert not reply.failed
    assert {choice.command for choice in offered(reply)} == {"sources"}
    request = of_choice(offered(reply)[0].action, who=READER, where=TERMINAL, language="en")
    assert title(await answer(desk, request)) in {
        "Harbour of Lorrin reopens",
        "Old bridge of Lorrin falls",
    }


async def test_a_story_in_other_letters_is_found_by_a_word_of_its_slug(
    ask: Asking, desk: Desk
) -> None:
    await publish(desk, a_story("nawras-opens-its-tram", headline="مدينة النورس"))
    assert title(await ask("/facts nawras")) == "مدينة النورس"
    assert [way.label for way in offered(await ask("/facts nawrs"))] == ["1. مدينة النورس"]
    (suggestion,) = await complete(desk, "/facts nawras op", language="en")
    assert suggestion.value == "nawras-opens-its-tram"


async def test_stories_are_suggested_whose_headline_says_it_first_and_then_by_their_slug(
    desk: Desk,
) -> None:
    await publish(
        desk,
        a_story("night-sharing", headline="The night is shared", published="2026-11-09"),
        a_story("wet-harvest", headline="The fields stand in water", published="2026-11-08"),
        a_story("pale", headline="A moon that hardly shines", published="2026-11-07"),
        a_story("fees", headline="Harbour fees rise", published="2026-11-06"),
    )
    suggested = [each.value for each in await complete(desk, "/facts har", language="en")]
    assert suggested == ["fees", "harbour-reopens", "pale", "wet-harvest", "night-sharing"]


async def test_without_a_letter_the_newest_stories_are_suggested_first(desk: Desk) -> None:
    await publish(desk, a_story("quoted", headline="“Enough”, she said", published="2026-11-09"))
    suggested = [each.value for each in await complete(desk, "/facts ", language="en")]
    assert suggested == ["quoted", "comet-seen", "harbour-reopens", "bridge-falls"]


async def test_a_search_shows_no_headline_twice(ask: Asking, desk: Desk) -> None:
    await publish(desk, a_story("tram", headline="新しい路面電車が開業", summary="Trams run."))
    assert "1. Old bridge of Lorrin falls · November 1, 2026\n\n" in plain(
        await ask("/search bridge")
    )
    assert "開業 · November 24, 2026\n\n" in plain(await ask("/search 電車"))
    assert "2026\nTrams run." in plain(await ask("/search trams"))


@pytest.mark.parametrize("line", ["/stories", "/briefing", "/facts", "/facts 1"])
async def test_where_nothing_has_been_published_yet_this_is_said(
    line: str, ask: Asking, desk: Desk
) -> None:
    for revision in await desk.store.latest(limit=9):
        await desk.store.retract(revision.story.slug, at=NOON)
    desk.shelf.forget()
    assert "No story has been published yet." in plain(await ask(line))


@pytest.mark.parametrize("slip", ["harbor-reopens", "commet", "brigde"])
async def test_where_nothing_is_found_near_stories_are_offered(slip: str, ask: Asking) -> None:
    reply = await ask(f"/facts {slip}")
    assert reply.failed
    assert offered(reply)


async def test_a_topic_too_long_for_a_button_is_listed_and_never_offered(
    ask: Asking, desk: Desk
) -> None:
    topic = "Kommunalverwaltungsangelegenheiten der Küstenstädte"
    await publish(desk, *(a_story(f"s-{n}", topics=[topic, "50%" * 9]) for n in range(11)))
    for line in ("/topics", f"/stories {topic}", "/stories kommunalverwaltung", "/stories 50"):
        ways = offered(await ask(line))
        assert all(way.fits for way in ways)
        assert topic not in {way.label for way in ways}


async def test_stories_of_a_topic_are_listed_whatever_its_capitals(ask: Asking) -> None:
    reply = await ask("/stories night sky")
    assert title(reply) == "Stories: Night sky"
    assert [choice.label for choice in offered(reply)] == ["1. Comet seen over Marrow"]


async def test_of_several_topics_at_once_each_is_offered(ask: Asking, desk: Desk) -> None:
    await publish(desk, a_story("isles", topics=["Islands", "Trade winds"]))
    ways = offered(await ask("/briefing trade, islnds"))
    assert [(way.command, way.arguments) for way in ways] == [
        ("briefing", ("Trade",)),
        ("briefing", ("Islands",)),
    ]
    assert not offered(await ask("/briefing , ,"))


@pytest.mark.parametrize(
    "line", ["/facts comet", "/sources marrow", "/story seen over marrow", "/search Comet"]
)
async def test_a_retracted_story_is_told_as_such_by_any_name(
    line: str, ask: Asking, desk: Desk
) -> None:
    act = Act(READER, TERMINAL, NOON, Deed.RETRACTED, detail="It was a bird.")
    await desk.store.retract("comet-seen", at=NOON, act=act)
    desk.shelf.forget()
    reply = await ask(line)
    assert reply.failed
    assert said(reply) == "“Comet seen over Marrow” was retracted: It was a bird."


async def test_stories_that_say_the_name_of_a_retracted_one_are_offered(
    ask: Asking, desk: Desk
) -> None:
    await publish(desk, a_story("bird", headline="It was a bird", summary="No comet at all."))
    await desk.store.retract("comet-seen", at=NOON)
    desk.shelf.forget()
    reply = await ask("/facts comet")
    assert "was retracted" in said(reply)
    assert [way.label for way in offered(reply)] == ["/changes", "1. It was a bird"]


async def test_a_story_is_found_by_its_slug_under_another_headline(ask: Asking, desk: Desk) -> None:
    story = a_story("ferry-sails", headline="A better headline", summary="", facts=[])
    await publish(desk, story)
    assert title(await ask("/facts ferry")) == "A better headline"


async def test_a_retracted_story_is_told_as_such(ask: Asking, desk: Desk) -> None:
    await desk.store.retract("comet-seen", at=NOON)
    desk.shelf.forget()
    reply = await ask("/facts comet-seen")
    assert said(reply) == "“Comet seen over Marrow” was retracted."
    assert title(await ask("/facts")) == "Harbour of Lorrin reopens"


async def test_a_search_shows_the_newest_first_and_the_rest_on_further_pages(
    ask: Asking, desk: Desk
) -> None:
    stories = [a_story(f"gull-{day}", headline=f"Gulls on day {day}") for day in range(12)]
    for day, story in enumerate(stories):
        await desk.store.load([story], at=NOON + timedelta(days=day))
    first = await ask("/search gulls")
    assert "Gulls on day 11" in plain(first)
    assert "Gulls on day 1 " not in plain(first)
    (further,) = [each for each in offered(first) if each.label == "Next page"]
    second = await answer(desk, of_choice(further, who=READER, where=TERMINAL, language="en"))
    assert "Gulls on day 1 " in plain(second)
    assert "Gulls on day 11" not in plain(second)
    assert "Previous page" in [each.label for each in offered(second)]
    # A number that is typed is one of the words.
    assert "Gulls on day 3" in plain(await ask("/search gulls 3"))
