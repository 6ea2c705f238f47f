"""What can be pressed where something is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import Misused
from bot.views.asking import stopped
from bot.views.unfinished import ADDING, left, with_unfinished
from bot.words import phrase

if TYPE_CHECKING:
    from bot.reply import Reply
    from bot.request import Ask


async def cancel(ask: Ask) -> Reply:
    """Ask nothing any more; what somebody writes step by step is kept."""
    asking, who, where = ask.desk.store.asking, ask.request.who, ask.request.where
    question = await asking.asked(who, where, at=ask.desk.now())
    sketch = await asking.sketch(who)
    if question is None:
        unasked = stopped(ask.words, asked=False)
        return unasked if sketch is None else with_unfinished(ask.words, unasked, sketch)
    await asking.forget(who, where)
    if sketch is not None and question.command == ADDING and any(question.given):
        return left(ask.words, sketch)
    return stopped(ask.words, asked=True)


async def not_asked(_: Ask) -> Reply:
    """Say that there is nothing to leave out, and nothing to go back to.

    Raises:
        Misused: always; where something is asked, it is taken before it comes here.
    """
    raise Misused(phrase("This is not asked any more."))
