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
from bot.editing.probability import percent_of
from bot.editing.sketching import begun, must_be, step_of
from bot.errors import Misused, Problem, StoreError
from bot.parsing import parted
from bot.question import NOTHING, Question
from bot.reply import Choices, Note, Plain, Reply
from bot.views.asking import BACK, CANCEL, CHOOSE, KEPT, SKIP, said_and_ways
from bot.views.choosing import STORY
from bot.views.unfinished import ADDING
from bot.words import phrase, words_for

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.address import Account, Address
    from bot.desk import Desk
    from bot.request import File, Request

NOT_ASKED = phrase("This is not asked any more.")
NEEDED = phrase("This cannot be left out.")
STOPPED = phrase(
    "I was stopped before I could answer this, so I do not do it a second time. See whether it is "
    "done; if not, ask for it again."
)
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
    question = await _asked_before(desk, request)
    if request.command not in {SKIP, BACK, CHOOSE}:
        reply = await answer(desk, request)
        if question is not None and _leaves_a_story(question, request, reply):
            reply = await _with_note(desk, request, reply)
        return await _kept(desk, request, reply, question)
    try:
        turned = _turned(question, request)
    except Problem as error:
        told = await _told(desk, request, error)
        return replace(told, asks=question) if error.phrase == NEEDED else told
    if isinstance(turned, Question):
        return await _further(desk, request, turned)
    return await _kept(desk, turned, await answer(desk, turned), question)


async def respond_again(desk: Desk, request: Request) -> Reply:
    """Answer what was done before the bot was stopped: once more with what is asked since, if any.

    Args:
        desk: the newsroom.
        request: who asked, and where; of any command.
    """
    question = await open_question(desk, request.who, request.where)
    if question is not None:
        return Reply((), private=True, asks=question)
    return await _told(desk, request, Problem(STOPPED))


async def respond_to(desk: Desk, question: Question, said: str, base: Request) -> Reply:
    """Take what somebody *said* for the answer to *question*.

    Args:
        desk: the newsroom.
        question: what they were asked.
        said: what they answer.
        base: who and where they are, and what is known of the place; of any command.
    """
    field = question.next
    if field is not None and field.likely and said.strip() not in {"", NOTHING}:
        try:
            said = percent_of(said)
        except Problem as error:
            return replace(await _told(desk, base, error), asks=question)
    return await _further(desk, base, question.with_answer(said))


async def respond_line(
    desk: Desk,
    line: str,
    *,
    who: Account,
    where: Address,
    language: str,
    alone: bool = False,
    file: Callable[[], Awaitable[File]] | None = None,
) -> tuple[str, Reply]:
    """Answer a typed line, and give the name of the command, whether there is such a one or not.

    Args:
        desk: the newsroom.
        line: what was typed.
        who: who typed it.
        where: where.
        language: the language where they have chosen none.
        alone: whether nobody but them sees the place.
        file: fetches what they attached.
    """
    try:
        request = parse(line, who=who, where=where, language=language)
    except Problem as error:
        reply = await told(desk, error, who=who, language=language)
        # Nothing was done: what was asked before is asked still.
        return parted(line)[0][:NAME], replace(reply, asks=await open_question(desk, who, where))
    return request.command, await respond(desk, replace(request, alone=alone, file=file))


async def _asked_before(desk: Desk, request: Request) -> Question | None:
    """Give what somebody was asked; of most people the shelf knows that it was nothing."""
    try:
        if not await desk.shelf.is_asked(request.who, desk.now()):
            return None
    except StoreError:
        return None
    return await open_question(desk, request.who, request.where)


def _turned(question: Question | None, request: Request) -> Question | Request:
    """Leave out what is asked, choose what is meant, or go back: maybe by another request.

    Raises:
        Misused: nothing is asked, something else is, or it cannot be left out.
    """
    mark, chooses = request.arguments.get("mark", ""), request.command == CHOOSE
    if question is None or ((mark or chooses) and mark != question.mark):
        raise Misused(NOT_ASKED)
    if chooses:
        return _whole(request, question.with_answer(request.arguments.get(STORY, "")))
    first = not question.told
    if request.command == BACK:
        back = first and question.earlier
        return _going(request, question.command, question.earlier) if back else question.back()
    field = question.next
    if field is not None and (field.value or field.optional):
        return question.with_answer(field.value or NOTHING)
    if first and question.later:
        return _going(request, question.command, question.later)
    raise Misused(NEEDED)


def _going(base: Request, command: str, given: tuple[str, ...]) -> Request:
    """Make the request that a choice of *command* would be, from the same place."""
    choice = Choice("", command, given)
    chosen = of_choice(choice, who=base.who, where=base.where, language=base.language)
    return replace(base, command=command, arguments=chosen.arguments, file=None, typed="")


def _leaves_a_story(question: Question, request: Request, reply: Reply) -> bool:
    """Whether somebody who wrote a story step by step now does something else, and may be told."""
    writes = question.command == ADDING and any(question.given)
    unseen = request.alone or reply.private
    return writes and unseen and request.command not in {ADDING, CANCEL} and reply.asks is None


async def _with_note(desk: Desk, request: Request, reply: Reply) -> Reply:
    """Say under *reply* that the story is kept; where no language can be read, leave it."""
    try:
        chosen = await desk.shelf.language(request.who)
    except StoreError:
        return reply
    said, ways = said_and_ways(reply.blocks)
    note = Note((Plain(words_for(chosen or request.language)(KEPT)),))
    return replace(reply, blocks=(*said, note, *((Choices(ways),) if ways else ())))


async def _further(desk: Desk, base: Request, question: Question) -> Reply:
    """Ask what is still to be asked; when all is told, do what it was asked for."""
    if question.next is not None:
        try:
            await _sketched(desk, base.who, question)
        except (Problem, StoreError) as error:
            return await _told(desk, base, error)
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


async def _sketched(desk: Desk, who: Account, question: Question) -> None:
    """Write what is told at a step into the story, which outlives the question."""
    if question.command != ADDING or not any(question.given):
        return
    sketch = await desk.store.asking.sketch(who)
    if sketch is not None:
        _, _, step, *mark = question.given
        must_be(sketch, *mark)
        said = {field.name: field.value for field in question.fields} | question.answers
        sketch = begun(sketch, step_of(step), said, len(question.told))
        await desk.store.asking.keep(who, sketch, at=desk.now())


def _whole(base: Request, question: Question) -> Request:
    """Make the request that the answers belong to; what was left out stands in it as empty."""
    request = _going(base, question.command, question.given)
    return replace(request, arguments={**request.arguments, **question.answers})


async def _kept(desk: Desk, base: Request, reply: Reply, before: Question | None) -> Reply:
    """Keep what *reply* asks, before anybody can answer; else forget what was asked *before*."""
    try:
        if reply.asks is not None:
            await desk.ask(base.who, base.where, reply.asks)
        elif before is not None:
            answered = before.next is None
            await desk.store.asking.forget(base.who, base.where, answered=answered)
    except StoreError as error:
        return await _told(desk, base, error)
    return reply


async def _told(desk: Desk, base: Request, error: Problem | StoreError) -> Reply:
    place = base.where if base.foreign else None
    return await told(desk, error, who=base.who, language=base.language, place=place)
