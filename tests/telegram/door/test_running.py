"""The door opens, stays open, and closes cleanly; nothing is answered twice or lost."""

from __future__ import annotations

import asyncio
import gc
import logging
import time
from typing import TYPE_CHECKING

import aiohttp
import pytest
from telegram import Bot
from telegram.error import Conflict

from adapters.telegram import polling as polling_module
from adapters.telegram.adapter import Telegram as Door
from adapters.telegram.taking import Webhook
from bot.errors import Outage, Problem
from tests.invented import a_story
from tests.patience import PATIENCE
from tests.platforms.telegram.faults import Broken, Reset, Slow
from tests.platforms.telegram.refusals import Refusal
from tests.telegram.conftest import STORIES
from tests.telegram.door.conftest import HOST, SECRET, WAYS, a_desk, an_open_door

if TYPE_CHECKING:
    from pathlib import Path

    from bot.desk import Desk
    from bot.story import Story
    from tests.platforms.telegram.people import Person
    from tests.platforms.telegram.scene import Telegram
    from tests.telegram.door.conftest import OpenDoor

SLOW = 0.05  # seconds that nothing may hold up the event loop


@pytest.fixture(autouse=True)
def _waits_are_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling_module, "FIRST_WAIT", 0.05)


@pytest.mark.parametrize("way", WAYS)
async def test_an_update_is_answered_once_also_over_a_restart(
    telegram: Telegram, olga: Person, ada: Person, tmp_path: Path, way: str
) -> None:
    for turn in range(3):
        async with a_desk(olga, f"sqlite:///{tmp_path}/store.db") as desk:
            async for _ in desk.load(STORIES, lambda _: None):
                pass
            async with an_open_door(telegram, desk, way):
                for number in [*telegram.updates.all]:
                    telegram.updates.again(number)
                ada.writes(f"/facts {turn + 1}")
                await telegram.answers(ada, turn + 1)
                await telegram.until(lambda: not telegram.updates.pending or way == "polling")
    assert len(telegram.said(ada)) == 3


async def test_what_was_asked_while_nobody_was_there_is_answered(
    telegram: Telegram, open_door: OpenDoor
) -> None:
    people = [telegram.person(f"Reader {number}") for number in range(20)]
    for person in people:
        person.writes("/facts")
    async with open_door():
        for person in people:
            await telegram.answers(person)


async def test_a_webhook_of_before_is_taken_away_for_polling(
    telegram: Telegram, open_door: OpenDoor, ada: Person
) -> None:
    async with open_door("webhook"):
        ada.writes("/facts")
        await telegram.answers(ada)
    async with open_door("polling"):
        ada.writes("/sources")
        await telegram.answers(ada, 2)


async def test_nobody_else_brings_updates(telegram: Telegram, open_door: OpenDoor) -> None:
    async with open_door("webhook"), aiohttp.ClientSession() as stranger:
        url = f"http://127.0.0.1:{telegram.behind[HOST]}/hook"
        for secret in ({}, {"X-Telegram-Bot-Api-Secret-Token": SECRET.upper()}):
            async with stranger.post(url, json={"update_id": 1}, headers=secret) as response:
                assert response.status == 403
        (call,) = telegram.called("setWebhook")
        assert call.text("secret_token") == SECRET
        assert "my_chat_member" in call.json("allowed_updates")


