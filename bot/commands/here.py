"""The part of the table that is for who manages a place: what comes there, and when."""

from __future__ import annotations

from dataclasses import replace

from bot.handlers import managing
from bot.request import Argument, Command, Kind, Role
from bot.words import N_

TIME = Argument(name="time", kind=Kind.TIME, help=N_("the time of day, like 8:30 or 8:30pm"))
ZONE = Argument(name="zone", kind=Kind.ZONE, help=N_("whose clocks: a city or a country"))
DAYS = Argument(name="days", kind=Kind.DAYS, help=N_("the days, like mon-fri; daily if not given"))
TOPICS = Argument(
    name="topics",
    kind=Kind.TOPICS,
    help=N_("only stories of these topics, with commas between; or all"),
    length=1_000,
)
STORIES_IN = Argument(
    name="language", kind=Kind.LANGUAGE, help=N_("only stories in this language; or any")
)

HERE = (
    Command(
        name="subscribe",
        help=N_("let the briefing come to this place"),
        role=Role.MANAGER,
        arguments=(
            replace(TIME, required=True),
            replace(ZONE, required=True),
            DAYS,
            TOPICS,
            STORIES_IN,
            Argument(name="sure", kind=Kind.PRESSED, help=N_("that it was confirmed")),
        ),
        examples=("/subscribe 8 Paris", "/subscribe 8:30pm New York mon-fri Trade"),
        handler=managing.subscribe,
    ),
    Command(
        name="subscription",
        help=N_("see or change what comes to this place, and when"),
        role=Role.MANAGER,
        arguments=(
            TIME,
            ZONE,
            DAYS,
            TOPICS,
            STORIES_IN,
            Argument(
                name="most",
                kind=Kind.NUMBER,
                help=N_("the most stories of a briefing, from 1 to 10"),
            ),
            Argument(
                name="silence",
                kind=Kind.SWITCH,
                help=N_("whether a day without news passes in silence: on or off"),
            ),
            Argument(
                name="breaking",
                kind=Kind.SWITCH,
                help=N_("whether breaking news come at once: on or off"),
            ),
        ),
        examples=("/subscription", "/subscription most 3", "/subscription time 9 days mon-fri"),
        named=True,
        handler=managing.subscription,
    ),
    Command(
        name="pause",
        help=N_("let the briefing rest for a while"),
        role=Role.MANAGER,
        arguments=(
            Argument(
                name="until",
                kind=Kind.UNTIL,
                help=N_("friday, 2026-12-24, 3 days; until /resume if not given"),
            ),
        ),
        examples=("/pause", "/pause friday", "/pause 3 days"),
        handler=managing.pause,
    ),
    Command(
        name="resume",
        help=N_("let the briefing come again"),
        role=Role.MANAGER,
        examples=("/resume",),
        handler=managing.resume,
    ),
    Command(
        name="unsubscribe",
        help=N_("let no briefing come to this place any more"),
        role=Role.MANAGER,
        arguments=(Argument(name="undo", kind=Kind.PRESSED, help=N_("how it stood before")),),
        examples=("/unsubscribe",),
        handler=managing.unsubscribe,
    ),
    Command(
        name="status",
        help=N_("what was sent here, what comes next, and what is in the way"),
        role=Role.MANAGER,
        examples=("/status",),
        handler=managing.status,
    ),
)
