"""What somebody is asked, where it is asked with a message."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.question import NOTHING, Field, Question
from bot.reply import Choices, Note, Paragraph, Plain, Reply, Strong
from bot.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.reply import Block
    from bot.request import Command
    from bot.words import Words

CANCEL, SKIP, BACK, CHOOSE = "cancel", "skip", "back", "choose"
KEPT = N_("What you wrote of the story is kept. /addstory goes on with it.")
LINE = 300  # characters; what may be longer is given more room
SHOWN = 300  # characters of what stands there now


def wanted(words: Words, command: Command, given: Mapping[str, str]) -> Question | None:
    """Ask for what *command* goes without; None where nothing is missing, or not to be asked for.

    Args:
        words: the asker's language.
        command: what is to be done.
        given: its arguments so far, by their names.
    """
    missing = [each for each in command.arguments if not given.get(each.name, "").strip()]
    needed = [each for each in missing if each.required]
    if not needed or not all(each.asks for each in needed):
        return None
    known = tuple(given.get(each.name, "") for each in command.arguments)
    fields = tuple(
        Field(
            each.name,
            words(each.asks),
            optional=not each.required,
            long=each.length > LINE,
            length=each.length,
        )
        for each in missing
        if each.asks
    )
    question = Question(command.name, known, fields)
    return question if question.fits else None


def prompted(words: Words, reply: Reply, *, aside: bool = False) -> Reply:
    """Put what *reply* asks next under what it says, with the ways out of it.

    Args:
        words: the language of who is asked.
        reply: an answer, which may ask nothing.
        aside: whether the answer must be a reply to this message, for others write there too.
    """
    question = reply.asks
    if question is None or (field := question.next) is None:
        return reply
    said, own = said_and_ways(reply.blocks)
    ways = Choices((*_ways(words, question, field), *own, Choice(words("Cancel"), CANCEL)))
    # Among others a client opens the reply by itself, but not to a message with buttons.
    below = () if aside and not own and not field.among else (ways,)
    return replace(reply, blocks=(*said, *_prompt(words, field, aside=aside), *below))


def said_and_ways(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Choice, ...]]:
    """Part what is said from the ways onward that stand at its end."""
    if blocks and isinstance(last := blocks[-1], Choices):
        return blocks[:-1], last.choices
    return blocks, ()


def _prompt(words: Words, field: Field, *, aside: bool) -> tuple[Block, ...]:
    hints = []
    if field.optional:
        hints.append(words("Send {nothing} to leave it out.", nothing=NOTHING))
    if aside:
        hints.append(words("Reply to this message. /cancel stops it."))
    now = field.value if len(field.value) <= SHOWN else f"{field.value[:SHOWN]}…"
    return (
        Paragraph((Strong(field.prompt),)),
        *((Note((Plain(words("Now: {value}", value=now)),)),) if now else ()),
        *((Note((Plain(" ".join(hints)),)),) if hints else ()),
    )


def _ways(words: Words, question: Question, field: Field) -> tuple[Choice, ...]:
    """Offer what can be done instead of typing; a button stands for this moment alone."""
    label = words("Keep it") if field.value else words("Leave it out")
    skips = field.value or field.optional
    offered = zip(field.labels, field.among, strict=False)
    return (
        *(Choice(each, CHOOSE, (question.mark, meant)) for each, meant in offered),
        *((Choice(label, SKIP, (question.mark,)),) if skips else ()),
        *((Choice(words("Back"), BACK, (question.mark,)),) if question.told else ()),
    )


def stopped(words: Words, *, asked: bool) -> Reply:
    """Say that somebody is asked nothing any more.

    Args:
        words: their language.
        asked: whether they were asked something.
    """
    text = words("Stopped.") if asked else words("You are not asked anything.")
    return Reply((Paragraph((Plain(text),)),), private=True)
