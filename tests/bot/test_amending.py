"""What was posted is set right where it stands, or by a reply, and only where it really changed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.address import Account, Address
from bot.answer import answer, of_choice
from bot.conversation import respond_line
from bot.desk import Desk
from bot.edition import Progress, Subscribed
from bot.outcome import Gone, Later, Moved, Refused, Sent, Unknown
from bot.pushing.delivery import Courier
from bot.pushing.dispatching import Dispatching
from bot.reply import Choices, Heading, Note, Struck
from bot.staff import Act, Deed
from bot.store.open import open_store
from bot.story import HIGHEST, Correction
from bot.words import phrase
from bot.workshop import Held
from tests.bot.managed import read
from tests.bot.test_delivery import (
    BUSY,
    EDITOR,
    EVENING,
    MORNING,
    PLACE,
    TOMORROW,
    WISH,
    Recorder,
    Stage,
)
from tests.invented import a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.outcome import Outcome
    from bot.reply import Reply

LATER = MORNING + timedelta(hours=1)
DESK = Address("recorder", "desk")
GONE_AWAY = Refused(phrase("The message does not exist any more."))


class Changing(Recorder):
    """A platform that also lets messages be changed, or answers as it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.changed: list[tuple[str, Reply]] = []
        self.ends: list[Outcome] = []

    async def edit(self, where: Address, sent: str, message: Reply) -> Outcome:
        assert where.platform == self.name
        self.changed.append((sent, message))
        return self.ends.pop(0) if self.ends else Sent(sent)


class Room(Stage):
    """A newsroom whose one place has been told of the harbour."""

    door: Changing

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.door = Changing()
        self.dispatching = Dispatching(desk.store.dispatches, self.clock)

    async def say(self, line: str) -> Reply:
        """Let the editor give a command."""
        _, reply = await respond_line(self.desk, line, who=EDITOR, where=DESK, language="en")
        return reply

    async def press(self, reply: Reply, label: str) -> Reply:
        """Press a button."""
        ways = (each for each in reply.blocks if isinstance(each, Choices))
        (choice,) = (each for way in ways for each in way.choices if each.label == label)
        request = of_choice(choice.action, who=EDITOR, where=DESK, language="en")
        return await answer(self.desk, request)

    async def correct(self, line: str) -> Reply:
        """Give a correction, and confirm it."""
        return await self.press(await self.say(line), "Correct the story")

    async def settled(self, after: float = 0) -> None:
        """Do all that is to be set right, so many seconds later."""
        self.time += timedelta(seconds=after)
        while await self.dispatching.look():
            pass
        for _ in range(3):
            courier = Courier(self.desk, self.door, worker="one", clock=self.clock)
            await courier.round()
            await courier.finish()

    async def left(self) -> int:
        """Count what is still to be set right."""
        return sum(each.messages for each in await self.desk.store.dispatches.left())


@pytest.fixture
async def room() -> AsyncIterator[Room]:
    store = await open_store("sqlite://")
    stories = [a_story("harbour-reopens"), a_story("comet-seen", headline="Comet seen")]
    await store.load(stories, at=EVENING)
    await store.ledger.subscribe(PLACE, WISH, by=EDITOR, first=TOMORROW, at=EVENING)
    here = Room(Desk(store, now=lambda: here.time, clock=lambda: 0.0, owners=[EDITOR]))
    await here.at(MORNING)
    assert len(here.door.sent) == 1
    here.time = LATER
    yield here
    await store.close()


def notes(message: Reply) -> list[str]:
    found = (block for block in message.blocks if isinstance(block, Note))
    return ["".join(getattr(run, "text", "") for run in note.text) for note in found]


def struck(message: Reply) -> list[str]:
    return [
        run.text
        for block in message.blocks
        if isinstance(block, Heading)
        for run in block.text
        if isinstance(run, Struck)
    ]


async def test_where_no_number_is_left_for_a_correction_that_is_said(room: Room) -> None:
    given = [{"number": n, "at": EVENING, "text": f"Correction {n}."} for n in (1, HIGHEST)]
    await room.desk.store.load([a_story("comet-sets", corrections=given)], at=EVENING)
    refused = await room.say("/correct comet-sets It was April.")
    assert refused.failed
    assert "No number is left for a further correction: the last one has 9999." in read(refused)


