"""What somebody says next: the answer to what they were asked, or something of its own.

A question stands in the store until it is answered, another one takes its place, or a command is
given; so it outlives a restart, and any copy of the bot may hear the answer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answer import answer, may, of_choice, parse, told
from bot.choice import Choice
from bot.commands import named
from bot.errors import Misused, Problem, StoreError
from bot.parsing import parted
from bot.question import NOTHING
from bot.reply import Reply
from bot.views.asking import BACK, SKIP
from bot.words import phrase

if TYPE_CHECKING:
    from bot.address import Account, Address
    from bot.desk import Desk
    from bot.question import Question
    from bot.request import Request

NOT_ASKED = phrase("This is not asked any more.")
NEEDED = phrase("This cannot be left out.")
NAME = 40  # characters of a command's name that are worth repeating


async def open_question(desk: Desk, who: Account, where: Address) -> Question | None:
    """Give what somebody was asked in a place, and has not answered.

    Where the store cannot tell, nothing was asked: what they say is then answered by itself.
    """
    try:
        return await desk.store.asking.asked(who, where, at=desk.now())
    except StoreError:
        return None


async def respond(desk: Desk, request: Request) -> Reply:
    """Answer a request; whatever was asked before is not asked any more."""
    question = await open_question(desk, request.who, request.where)
    if request.command not in {SKIP, BACK}:
        return await _kept(desk, request, await answer(desk, request), question)
    try:
        turned = _turned(question, request)
    except Problem as error:
        return await _told(desk, request, error)
    return await _further(desk, request, turned)


async def respond_to(desk: Desk, question: Question, said: str, base: Request) -> Reply:
    """Take what somebody *said* for the answer to *question*.

    Args:
        desk: the newsroom.
        question: what they were asked.
        said: what they answer.
        base: who and where they are, and what is known of the place; of any command.
    """
    return await _further(desk, base, question.with_answer(said))


async def respond_line(
    desk: Desk, line: str, *, who: Account, where: Address, language: str
) -> tuple[str, Reply]:
    """Answer a typed line, and give the name of the command, whether there is such a one or not."""
    try:
        request = parse(line, who=who, where=where, language=language)
    except Problem as error:
        reply = await told(desk, error, who=who, language=language)
        # Nothing was done: what was asked before is asked still.
        return parted(line)[0][:NAME], replace(reply, asks=await open_question(desk, who, where))
    return request.command, await respond(desk, request)


def _turned(question: Question | None, request: Request) -> Question:
    """Leave out what is asked, or go back to what was asked before.

    Raises:
        Misused: nothing is asked, something else is, or it cannot be left out.
    """
    mark = request.arguments.get("mark", "")
    if question is None or (mark and mark != question.mark):
        raise Misused(NOT_ASKED)
    if request.command == BACK:
        return question.back()
    field = question.next
    if field is None or not (field.value or field.optional):
        raise Misused(NEEDED)
    return question.with_answer(field.value or NOTHING)


async def _further(desk: Desk, base: Request, question: Question) -> Reply:
    """Ask what is still to be asked; when all is told, do what it was asked for."""
    if question.next is not None:
        return await _kept(desk, base, Reply((), private=True, asks=question), None)
    try:
        request = _whole(base, question)
        allowed = await may(desk, request, named(request.command).role)
    except (Problem, StoreError) as error:
        return await _told(desk, base, error)
    reply = await answer(desk, request)
    if reply.failed and reply.asks is None and allowed:
        reply = replace(reply, asks=question.anew())
    return await _kept(desk, base, reply, question)


def _whole(base: Request, question: Question) -> Request:
    """Make the request that the answers belong to; what was left out stands in it as empty."""
    choice = Choice("", question.command, question.given)
    given = of_choice(choice, who=base.who, where=base.where, language=base.language).arguments
    return replace(
        base, command=question.command, arguments={**given, **question.answers}, file=None
    )


async def _kept(desk: Desk, base: Request, reply: Reply, before: Question | None) -> Reply:
    """Keep what *reply* asks, before anybody can answer; else forget what was asked *before*."""
    try:
        if reply.asks is not None:
            await desk.store.asking.ask(base.who, base.where, reply.asks, at=desk.now())
        elif before is not None:
            await desk.store.asking.forget(base.who, base.where)
    except StoreError as error:
        return await _told(desk, base, error)
    return reply


async def _told(desk: Desk, base: Request, error: Problem | StoreError) -> Reply:
    place = base.where if base.foreign else None
    return await told(desk, error, who=base.who, language=base.language, place=place)
