"""Readers report, editors settle, and the reader is told: once, in private where that can be."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

import adapters.console
from bot.address import Account, Address
from bot.answer import answer, of_choice
from bot.conversation import respond_to
from bot.desk import Desk
from bot.outcome import Gone, Later, Sent, Unknown
from bot.postbox import MOST, Fate
from bot.pushing.clock import Clock
from bot.reply import Heading, Items, Paragraph, Plain, Quote, Reply
from bot.request import Request, Role
from bot.running.telling import Telling
from bot.staff import Act, Deed
from bot.store.open import open_store
from bot.views.staff import audit
from bot.words import phrase, words_for
from tests.bot.managed import read
from tests.bot.replies import offered, publish, said, title
from tests.invented import NOON, a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.choice import Choice
    from bot.outcome import Outcome

ADA, ED, RITA = (Account("post", name) for name in ("ada", "ed", "rita"))
SQUARE, OFFICE = Address("post", "square", "7"), Address("post", "office")
CLOSED_DOOR = Gone(phrase("They let nobody write."))


class Door:
    """As much of a door as it takes to tell people something."""

    name = "post"
    limits = adapters.console.LIMITS

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []
        self.told: list[tuple[Address, Reply]] = []

    async def send(self, where: Address, message: Reply, *, key: str) -> Outcome:
        assert 0 < len(key) <= 25
        outcome = self.outcomes.pop(0) if self.outcomes else Sent("1")
        if isinstance(outcome, Sent):
            self.told.append((where, message))
        return outcome


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    """A newsroom with one story, an owner and an editor."""
    store = await open_store("sqlite://")
    desk = Desk(store, now=lambda: NOON, clock=lambda: 0.0, owners=[ADA])
    await publish(desk, a_story())
    await store.staff.appoint(ED, Role.EDITOR, act=Act(ADA, OFFICE, NOON, Deed.APPOINTED))
    yield desk
    await store.close()


async def ask(desk: Desk, command: str, who: Account = ED, **arguments: str) -> Reply:
    where = SQUARE if who is RITA else OFFICE
    request = Request(command=command, arguments=arguments, who=who, where=where, language="en")
    return await answer(desk, request)


async def press(desk: Desk, choice: Choice, who: Account = ED) -> Reply:
    request = of_choice(choice.action, who=who, where=OFFICE, language="en")
    return await answer(desk, request)


async def reported(desk: Desk, note: str = "It was a Tuesday.", fact: str = "1") -> Reply:
    return await ask(desk, "report", RITA, story="harbour", fact=fact, note=note)


def way(reply: Reply, label: str) -> Choice:
    (choice,) = (each for each in offered(reply) if each.label == label)
    return choice


async def settled(desk: Desk, reports: int) -> None:
    for number in range(1, reports + 1):
        await reported(desk, note=f"note {number}")
        await ask(desk, "reports", number=str(number), deed="close")


async def tell(desk: Desk, door: Door) -> None:
    clock = Clock(desk.store.ledger, lambda: NOON)
    await Telling(desk, [door], worker="one", clock=clock).look(door)  # type: ignore[list-item, arg-type] # all that it needs is there


async def test_a_report_reaches_the_editors(desk: Desk) -> None:
    await reported(desk)
    listed = await ask(desk, "reports")
    assert title(listed) == "Open reports"
    (item,) = next(block for block in listed.blocks if isinstance(block, Items)).items
    assert item.mark == "1"
    assert item.text[-1] == Plain("\nIt was a Tuesday.")
    shown = await press(desk, way(listed, "1"))
    assert title(shown) == "Report 1"
    assert any(block == Quote((Plain("It was a Tuesday."),)) for block in shown.blocks)


@pytest.mark.parametrize(
    ("note", "fact", "kept"),
    [
        ("fact 2 It was a Tuesday.", 2, "It was a Tuesday."),
        ("#2 It was a Tuesday.", 2, "It was a Tuesday."),
        ("2: It was a Tuesday.", 2, "It was a Tuesday."),
        ("Fakt 2: Es war Dienstag.", 2, "Es war Dienstag."),
        ("2 people were there.", 0, "2 people were there."),
        ("fact 2", 0, "fact 2"),
    ],
)
async def test_who_names_a_fact_before_the_note_means_it(
    desk: Desk, note: str, fact: int, kept: str
) -> None:
    await reported(desk, note, "")
    (letter,) = await desk.store.postbox.open(limit=9)
    assert (letter.report.fact, letter.report.text) == (fact, kept)


async def test_readers_see_no_reports(desk: Desk) -> None:
    reply = await ask(desk, "reports", RITA)
    assert reply.failed
    assert said(reply).startswith("Only editors")


async def test_an_answer_reaches_the_reader_in_private(desk: Desk) -> None:
    await reported(desk)
    reply = await ask(desk, "reports", number="1", answer="So it was, thank you.")
    assert said(reply) == "Report 1 is settled, and the reader is told."
    door = Door()
    await tell(desk, door)
    await tell(desk, door)
    ((where, told),) = door.told
    assert where == Address("post", "rita")
    quotes = [block.text for block in told.blocks if isinstance(block, Quote)]
    assert quotes == [(Plain("It was a Tuesday."),), (Plain("So it was, thank you."),)]


async def test_who_cannot_be_written_to_is_told_where_they_wrote(desk: Desk) -> None:
    await reported(desk)
    await ask(desk, "reports", number="1", deed="close")
    door = Door()
    door.outcomes = [CLOSED_DOOR]
    await tell(desk, door)
    assert [where for where, _ in door.told] == [SQUARE]


@pytest.mark.parametrize("outcome", [CLOSED_DOOR, Unknown(phrase("The line broke."))])
async def test_who_cannot_be_told_at_all_is_not_tried_for_ever(
    desk: Desk, outcome: Outcome
) -> None:
    await reported(desk)
    await ask(desk, "reports", number="1", deed="close")
    door = Door()
    door.outcomes = [outcome, outcome]
    await tell(desk, door)
    await tell(desk, door)
    assert door.told == []


async def test_who_must_wait_is_told_later(desk: Desk) -> None:
    await reported(desk)
    await ask(desk, "reports", number="1", deed="close")
    door = Door()
    door.outcomes = [Later(1.0, phrase("Too much."))]
    await tell(desk, door)
    assert door.told == []
    await tell(desk, door)
    assert len(door.told) == 1


@pytest.mark.parametrize(("seconds", "twice"), [(40, 0), (90, 1)])
async def test_however_slow_a_platform_is_two_copies_tell_nobody_twice_but_whom_they_are_telling(
    desk: Desk, seconds: int, twice: int
) -> None:
    await settled(desk, 3)
    now, keys = NOON, []
    door = Door()

    class Slow(Door):
        async def send(self, where: Address, message: Reply, *, key: str) -> Outcome:
            nonlocal now
            keys.append(key)
            now += timedelta(seconds=seconds)
            await copy("two", door).look(door)  # type: ignore[arg-type] # all that it needs is there
            return await super().send(where, message, key=key)

    def copy(worker: str, door: Door) -> Telling:
        clock = Clock(desk.store.ledger, lambda: now)
        return Telling(desk, [door], worker=worker, clock=clock)  # type: ignore[list-item] # the same

    slow = Slow()
    await copy("one", slow).look(slow)  # type: ignore[arg-type] # the same
    assert len(keys) + len(door.told) - 3 == twice


async def test_the_longest_answer_is_told_whole(desk: Desk) -> None:
    await reported(desk, note="why " * 499)
    await ask(desk, "reports", number="1", answer="so " * 666)
    door = Door()
    await tell(desk, door)
    text = "".join(
        run.text
        for _, told in door.told
        for block in told.blocks
        if isinstance(block, Quote)
        for run in block.text
        if isinstance(run, Plain)
    )
    assert text.count("why") == 499
    assert text.count("so") == 666


async def test_two_editors_settle_a_report_once(desk: Desk) -> None:
    await reported(desk)
    shown = await ask(desk, "reports", number="1")
    close = way(shown, "Close without an answer")
    await press(desk, close)
    second = await press(desk, close, ADA)
    assert second.failed
    assert said(second) == "Report 1 is settled already, by post:ed. See /reports 1."


async def test_who_answers_by_button_is_asked_what(desk: Desk) -> None:
    await reported(desk)
    asked = await press(desk, way(await ask(desk, "reports", number="1"), "Answer"))
    assert asked.asks is not None
    assert (asked.asks.command, asked.asks.given) == ("reports", ("1",))
    assert [field.name for field in asked.asks.fields] == ["answer"]


async def test_only_publishers_are_offered_to_correct(desk: Desk) -> None:
    await reported(desk)
    labels = [each.label for each in offered(await ask(desk, "reports", number="1"))]
    assert "Correct the story" not in labels
    labels = [each.label for each in offered(await ask(desk, "reports", ADA, number="1"))]
    assert "Correct the story" in labels


async def test_nobody_floods_the_editors(desk: Desk) -> None:
    for number in range(MOST):
        assert not (await reported(desk, note=f"note {number}")).failed
    refused = await reported(desk)
    assert refused.failed
    assert said(refused).startswith(f"{MOST} reports of yours wait for the editors.")
    await ask(desk, "reports", number="1", deed="close")
    assert not (await reported(desk)).failed


async def test_a_fact_that_is_not_there_cannot_be_reported(desk: Desk) -> None:
    reply = await reported(desk, fact="3")
    assert said(reply) == "This story has no fact 3; it has 2."
    assert await desk.store.postbox.open(limit=1) == ()


async def test_the_list_is_leafed_through(desk: Desk) -> None:
    for number in range(12):
        await reported(desk, note=f"note {number}")
    first = await ask(desk, "reports")
    second = await press(desk, way(first, "Next page"))
    (items,) = (block for block in second.blocks if isinstance(block, Items))
    assert [item.mark for item in items.items] == ["11", "12"]
    assert way(second, "Previous page").command == "reports"


async def test_what_is_settled_can_be_looked_up(desk: Desk) -> None:
    await reported(desk)
    await ask(desk, "reports", number="1", answer="So it was.")
    listed = await press(desk, way(await ask(desk, "reports"), "Settled reports"))
    heading = listed.blocks[0]
    assert isinstance(heading, Heading)
    shown = await press(desk, way(listed, "1"))
    assert offered(shown) == []
    letter = await desk.store.postbox.letter(1)
    assert letter is not None
    assert letter.fate is Fate.ANSWERED


async def test_a_reader_is_told_in_their_own_language(desk: Desk) -> None:
    request = Request(
        command="report",
        arguments={"story": "harbour", "note": "Falsch."},
        who=RITA,
        where=SQUARE,
        language="de",
    )
    await answer(desk, request)
    (letter,) = await desk.store.postbox.open(limit=1)
    assert letter.report.language == "de"


async def test_the_first_words_of_what_is_told_name_the_story(desk: Desk) -> None:
    await reported(desk)
    await ask(desk, "reports", number="1", deed="close")
    door = Door()
    await tell(desk, door)
    ((_, told),) = door.told
    paragraph = told.blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == (Plain("You reported a mistake in “Harbour of Lorrin reopens”:"),)


async def test_a_report_is_taken_into_a_correction(desk: Desk) -> None:
    await reported(desk)
    asked = await press(
        desk, way(await ask(desk, "reports", ADA, number="1"), "Correct the story"), ADA
    )
    assert asked.asks is not None
    base = Request(command="help", arguments={}, who=ADA, where=OFFICE, language="en")
    reply = await respond_to(desk, asked.asks, "It was a Tuesday, not a Monday.", base)
    reply = await press(desk, way(reply, "Correct the story"), ADA)
    assert not reply.failed
    story = await desk.store.published("harbour-reopens")
    assert story is not None
    (correction,) = story.story.corrections
    assert correction.text == "It was a Tuesday, not a Monday."
    letter = await desk.store.postbox.letter(1)
    assert letter is not None
    assert (letter.fate, letter.answer) == (Fate.CORRECTED, "It was a Tuesday, not a Monday.")
    said = read(audit(words_for("en"), await desk.store.staff.acts(limit=2))).splitlines()
    assert "took a report into a correction · harbour-reopens, revision 1 · Report 1 ·" in said[1]
    assert "corrected · harbour-reopens, revision 2 · It was a Tuesday" in said[2]
    door = Door()
    await tell(desk, door)
    ((_, told),) = door.told
    assert "Thank you: the story is corrected." in str(told.blocks)