async def test_a_correction_stands_in_what_was_posted_with_its_number_and_date(room: Room) -> None:
    reply = await room.correct("/correct harbour-reopens It was March.")
    assert not reply.failed, reply
    await room.settled()
    ((sent, message),) = room.door.changed
    assert sent == "1"
    assert notes(message) == ["Correction 1 (November 24, 2026): It was March."]
    assert await room.left() == 0
    assert len(room.door.sent) == 1


async def test_the_second_correction_stands_above_the_first(room: Room) -> None:
    await room.correct("/correct harbour-reopens It was March.")
    await room.correct("/correct harbour-reopens It was April.")
    await room.settled()
    # Both are in the first change, so that the second has nothing left to change.
    ((_, message),) = room.door.changed
    assert notes(message) == [
        "Correction 2 (November 24, 2026): It was April.",
        "Correction 1 (November 24, 2026): It was March.",
    ]


async def test_corrections_that_find_no_room_in_what_was_posted_are_counted(room: Room) -> None:
    given = [
        Correction(number=number, at=LATER, text=f"Number {number}. {'It was. ' * length}")
        for number, length in enumerate([18] * 5 + [1_130], start=1)
    ]
    for most in (5, 6):
        room.time += timedelta(seconds=1)
        told = a_story("harbour-reopens", corrections=given[:most])
        saved = await room.desk.store.save(told, by="hand", at=room.time)
        await room.desk.store.publish("harbour-reopens", saved.number, at=room.time)
        await room.settled(1)
    five, six = (notes(message) for _, message in room.door.changed)
    assert len(five) == 5
    latest, more = six
    assert latest.startswith("Correction 6 (November 24, 2026): Number 6.")
    assert more == "5 earlier corrections: see /changes."
    assert len(room.door.sent) == 1


async def test_a_briefing_takes_no_further_message_for_the_earlier_corrections(room: Room) -> None:
    given = [
        {"number": number, "at": LATER, "text": f"Number {number}. {'It was. ' * length}"}
        for number, length in enumerate([18] * 5 + [1_130], start=1)
    ]
    await room.desk.store.load([a_story("tram", corrections=given)], at=LATER)
    await room.at(MORNING + timedelta(days=1))
    (_, message, _) = room.door.sent[-1]
    assert len(room.door.sent) == 2
    assert notes(message)[1:] == ["5 earlier corrections: see /changes."]


async def test_the_same_correction_heard_once_more_is_none(room: Room) -> None:
    """As where the program was killed right after it, and the platform tells of it again."""
    await room.correct("/correct harbour-reopens It was March.")
    again = await room.say("/correct harbour-reopens It was March.")
    assert "“Harbour of Lorrin reopens” says so already: correction 1." in str(again)
    found = await room.desk.store.published("harbour-reopens")
    assert found
    assert (found.number, len(found.story.corrections)) == (2, 1)


async def test_what_waits_is_published_with_the_correction_once_it_was_looked_at(
    room: Room,
) -> None:
    changed = a_story("harbour-reopens", headline="Harbour stays shut")
    await room.desk.store.save(changed, by="hand", at=LATER)
    line = "/correct harbour-reopens It did not reopen."
    assert "saved by hand, would be published with the correction" in str(await room.say(line))
    await room.say("/preview harbour-reopens")
    assert "Harbour stays shut" in str(await room.correct(line))
    await room.settled()
    ((_, message),) = room.door.changed
    assert "Harbour stays shut" in str(message)


async def test_a_correction_is_confirmed_with_all_that_readers_will_see(room: Room) -> None:
    changed = a_story("harbour-reopens", headline="Harbour stays shut")
    await room.desk.store.save(changed, by=str(EDITOR), at=LATER)
    asked = await room.say("/correct harbour-reopens It did not reopen.")
    assert read(asked).splitlines() == [
        "Shall “Harbour stays shut” be corrected? Readers will see:",
        "- Correction 1: It did not reopen.",
        "- The headline was “Harbour of Lorrin reopens” and is “Harbour stays shut”.",
        "1 message that was posted is changed; that takes 2 seconds.",
        "[Correct the story]",
    ]
    seen = await room.desk.store.published("harbour-reopens")
    assert seen is not None
    assert seen.number == 1


