"""How Discord says no: a status, a code, a sentence, and for a bad form where it is bad."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

NO_SUCH_ROUTE = 0

# Discord's own statuses and sentences for the codes a bot like ours can meet.
SENTENCES: dict[int, tuple[int, str]] = {
    NO_SUCH_ROUTE: (404, "404: Not Found"),
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10008: (404, "Unknown Message"),
    10013: (404, "Unknown User"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    20016: (429, "This action cannot be performed due to slowmode rate limit."),
    20022: (429, "This message cannot be edited due to announcement rate limits."),
    20028: (429, "The channel you are writing has hit the write rate limit."),
    20029: (429, "The write action you are performing on the server has hit the write rate limit."),
    30034: (400, "Max number of daily application command creates has been reached (200)"),
    30046: (429, "Maximum number of edits to messages older than 1 hour reached. Try again later."),
    40001: (401, "Unauthorized"),
    40003: (400, "You are opening direct messages too fast"),
    40033: (400, "This message has already been crossposted"),
    40060: (400, "Interaction has already been acknowledged."),
    40067: (400, "A tag is required to create a forum post in this channel"),
    50001: (403, "Missing Access"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50008: (400, "Cannot send messages in a non-text channel"),
    50013: (403, "Missing Permissions"),
    50027: (401, "Invalid Webhook Token"),
    50035: (400, "Invalid Form Body"),
    50083: (400, "Thread is archived"),
    50109: (400, "The request body contains invalid JSON."),
    50278: (403, "Cannot send messages to this user due to having no mutual guilds"),
    160005: (403, "Thread is locked"),
    200000: (400, "Message was blocked by automatic moderation"),
}


class Refusal(Exception):
    """Discord refuses a request.

    Args:
        code: Discord's own code; the status and the sentence go with it.
        errors: what is wrong where, for a bad form.
        more: further fields of the body.
    """

    def __init__(self, code: int, errors: dict[str, Any] | None = None, **more: object) -> None:
        self.status, message = SENTENCES[code]
        self.code = code
        self.body: dict[str, Any] = {"message": message, "code": code, **more}
        if errors:
            self.body["errors"] = errors
        super().__init__(f"{self.status} {code}: {message}")


def bad_form(faults: Iterable[str]) -> Refusal:
    """Refuse a form, each fault nested under the place that it names before its colon."""
    errors: dict[str, Any] = {}
    for fault in faults:
        place, colon, said = fault.removeprefix("spec: ").partition(": ")
        node = errors
        for step in filter(None, place.split("/") if colon else ()):
            node = node.setdefault(step, {})
        said_before = node.setdefault("_errors", [])
        said_before.append({"code": "BASE_TYPE_BAD_VALUE", "message": (said or place)[:200]})
    return Refusal(50035, errors)
