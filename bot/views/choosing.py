"""Which story is meant, where what was typed names several, or none, and asks for more than one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import Unclear
from bot.question import Field, Question
from bot.reply import Choices, Note, Plain, Reply
from bot.views.about import problem
from bot.views.asking import said_and_ways

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.choice import Choice
    from bot.errors import Problem
    from bot.request import Command
    from bot.words import Words

STORY = "story"  # the argument that names one, whatever the command


def stories_offered(command: Command, error: Problem) -> tuple[Choice, ...]:
    """Give the choices of *error* that ask for *command*, of another story, and for no more."""
    takes_one = STORY in (each.name for each in command.arguments)
    return tuple(
        each
        for each in error.choices
        if takes_one and each.command == command.name and _only_story(each)
    )


def choosing(words: Words, command: Command, given: Mapping[str, str], error: Problem) -> Reply:
    """Let whoever chooses a story have all that they have asked for.

    What was typed beside the story goes along in the buttons. Where one of them cannot carry it, it
    is kept with a question for the story, which the buttons answer.

    Args:
        words: the asker's language.
        command: what was asked.
        given: its arguments, by their names.
        error: why the story is not known; its choices are stories, and what else can be done.
    """
    offered = stories_offered(command, error)
    others = tuple(each for each in error.choices if each not in offered)
    ways = tuple(
        replace(each, arguments=_in_order(command, {**given, STORY: each.arguments[0]}))
        for each in offered
    )
    failed = not isinstance(error, Unclear)
    if all(each.fits for each in ways):
        said, _ = said_and_ways(problem(words, error).blocks)
        return Reply((*said, Choices((*others, *ways))), private=True, failed=failed)
    field = Field(
        STORY,
        words.say(error.phrase),
        among=tuple(each.arguments[0] for each in offered),
        labels=tuple(each.label for each in offered),
    )
    question = Question(command.name, _in_order(command, {**given, STORY: ""}), (field,))
    return Reply((Choices(others),) if others else (), private=True, failed=failed, asks=question)


def without_file(words: Words, reply: Reply) -> Reply:
    """Say that the file which came along goes with none of the stories to choose from."""
    said, ways = said_and_ways(reply.blocks)
    text = words("No button carries the file. Send it in again with the name of the story.")
    return replace(reply, blocks=(*said, Note((Plain(text),)), Choices(ways)))


def _only_story(choice: Choice) -> bool:
    return len(choice.arguments) == 1 and choice.arguments[0].startswith("~")


def _in_order(command: Command, given: Mapping[str, str]) -> tuple[str, ...]:
    """Write what a command is given as a button has it, without the nothings at the end."""
    values = [given.get(each.name, "") for each in command.arguments]
    while values and not values[-1]:
        values.pop()
    return tuple(values)