async def test_a_note_without_a_change_is_told_to_be_one(room: Room) -> None:
    asked = await room.say("/correct harbour-reopens It was March.")
    assert "Nothing else of the story changes." in read(asked)


async def test_what_came_in_since_is_shown_before_it_is_published(room: Room) -> None:
    asked = await room.say("/correct harbour-reopens It was March.")
    changed = a_story("harbour-reopens", headline="Harbour stays shut")
    await room.desk.store.save(changed, by=str(EDITOR), at=LATER)
    again = await room.press(asked, "Correct the story")
    assert "Harbour stays shut" in read(again)
    assert (await room.desk.store.counts()).revisions == 3
    done = await room.press(again, "Correct the story")
    assert read(done).startswith("Corrected: “Harbour stays shut”, revision 3.")


async def test_a_correction_is_taken_back_from_what_was_posted_too(room: Room) -> None:
    done = await room.correct("/correct harbour-reopens quellin It was March.")
    await room.settled()
    undone = await room.press(done, "Undo")
    assert not undone.failed
    await room.settled(1)
    (_, before), (_, after) = room.door.changed
    assert (notes(before), notes(after)) == (
        ["Correction 1 (November 24, 2026): quellin It was March."],
        [],
    )
    await room.correct("/correct harbour-reopens It was March.")
    await room.settled(2)
    assert notes(room.door.changed[-1][1]) == ["Correction 1 (November 24, 2026): It was March."]
    seen = await room.desk.store.published("harbour-reopens")
    assert seen is not None
    assert len(seen.story.corrections) == 1


async def test_of_several_corrections_the_number_of_one_taken_back_is_not_given_again(
    room: Room,
) -> None:
    await room.correct("/correct harbour-reopens It was March.")
    done = await room.correct("/correct harbour-reopens It was Mai.")
    await room.press(done, "Undo")
    await room.correct("/correct harbour-reopens It was May.")
    seen = await room.desk.store.published("harbour-reopens")
    assert seen is not None
    told = [(each.number, each.text) for each in seen.story.corrections]
    assert told == [(1, "It was March."), (3, "It was May.")]


async def test_only_who_wrote_a_correction_confirms_it(room: Room) -> None:
    held = Held(story=1, base=1, written=a_story(), by=Account("recorder", "x"), at=LATER)
    number = await room.desk.store.workshop.hold(held, where=DESK)
    request = of_choice(f"1/correct/~1/{number}//1", who=EDITOR, where=DESK, language="en")
    assert "out of date" in read(await answer(room.desk, request))


async def test_nothing_is_changed_where_the_text_is_the_same(room: Room) -> None:
    await room.correct("/correct harbour-reopens It was March.")
    await room.settled()
    act = Act(EDITOR, DESK, room.time, Deed.RETRACTED, detail="Invented.")
    await room.desk.store.retract("harbour-reopens", at=room.time, act=act)
    await room.desk.store.publish("harbour-reopens", 2, at=room.time)
    await room.settled(1)
    assert len(room.door.changed) == 1
    assert await room.left() == 0


async def test_a_retracted_story_is_struck_through_with_the_reason(room: Room) -> None:
    asked = await room.say("/retract harbour-reopens It is invented.")
    assert "struck through in 1 message" in str(asked)
    assert await room.desk.store.published("harbour-reopens")
    (choices,) = (block for block in asked.blocks if isinstance(block, Choices))
    pressed = of_choice(choices.choices[0], who=EDITOR, where=DESK, language="en")
    done = await answer(room.desk, pressed)
    assert not done.failed
    await room.settled()
    ((_, message),) = room.door.changed
    assert notes(message) == ["Retracted on November 24, 2026: It is invented."]


async def test_a_long_reason_is_asked_for_before_a_story_is_retracted(room: Room) -> None:
    asked = await room.say(f"/retract harbour-reopens {'It is invented. ' * 9}")
    assert asked.asks
    assert asked.asks.fields[0].value.startswith("It is invented.")
    assert await room.desk.store.published("harbour-reopens")


