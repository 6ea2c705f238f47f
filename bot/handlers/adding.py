"""A story taken in: as a file, pasted, or written step by step."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.choice import mark_of
from bot.editing.drafting import Kept
from bot.editing.handed_out import base_of
from bot.editing.probability import percent_of
from bot.editing.several import take_in_all
from bot.editing.sketched import story_of
from bot.editing.sketching import (
    ADDRESS,
    Chapter,
    Step,
    at,
    begun,
    must_be,
    step_of,
    without,
    written,
)
from bot.errors import Misused
from bot.handlers.asker import acting
from bot.handlers.writing import outcome
from bot.importers import Draft, read
from bot.parsing import WRITTEN
from bot.request import File
from bot.sketch import Sketch
from bot.staff import Deed
from bot.views.editing import added
from bot.views.sketching import asked_at, beginning, overview, unread
from bot.views.unfinished import in_its_place, resumable, thrown_away
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reply import Reply
    from bot.request import Ask

HEADLINE = 300  # characters; what is longer, or has several lines, is no headline


async def addstory(ask: Ask) -> Reply:
    """Take in what was pasted or attached, all of it or nothing; else ask for it step by step."""
    if step := ask.text("step"):
        return await _guided(ask, step)
    text = ask.text("text")
    if ask.request.file is not None:
        return await _read(ask, await ask.request.file())
    if not text:
        return await _begun(ask)
    if ADDRESS.fullmatch(text):
        return unread(ask.words)
    if len(text) > HEADLINE or "\n" in text or WRITTEN.match(text):
        return await _read(ask, File("", text.encode("utf-8", "surrogatepass")))
    if sketch := await ask.desk.store.asking.sketch(ask.request.who):
        return resumable(ask.words, sketch)
    empty = Sketch(mark=mark_of(ask.desk.now()), step=Chapter.HEADLINE)
    return await _gone_on(ask, written(empty, Step(Chapter.HEADLINE), {"said": text}))


async def _read(ask: Ask, file: File) -> Reply:
    # A large file takes a while to read, and others are waiting for answers.
    drafts = await asyncio.to_thread(read, file.data, file.name)
    base = base_of(file.data, file.name) if len(drafts) == 1 else None
    return await _taken_in(ask, drafts, base)


async def _taken_in(ask: Ask, drafts: Sequence[Draft], base: int | None = None) -> Reply:
    """Keep stories as drafts, but what somebody else has changed meanwhile."""
    act = acting(ask, Deed.ADDED)
    done = await take_in_all(ask.desk, drafts, base, act=act)
    if len(done) == 1 and isinstance(done[0], Kept) and done[0].before is not None:
        return await outcome(ask, done[0])
    return added(ask.words, done)


async def _begun(ask: Ask) -> Reply:
    sketch = await ask.desk.store.asking.sketch(ask.request.who)
    return beginning(ask.words) if sketch is None else resumable(ask.words, sketch)


async def _guided(ask: Ask, wanted: str) -> Reply:
    """Do what was pressed while somebody writes a story, or take what they answered."""
    asking, who = ask.desk.store.asking, ask.request.who
    sketch = await asking.sketch(who)
    if sketch is not None:
        must_be(sketch, ask.text("mark"))
    if wanted == "new" and sketch is not None:
        return in_its_place(ask.words, sketch)
    if wanted in {"new", "anew"}:
        await asking.drop(who)
        return beginning(ask.words)
    if sketch is None:
        raise Misused(phrase("You are writing no story. Begin with /addstory."))
    match wanted.split("."):
        case ["drop"]:
            await asking.drop(who)
            return thrown_away(ask.words, sketch)
        case ["keep"]:
            return await _done(ask, sketch)
        case ["go"]:
            return await _gone_on(ask, sketch)
        case ["without", place, mark]:
            return await _gone_on(ask, without(sketch, step_of(place), mark))
    step = step_of(wanted)
    # Empty is an answer too: it was left out.
    if "said" in ask.request.arguments:
        return await _told(ask, sketch, step)
    return await _gone_on(ask, at(sketch, step))


async def _told(ask: Ask, sketch: Sketch, step: Step) -> Reply:
    """Write down what was told at a step.

    Raises:
        Misused: what was told for a probability is none; all of it is kept.
    """
    answers = dict(ask.request.arguments)
    if likely := answers.get("probability", ""):
        try:
            answers["probability"] = percent_of(likely)
        except Misused:
            kept = begun(sketch, step, answers, 0)
            await ask.desk.store.asking.keep(ask.request.who, kept, at=ask.desk.now())
            raise
    return await _gone_on(ask, written(sketch, step, answers))


async def _gone_on(ask: Ask, sketch: Sketch) -> Reply:
    """Keep what is written, and ask for what comes next."""
    await ask.desk.store.asking.keep(ask.request.who, sketch, at=ask.desk.now())
    step = step_of(sketch.step)
    if step.chapter is not Chapter.OVERVIEW:
        return asked_at(ask.words, sketch, step)
    _, wrong = story_of(sketch, ask.words.language)
    return overview(ask.words, sketch, wrong)


async def _done(ask: Ask, sketch: Sketch) -> Reply:
    """Keep a sketch as a draft."""
    story, wrong = story_of(sketch, ask.words.language)
    if story is None:
        return overview(ask.words, sketch, wrong)
    reply = await _taken_in(ask, [Draft(story, "page")])
    await ask.desk.store.asking.drop(ask.request.who)
    return reply
