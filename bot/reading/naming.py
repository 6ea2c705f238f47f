"""How many of the words that somebody typed are a story's name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.parsing import WORD, spread
from bot.reading.finder import LIST_DIGITS
from bot.request import Kind, Role
from bot.subscriptions.clock_time import folded

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.request import Command, Request
    from bot.story import Story

AMONG = 20  # stories whose headlines say the words; one of them has these one behind the other
MOST = 12  # words of a name


async def named_whole(desk: Desk, request: Request, command: Command) -> Request:
    """Let the story of a typed line take all words that are its name, and the rest what is left.

    Without it `/correct mount quellin It was not so` would be a note about the mount. Of several
    names the longest is meant.

    Raises:
        Misused: what is left is too much.
    """
    words = [each[0] for each in WORD.finditer(request.typed[:1_000])][:MOST]
    if not _has_more(command) or not words or _is_whole(words[0]):
        return request
    length = 1
    while length < len(words) and await _is_called(desk, words[: length + 1], command.role):
        length += 1
    if length == 1:
        return request
    left = request.typed[[*WORD.finditer(request.typed)][length - 1].end() :]
    name = " ".join(words[:length])
    return replace(request, arguments=spread(command, f'"{name}"{left}'), typed="")


def _has_more(command: Command) -> bool:
    """Whether a story comes first, and words behind it that are no numbers."""
    kinds = [argument.kind for argument in command.typed]
    return kinds[:1] == [Kind.STORY] and Kind.TEXT in kinds


def _is_whole(word: str) -> bool:
    """Whether a word names a story for sure: by a number, or in quotation marks."""
    return word.startswith(('"', "~")) or (word.isdecimal() and len(word) <= LIST_DIGITS)


async def _is_called(desk: Desk, words: list[str], role: Role) -> bool:
    """Whether a story is called so: by words that stand one behind the other in its headline."""
    name = " ".join(words)
    if '"' in name:
        return False
    hits = await desk.store.search(name, limit=AMONG, headlines=True)
    stories = [hit.revision.story for hit in hits]
    stories += [each.story for each in await desk.called(name)]
    if role is not Role.READER:
        stories += [each.newest.story for each in await desk.drawer.named(name, limit=AMONG)]
    return any(f" {folded(name)} " in said for story in stories for said in _said(story))


def _said(story: Story) -> tuple[str, str]:
    """Write the names of a story so that whole words are found in them."""
    headline = "".join(sign if sign.isalnum() else " " for sign in folded(story.headline))
    return f" {' '.join(headline.split())} ", f" {folded(story.slug).replace('-', ' ')} "