async def retracted(room: Room, reason: str = "It is invented.") -> Reply:
    act = Act(EDITOR, DESK, room.time, Deed.RETRACTED, detail=reason)
    await room.desk.store.retract("harbour-reopens", at=room.time, act=act)
    await room.settled()
    return room.door.changed[-1][1]


async def test_only_that_story_is_struck_through_and_its_place_stays(room: Room) -> None:
    message = await retracted(room)
    assert struck(message) == ["Harbour of Lorrin reopens"]
    assert notes(message) == ["Retracted on November 24, 2026: It is invented."]
    assert "Comet seen" in str(message)


async def test_what_is_published_again_is_as_it_was(room: Room) -> None:
    original = room.door.sent[0][1]
    await retracted(room)
    await room.desk.store.publish("harbour-reopens", 1, at=room.time)
    await room.settled(1)
    assert room.door.changed[-1][1] == original


async def test_a_retracted_story_is_in_no_briefing_that_follows(room: Room) -> None:
    await retracted(room)
    await room.at(MORNING + timedelta(days=1))
    assert "Harbour" not in str(room.door.sent[-1][1])


@pytest.mark.parametrize("end", [GONE_AWAY, Gone(phrase("The thread is archived."))])
async def test_what_cannot_be_changed_is_said_in_a_reply(room: Room, end: Outcome) -> None:
    room.door.ends.append(end)
    await room.correct("/correct harbour-reopens It was March.")
    await room.settled()
    where, message, _ = room.door.sent[-1]
    assert (where, room.door.answers[-1]) == (PLACE, "1")
    assert notes(message) == ["Correction 1 (November 24, 2026): It was March."]
    assert await room.left() == 0
    assert (await room.state())[0] is Subscribed.ACTIVE


async def test_what_needs_more_messages_than_before_is_said_in_a_reply(room: Room) -> None:
    long = "It was March. " * 740
    before = await room.desk.store.published("harbour-reopens")
    assert before
    correction = Correction(number=1, at=LATER, text=long)
    story = before.story.model_copy(update={"corrections": (correction,)})
    saved = await room.desk.store.save(story, by="hand", at=LATER)
    await room.desk.store.publish("harbour-reopens", saved.number, at=LATER)
    await room.settled()
    assert not room.door.changed
    assert room.door.answers[-1] == "1"
    (note,) = notes(room.door.sent[-1][1])
    assert note.startswith("Correction 1 (November 24, 2026): It was March.")
    assert len(note) < 1_100
    assert note.endswith(" …")


async def test_a_reply_names_the_correction_that_it_is_about(room: Room) -> None:
    room.door.ends.extend([GONE_AWAY, GONE_AWAY])
    await room.correct("/correct harbour-reopens It was March.")
    await room.correct("/correct harbour-reopens It was April.")
    await room.settled()
    await room.settled(5)
    said = [notes(message)[0] for _, message, _ in room.door.sent[1:]]
    assert said == [
        "Correction 1 (November 24, 2026): It was March.",
        "Correction 2 (November 24, 2026): It was April.",
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "This is taken back: the story stands as it was told."),
        (
            {"headline": "Harbour never reopened"},
            "This is taken back: the story is published again, changed.",
        ),
        (
            {"corrections": [Correction(number=1, at=LATER, text="It was March.")]},
            "Correction 1 (November 24, 2026): It was March.",
        ),
    ],
)
async def test_a_reply_says_how_what_is_published_again_stands(
    room: Room, changed: dict[str, Any], said: str
) -> None:
    await retracted(room)
    room.time += timedelta(seconds=1)
    again = a_story("harbour-reopens", **changed)
    saved = await room.desk.store.save(again, by="hand", at=room.time)
    await room.desk.store.publish("harbour-reopens", saved.number, at=room.time)
    room.door.ends.append(GONE_AWAY)
    await room.settled(1)
    assert notes(room.door.sent[-1][1]) == [said]


