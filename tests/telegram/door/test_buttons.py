"""Buttons, wherever they stand, however old they are and whoever made them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from adapters.telegram import adapter
from bot.staff import Deed
from tests.invented import NOON, a_story
from tests.platforms.telegram.faults import Broken, Reset, Slow
from tests.platforms.telegram.refusals import bad, limited
from tests.platforms.telegram.world import Kind

if TYPE_CHECKING:
    from bot.desk import Desk
    from tests.platforms.telegram.faults import Fault
    from tests.platforms.telegram.people import Person
    from tests.platforms.telegram.scene import Telegram
    from tests.platforms.telegram.world import Chat, Message
    from tests.telegram.door.conftest import OpenDoor

FOREIGN = ["", "0/facts", "1/frobnicate", "2/facts/~1", "+", "facts", "1/" + "x" * 62, "\U0001f600"]


async def asked(telegram: Telegram, who: Person, where: Chat, text: str = "/facts") -> Message:
    """Ask something, and give the answer."""
    before = len(telegram.said(where))
    who.writes(text, where)
    return (await telegram.answers(where, before + 1))[before]


@pytest.mark.usefixtures("door")
@pytest.mark.parametrize("kind", [Kind.PRIVATE, Kind.GROUP, Kind.SUPERGROUP, Kind.CHANNEL])
async def test_a_view_changes_in_place_and_says_nothing_more(
    telegram: Telegram, ada: Person, kind: Kind
) -> None:
    where = ada.chat if kind is Kind.PRIVATE else telegram.group("Readers", kind)
    (ada.posts if kind is Kind.CHANNEL else ada.writes)("/facts", where)
    (answer,) = await telegram.answers(where)
    query = ada.presses(answer, "Sources")
    await telegram.until(lambda: query.answers and "Sources\n" in answer.text)
    assert query.alert == ""
    assert len(telegram.said(where)) == 1
    assert "Facts" in answer.buttons


async def test_a_button_works_after_a_restart(
    telegram: Telegram, open_door: OpenDoor, ada: Person
) -> None:
    async with open_door():
        answer = await asked(telegram, ada, ada.chat)
    async with open_door("webhook"):
        ada.presses(answer, "Sources")
        await telegram.until(lambda: "Sources\n" in answer.text)


async def test_what_was_pressed_is_done_once_though_the_answer_was_lost(
    telegram: Telegram,
    open_door: OpenDoor,
    desk: Desk,
    olga: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(adapter, "FINISHING", 0.0)
    await desk.store.save(a_story("tides"), by="file", at=NOON)
    async with open_door():
        answer = await asked(telegram, olga, olga.chat, "/discard tides")
        telegram.faults.on("editMessageText", limited(30))
        olga.presses(answer, "Undo")
        await telegram.until(lambda: telegram.refusals)
    async with open_door():
        _, told = await telegram.answers(olga, 2)
    assert "I was stopped before I could answer this" in told.text
    assert told.reply_to is answer
    assert "Undo" in answer.buttons
    assert [noted.act.deed for noted in await desk.store.staff.acts(limit=9)] == [
        Deed.RESTORED,
        Deed.DISCARDED,
    ]


@pytest.mark.usefixtures("polling")
async def test_a_button_that_says_the_same_changes_nothing(telegram: Telegram, ada: Person) -> None:
    answer = await asked(telegram, ada, ada.chat)
    query = ada.forges(answer, "1/facts/~3")
    await telegram.until(lambda: query.answers)
    await asked(telegram, ada, ada.chat, "/topics")
    assert not telegram.called("editMessageText")


@pytest.mark.usefixtures("polling")
@pytest.mark.parametrize("kind", [Kind.PRIVATE, Kind.SUPERGROUP])
@pytest.mark.parametrize("data", [*FOREIGN, None])
async def test_a_button_of_another_hand_is_answered_politely(
    telegram: Telegram, ada: Person, kind: Kind, data: str | None
) -> None:
    where = ada.chat if kind is Kind.PRIVATE else telegram.group("Readers", kind)
    answer = await asked(telegram, ada, where)
    before = answer.text
    query = ada.forges(answer, data)
    await telegram.until(lambda: query.answers)
    if not query.alert:
        await telegram.answers(where, 2)
    said = query.alert or telegram.said(where)[1].text
    assert "out of date" in said or "There is no command" in said
    assert answer.text == before


@pytest.mark.usefixtures("polling")
async def test_a_story_that_is_not_there_is_said_over_the_chat(
    telegram: Telegram, ada: Person
) -> None:
    group = telegram.group("Readers")
    answer = await asked(telegram, ada, group)
    query = ada.forges(answer, "1/sources/~999")
    await telegram.until(lambda: query.answers)
    assert query.alert
    assert query.answers[0]["show_alert"]
    assert len(telegram.said(group)) == 1


@pytest.mark.usefixtures("polling")
async def test_a_story_that_was_taken_back_is_said_below_with_the_way_to_its_history(
    telegram: Telegram, ada: Person, desk: Desk
) -> None:
    group = telegram.group("Readers")
    answer = await asked(telegram, ada, group)
    await desk.store.retract("comet-seen", at=desk.now())
    desk.shelf.forget()
    ada.presses(answer, "Sources")
    _, told = await telegram.answers(group, 2)
    assert "retracted" in told.text
    assert "/changes" in told.buttons


@pytest.mark.usefixtures("polling")
async def test_a_press_of_long_ago_is_answered_with_a_message(
    telegram: Telegram, ada: Person
) -> None:
    answer = await asked(telegram, ada, ada.chat)
    ada.forges(answer, answer.buttons["Sources"], date=0)
    _, anew = await telegram.answers(ada, 2)
    assert "Sources\n" in anew.text
    assert not telegram.called("editMessageText")


@pytest.mark.usefixtures("polling")
async def test_a_press_that_nobody_waits_for_still_changes_the_view(
    telegram: Telegram, ada: Person
) -> None:
    answer = await asked(telegram, ada, ada.chat)
    ada.presses(answer, "Sources").old = True
    await telegram.until(lambda: "Sources\n" in answer.text)


@pytest.mark.usefixtures("polling")
async def test_the_answer_comes_anew_where_its_message_was_deleted(
    telegram: Telegram, ada: Person
) -> None:
    answer = await asked(telegram, ada, ada.chat)
    label = answer.buttons["Sources"]
    del ada.chat.messages[answer.id]
    ada.forges(answer, label)
    (anew,) = await telegram.answers(ada)
    assert "Sources\n" in anew.text


@pytest.mark.usefixtures("polling")
async def test_a_part_of_a_long_answer_stays_and_what_is_asked_comes_below(
    telegram: Telegram, ada: Person, desk: Desk
) -> None:
    facts = [{"text": f"{number}. " + "The wall broke again. " * 90} for number in range(4)]
    async for _ in desk.load([a_story("long", facts=facts)], lambda _: None):
        pass
    ada.writes("/facts long")
    await telegram.until(lambda: any(each.buttons for each in telegram.said(ada)))
    parts = telegram.said(ada)
    assert len(parts) > 1
    ada.presses(parts[-1], "Sources")
    anew = (await telegram.answers(ada, len(parts) + 1))[-1]
    assert "Sources\n" in anew.text
    assert not telegram.called("editMessageText")


@pytest.mark.usefixtures("polling")
async def test_a_button_in_a_group_of_before_is_answered_in_the_one_it_became(
    telegram: Telegram, ada: Person
) -> None:
    group = telegram.group("Readers", Kind.GROUP)
    answer = await asked(telegram, ada, group)
    after = telegram.migrates(group)
    ada.presses(answer, "Sources")
    (anew,) = await telegram.answers(after)
    assert "Sources\n" in anew.text


@pytest.mark.usefixtures("polling")
async def test_help_does_not_take_the_place_of_what_all_see(
    telegram: Telegram, ada: Person
) -> None:
    group = telegram.group("Readers")
    answer = await asked(telegram, ada, group)
    ada.forges(answer, "1/help")
    _, help_ = await telegram.answers(group, 2)
    assert help_.text.startswith("What you can ask")
    assert help_.reply_to is answer


@pytest.mark.usefixtures("polling")
async def test_many_presses_at_once_are_all_answered(telegram: Telegram, ada: Person) -> None:
    telegram.rates.on = False
    group = telegram.group("Readers")
    answer = await asked(telegram, ada, group)
    for number in range(30):
        who = telegram.person(f"Reader {number}")
        who.forges(answer, f"1/{('facts', 'sources', 'narratives')[number % 3]}/~3")
    await telegram.until(lambda: not telegram.unanswered)


@pytest.mark.usefixtures("polling")
async def test_a_press_while_telegram_asks_to_wait_changes_the_view_later(
    telegram: Telegram, ada: Person
) -> None:
    answer = await asked(telegram, ada, ada.chat)
    telegram.faults.on("editMessageText", limited(0))
    query = ada.presses(answer, "Sources")
    await telegram.until(lambda: query.answers and "Sources\n" in answer.text)


@pytest.mark.usefixtures("polling")
@pytest.mark.parametrize(
    ("fault", "anew"),
    [(bad("message can't be edited"), 1), (Slow(0.1), 0), (bad("MESSAGE_TOO_LONG"), 1)],
)
async def test_only_what_cannot_be_changed_comes_anew(
    telegram: Telegram, ada: Person, fault: Fault, anew: int
) -> None:
    answer = await asked(telegram, ada, ada.chat)
    telegram.faults.on("editMessageText", fault)
    ada.presses(answer, "Sources")
    await telegram.until(lambda: telegram.called("editMessageText"))
    await asked(telegram, telegram.person("Ben"), telegram.group("Others"))
    assert len(telegram.said(ada)) == 1 + anew
    telegram.violations.clear()  # that it cannot be edited is said to be our fault


def tries(telegram: Telegram, method: str) -> int:
    return sum(bool(call.status) for call in telegram.called(method))


@pytest.mark.usefixtures("polling")
@pytest.mark.parametrize("fault", [Broken(500), Broken(502, page=True), Reset(), Reset(done=False)])
async def test_a_line_that_breaks_keeps_nobody_from_an_answer(
    telegram: Telegram, ada: Person, fault: Fault
) -> None:
    answer = await asked(telegram, ada, ada.chat)
    methods = ("editMessageText", "answerCallbackQuery", "answerInlineQuery")
    for method in methods:
        telegram.faults.on(method, fault, times=2)
    pressed, typed = ada.presses(answer, "Sources"), telegram.person("Ben").types("bridge")
    await telegram.until(lambda: pressed.answers and typed.answers)
    await telegram.until(lambda: "Sources\n" in answer.text)
    await telegram.until(lambda: all(tries(telegram, method) == 3 for method in methods))
    assert len(telegram.said(ada)) == 1
    telegram.violations.clear()  # who breaks off what is done is answered twice


@pytest.mark.usefixtures("polling")
async def test_a_slow_command_is_confirmed_before_it_is_done(
    telegram: Telegram, ada: Person
) -> None:
    group = telegram.group("Readers")
    answer = await asked(telegram, ada, group)
    telegram.calls.clear()
    ada.forges(answer, "1/addstory")
    await telegram.answers(group, 2)
    done = [call.method for call in telegram.calls]
    assert done.index("answerCallbackQuery") < done.index("sendMessage")
