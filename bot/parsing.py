"""Take a typed line apart: which command, and which word belongs to which argument."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.errors import Misused
from bot.request import Kind
from bot.subscriptions.extent import language_called, turned, width
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.request import Argument, Command

LOOKING_UP = "story"  # what is done with the name of a story alone
WORD = re.compile(r'"[^"]*"|\S+')
LONG = 200  # characters; a longer text with line ends is a pasted page and no question
LINE = 4_000  # characters; no command needs more, but one that is given a long text
# A line of a file, or of what was pasted, and not of a newspaper.
WRITTEN = re.compile(r"[{\[<]|https?://|(?:slug|headline|facts|narratives|predictions)\s*:")
PASTED = re.compile(rf"(?:#|{WRITTEN.pattern})[^\n]*\n|\{{")  # as a file that goes on


def parted(line: str) -> tuple[str, str]:
    """Part a line into the command's name, without its slash, and the rest."""
    name, *rest = line.strip().split(maxsplit=1) or [""]
    return name.removeprefix("/").lower(), "".join(rest)


def is_a_page(text: str) -> bool:
    """Whether *text* looks like a page that somebody pasted, and not like a question."""
    return len(text) > LONG and "\n" in text


def spread(command: Command, rest: str) -> dict[str, str]:
    """Spread what was typed over the arguments of *command*.

    The last argument takes all that is left, so that a headline needs no quotation marks; what
    stands in `"…"` is one word anywhere, and no number. Numbers go to the arguments that are
    numbers, and a time, a place or days of the week have as many words as they need. A text that
    is last is taken as it stands, and so is a long one.

    Raises:
        Misused: something is left over, or has no name, or it is too long to be a command.
    """
    long = [argument.name for argument in command.arguments if argument.kind is Kind.LONG]
    if long:
        return {long[0]: rest} if rest else {}
    _not_too_long(command, rest)
    found = [*WORD.finditer(rest)]
    words = [each[0] for each in found]
    if command.named:
        return _by_names(command, words)
    if pasted := _pasted(command, rest, found):
        return pasted
    arguments = [argument for argument in command.typed if argument.kind is not Kind.FILE]
    given = _numbers_behind(arguments, words) | _language_behind(arguments, words)
    _time_first(arguments, words)
    while arguments and words:
        argument = arguments.pop(0)
        if argument.kind is Kind.NUMBER and not words[0].isdecimal() and arguments:
            continue
        last = not arguments and argument.kind is not Kind.NUMBER
        taken = len(words) if last else width(argument.kind, [*map(_bare, words)])
        if taken:
            # In the text that somebody ends with, quotation marks and line ends are their own.
            whole = last and argument.kind is Kind.TEXT and taken > 1
            bare = " ".join(map(_bare, words[:taken]))
            given[argument.name] = rest[found[-taken].start() :] if whole else bare
            del words[:taken]
    if words:
        raise _too_much(command, words)
    return given


def _not_too_long(command: Command, rest: str) -> None:
    most = max([LINE, *(argument.length for argument in command.arguments)])
    if len(rest) > most:
        raise Misused(
            phrase(
                "This line has {length} characters; a command has {most} at the most.",
                length=len(rest),
                most=most,
            )
        )


def _too_much(command: Command, words: Sequence[str]) -> Misused:
    return Misused(
        phrase(
            "There is too much behind /{name}: “{rest}”. It is written {usage}.",
            name=command.name,
            rest=" ".join(words)[:80],
            usage=command.usage,
        )
    )


def checked(command: Command, given: Mapping[str, str]) -> None:
    """Hold what was given to what *command* takes.

    Raises:
        Misused: something is missing, unknown or too long.
    """
    known = {argument.name: argument for argument in command.arguments}
    for name, value in given.items():
        if name not in known:
            raise Misused(phrase("/{command} takes no {name}.", command=command.name, name=name))
        if len(value) > known[name].length:
            raise Misused(
                phrase(
                    "{name} has {length} characters; it may have {most} at the most.",
                    name=name,
                    length=len(value),
                    most=known[name].length,
                )
            )
    missing = [
        argument.name
        for argument in command.arguments
        if argument.required and not given.get(argument.name, "").strip()
    ]
    if missing:
        raise Misused(
            phrase(
                "Something is missing: {missing}. It is written {usage}, for example {example}",
                missing=", ".join(missing),
                usage=command.usage,
                example=command.examples[0],
            )
        )


def near_commands(name: str, commands: Mapping[str, Command]) -> list[str]:
    """Name the commands that look like *name*, the most alike first."""
    return get_close_matches(name, commands, n=3, cutoff=0.6)


def _bare(word: str) -> str:
    """Take a word out of its quotation marks."""
    return word[1:-1] if len(word) > 1 and word[0] == word[-1] == '"' else word


def _pasted(command: Command, rest: str, found: list[re.Match[str]]) -> dict[str, str]:
    """Take a file that was pasted behind a story for the text of a command that takes one."""
    kinds = [argument.kind for argument in command.typed]
    if kinds[:1] == [Kind.STORY] and Kind.FILE in kinds and len(found) > 1:
        file = rest[found[1].start() :]
        texts = [each.name for each in command.typed if each.kind is Kind.TEXT]
        if PASTED.match(file):
            return {command.typed[0].name: _bare(found[0][0]), texts[-1]: file}
    return {}


def _numbers_behind(arguments: list[Argument], words: list[str]) -> dict[str, str]:
    """Take numbers off the end of the line for the number arguments at the end of the list.

    The first word may be a number that names a story, so one word is left for a story.
    """
    given: dict[str, str] = {}
    while len(arguments) > 1 and arguments[-1].kind is Kind.NUMBER:
        number = arguments.pop()
        *_, before = arguments
        spare = len(words) > 1 or before.kind is not Kind.STORY
        if words and words[-1].isdecimal() and spare:
            given[number.name] = words.pop()
    return given


def _language_behind(arguments: list[Argument], words: list[str]) -> dict[str, str]:
    """Take a language off the end of the line, where topics would take all that is left."""
    given: dict[str, str] = {}
    if [each.kind for each in arguments[-2:]] == [Kind.TOPICS, Kind.LANGUAGE]:
        argument = arguments.pop()
        if words and language_called(words[-1]):
            given[argument.name] = words.pop()
    return given


def _time_first(arguments: list[Argument], words: list[str]) -> None:
    """Let a time go before its zone, where somebody typed them the other way."""
    if [each.kind for each in arguments[:2]] == [Kind.TIME, Kind.ZONE]:
        zone, at = turned([*map(_bare, words)]) or (0, 0)
        words[: zone + at] = words[zone : zone + at] + words[:zone]


def _by_names(command: Command, words: list[str]) -> dict[str, str]:
    """Give each argument what stands behind its name."""
    names = [argument.name for argument in command.typed]
    given: dict[str, list[str]] = {}
    name = ""
    for word in words:
        if word.lower().rstrip(":") in names:
            name = word.lower().rstrip(":")
            given[name] = []
        elif name:
            given[name].append(_bare(word))
        else:
            raise Misused(
                phrase(
                    "“{word}” is nothing to change. There are {names}: {example}",
                    word=word[:40],
                    names=", ".join(names),
                    example=command.examples[-1],
                )
            )
    for each, value in given.items():
        if not value:
            raise Misused(
                phrase(
                    "What shall {name} be? For example: {example}",
                    name=each,
                    example=command.examples[-1],
                )
            )
    return {each: " ".join(value) for each, value in given.items()}
