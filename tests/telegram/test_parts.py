"""A text that was cut is whole again, and nothing else becomes a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adapters.telegram.inbox import Inbox
from tests.telegram.test_inbox import Desk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.telegram.wire import Update

LONG = "x" * 3_000


def a_text(number: int, text: Any) -> Any:  # noqa: ANN401 - a text, or what should be one
    chat = {"id": 9, "type": "private"}
    message = {"message_id": number, "date": 1_790_000_000, "chat": chat, "text": text}
    return {"update_id": number, "message": message}


async def heard(*texts: object, done: Iterable[str] = ()) -> list[str]:
    """Give what is handed on of these, which come at once; of some the work is *done*."""
    desk, said = Desk(), []
    desk.ledger.keys.update(done)

    async def handle(update: Update) -> None:
        said.append(str(update["message"]["text"]))

    desk.inbox = Inbox(desk.answered, handle)
    await desk.inbox.take([a_text(number, text) for number, text in enumerate(texts, start=5)])
    await desk.inbox.settled(5)
    await desk.answered.flush()
    assert desk.ledger.keys >= {f"1:{number}" for number, _ in enumerate(texts, start=5)}
    return said


async def test_a_text_that_was_cut_is_whole_again() -> None:
    assert await heard(LONG, LONG, "end", "/facts") == [f"{LONG}\n{LONG}\nend", "/facts"]
    assert await heard("y" * 4096, "end") == ["y" * 4096 + "end"]


async def test_what_follows_a_long_text_and_is_none_stands_for_itself() -> None:
    assert await heard(LONG, ["?"]) == [LONG, "['?']"]
    assert await heard("short", LONG) == ["short", LONG]


async def test_what_comes_behind_a_text_that_was_taken_in_is_no_part_of_it_after_a_restart() -> (
    None
):
    assert await heard(LONG, "end", done=["1:5:done"]) == [LONG, "end"]
    assert await heard(LONG, LONG, "end", done=["1:5:done", "1:6:done"]) == [
        f"{LONG}\n{LONG}",
        "end",
    ]
