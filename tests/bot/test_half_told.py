"""What is told of a fact, a narrative or a prediction outlives whatever comes before its rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.address import Address
from bot.asking import FORGOTTEN
from bot.conversation import respond
from bot.desk import Desk
from bot.errors import StoreError
from bot.request import Request
from bot.store.open import open_store
from bot.words import phrase
from tests.bot.managed import read
from tests.bot.replies import offered
from tests.bot.talking import Talker
from tests.invented import NOON, READER, TERMINAL

if TYPE_CHECKING:
    from pathlib import Path

    from bot.sketch import Sketch

FACT = ("/addstory Beacon lit", "-", "The beacon is lit.")
NARRATIVE = (*FACT[:2], "/skip", "The state can do it.")
PREDICTION = (*NARRATIVE[:3], "/skip", "It goes out.")
ELSEWHERE = Address("console", "elsewhere")


@pytest.fixture
def desk(without_stories: Desk) -> Desk:
    return without_stories


async def tell(rita: Talker, *lines: str) -> str:
    """Say one thing after another, and read the last answer."""
    for line in lines:
        told = await rita.reads(line)
    return told


async def gone_on(rita: Talker) -> str:
    """Come back to the story, and read what is asked."""
    return read(await rita.presses(await rita.says("/addstory"), "Go on"))


async def sketched(desk: Desk) -> Sketch:
    sketch = await desk.store.asking.sketch(READER)
    assert sketch is not None
    return sketch


@pytest.mark.parametrize(
    ("told", "shown", "asked"),
    [
        (FACT, "The beacon is lit.", "Who says so?"),
        (NARRATIVE, "The state can do it.", "What is this view called?"),
        ((*NARRATIVE, "Proud"), "Proud — The state can do it.", "Who holds it?"),
        (PREDICTION, "It goes out.", "How likely is it?"),
        ((*PREDICTION, "14"), "It goes out. · 14%", "Who says so?"),
        ((*PREDICTION, "14%", "-"), "It goes out. · 14%", "By when will it be known?"),
    ],
)
@pytest.mark.parametrize("left", ["/cancel", "/topics", "/addstory", "/back"])
async def test_who_leaves_in_the_middle_is_asked_for_the_rest(
    rita: Talker, told: tuple[str, ...], shown: str, asked: str, left: str
) -> None:
    await tell(rita, *told)
    if left == "/back":
        await tell(rita, left, "/skip")
    else:
        await rita.says(left)
    back = await gone_on(rita)
    assert shown in back
    assert asked in back
    assert back.count(shown) == 1


async def test_a_whole_fact_is_made_of_what_was_told_before_and_after(
    desk: Desk, rita: Talker
) -> None:
    await tell(rita, *FACT, "/cancel")
    await gone_on(rita)
    assert "Fact 2: what is known?" in await rita.reads("Lorrin Post")
    (fact,), (source,) = (await sketched(desk)).facts, (await sketched(desk)).sources
    assert (fact.text, fact.sources, source.name) == ("The beacon is lit.", (1,), "Lorrin Post")


async def test_it_is_known_after_the_process_was_killed(tmp_path: Path) -> None:
    file = f"sqlite:///{tmp_path / 'storydesk.db'}"
    # What is killed closes nothing; the next one opens what the first one wrote.
    killed = await open_store(file)
    await tell(
        Talker(Desk(killed, now=lambda: NOON, clock=lambda: 0.0, owners=[READER]), READER), *FACT
    )
    store = await open_store(file)
    rita = Talker(Desk(store, now=lambda: NOON, clock=lambda: 0.0, owners=[READER]), READER)
    back = await gone_on(rita)
    await store.close()
    await killed.close()
    assert "The beacon is lit." in back
    assert "Who says so?" in back


async def test_it_is_known_when_nobody_knows_any_more_what_was_asked(
    desk: Desk, rita: Talker
) -> None:
    await tell(rita, *FACT)
    later = Desk(desk.store, now=lambda: NOON + 2 * FORGOTTEN, clock=lambda: 0.0, owners=[READER])
    assert "Who says so?" in await gone_on(Talker(later, READER))


async def test_it_is_known_wherever_one_goes_on(desk: Desk, rita: Talker) -> None:
    await tell(rita, *FACT)
    back = await gone_on(Talker(desk, READER, ELSEWHERE))
    assert "The beacon is lit." in back
    assert "Who says so?" in back


async def test_a_fact_that_is_told_anew_keeps_its_sources_until_they_are_told(
    desk: Desk, rita: Talker
) -> None:
    asked = [await rita.says(line) for line in (*FACT, "Lorrin Post; AP")][-1]
    await rita.presses(asked, "Back to: Fact 1")
    await tell(rita, "The beacon was lit on Monday.", "/cancel")
    (fact,) = (await sketched(desk)).facts
    assert (fact.text, fact.sources) == ("The beacon was lit on Monday.", (1, 2))
    assert "Now: 1, 2" in await gone_on(rita)


async def test_who_went_back_is_asked_from_there(rita: Talker) -> None:
    await tell(rita, *FACT, "/back", "/cancel")
    back = await gone_on(rita)
    assert "Fact 1: what is known?" in back
    assert "Now: The beacon is lit." in back


async def test_what_is_half_told_can_be_deleted(desk: Desk, rita: Talker) -> None:
    await tell(rita, *FACT, "/cancel")
    back = await rita.presses(await rita.says("/addstory"), "Go on")
    assert "Fact 1: what is known?" in read(await rita.presses(back, "Delete it"))
    assert (await sketched(desk)).facts == ()


async def test_who_asks_for_all_of_it_sees_what_is_half_told(rita: Talker) -> None:
    asked = [await rita.says(line) for line in FACT[:2]][-1]
    await rita.says(FACT[-1])
    done = read(await rita.presses(asked, "Overview"))
    assert "The beacon is lit." in done
    assert "Nothing is wrong with it." in done


async def test_what_a_form_brings_is_kept_though_its_probability_is_none(
    desk: Desk, rita: Talker
) -> None:
    await tell(rita, *PREDICTION[:-1])
    mark = (await sketched(desk)).mark
    arguments = {"step": "prediction-1", "said": "It goes out.", "probability": "often"}
    form = Request(
        command="addstory",
        arguments={**arguments, "forecaster": "A pilot", "mark": mark},
        who=READER,
        where=TERMINAL,
        language="en",
    )
    assert "“often” is no probability." in read(await respond(desk, form))
    back = await gone_on(rita)
    assert "It goes out. · often · A pilot" in back
    assert "Now: It goes out." in back


async def test_a_story_that_was_thrown_away_elsewhere_does_not_come_back(
    desk: Desk, rita: Talker
) -> None:
    asked = [await rita.says(line) for line in FACT[:2]][-1]
    other = Talker(desk, READER, ELSEWHERE)
    gone = await other.presses(await other.says("/addstory"), "Throw it away")
    assert "is thrown away" in read(gone)
    assert "Overview" in {each.label for each in offered(asked)}
    await rita.says(FACT[-1])
    assert await desk.store.asking.sketch(READER) is None


async def test_where_it_cannot_be_kept_that_is_said_and_asked_again(
    desk: Desk, rita: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def busy(*_: object, **__: object) -> None:
        raise StoreError(phrase("The database is held by another program."))

    await tell(rita, *FACT[:2])
    before = await rita.asked()
    with monkeypatch.context() as patched:
        patched.setattr(desk.store.asking, "keep", busy)
        assert await rita.reads(FACT[-1]) == "The database is held by another program."
    assert await rita.asked() == before
    assert "Who says so?" in await rita.reads(FACT[-1])
