"""How a bot answers: at once, later, once more; whoever holds the token may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.platforms.discord import drawing
from tests.platforms.discord.asking import reason
from tests.platforms.discord.interactions import Answered, State
from tests.platforms.discord.judging import EPHEMERAL
from tests.platforms.discord.refusals import Refusal
from tests.platforms.discord.speaking import change, say

if TYPE_CHECKING:
    from tests.platforms.discord.call import Call, Handler
    from tests.platforms.discord.interactions import Interaction
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Message

COMMAND_ANSWER, REPLY = 20, 19  # the kinds of messages that answer a command, or something said


def create_interaction_response(here: Discord, call: Call) -> object:
    """Answer for the first time."""
    asked = here.interactions.answering(call.names["interaction"], call.names["token"])
    answer = _kind(call.form.get("type"))
    if answer is None or not asked.fits(answer):
        raise Refusal(50035, {"type": {"_errors": [{"code": "BASE_TYPE_CHOICES"}]}})
    data = call.form.get("data") or {}
    _answer(here, asked, answer, data, call.files)
    asked.answer = answer
    asked.state = State.THINKING if answer is Answered.DEFERRED else State.ANSWERED
    if call.query.get("with_response", "").lower() in {"1", "true"}:
        return _outcome(here, asked, answer)
    return None


def execute_webhook(here: Discord, call: Call) -> object:
    """Say more; the first that is said after a sign of thinking takes its place."""
    asked = _asked(here, call)
    if asked.state is State.THINKING:
        return _thought(here, asked, call)
    message = _said(here, asked, call.form, call.files)
    asked.followups.append(message)
    return drawing.message(message, here.world)


def get_original_webhook_message(here: Discord, call: Call) -> object:
    """Read the first answer."""
    return drawing.message(_message(_asked(here, call), "@original"), here.world)


def update_original_webhook_message(here: Discord, call: Call) -> object:
    """Let the first answer say something else, or at last something."""
    asked = _asked(here, call)
    if asked.state is State.THINKING:
        return _thought(here, asked, call)
    return _changed(here, _message(asked, "@original"), call)


def delete_original_webhook_message(here: Discord, call: Call) -> None:
    """Take the first answer away, or the sign of thinking."""
    asked = _asked(here, call)
    if asked.state is State.THINKING:
        asked.state = State.ANSWERED
        return
    _delete(asked, _message(asked, "@original"))


def update_webhook_message(here: Discord, call: Call) -> object:
    """Let one of the answers say something else."""
    return _changed(here, _message(_asked(here, call), call.names["message"]), call)


def delete_webhook_message(here: Discord, call: Call) -> None:
    """Take one of the answers away."""
    asked = _asked(here, call)
    _delete(asked, _message(asked, call.names["message"]))


def _kind(number: object) -> Answered | None:
    return next((each for each in Answered if each == number), None)


def _answer(
    here: Discord,
    asked: Interaction,
    answer: Answered,
    data: dict[str, Any],
    files: dict[str, bytes],
) -> None:
    match answer:
        case Answered.MESSAGE:
            asked.original = _said(here, asked, data, files)
        case Answered.DEFERRED:
            asked.private = bool(int(data.get("flags") or 0) & EPHEMERAL)
        case Answered.UPDATE:
            assert asked.on is not None
            change(here, asked.on, data, files)
            asked.original = asked.on
        case Answered.DEFERRED_UPDATE:
            asked.original = asked.on
        case Answered.SUGGESTIONS | Answered.MODAL:
            asked.data = data


def _outcome(here: Discord, asked: Interaction, answer: Answered) -> object:
    """Say what came of an answer."""
    message = asked.original
    said = {
        "id": str(asked.id),
        "type": int(asked.kind),
        "response_message_loading": answer is Answered.DEFERRED,
        "response_message_ephemeral": asked.private,
    }
    if message is None or answer in {Answered.SUGGESTIONS, Answered.MODAL}:
        return {"interaction": said}
    said |= {
        "response_message_id": str(message.id),
        "response_message_ephemeral": bool(message.flags & EPHEMERAL),
    }
    resource = {"type": int(answer), "message": drawing.message(message, here.world)}
    return {"interaction": said, "resource": resource}


def _asked(here: Discord, call: Call) -> Interaction:
    if call.names["application"] != str(here.world.application):
        raise Refusal(10015)
    return here.interactions.going_on(call.names["token"])


def _thought(here: Discord, asked: Interaction, call: Call) -> object:
    """Put what was thought in the place of the sign; who sees it was settled by the sign."""
    privately = EPHEMERAL if asked.private else 0
    flags = int(call.form.get("flags") or 0) & ~EPHEMERAL | privately
    asked.original = _said(here, asked, {**call.form, "flags": flags}, call.files)
    asked.state = State.ANSWERED
    return drawing.message(asked.original, here.world)


def _said(
    here: Discord, asked: Interaction, body: dict[str, Any], files: dict[str, bytes]
) -> Message:
    private = bool(int(body.get("flags") or 0) & EPHEMERAL)
    return say(
        here,
        asked.channel,
        here.world.bot,
        body,
        files,
        kind=COMMAND_ANSWER if asked.on is None else REPLY,
        for_whom=asked.person.id if private else None,
        because=reason(asked),
    )


def _message(asked: Interaction, which: str) -> Message:
    for message in asked.messages:
        if which in {str(message.id), "@original"}:
            return message
    raise Refusal(10008)


def _changed(here: Discord, message: Message, call: Call) -> object:
    change(here, message, call.form, call.files)
    return drawing.message(message, here.world)


def _delete(asked: Interaction, message: Message) -> None:
    message.channel.messages.pop(message.id, None)
    if message is asked.original:
        asked.original = None
    else:
        asked.followups.remove(message)


_WEBHOOK = "/webhooks/{application}/{token}"
_FIRST = _WEBHOOK + "/messages/@original"
_ONE = _WEBHOOK + "/messages/{message}"
ROUTES: dict[tuple[str, str], Handler] = {
    ("POST", "/interactions/{interaction}/{token}/callback"): create_interaction_response,
    ("POST", _WEBHOOK): execute_webhook,
    ("GET", _FIRST): get_original_webhook_message,
    ("PATCH", _FIRST): update_original_webhook_message,
    ("DELETE", _FIRST): delete_original_webhook_message,
    ("PATCH", _ONE): update_webhook_message,
    ("DELETE", _ONE): delete_webhook_message,
}
