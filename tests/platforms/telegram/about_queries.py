"""Pressed buttons and words typed behind the bot's name: somebody waits for each answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.platforms.telegram.judging import judged
from tests.platforms.telegram.refusals import TOO_OLD, bad

if TYPE_CHECKING:
    from tests.platforms.telegram.call import Call, Handler
    from tests.platforms.telegram.scene import Telegram
    from tests.platforms.telegram.world import Chat, User

LIFE = 15.0  # seconds that a client waits for an answer
LONGEST = 200  # characters of what is said over a chat
MOST_RESULTS, MOST_BYTES = 50, 64


@dataclass(eq=False)
class Query:
    """Something that somebody waits to be answered.

    Args:
        id: Telegram's own.
        by: who waits.
        chat: where a button was pressed; None for words behind the bot's name.
        answers: what it was answered, each time.
        born: when they began to wait.
        old: whether a test says that nobody waits any more.
    """

    id: str
    by: User
    chat: Chat | None
    answers: list[dict[str, Any]]
    born: float
    old: bool = False

    @property
    def alert(self) -> str:
        """What was said over the chat."""
        return "".join(str(answer.get("text", "")) for answer in self.answers)

    @property
    def results(self) -> list[dict[str, Any]]:
        """What was offered behind the bot's name."""
        return [result for answer in self.answers for result in answer.get("results", [])]


def answer_callback_query(here: Telegram, call: Call) -> bool:
    """Let somebody know that their press was heard."""
    query = _waiting(here, call.text("callback_query_id"))
    if len(call.text("text")) > LONGEST:
        raise bad("MESSAGE_TOO_LONG")
    query.answers.append({"text": call.text("text"), "show_alert": call.flag("show_alert")})
    return True


def answer_inline_query(here: Telegram, call: Call) -> bool:
    """Offer something to post."""
    query = _waiting(here, call.text("inline_query_id"))
    results = call.json("results") or []
    if len(results) > MOST_RESULTS:
        raise bad("RESULTS_TOO_MUCH")
    if len({result["id"] for result in results}) < len(results):
        raise bad("RESULT_ID_DUPLICATE")
    if len(call.text("next_offset").encode()) > MOST_BYTES:
        raise bad("NEXT_OFFSET_INVALID")
    query.answers.append({"results": [_offered(here, result) for result in results]})
    return True


def _offered(here: Telegram, result: dict[str, Any]) -> dict[str, Any]:
    """Hold one result to what a message is held to, as it becomes one."""
    if not 1 <= len(str(result.get("id", "")).encode()) <= MOST_BYTES:
        raise bad("RESULT_ID_INVALID")
    if not str(result.get("title", "")).strip():
        raise bad("ARTICLE_TITLE_EMPTY")
    message = result["input_message_content"]
    content, suffered = judged(
        message["message_text"],
        message.get("entities", []),
        message.get("link_preview_options"),
        result.get("reply_markup"),
    )
    here.violations += [f"answerInlineQuery: {each}" for each in suffered]
    return {**result, "content": content}


def _waiting(here: Telegram, number: str) -> Query:
    query = here.queries.get(number)
    if query is None or query.old or here.updates.clock() > query.born + LIFE:
        raise bad(TOO_OLD)
    if query.answers:
        here.violations.append("a query is answered twice")
    return query


METHODS: dict[str, Handler] = {
    "answercallbackquery": answer_callback_query,
    "answerinlinequery": answer_inline_query,
}
