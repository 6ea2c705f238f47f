"""Editors send files and pages, and readers cannot."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.platforms.telegram.faults import Broken
from tests.platforms.telegram.world import Standing

if TYPE_CHECKING:
    from bot.desk import Desk
    from tests.platforms.telegram.people import Person
    from tests.platforms.telegram.scene import Telegram

PAGE = (Path(__file__).parents[2] / "pages" / "us-government-emails-hacked.txt").read_text("utf-8")
FILE = b"slug: new-story\nheadline: A new story\n"


async def drafts(desk: Desk) -> int:
    return (await desk.store.counts()).drafts


@pytest.mark.usefixtures("polling")
@pytest.mark.parametrize("caption", ["", "/addstory", "/addstory@OurBot"])
async def test_an_owners_file_becomes_a_draft(
    telegram: Telegram, olga: Person, desk: Desk, caption: str
) -> None:
    olga.sends("new.yaml", FILE, caption=caption)
    (answer,) = await telegram.answers(olga)
    assert "A new story" in answer.text
    assert await desk.store.find("new-story") is not None


@pytest.mark.usefixtures("polling")
async def test_in_a_group_where_others_see_the_answer_no_file_is_taken_in(
    telegram: Telegram, olga: Person, desk: Desk
) -> None:
    group = telegram.group("Editors", forum=True)
    olga.sends("new.yaml", FILE, group, "/addstory@OurBot")
    (answer,) = await telegram.answers(group)
    assert answer.text.startswith("Others would see it here.")
    assert await drafts(desk) == 0


@pytest.mark.usefixtures("polling")
async def test_a_strangers_file_is_not_even_fetched(telegram: Telegram, ada: Person) -> None:
    ada.sends("new.yaml", FILE)
    (answer,) = await telegram.answers(ada)
    assert answer.text == "Only editors may do this."
    assert not telegram.called("getFile")


@pytest.mark.usefixtures("polling")
async def test_nor_is_that_of_an_administrator_whom_nobody_sees(
    telegram: Telegram, olga: Person, desk: Desk
) -> None:
    group = telegram.group("Editors")
    olga.joins(group, Standing.CREATOR)
    olga.writes_anonymously("/addstory slug: new-story\nheadline: A new story", group)
    (answer,) = await telegram.answers(group)
    assert answer.text == "Only editors may do this."
    assert await drafts(desk) == 0


@pytest.mark.usefixtures("polling")
async def test_a_file_that_telegram_does_not_give_out_is_asked_for_again(
    telegram: Telegram, olga: Person
) -> None:
    telegram.faults.on("file", Broken(500))
    olga.sends("new.yaml", FILE)
    (answer,) = await telegram.answers(olga)
    assert answer.text == "Telegram does not give the file out. Send it once more."


@pytest.mark.usefixtures("polling")
async def test_a_file_that_is_too_large_is_not_fetched(telegram: Telegram, olga: Person) -> None:
    olga.sends("new.yaml", b" " * (8 * 1024 * 1024 + 1))
    (answer,) = await telegram.answers(olga)
    assert answer.text == "The file is too large: 8 MiB are the most."
    assert not telegram.called("getFile")


@pytest.mark.usefixtures("polling")
async def test_an_owners_page_becomes_a_draft(telegram: Telegram, olga: Person, desk: Desk) -> None:
    olga.pastes(PAGE)
    (answer,) = await telegram.answers(olga)
    assert "Emails Hacked" in answer.text
    assert await drafts(desk) == 1


@pytest.mark.usefixtures("door")
@pytest.mark.parametrize("command", ["", "/addstory\n"])
async def test_a_page_that_a_client_sends_in_parts_is_one_draft(
    telegram: Telegram, olga: Person, desk: Desk, command: str
) -> None:
    fact = "  • Twelve ships of the line number {} were waiting in the roads that morning.1\n"
    more = "".join(fact.format(number) for number in range(70))
    parts = olga.pastes(command + PAGE.replace("Facts\n\n", f"Facts\n\n{more}", 1))
    assert len(parts) > 2
    olga.writes("/topics")
    first, second = await telegram.answers(olga, 2)
    assert "Emails Hacked" in first.text
    assert second.text.startswith("Topics")
    assert await drafts(desk) == 1
    drafted = await desk.store.find("us-government-emails-hacked-in-suspected-chinese-espionage")
    assert drafted is not None
    assert len(drafted.story.facts) == 76


@pytest.mark.usefixtures("polling")
async def test_a_strangers_page_is_but_a_question(
    telegram: Telegram, ada: Person, desk: Desk
) -> None:
    ada.pastes(PAGE)
    await telegram.answers(ada)
    assert await drafts(desk) == 0
