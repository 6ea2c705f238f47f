"""Say in one line how a longer text begins."""

from __future__ import annotations

from itertools import accumulate, takewhile

from bot.cutting.sentences import characters

MORE = " …"


def shortened(text: str, most: int) -> str:
    """Give *text* in one line; a long one up to a space, or else to the end of a character.

    Args:
        text: plain.
        most: so many code points it may have.
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    room = most - len(MORE)
    ends = takewhile(lambda end: end <= room, accumulate(map(len, characters(line))))
    # One of endless accents leaves no room for a whole character.
    end = max(ends, default=room)
    # Chinese has no spaces, nor has an address; half of the room is not given up for one.
    space = line.rfind(" ", room // 2, end + 1)
    return line[: space if space > 0 else end] + MORE
