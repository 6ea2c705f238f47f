"""How Telegram says no: a code, a sentence, and sometimes what to do about it."""

from __future__ import annotations

from typing import Any

KINDS = {
    400: "Bad Request: ",
    401: "",
    403: "Forbidden: ",
    404: "",
    409: "Conflict: ",
    429: "Too Many Requests: ",
}
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
NO_CHAT = "chat not found"
NO_TOPIC = "message thread not found"


class Refusal(Exception):
    """Telegram refuses a request.

    Args:
        code: of HTTP, and in the body once more.
        said: the sentence, without its kind.
        parameters: what may be done about it.
    """

    def __init__(self, code: int, said: str, **parameters: int) -> None:
        self.code = code
        self.body: dict[str, Any] = {
            "ok": False,
            "error_code": code,
            "description": KINDS[code] + said,
        }
        if parameters:
            self.body["parameters"] = parameters
        super().__init__(f"{code} {self.body['description']}")


def bad(said: str) -> Refusal:
    """Refuse what makes no sense, or lacks a right."""
    return Refusal(400, said)


def forbidden(said: str) -> Refusal:
    """Refuse where the bot is not wanted."""
    return Refusal(403, said)


def limited(seconds: int) -> Refusal:
    """Refuse what comes too soon."""
    return Refusal(429, f"retry after {seconds}", retry_after=seconds)
