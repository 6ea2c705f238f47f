"""What Telegram wrote → updates, as the door reads them: nothing stands for what is not there.

A server of one's own may write `null` for what Telegram leaves out, and leave out what it writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from bot.nothings import without_nothings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.telegram.wire import Update


def read(found: Iterable[object]) -> list[Update]:
    """Give what has a number; what has none can neither be told apart nor done with."""
    return [update for each in found if (update := _update(without_nothings(each)))]


def _update(said: Any) -> Update | None:  # noqa: ANN401 - anything that JSON can say
    number = said.get("update_id") if isinstance(said, dict) else None
    if not isinstance(number, int) or isinstance(number, bool):
        return None
    for kind, chat in _chats(said):
        chat.setdefault("type", kind or _kind(chat.get("id")))
    return cast("Update", said)


def _chats(said: dict[str, Any]) -> Iterable[tuple[str, dict[str, Any]]]:
    """Give the chats in which something happens, each with its kind if that is plain."""
    for name, each in said.items():
        if isinstance(each, dict):
            kind = "channel" if name == "channel_post" else ""
            found = (
                one.get("chat") for one in (each, each.get("message")) if isinstance(one, dict)
            )
            yield from ((kind, chat) for chat in found if isinstance(chat, dict))


def _kind(number: object) -> str:
    """Tell a conversation from a group: Telegram gives groups numbers below zero."""
    return "supergroup" if str(number).startswith("-") else "private"
