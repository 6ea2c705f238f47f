"""Breaking news go out at once, to who allowed them, after a confirmation and never twice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.address import Address
from bot.answer import answer, of_choice
from bot.editing.releasing import Releasing
from bot.edition import Wish
from bot.outcome import Later, Sent
from bot.pace import Lane
from bot.pushing.delivery import Courier
from bot.reply import Choices, Heading, Plain
from tests.bot.test_amending import DESK, LATER, Room, room
from tests.bot.test_delivery import BUSY, EDITOR, MORNING, TOMORROW, WISH
from tests.invented import a_story

if TYPE_CHECKING:
    from bot.choice import Choice
    from bot.reply import Reply

__all__ = ["room"]  # the fixture

SQUARE = Address("recorder", "50")


@pytest.fixture
async def square(room: Room) -> Room:
    """A newsroom with a place that hears breaking news, and a draft."""
    wish = Wish(slot=WISH.slot, breaking=True)
    await room.ledger.subscribe(SQUARE, wish, by=EDITOR, first=TOMORROW, at=LATER)
    await room.desk.store.save(a_story("tram", headline="Tram runs"), by="hand", at=LATER)
    return room


def ways(reply: Reply) -> dict[str, Choice]:
    found = (block for block in reply.blocks if isinstance(block, Choices))
    return {choice.label: choice for block in found for choice in block.choices}


async def press(room: Room, choice: Choice) -> Reply:
    return await answer(room.desk, of_choice(choice, who=EDITOR, where=DESK, language="en"))


async def test_breaking_news_come_at_once_to_who_allowed_them(square: Room) -> None:
    asked = await square.say("/publish tram breaking")
    assert "Shall “Tram runs” go out as breaking news? It reaches 1 place." in str(asked)
    assert await square.desk.store.published("tram") is None
    done = await press(square, ways(asked)["Tell them at once"])
    assert not done.failed, done
    await square.settled()
    where, message, _ = square.door.sent[-1]
    assert (where, len(square.door.sent)) == (SQUARE, 2)
    assert message.blocks[0] == Heading((Plain("Breaking news"),))
    assert "Tram runs" in str(message)


async def test_it_can_be_published_without_telling_anybody_at_once(square: Room) -> None:
    asked = await square.say("/publish tram breaking")
    await press(square, ways(asked)["Publish it only"])
    await square.settled()
    assert await square.desk.store.published("tram")
    assert len(square.door.sent) == 1


async def test_what_readers_see_already_may_still_become_breaking_news_and_once(
    square: Room,
) -> None:
    asked = await square.say("/publish comet-seen breaking")
    assert list(ways(asked)) == ["Tell them at once"]
    await press(square, ways(asked)["Tell them at once"])
    await square.settled()
    assert "Comet seen" in str(square.door.sent[-1][1])
    again = await press(square, ways(asked)["Tell them at once"])
    assert again.failed
    assert "was breaking news already" in str(again)
    assert (await square.say("/publish comet-seen breaking")).failed
    await square.settled(1)
    assert len(square.door.sent) == 2


async def test_of_many_places_it_is_said_how_long_they_take(square: Room) -> None:
    square.desk.paces = {"recorder": Lane(rate=0.01, share=1)}
    asked = await square.say("/publish tram breaking")
    assert "It reaches 1 place; that takes" in str(asked)


async def test_where_nobody_wants_it_nobody_is_told(room: Room) -> None:
    await room.desk.store.save(a_story("tram", headline="Tram runs"), by="hand", at=LATER)
    asked = await room.say("/publish tram breaking")
    assert "No place that wants such stories has allowed breaking news." in str(asked)
    assert list(ways(asked)) == ["Publish it only"]


async def test_it_may_go_out_at_a_time(square: Room) -> None:
    asked = await square.say("/publish tram breaking in 2 hours")
    await press(square, ways(asked)["Tell them at once"])
    square.time += timedelta(hours=3)
    await Releasing(square.desk, square.clock).look()
    await square.settled()
    assert "Tram runs" in str(square.door.sent[-1][1])


async def test_the_briefing_that_follows_does_not_repeat_it(square: Room) -> None:
    asked = await square.say("/publish tram breaking")
    await press(square, ways(asked)["Tell them at once"])
    await square.settled()
    before = len(square.door.sent)
    await square.at(MORNING + timedelta(days=1))
    told = {where.chat: str(message) for where, message, _ in square.door.sent[before:]}
    assert "Tram runs" not in told[SQUARE.chat]
    assert any("Tram runs" in said for chat, said in told.items() if chat != SQUARE.chat)


async def test_news_that_were_retracted_before_they_went_out_do_not(square: Room) -> None:
    asked = await square.say("/publish comet-seen breaking")
    await press(square, ways(asked)["Tell them at once"])
    await square.dispatching.look()
    await square.desk.store.retract("comet-seen", at=LATER)
    await square.settled()
    assert len(square.door.sent) == 1


async def test_breaking_news_are_corrected_where_they_stand(square: Room) -> None:
    asked = await square.say("/publish tram breaking")
    await press(square, ways(asked)["Tell them at once"])
    await square.settled()
    await square.correct("/correct tram It walks.")
    await square.settled(1)
    ((_, message),) = square.door.changed
    assert message.blocks[0] == Heading((Plain("Breaking news"),))
    assert "It walks." in str(message)


async def test_what_was_composed_before_a_retraction_is_not_sent_after_it(square: Room) -> None:
    """Also by a courier that has told another place of it already."""
    later = Address("recorder", "60")
    wish = Wish(slot=WISH.slot, breaking=True)
    await square.ledger.subscribe(later, wish, by=EDITOR, first=TOMORROW, at=LATER)
    asked = await square.say("/publish tram breaking")
    await press(square, ways(asked)["Tell them at once"])
    await square.dispatching.look()
    courier = Courier(square.desk, square.door, worker="one", clock=square.clock)
    square.door.outcomes.extend([Sent("2"), Later(30, BUSY)])
    await courier.round()
    await courier.finish()
    sent = len(square.door.sent)
    await square.desk.store.retract("tram", at=square.time)
    square.time += timedelta(minutes=1)
    for _ in range(2):
        await courier.round()
        await courier.finish()
    assert len(square.door.sent) == sent


async def waits_as_news(room: Room) -> bool:
    """Whether what is planned of the tram is told to places at once."""
    found = await room.desk.store.workshop.manuscript("tram")
    assert found is not None
    assert found.release is not None
    return found.release.breaking


async def test_a_plan_says_that_it_is_of_breaking_news(square: Room) -> None:
    asked = await square.say("/publish tram breaking in 2 hours")
    said = str(await press(square, ways(asked)["Tell them at once"]))
    assert "Revision 1 is to be published as breaking news on" in said
    quiet = str(await square.say("/publish tram in 3 hours"))
    assert "Revision 1 is to be published on" in quiet
    assert "With that ends the plan to publish revision 1 as breaking news on" in quiet


async def test_it_is_breaking_news_in_whichever_zone_was_meant(square: Room) -> None:
    zones = await square.say("/publish tram breaking at 18:00 EST")
    asked = await press(square, ways(zones)["America/New_York"])
    await press(square, ways(asked)["Tell them at once"])
    assert await waits_as_news(square)


async def test_so_it_is_where_calling_it_off_is_taken_back(square: Room) -> None:
    asked = await square.say("/publish tram breaking in 2 hours")
    planned = await press(square, ways(asked)["Tell them at once"])
    off = await press(square, ways(planned)["Do not publish it then"])
    await press(square, ways(off)["Undo"])
    assert await waits_as_news(square)


async def test_so_it_is_where_a_later_revision_takes_the_place_of_the_planned_one(
    square: Room,
) -> None:
    asked = await square.say("/publish tram breaking in 2 hours")
    await press(square, ways(asked)["Tell them at once"])
    kept = await square.say("/editstory tram summary It runs again.")
    await press(square, ways(kept)["Publish this one then"])
    assert await waits_as_news(square)


async def test_so_it_is_where_it_was_taken_back_before(square: Room) -> None:
    await square.desk.store.publish("tram", 1, at=LATER)
    await square.desk.store.retract("tram", at=LATER)
    gone = await square.say("/publish tram breaking in 2 hours")
    asked = await press(square, ways(gone)["Publish it again"])
    planned = await press(square, ways(asked)["Tell them at once"])
    assert "as breaking news on" in str(planned)
    assert await waits_as_news(square)


async def test_so_it_is_where_it_is_published_before_its_time(square: Room) -> None:
    await square.say("/publish tram in 2 hours")
    early = await square.say("/publish tram breaking")
    asked = await press(square, ways(early)["Publish it now"])
    await press(square, ways(asked)["Tell them at once"])
    await square.settled()
    assert "Tram runs" in str(square.door.sent[-1][1])


async def test_what_readers_see_becomes_breaking_news_also_where_a_draft_waits(
    square: Room,
) -> None:
    await square.say("/editstory comet-seen summary Not for now.")
    told = await square.say("/publish comet-seen 1 breaking")
    asked = await press(square, ways(told)["Publish revision 1 all the same"])
    await press(square, ways(asked)["Tell them at once"])
    await square.settled()
    assert "Comet seen" in str(square.door.sent[-1][1])
    assert "Not for now." not in str(square.door.sent[-1][1])
