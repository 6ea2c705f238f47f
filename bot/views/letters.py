"""Readers' reports as editors see them, and what a reader hears of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.choice import Choice
from bot.postbox import Fate
from bot.reply import (
    Block,
    Choices,
    Heading,
    Item,
    Items,
    Note,
    Paragraph,
    Plain,
    Quote,
    Reply,
    Strong,
)
from bot.views.lists import BETWEEN
from bot.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.postbox import Letter
    from bot.words import Words

EXCERPT = 100  # characters of a report in the list
CLOSE, SETTLED = "close", "settled"
FATES = {
    Fate.OPEN: N_("open"),
    Fate.ANSWERED: N_("answered"),
    Fate.CORRECTED: N_("corrected"),
    Fate.CLOSED: N_("closed"),
}


def letters(
    words: Words, found: Sequence[Letter], *, page: int, more: bool, settled: bool = False
) -> Reply:
    """List reports, each to be opened by its number.

    Args:
        words: the editor's language.
        found: those of this page.
        page: which page this is, from 1.
        more: whether there is a further page.
        settled: whether these are the settled ones.
    """
    title = words("Settled reports") if settled else words("Open reports")
    blocks: list[Block] = [Heading((Plain(title),))]
    if found:
        blocks.append(Items(tuple(_line(words, letter) for letter in found)))
    else:
        nothing = words("There are none.") if settled else words("No report waits for an answer.")
        blocks.append(Note((Plain(nothing),)))
    ways = [Choice(str(letter.number), "reports", (str(letter.number),)) for letter in found]
    which = SETTLED if settled else ""
    if page > 1:
        ways.append(Choice(words("Previous page"), "reports", ("", "", which, str(page - 1))))
    if more:
        ways.append(Choice(words("Next page"), "reports", ("", "", which, str(page + 1))))
    if not settled:
        ways.append(Choice(words("Settled reports"), "reports", ("", "", SETTLED)))
    blocks.append(Choices(tuple(ways)))
    return Reply(tuple(blocks), private=True)


def _line(words: Words, letter: Letter) -> Item:
    said = " ".join(letter.report.text.split())
    if len(said) > EXCERPT:
        said = said[: EXCERPT - 1].rstrip() + "…"
    fate = () if letter.fate is Fate.OPEN else (BETWEEN, Plain(words(FATES[letter.fate])))
    return Item(
        (
            Strong(letter.story.headline),
            *((BETWEEN, Plain(_fact(words, letter))) if letter.report.fact else ()),
            BETWEEN,
            Plain(words.date(letter.report.at)),
            *fate,
            Plain(f"\n{said}"),
        ),
        str(letter.number),
    )


def _fact(words: Words, letter: Letter) -> str:
    return words("fact {number}", number=letter.report.fact)


def letter(words: Words, shown: Letter, *, may_correct: bool) -> Reply:
    """Show one report, and what can be done about it.

    Args:
        words: the editor's language.
        shown: the report.
        may_correct: whether whoever looks at it may correct a story.
    """
    report, here = shown.report, str(shown.number)
    title = words("Report {number}", number=shown.number)
    about = words(
        "{who} wrote on {date} about revision {revision} of “{headline}”:",
        who=str(report.who),
        date=words.date(report.at),
        revision=report.revision,
        headline=shown.story.headline,
    )
    blocks: list[Block] = [
        Heading((Plain(title),)),
        Paragraph((Plain(about),)),
        Quote((Plain(report.text),)),
    ]
    if report.fact:
        fact = shown.story.facts[report.fact - 1]
        blocks.append(Note((Plain(f"{_fact(words, shown)}: {fact.text}"),)))
    if shown.fate is not Fate.OPEN:
        blocks.append(_settled(words, shown))
        return Reply(tuple(blocks), private=True)
    ways = [Choice(words("Answer"), "reports", (here, "", "answer"))]
    if may_correct:
        ways.append(Choice(words("Correct the story"), "correct", (f"~{report.story}", "", here)))
    ways.append(Choice(words("Close without an answer"), "reports", (here, "", CLOSE)))
    ways.append(Choice(words("See the story"), "facts", (f"~{report.story}",)))
    blocks.append(Choices(tuple(ways)))
    return Reply(tuple(blocks), private=True)


def _settled(words: Words, shown: Letter) -> Note:
    said = words(
        "This report is {fate}, by {by}. {answer}",
        fate=words(FATES[shown.fate]),
        by=str(shown.by),
        answer=shown.answer,
    )
    return Note((Plain(said.strip()),))


def settled(words: Words, shown: Letter, waiting: int) -> Reply:
    """Say that a report is settled, and whether others wait.

    Args:
        words: the editor's language.
        shown: the report.
        waiting: how many others are open, counted no further than to one page.
    """
    said = words("Report {number} is settled, and the reader is told.", number=shown.number)
    blocks: list[Block] = [Paragraph((Plain(said),))]
    if waiting:
        blocks.append(Choices((Choice(words("The next reports"), "reports"),)))
    return Reply(tuple(blocks), private=True)


def told(words: Words, shown: Letter) -> Reply:
    """Tell a reader what became of their report."""
    about = words("You reported a mistake in “{headline}”:", headline=shown.story.headline)
    blocks: list[Block] = [Paragraph((Plain(about),)), Quote((Plain(shown.report.text),))]
    match shown.fate:
        case Fate.ANSWERED:
            blocks += (
                Paragraph((Plain(words("The editors answer:")),)),
                Quote((Plain(shown.answer),)),
            )
        case Fate.CORRECTED:
            said = words("Thank you: the story is corrected. {note}", note=shown.answer)
            blocks.append(Paragraph((Plain(said.strip()),)))
        case Fate.CLOSED | Fate.OPEN:
            said = words("Thank you. The editors have looked at it and leave the story as it is.")
            blocks.append(Paragraph((Plain(said),)))
        case _:
            assert_never(shown.fate)
    blocks.append(Choices((Choice(words("See the story"), "facts", (f"~{shown.report.story}",)),)))
    return Reply(tuple(blocks), private=True)
