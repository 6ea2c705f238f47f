"""Everything that there is a picture of."""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from adapters import console, discord, telegram
from docs.pictures.newsroom import EDITOR, EVENING, MANAGER, OWNER, PUBLISHER, READER, wall_of
from docs.pictures.scene import Scene, Turn

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import TypeAlias

    from docs.pictures.newsroom import Newsroom
    from docs.pictures.wall import Wall

    Drawing: TypeAlias = Callable[[Newsroom], Awaitable[Scene]]

MORNING = EVENING + timedelta(hours=13, seconds=1)  # 07:00 in London
NOON = MORNING + timedelta(hours=4)
RESOLVED = ("/resolve lorrin 1 did not happen", "/resolve lorrin 2 happened")
STEPS = (
    "/addstory Lorrin lights its new beacon",
    "The old lighthouse of Lorrin went dark on Friday; a beacon on the new sea wall took over.",
)
EVERY_MORNING = "/subscribe 7 London daily Trade, Transport"


async def briefing_on_discord(room: Newsroom) -> Scene:
    """Show what a channel finds in the morning."""
    return await _morning(room, discord.NAME)


async def briefing_on_telegram(room: Newsroom) -> Scene:
    """Show the same in a channel of Telegram."""
    return await _morning(room, telegram.NAME)


async def facts(room: Newsroom) -> Scene:
    """Show what is known."""
    return await _asked(room, discord.NAME, READER, "/facts lorrin")


async def narratives(room: Newsroom) -> Scene:
    """Show what different sides make of it."""
    return await _asked(room, discord.NAME, READER, "/narratives lorrin")


async def narratives_at_the_console(room: Newsroom) -> Scene:
    """Show the same side by side."""
    return await _asked(room, console.NAME, READER, "/narratives lorrin")


async def sources(room: Newsroom) -> Scene:
    """Show where it is known from."""
    return await _asked(room, telegram.NAME, READER, "/sources lorrin")


async def changes(room: Newsroom) -> Scene:
    """Show what differs between two revisions."""
    await _put_right(room)
    return await _asked(room, discord.NAME, READER, "/changes brannoch 1")


async def in_arabic(room: Newsroom) -> Scene:
    """Show a story that runs from right to left, to somebody who reads Arabic."""
    await room.say(telegram.NAME, READER, "/language ar")
    return await _asked(room, telegram.NAME, READER, "/facts النورس")


async def forecasters(room: Newsroom) -> Scene:
    """Show how those who predict things have done."""
    for line in RESOLVED:
        await room.say(discord.NAME, OWNER, line)
    return await _asked(room, discord.NAME, READER, "/predictions")


async def subscribing(room: Newsroom) -> Scene:
    """Show what is asked before others are sent anything."""
    line = "/subscribe 8 Lisbon mon-fri"
    return await _asked(room, discord.NAME, MANAGER, line, alone=False)


async def status(room: Newsroom) -> Scene:
    """Show what was sent and what comes next."""
    await _subscribed(room, telegram.NAME)
    await room.post(wall_of(telegram.NAME), MORNING)
    room.time = NOON
    return await _asked(room, telegram.NAME, MANAGER, "/status", alone=False)


async def adding(room: Newsroom) -> Scene:
    """Show how a story is written step by step."""
    turns = []
    for line in STEPS:
        reply = await room.say(telegram.NAME, EDITOR, line)
        turns.append(Turn(reply=reply, at=room.time, who=EDITOR, line=line))
    return Scene(door=telegram.NAME, turns=tuple(turns))


async def preview(room: Newsroom) -> Scene:
    """Show a draft as its editor sees it."""
    await room.say(
        discord.NAME, EDITOR, "/editstory brannoch headline Brannoch keeps its night ferry"
    )
    return await _asked(room, discord.NAME, PUBLISHER, "/preview brannoch")


async def corrected(room: Newsroom) -> Scene:
    """Show a correction in what was posted in the morning."""
    await _subscribed(room, discord.NAME)
    wall = wall_of(discord.NAME)
    await room.post(wall, MORNING)
    await _put_right(room)
    return await _set_right(room, wall)


async def retracted(room: Newsroom) -> Scene:
    """Show a story that was taken back, in what was posted in the morning."""
    await _subscribed(room, telegram.NAME)
    wall = wall_of(telegram.NAME)
    await room.post(wall, MORNING)
    line = "/retract lorrin The port denies that it has reopened."
    asked = await room.say(telegram.NAME, PUBLISHER, line)
    await room.press(telegram.NAME, PUBLISHER, asked, "Retract")
    return await _set_right(room, wall)


async def report(room: Newsroom) -> Scene:
    """Show what a reader reports, as its editor finds it."""
    await room.say(telegram.NAME, READER, "/report lorrin 2 There were fourteen ships.")
    return await _asked(room, discord.NAME, PUBLISHER, "/reports 1")


SCENES: MappingProxyType[str, Drawing] = MappingProxyType(
    {
        "briefing-discord": briefing_on_discord,
        "briefing-telegram": briefing_on_telegram,
        "facts-discord": facts,
        "narratives-discord": narratives,
        "narratives-console": narratives_at_the_console,
        "sources-telegram": sources,
        "changes-discord": changes,
        "arabic-telegram": in_arabic,
        "forecasters-discord": forecasters,
        "subscribe-discord": subscribing,
        "status-telegram": status,
        "addstory-telegram": adding,
        "preview-discord": preview,
        "corrected-discord": corrected,
        "retracted-telegram": retracted,
        "report-discord": report,
    }
)


async def _asked(room: Newsroom, door: str, who: str, line: str, *, alone: bool = True) -> Scene:
    reply = await room.say(door, who, line, alone=alone)
    return Scene(door=door, turns=(Turn(reply=reply, at=room.time, who=who, line=line),))


async def _subscribed(room: Newsroom, door: str) -> None:
    asked = await room.say(door, MANAGER, EVERY_MORNING, alone=False)
    await room.press(door, MANAGER, asked, "Subscribe", alone=False)


async def _morning(room: Newsroom, door: str) -> Scene:
    await _subscribed(room, door)
    wall = wall_of(door)
    await room.post(wall, MORNING)
    turns = (Turn(reply=reply, at=MORNING) for reply in wall.posted.values())
    return Scene(door=door, turns=tuple(turns))


async def _put_right(room: Newsroom) -> None:
    """Let a publisher change a fact, and say so in a correction."""
    fact = "Turnout was 79%, the highest in a vote on the island since 1998. [1, 2]"
    await room.say(discord.NAME, PUBLISHER, f"/editstory brannoch fact 2 {fact}")
    line = "/correct brannoch Turnout was 79%, not 81%."
    asked = await room.say(discord.NAME, PUBLISHER, line)
    await room.press(discord.NAME, PUBLISHER, asked, "Correct the story")


async def _set_right(room: Newsroom, wall: Wall) -> Scene:
    """Let what was posted in the morning follow what a publisher has set right."""
    await room.post(wall, NOON)
    turns = (
        Turn(reply=said, at=MORNING, edited=sent in wall.edited)
        for sent, said in wall.posted.items()
    )
    return Scene(door=wall.name, turns=tuple(turns))
