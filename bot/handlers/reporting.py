"""What readers report, and what editors do about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.errors import NotFound, Problem
from bot.handlers.asker import acting, publishes
from bot.handlers.reading import story_named
from bot.postbox import Fate, settled_already
from bot.question import Field, Question
from bot.reply import Reply
from bot.revision import Report
from bot.staff import Deed
from bot.views import letters as views
from bot.views.about import thanks
from bot.words import phrase

if TYPE_CHECKING:
    from bot.postbox import Letter
    from bot.request import Ask

PAGE = 10  # reports
ANSWER = 2_000  # characters
NAMED = re.compile(
    r"(?:(?:fact|fakt|hecho|الحقيقة|حقيقة)\s+#?|#(?=\d)|(?=\d+[:)]))(\d{1,3})[:.),]?\s+(?=\S)",
    re.IGNORECASE,
)
DEEDS = {Fate.ANSWERED: Deed.ANSWERED, Fate.CORRECTED: Deed.HEEDED, Fate.CLOSED: Deed.CLOSED}


async def report(ask: Ask) -> Reply:
    """Keep a reader's note for the editors."""
    request, desk = ask.request, ask.desk
    story = await story_named(ask)
    fact, note = ask.number("fact", default=0), ask.text("note")
    # Who writes `fact 3` or `3:` at the beginning of the note names the fact as well.
    if not fact and (named := NAMED.match(note)):
        fact, note = int(named[1]), note[named.end() :]
    count = len(story.story.facts)
    if not 0 <= fact <= count:
        raise Problem(
            phrase("This story has no fact {fact}; it has {count}.", fact=fact, count=count)
        )
    number = await desk.store.report(
        Report(
            story=story.id,
            revision=story.number,
            fact=fact,
            text=note,
            who=request.who,
            where=request.where,
            at=desk.now(),
            language=ask.words.language,
        )
    )
    return thanks(ask.words, story.story.headline, number)


async def reports(ask: Ask) -> Reply:
    """List the reports, show one, or settle it."""
    number, answer, deed = ask.number("number", default=0), ask.text("answer"), ask.text("deed")
    if not number:
        return await _listed(ask, settled=deed == views.SETTLED)
    letter = await _letter(ask, number)
    if answer:
        return await _settled(ask, letter, Fate.ANSWERED, answer)
    if deed == views.CLOSE:
        return await _settled(ask, letter, Fate.CLOSED, "")
    if deed and letter.fate is Fate.OPEN:
        return _asked(ask, letter)
    return views.letter(ask.words, letter, may_correct=await publishes(ask))


async def settle(ask: Ask, number: int, fate: Fate, answer: str) -> Letter:
    """Write down what became of a report; the reader is told by whichever copy can reach them."""
    act = acting(ask, DEEDS[fate], str(number))
    return await ask.desk.store.postbox.settle(number, fate, answer, act=act)


async def must_be_open(ask: Ask, number: int) -> None:
    """See to it that nobody has settled a report, before anything is done about it.

    Raises:
        NotFound: there is no such report.
        Conflict: somebody has.
    """
    letter = await _letter(ask, number)
    if letter.fate is not Fate.OPEN:
        raise settled_already(letter)


async def _settled(ask: Ask, letter: Letter, fate: Fate, answer: str) -> Reply:
    settled = await settle(ask, letter.number, fate, answer)
    return views.settled(ask.words, settled, len(await ask.desk.store.postbox.open(limit=1)))


async def _listed(ask: Ask, *, settled: bool) -> Reply:
    page = max(ask.number("page", default=1), 1)
    postbox = ask.desk.store.postbox
    read = postbox.settled if settled else postbox.open
    found = await read(limit=PAGE + 1, skip=(page - 1) * PAGE)
    return views.letters(
        ask.words, found[:PAGE], page=page, more=len(found) > PAGE, settled=settled
    )


async def _letter(ask: Ask, number: int) -> Letter:
    letter = await ask.desk.store.postbox.letter(number)
    if letter is None:
        raise NotFound(phrase("There is no report {number}. See /reports.", number=number))
    return letter


def _asked(ask: Ask, letter: Letter) -> Reply:
    prompt = ask.words("What do you write to the reader?")
    field = Field("answer", prompt, long=True, length=ANSWER)
    return Reply((), private=True, asks=Question("reports", (str(letter.number),), (field,)))
