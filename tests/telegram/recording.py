"""A line to Telegram that writes down what is called, once it is sure that Telegram takes it."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, Any

from telegram import TelegramObject, User

from adapters.telegram.line import Line
from tests.platforms.specs import telegram_spec

if TYPE_CHECKING:
    from adapters.telegram.wire import Chat, Message

READER = 7
PRIVATE: Chat = {"id": READER, "type": "private"}
GROUP: Chat = {"id": -100, "type": "supergroup"}
CHANNEL: Chat = {"id": -200, "type": "channel"}


class Recording(Line):
    """Answers like Telegram, or with what it is told to for the next call of a method."""

    def __init__(self) -> None:
        super().__init__("1:secret")
        self._bot_user = User(1, "Our bot", is_bot=True, username="OurBot")
        with self._unfrozen():
            self.calls: list[tuple[str, dict[str, Any]]] = []
            self.answers: dict[str, deque[object]] = defaultdict(deque)
            self.files: dict[str, bytes] = {}

    async def _post(self, endpoint: str, data: dict[str, Any] | None = None, **_: object) -> Any:  # noqa: ANN401 - the library's interface
        given = {name: value for name, value in (data or {}).items() if value is not None}
        called = {name: _plain(value) for name, value in given.items()}
        assert telegram_spec().validate(endpoint, called) == []
        self.calls.append((endpoint, called))
        if self.answers[endpoint]:
            answer = self.answers[endpoint].popleft()
            if isinstance(answer, BaseException):
                raise answer
            return answer
        return {"message_id": len(self.calls)} if endpoint == "sendMessage" else True

    async def fetch(self, file: str) -> bytes:
        """Give a file that was laid there before."""
        self.calls.append(("fetch", {"file_id": file}))
        return self.files[file]

    def called(self, method: str) -> list[dict[str, Any]]:
        """Give what *method* was called with, each time."""
        return [called for name, called in self.calls if name == method]

    @property
    def texts(self) -> list[str]:
        """Everything that was said."""
        return [called["text"] for name, called in self.calls if name == "sendMessage"]


def _plain(value: object) -> object:
    """Write an object of the library as it goes out."""
    if isinstance(value, TelegramObject):
        return value.to_dict()
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


PERSON = {"id": READER, "is_bot": False, "first_name": "A", "language_code": "en"}


def a_message(
    text: str | None,
    chat: Chat = PRIVATE,
    writer: dict[str, Any] | None = PERSON,
    **more: Any,  # noqa: ANN401 - any field
) -> Message:
    """Somebody's message; *more* are further fields."""
    fields: dict[str, Any] = {
        "message_id": 11,
        "date": 1_790_000_000,
        "chat": chat,
        "from": writer,
        "text": text,
        **more,
    }
    message: Any = {name: value for name, value in fields.items() if value is not None}
    return message  # type: ignore[no-any-return] # what tests need of it is there
