"""What the bot says of itself: its greeting, its commands, how to read it, its problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import __version__
from bot.choice import Choice
from bot.errors import Unclear, Unreadable
from bot.reply import (
    Block,
    Choices,
    Emphasis,
    Heading,
    Item,
    Items,
    Note,
    Paragraph,
    Plain,
    Reply,
    Strong,
)
from bot.words import N_, words_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.errors import BotError, Fault
    from bot.words import Words

FEW = 5  # examples that are read in a row
READING = (
    N_(
        "Facts are what the sources agree on. After each fact stand the number and the outlet of "
        "every source it rests on; an outlet that is cited twice is (a) and (b)."
    ),
    N_(
        "Narratives are what different sides make of the facts, with the name of who holds them. "
        "No side is always first: their order turns by one place every day, from a start of each "
        "story's own."
    ),
    N_(
        "Predictions say how likely something is held to be, and by whom. They are the "
        "forecaster's, not ours."
    ),
    N_(
        "Nothing is changed in silence: /changes shows every revision of a story, and corrections "
        "stand above it with their number and date."
    ),
    N_("Something is wrong? /report sends a note to the editors."),
)


def start(words: Words, stories: int) -> Reply:
    """Greet somebody who is here for the first time."""
    count = words.many("One story is on the desk.", "{number} stories are on the desk.", stories)
    blocks = (
        Heading((Plain(words("Welcome to Storydesk")),)),
        Paragraph(
            (
                Plain(
                    words(
                        "For each news story you see its cited facts apart from what different "
                        "sides make of them."
                    )
                ),
                Plain(" " + count),
            )
        ),
        Choices(
            (
                Choice(words("Briefing"), "briefing"),
                Choice(words("Facts of the newest story"), "facts"),
                Choice(words("Stories"), "stories"),
                Choice(words("Topics"), "topics"),
                Choice(words("Help"), "help"),
            )
        ),
    )
    return Reply(blocks)


def about(words: Words) -> Reply:
    """Say what the bot is and how to read its stories."""
    reading = Items(tuple(Item((Plain(words(sentence)),)) for sentence in READING))
    version = words("Storydesk {version}", version=__version__)
    return Reply(
        (
            Heading((Plain(words("How to read a story")),)),
            reading,
            Note((Plain(version),)),
            Choices((Choice(words("Help"), "help"), Choice(words("Briefing"), "briefing"))),
        )
    )


def commands(
    words: Words,
    usages: Iterable[tuple[str, str]],
    managing: Iterable[str],
    working: Sequence[tuple[str, str]] = (),
) -> Reply:
    """List what can be asked: each usage with what it does; by managers of a place, in short.

    Args:
        words: the reader's language.
        usages: what everybody can ask.
        managing: the names of what managers of a place can.
        working: what whoever asks can besides, who works for the newsroom.
    """
    theirs = Heading((Plain(words("For your work here")),), level=2)
    hint = words(
        "A story is named by its number in the last list, a part of its headline or its slug. "
        "Without one, the newest is meant."
    )
    coming = words(
        "Who manages a place can let the briefing come there: {commands}.",
        commands=", ".join(managing),
    )
    return Reply(
        (
            Heading((Plain(words("What you can ask")),)),
            _usages(words, usages),
            Note((Plain(hint),)),
            Note((Plain(coming),)),
            *((theirs, _usages(words, working)) if working else ()),
        ),
        private=True,
    )


def _usages(words: Words, usages: Iterable[tuple[str, str]]) -> Items:
    return Items(
        tuple(Item((Strong(usage), Plain(" — "), Plain(words(does)))) for usage, does in usages)
    )


def command(
    words: Words,
    usage: str,
    does: str,
    arguments: Iterable[tuple[str, str]],
    examples: Sequence[str],
) -> Reply:
    """Explain one command."""
    lines = tuple(
        Item((Strong(name), Plain(" — "), Plain(words(meaning)))) for name, meaning in arguments
    )
    return Reply(
        (
            Heading((Plain(usage),)),
            Paragraph((Plain(words(does)),)),
            *((Items(lines),) if lines else ()),
            *_examples(words, examples),
        ),
        private=True,
    )


def _examples(words: Words, examples: Sequence[str]) -> tuple[Block, ...]:
    """Show lines that work: a few in a row, many one below the other."""
    if len(examples) <= FEW:
        listed = words("For example: {examples}", examples=", ".join(examples))
        return (Paragraph((Plain(listed),)),) if examples else ()
    above = words("For example: {examples}", examples="").strip()
    lines = tuple(Item((Plain(example),)) for example in examples)
    return Paragraph((Plain(above),)), Items(lines)


def spoken(words: Words, languages: Sequence[str]) -> Reply:
    """Say which language is spoken and offer the others."""
    now = words("I speak your language: {language}.", language=words.name(words.language))
    ways = tuple(
        Choice(words_for(language).own_name, "language", (language,))
        for language in languages
        if language != words.language
    )
    blocks: tuple[Block, ...] = (Paragraph((Plain(now),)),)
    return Reply((*blocks, *((Choices(ways),) if ways else ())), private=True)


def thanks(words: Words, headline: str, number: int) -> Reply:
    """Tell a reader that their note was kept, and of which story it is."""
    text = words(
        "Thank you. Your note on “{headline}” has the number {number}; the editors will read it.",
        headline=headline,
        number=number,
    )
    return Reply((Paragraph((Plain(text),)),), private=True)


def problem(words: Words, error: BotError) -> Reply:
    """Say what went wrong and what lies near."""
    faults = error.faults if isinstance(error, Unreadable) else ()
    listed = (Items(tuple(_fault(words, fault) for fault in faults)),) if faults else ()
    ways = (Choices(error.choices),) if error.choices else ()
    blocks = (Paragraph((Plain(words.say(error.phrase)),)), *listed, *ways)
    # To be asked which of several was meant is no failure: the choices go on from there.
    return Reply(blocks, private=True, failed=not isinstance(error, Unclear))


def _fault(words: Words, fault: Fault) -> Item:
    text = f"{words.say(fault.what)} {words.say(fault.remedy)}"
    if not fault.line:
        return Item((Plain(text),))
    if not fault.column:
        place = words("Line {line}:", line=fault.line)
    else:
        place = words("Line {line}, column {column}:", line=fault.line, column=fault.column)
    return Item((Emphasis(place), Plain(f" {text}")))


def apology(words: Words) -> Reply:
    """Say that something broke which nobody foresaw."""
    text = words("Something broke on our side. It has been written down; please try again later.")
    return Reply((Paragraph((Plain(text),)),), private=True, failed=True)
