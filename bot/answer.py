"""Answer what somebody typed or pressed: a problem is an answer as well."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, assert_never

from bot.choice import Choice, pressed
from bot.commands import COMMANDS, named
from bot.editing.roles import reaches, role_of
from bot.errors import BotError, Misused, NotAllowed, NotFound, Problem, Unclear
from bot.parsing import checked, parted, spread
from bot.reading.naming import named_whole
from bot.reply import Reply
from bot.request import Ask, Request, Role, nothing_here
from bot.staff import STAFF
from bot.subscriptions.subscribing import language_of
from bot.views.about import apology, problem
from bot.views.asking import wanted
from bot.views.choosing import choosing, stories_offered, without_file
from bot.words import phrase, words_for

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.address import Account, Address
    from bot.desk import Desk
    from bot.words import Phrase, Words


WRITING_ONLY = phrase("Only publishers may do this. You may write and preview.")
DENIALS = {
    Role.MANAGER: phrase("Only those who manage this place may do this."),
    Role.EDITOR: phrase("Only editors may do this."),
    Role.PUBLISHER: phrase("Only publishers may do this."),
    Role.OWNER: phrase("Only the owners of this newsroom may do this."),
}

HEARD = phrase("Others would see it here. Ask me in a chat with me alone.")
NOTHING_COMES = phrase(
    "Here you get answers, and nothing comes by itself. Ask for it in a channel, a group or a "
    "conversation of your own with the bot."
)

log = logging.getLogger(__name__)


def parse(line: str, *, who: Account, where: Address, language: str) -> Request:
    """Read a typed line: `/facts emails hacked`, the slash left out or not.

    Raises:
        NotFound: there is no such command; the choices are near ones.
        Misused: it was given too much, or too long a line.
    """
    name, rest = parted(line)
    arguments = spread(named(name), rest)
    return Request(
        command=name, arguments=arguments, who=who, where=where, language=language, typed=rest
    )


def of_choice(choice: Choice | str, *, who: Account, where: Address, language: str) -> Request:
    """Read a pressed choice, or the action that stood in a button.

    Raises:
        Misused: the button is of another version, or was made by somebody else.
        NotFound: its command is not there any more.
    """
    choice = pressed(choice) if isinstance(choice, str) else choice
    names = (argument.name for argument in named(choice.command).arguments)
    arguments = {name: value for name, value in zip(names, choice.arguments, strict=False) if value}
    return Request(
        command=choice.command, arguments=arguments, who=who, where=where, language=language
    )


async def may(desk: Desk, request: Request, role: Role) -> bool:
    """Tell whether who asked has *role* at this moment, in the place where they asked."""
    match role:
        case Role.READER:
            return True
        case Role.MANAGER if request.manages is nothing_here:
            # A door that cannot tell who manages a place is one that nothing is sent through.
            return False
        case Role.MANAGER:
            manages = request.who in desk.owners or await request.manages()
            return manages or await role_of(desk, request.who) is Role.OWNER
        case Role.EDITOR | Role.PUBLISHER | Role.OWNER:
            return reaches(await role_of(desk, request.who), role)
        case _:
            assert_never(role)


async def _denial(desk: Desk, request: Request, role: Role) -> Phrase:
    """Say who may do what somebody may not, and what they may do themselves."""
    if role is Role.MANAGER and request.manages is nothing_here:
        return NOTHING_COMES
    if role is Role.PUBLISHER and await role_of(desk, request.who) is Role.EDITOR:
        return WRITING_ONLY
    if role is Role.MANAGER and request.managers_only is not None:
        return request.managers_only
    return DENIALS[role]


async def answer(desk: Desk, request: Request) -> Reply:
    """Answer a request; a problem is an answer as well, and what nobody foresaw an apology."""

    async def handle(words: Words) -> Reply:
        command = named(request.command)
        if not await may(desk, request, command.role):
            raise NotAllowed(await _denial(desk, request, command.role))
        # What the staff is told, also of what went wrong, is of drafts, readers and one another.
        if command.role in STAFF and request.overheard:
            raise Misused(HEARD)
        meant = await named_whole(desk, request, command)
        if question := wanted(words, command, meant.arguments):
            return Reply((), private=True, asks=question)
        checked(command, meant.arguments)
        try:
            return await command.handler(Ask(desk, meant, words, COMMANDS))
        except (NotFound, Unclear) as error:
            if not stories_offered(command, error):
                raise
            # Let them choose the story that they mean, for all that they have asked.
            reply = choosing(words, command, meant.arguments, error)
            return reply if meant.file is None else without_file(words, reply)

    place = request.where if request.foreign else None
    return await _said(desk, handle, request.who, request.language, place)


async def told(
    desk: Desk, error: BotError, *, who: Account, language: str, place: Address | None = None
) -> Reply:
    """Tell somebody what is wrong with what they asked, before it could become a request.

    Args:
        desk: the newsroom.
        error: what is wrong.
        who: who asked.
        language: the language where no better one is known.
        place: where they asked, if their own language is not known.
    """

    async def handle(words: Words) -> Reply:
        return problem(words, error)

    return await _said(desk, handle, who, language, place)


async def _said(
    desk: Desk,
    handle: Callable[[Words], Awaitable[Reply]],
    who: Account,
    language: str,
    place: Address | None = None,
) -> Reply:
    """Say what *handle* answers, or why it cannot.

    It is said in the language that *who* chose, else in that of the briefings of *place* where one
    is given, else in *language*.
    """
    words = words_for(language)
    try:
        chosen = await desk.shelf.language(who)
        if chosen is None and place is not None:
            chosen = await language_of(desk, place)
        words = words_for(chosen or language)
        return await handle(words)
    except Problem as error:
        return problem(words, error)
    except BotError as error:
        debugging = log.isEnabledFor(logging.DEBUG)
        log.error("The store failed: %s", error, exc_info=debugging)  # noqa: TRY400 - its sentence says why; the way there is for who debugs
        return problem(words, error)
    except Exception:
        log.exception("Something broke that nobody foresaw")
        return apology(words)
