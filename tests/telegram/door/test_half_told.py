"""What is told of a fact on Telegram outlives the process and every other command."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.platforms.telegram.people import Person
    from tests.platforms.telegram.scene import Telegram
    from tests.telegram.door.conftest import OpenDoor


async def test_what_is_told_of_a_fact_is_known_after_a_restart_and_another_command(
    telegram: Telegram, olga: Person, open_door: OpenDoor
) -> None:
    async with open_door():
        for said, line in enumerate(("/addstory Ferry sinks", "-", "A ferry sank at noon."), 1):
            olga.writes(line)
            await telegram.answers(olga, said)
    async with open_door():
        olga.writes("/topics")
        await telegram.answers(olga, 4)
        olga.writes("/addstory")
        olga.presses((await telegram.answers(olga, 5))[-1], "Go on")
        asked = (await telegram.answers(olga, 6))[-1]
    assert "A ferry sank at noon." in asked.text
    assert "Who says so?" in asked.text
