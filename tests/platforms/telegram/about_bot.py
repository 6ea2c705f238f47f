"""What a bot asks about itself, its menus and its updates."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from tests.platforms.telegram import drawing
from tests.platforms.telegram.permissions import may_be_here
from tests.platforms.telegram.refusals import Refusal, bad
from tests.platforms.telegram.webhooks import webhook_of
from tests.platforms.telegram.world import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.platforms.telegram.call import Call, Handler
    from tests.platforms.telegram.scene import Telegram

NAME = re.compile(r"/?[a-z0-9_]{1,32}")
MOST_COMMANDS, LONGEST = 100, 256
WIDE = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
NARROW = {"chat", "chat_administrators", "chat_member"}


def get_me(here: Telegram, _: Call) -> dict[str, Any]:
    """Say who the bot is."""
    return {
        **drawing.user(here.world.bot),
        "can_join_groups": True,
        "can_read_all_group_messages": not here.privacy,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


# The menus


def set_my_commands(here: Telegram, call: Call) -> bool:
    """Let a menu show these commands."""
    where = _menu(here, call)
    commands = call.json("commands") or []
    if len(commands) > MOST_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not NAME.fullmatch(command.get("command", "")):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(command.get("description", "").strip()) <= LONGEST:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    names = [command["command"].removeprefix("/") for command in commands]
    if len(set(names)) < len(names):
        here.violations.append(f"setMyCommands: a name comes twice in {names}")
    here.menus[where] = [
        {"command": name, "description": each["description"].strip()}
        for name, each in zip(names, commands, strict=True)
    ]
    return True


def get_my_commands(here: Telegram, call: Call) -> list[dict[str, str]]:
    """Give what a menu shows; of another scope or language it tells nothing."""
    return here.menus.get(_menu(here, call), [])


def delete_my_commands(here: Telegram, call: Call) -> bool:
    """Let a menu show nothing of its own."""
    here.menus.pop(_menu(here, call), None)
    return True


def _menu(here: Telegram, call: Call) -> tuple[str, str]:
    """Name a menu by its scope and language.

    Raises:
        Refusal: there is no such one.
    """
    scope = call.json("scope") or {"type": "default"}
    code = call.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad("invalid language code specified")
    if not isinstance(scope, dict) or scope.get("type") not in WIDE | NARROW:
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    if scope["type"] in NARROW:
        chat = here.world.at(scope.get("chat_id"))
        may_be_here(here.world.bot, chat)
        if scope["type"] != "chat" and chat.kind is Kind.PRIVATE:
            raise bad("can't set commands for administrators of a private chat")
        scope = {**scope, "chat_id": chat.id}
    return scope_key(scope), code


def scope_key(scope: Mapping[str, object]) -> str:
    """Write a scope so that equal ones look alike: `default`, `chat 7`."""
    return " ".join(str(scope[name]) for name in ("type", "chat_id", "user_id") if name in scope)


# The updates


async def get_updates(here: Telegram, call: Call) -> list[dict[str, Any]]:
    """Give what happened, or wait until something does."""
    if here.bringing is not None:
        raise Refusal(
            409,
            "can't use getUpdates method while webhook is active;"
            " use deleteWebhook to delete the webhook first",
        )
    here.updates.want(call.json("allowed_updates"))
    limit = min(max(call.number("limit", 100), 1), 100)
    return await here.updates.given(call.number("offset"), limit, call.number("timeout"))


async def set_webhook(here: Telegram, call: Call) -> bool:
    """Bring updates to an address from now on."""
    if not call.text("url"):
        return await delete_webhook(here, call)
    connections = call.number("max_connections", 40)
    webhook = webhook_of(call.text("url"), call.text("secret_token"), connections)
    here.updates.want(call.json("allowed_updates"))
    if call.flag("drop_pending_updates"):
        here.updates.forget()
    here.updates.end_poll("setWebhook request")
    await here.bring_to(webhook)
    return True


async def delete_webhook(here: Telegram, call: Call) -> bool:
    """Bring updates nowhere any more."""
    if call.flag("drop_pending_updates"):
        here.updates.forget()
    await here.bring_to(None)
    return True


def get_webhook_info(here: Telegram, _: Call) -> dict[str, Any]:
    """Tell where updates are brought."""
    bringing = here.bringing
    info: dict[str, Any] = {
        "url": bringing.webhook.url if bringing else "",
        "has_custom_certificate": False,
        "pending_update_count": len(here.updates.pending),
    }
    if bringing:
        info |= {
            "max_connections": bringing.webhook.connections,
            "allowed_updates": sorted(here.updates.wanted),
        }
        failed = [each for each in bringing.deliveries if each.status // 100 != 2]
        if failed:
            said = f"Wrong response from the webhook: {failed[-1].status}"
            info |= {"last_error_date": 1_790_000_000, "last_error_message": said}
    return info


def close(here: Telegram, _: Call) -> bool:
    """Let another server take over; nothing is to be done for it here."""
    here.updates.end_poll("close request")
    return True


METHODS: dict[str, Handler] = {
    "getme": get_me,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "deletemycommands": delete_my_commands,
    "getupdates": get_updates,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "close": close,
}


def readable(params: Mapping[str, object]) -> str:
    """Write what a method was given, for a violation that a person reads."""
    return json.dumps(params, ensure_ascii=False, default=str)[:600]
