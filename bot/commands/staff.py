"""The part of the table that is for whoever works for the newsroom, and its owners."""

from __future__ import annotations

from bot.handlers import linking, staffing
from bot.request import Argument, Command, Kind, Role
from bot.words import N_

STAFF = (
    Command(
        name="editors",
        help=N_("see and choose who may write and publish"),
        role=Role.OWNER,
        arguments=(
            Argument(
                name="what",
                kind=Kind.TEXT,
                help=N_("add or remove somebody; the list if not given"),
                among=staffing.WAYS,
            ),
            Argument(
                name="who",
                kind=Kind.TEXT,
                help=N_("their account as /link names it, like discord:1234, or a mention"),
            ),
            Argument(
                name="role",
                kind=Kind.TEXT,
                help=N_("an editor writes and previews, a publisher also publishes and corrects"),
                among=tuple(staffing.GIVEN),
            ),
        ),
        examples=("/editors", "/editors add telegram:5678 publisher", "/editors remove 1234"),
        handler=staffing.editors,
    ),
    Command(
        name="audit",
        help=N_("who did what, where and when"),
        role=Role.OWNER,
        arguments=(
            Argument(
                name="story",
                kind=Kind.STORY,
                help=N_("only what was done to this story"),
            ),
            Argument(name="page", kind=Kind.NUMBER, help=N_("which page of the list")),
        ),
        examples=("/audit", "/audit 2", "/audit emails hacked", "/audit emails hacked 2"),
        handler=staffing.audit,
    ),
    Command(
        name="link",
        help=N_("let your accounts on two platforms be one, and learn what yours is called"),
        arguments=(
            Argument(
                name="code",
                kind=Kind.TEXT,
                help=N_("the code that your other account was given; or off"),
            ),
            Argument(name="sure", kind=Kind.PRESSED, help=N_("that it was confirmed")),
        ),
        examples=("/link", "/link K7QM-3XPD", "/link off"),
        handler=linking.link,
    ),
)
