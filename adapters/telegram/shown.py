"""What messages say already: to say the same once more is refused, and counts as one more edit."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from adapters.telegram.line import content

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from adapters.telegram.render import Drawn
    from adapters.telegram.wire import Message

REMEMBERED = 1_000  # messages
FRESH = 30.0  # seconds; another copy of the bot may change a message as well, but not so soon
OURS = {"bold", "italic", "strikethrough", "text_link", "blockquote", "expandable_blockquote"}


def says(message: Message, drawn: Drawn) -> bool:
    """Whether *message*, as Telegram showed it last, is what is drawn."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    carried = [[(each["text"], each.get("callback_data")) for each in row] for row in rows]
    wanted = [[(each["text"], each["callback_data"]) for each in row] for row in drawn.buttons]
    return (
        message.get("text") == drawn.text
        and carried == wanted
        and _marks(message.get("entities", ())) == _marks(drawn.entities)
        and _bare(message.get("link_preview_options", {}).get("url", "")) == _bare(drawn.picture)
    )


def _marks(entities: Iterable[Mapping[str, Any]]) -> set[tuple[object, ...]]:
    """Give the entities that we write; Telegram finds others by itself."""
    return {
        (each["type"], each["offset"], each["length"], _bare(each.get("url", "")))
        for each in entities
        if each["type"] in OURS
    }


def _bare(url: str) -> str:
    # Telegram ends the address of a bare host with a slash.
    return url.removesuffix("/")


class Shown:
    """Remembers for a short while what messages were changed to: many may press at once."""

    def __init__(self) -> None:
        self._last: OrderedDict[tuple[str, ...], tuple[float, str]] = OrderedDict()

    def says(self, message: Mapping[str, object], drawn: Drawn) -> bool:
        """Whether what *message* names was changed to just this, a moment ago."""
        since, said = self._last.get(_key(message), (0.0, ""))
        return said == repr(content(drawn)) and time.monotonic() - since < FRESH

    def remember(self, message: Mapping[str, object], drawn: Drawn) -> None:
        """Remember what *message* was changed to."""
        self.forget(message)
        self._last[_key(message)] = time.monotonic(), repr(content(drawn))
        if len(self._last) > REMEMBERED:
            self._last.popitem(last=False)

    def forget(self, message: Mapping[str, object]) -> None:
        """Forget what *message* says, where nobody can tell."""
        self._last.pop(_key(message), None)


def _key(message: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(map(str, message.values()))
