"""A line to Telegram that writes down what is called, once it is sure that Telegram takes it."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import Any

from telegram import InputFile, User

from adapters.telegram.line import Line
from tests.platforms.specs import telegram_spec


class Recording(Line):
    """Answers like Telegram, or with what it is told to for the next call of a method."""

    def __init__(self) -> None:
        super().__init__("1:secret")
        self._bot_user = User(1, "Our bot", is_bot=True, username="OurBot")
        with self._unfrozen():
            self.calls: list[tuple[str, dict[str, Any]]] = []
            self.answers: dict[str, deque[object]] = defaultdict(deque)

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
        return {"message_id": len(self.calls)} if endpoint.startswith("send") else True

    def called(self, method: str) -> list[dict[str, Any]]:
        """Give what *method* was called with, each time."""
        return [called for name, called in self.calls if name == method]


def _plain(value: object) -> object:
    """Write a value as it comes out of JSON, or what stands in a file."""
    if isinstance(value, InputFile):
        return value.input_file_content
    return [*value] if isinstance(value, tuple) else value