async def test_of_a_correction_that_is_taken_back_a_reply_says_whether_more_is_changed(
    room: Room,
) -> None:
    """A revision that came before the correction need not be one that readers have seen."""
    draft = a_story("harbour-reopens", headline="Harbour stays shut")
    await room.desk.store.save(draft, by="hand", at=room.time)
    told = a_story(
        "harbour-reopens", corrections=[Correction(number=1, at=LATER, text="It was March.")]
    )
    await room.desk.store.save(told, by="hand", at=room.time)
    await room.desk.store.publish("harbour-reopens", 3, at=room.time)
    await room.settled()
    # That the third stands again needs no word: the message, which could not be changed, says so.
    for number in (1, 3, 2):
        room.time += timedelta(seconds=1)
        await room.desk.store.publish("harbour-reopens", number, at=room.time)
        room.door.ends.append(GONE_AWAY)
        await room.settled(1)
    said = [notes(message)[0] for _, message, _ in room.door.sent[1:]]
    assert said == [
        "What was changed is taken back: the story says again what it said before.",
        "This is taken back: the story is published again, changed.",
    ]


async def test_whom_a_later_revision_was_told_hears_that_what_was_changed_is_taken_back(
    room: Room,
) -> None:
    await room.desk.store.load([a_story("tram", headline="Tram runs")], at=LATER)
    await room.desk.store.save(a_story("tram", headline="Tram sinks"), by="hand", at=LATER)
    await room.desk.store.publish("tram", 2, at=LATER)
    await room.at(MORNING + timedelta(days=1))
    assert "Tram sinks" in str(room.door.sent[-1][1])
    await room.desk.store.publish("tram", 1, at=room.time)
    room.door.ends.append(GONE_AWAY)
    await room.settled(1)
    assert notes(room.door.sent[-1][1]) == [
        "What was changed is taken back: the story says again what it said before."
    ]


async def test_a_place_that_takes_neither_is_lost(room: Room) -> None:
    room.door.ends.append(GONE_AWAY)
    room.door.outcomes.append(Gone(phrase("The bot was removed.")))
    await room.correct("/correct harbour-reopens It was March.")
    await room.settled()
    assert await room.state() == (Subscribed.SUSPENDED, "The bot was removed.")


async def test_where_nothing_new_is_wanted_no_reply_is_sent_either(room: Room) -> None:
    await room.ledger.stand(PLACE, Subscribed.ENDED, at=LATER)
    room.door.ends.append(GONE_AWAY)
    await room.correct("/correct harbour-reopens It was March.")
    await room.settled()
    assert (len(room.door.changed), len(room.door.sent)) == (1, 1)
    assert (await room.state())[0] is Subscribed.ENDED


@pytest.mark.parametrize("end", [Later(1, BUSY), Unknown(BUSY), Moved(Address("recorder", "43"))])
async def test_a_change_is_tried_until_it_stands(room: Room, end: Outcome) -> None:
    room.door.ends += [end] * 3
    await room.correct("/correct harbour-reopens It was March.")
    await room.settled()
    for _ in range(4):
        await room.settled(60)
    assert len(room.door.changed) == 4
    assert await room.left() == 0
    assert len(room.door.sent) == 1


async def test_what_nobody_knows_the_number_of_is_set_right_by_a_message(room: Room) -> None:
    await room.desk.store.load([a_story("tram", headline="Tram runs")], at=LATER)
    room.door.found = Unknown(BUSY)
    room.door.outcomes.extend([Unknown(BUSY)] * 2)
    for minutes in range(3):
        await room.at(MORNING + timedelta(days=1, minutes=minutes))
    assert (await room.progress())[0][0] is Progress.UNCERTAIN
    await room.correct("/correct tram It walks.")
    await room.settled()
    assert not room.door.changed
    assert room.door.answers[-1] is None
    assert "It walks." in str(room.door.sent[-1][1])


async def test_only_publishers_correct(room: Room) -> None:
    ed = Account("recorder", "8")
    for line in ("/correct harbour-reopens No.", "/retract harbour-reopens No."):
        _, reply = await respond_line(room.desk, line, who=ed, where=DESK, language="en")
        assert reply.failed
    assert await room.desk.store.dispatches.of_story(1) == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/correct draft It was March.", "“Draft” is not published."),
        ("/retract draft It was March.", "“Draft” is not published."),
    ],
)
async def test_what_is_not_published_cannot_be_set_right(room: Room, line: str, said: str) -> None:
    await room.desk.store.save(a_story("draft", headline="Draft"), by="hand", at=LATER)
    reply = await room.say(line)
    assert reply.failed
    assert said in str(reply)