async def test_another_copy_is_told_of_and_outlived(
    telegram: Telegram, open_door: OpenDoor, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_door():
        async with Bot(telegram.token, base_url=f"{telegram.base}/bot") as other:
            await telegram.until(lambda: telegram.called("getUpdates"))
            try:
                await other.get_updates(timeout=0)
            except Conflict:
                pytest.fail("who comes later is the one who is served")
            await telegram.until(lambda: telegram.refusals)
        ada.writes("/facts")
        await telegram.answers(ada)
    told = [each.message for each in caplog.records if each.levelno == logging.ERROR]
    assert len(told) == 1
    assert told[0].startswith("Another copy of the bot is running with the same token")


@pytest.mark.parametrize("fault", [Broken(500), Broken(502, page=True), Reset(), Reset(done=False)])
async def test_an_outage_is_waited_out(
    telegram: Telegram, open_door: OpenDoor, ada: Person, fault: Broken | Reset
) -> None:
    telegram.faults.on("getUpdates", fault, times=3)
    async with open_door():
        ada.writes("/facts")
        await telegram.answers(ada)
        assert len(telegram.said(ada)) == 1


@pytest.mark.parametrize("token", ["123:wrong-token-of-the-right-shape-0000000", "123:x"])
async def test_a_refused_token_is_a_problem_said_in_words(
    telegram: Telegram, desk: Desk, token: str, caplog: pytest.LogCaptureFixture
) -> None:
    door = Door(token, api=telegram.base)
    with pytest.raises(Problem, match="token of Telegram is refused") as caught:
        await door.run(desk, lambda: pytest.fail("it is not open"))
    assert token not in caplog.text
    assert token not in repr(caught.value.__context__)


async def test_a_token_that_is_withdrawn_closes_the_door(
    telegram: Telegram, desk: Desk, ada: Person
) -> None:
    running = asyncio.create_task(Door(telegram.token, api=telegram.base).run(desk, lambda: None))
    await telegram.until(lambda: telegram.called("getUpdates"))
    telegram.faults.on("getUpdates", Refusal(401, "Unauthorized"))
    ada.writes("/facts")
    with pytest.raises(Problem):
        await asyncio.wait_for(running, PATIENCE)


@pytest.mark.parametrize("way", WAYS)
async def test_what_was_begun_is_finished_and_nothing_new_is_taken_in(
    telegram: Telegram, open_door: OpenDoor, ada: Person, way: str
) -> None:
    telegram.faults.on("sendMessage", Slow(0.3))
    async with open_door(way):
        ada.writes("/facts")
        await telegram.until(lambda: telegram.called("sendMessage"))
    assert [call.status for call in telegram.called("sendMessage")] == [200]
    ada.writes("/sources")
    await asyncio.sleep(0.05)
    assert len(telegram.said(ada)) == 1


async def test_the_door_opens_again_where_it_was_closed(
    telegram: Telegram, desk: Desk, ada: Person
) -> None:
    door = Door(telegram.token, api=telegram.base)
    for turn in range(2):
        running = asyncio.create_task(door.run(desk, lambda: None))
        ada.writes("/facts")
        await telegram.answers(ada, turn + 1)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_a_telegram_that_is_not_there_yet_is_an_outage(
    telegram: Telegram, desk: Desk
) -> None:
    telegram.faults.on("getMe", Broken(502))
    with pytest.raises(Outage):
        await Door(telegram.token, api=telegram.base).run(desk, lambda: None)


async def test_a_webhook_that_telegram_does_not_want_is_a_problem(
    telegram: Telegram, desk: Desk
) -> None:
    webhook = Webhook("https://bot.example:8080/hook", SECRET, 0)
    with pytest.raises(Problem, match="ports 80, 88, 443 or 8443"):
        await Door(telegram.token, api=telegram.base, webhook=webhook).run(desk, lambda: None)
    telegram.violations.clear()  # it is said to be our fault


async def test_nothing_holds_up_the_event_loop(
    telegram: Telegram,
    open_door: OpenDoor,
    desk: Desk,
    ada: Person,
    *,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    telegram.rates.on = False
    async for _ in desk.load([a_large_story()], lambda _: None):
        pass
    # To sweep the heap of a whole test run takes longer than anything here.
    gc.disable()
    request.addfinalizer(gc.enable)
    async with open_door():
        ada.writes("/briefing")
        await telegram.answers(ada)
        held = watched(monkeypatch)
        for view in ("story", "facts", "sources", "narratives", "predictions", "changes"):
            ada.writes(f"/{view} large")
            ada.writes("/topics")
            await telegram.until(lambda: telegram.said(ada)[-1].text.startswith("Topics"))
            telegram.said(ada)[-1].content["text"] = "Seen"
    assert [each for each in held if each[0] > SLOW] == []


def a_large_story() -> Story:
    """As much as a story may well hold: three hundred sources, and 20,000 characters at a time."""
    text = "The wall of the harbour broke again, and @everyone saw it. " * 330
    sources = [
        {"number": number, "name": f"Outlet {number}", "url": f"https://a{number}.example/x"}
        for number in range(1, 301)
    ]
    facts = [{"text": "It broke again.", "sources": list(range(1, 50))} for _ in range(30)]
    return a_story(
        "large",
        headline="A large story",
        facts=facts,
        sources=sources,
        narratives=[{"label": "One", "providers": [], "text": text}],
    )


def watched(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, str]]:
    """Write down for how much processor time each callback holds the loop: others run here too."""
    held: list[tuple[float, str]] = []
    run = asyncio.Handle._run  # noqa: SLF001 - there is no public place to look

    def timed(handle: asyncio.Handle) -> None:
        begun = time.thread_time()
        run(handle)
        held.append((time.thread_time() - begun, repr(handle)))

    monkeypatch.setattr(asyncio.Handle, "_run", timed)
    return held
