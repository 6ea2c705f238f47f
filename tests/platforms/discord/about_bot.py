"""What a bot asks about itself: who it is, where its gateway is, which commands it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.platforms.discord import drawing
from tests.platforms.discord.refusals import Refusal

if TYPE_CHECKING:
    from tests.platforms.discord.call import Call, Handler
    from tests.platforms.discord.server import Discord

ALL_PLACES = 0  # the commands of no guild in particular


def get_my_user(here: Discord, _: Call) -> object:
    """Say who the bot is."""
    more = {"mfa_enabled": True, "locale": "en-US", "verified": True, "email": None}
    return {**drawing.user(here.world.bot), **more}


def get_my_application(here: Discord, _: Call) -> object:
    """Say what application the bot belongs to."""
    return {
        "id": str(here.world.application),
        "name": "Storydesk",
        "icon": None,
        "description": "",
        "type": None,
        "bot": drawing.user(here.world.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "owner": drawing.user(here.owner),
        "team": None,
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "approximate_guild_count": len(here.world.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": [],
        "event_webhooks_url": None,
        "event_webhooks_status": 1,
    }


def get_my_oauth2_application(here: Discord, call: Call) -> object:
    """Say the same under its older address."""
    return get_my_application(here, call)


def get_gateway(here: Discord, _: Call) -> object:
    """Say where the gateway is."""
    return {"url": f"{here.socket}/gateway"}


def get_bot_gateway(here: Discord, _: Call) -> object:
    """Say where the gateway is, and how the bot should come."""
    return {
        "url": f"{here.socket}/gateway",
        "shards": here.gateway.shards,
        "session_start_limit": {
            "total": 1_000,
            "remaining": here.gateway.starts_left,
            "reset_after": 14_400_000,
            "max_concurrency": here.gateway.max_concurrency,
        },
    }


def list_application_commands(here: Discord, call: Call) -> object:
    """List the commands; translations only where they are asked for."""
    commands = [*_commands(here, call).values()]
    if call.query.get("with_localizations", "").lower() in {"true", "1"}:
        return commands
    return [
        {name: value for name, value in command.items() if not name.endswith("_localizations")}
        for command in commands
    ]


def bulk_set_application_commands(here: Discord, call: Call) -> object:
    """Replace all commands: one of the same name keeps its id, one not named is gone."""
    known = _commands(here, call)
    by_name = {(each["name"], each["type"]): each["id"] for each in known.values()}
    kept = [
        _command(here, call, each, by_name.get((each["name"], each.get("type") or 1)))
        for each in call.body or []
    ]
    known.clear()
    known.update({each["id"]: each for each in kept})
    return kept


def create_application_command(here: Discord, call: Call) -> object:
    """Add a command, or replace the one of the same name."""
    known = _commands(here, call)
    same = (each["id"] for each in known.values() if each["name"] == call.form["name"])
    command = _command(here, call, call.form, next(same, None))
    known[command["id"]] = command
    return command


def update_application_command(here: Discord, call: Call) -> object:
    """Change a command."""
    known = _commands(here, call)
    if call.names["command"] not in known:
        raise Refusal(10063)
    number = call.names["command"]
    known[number] = _command(here, call, {**known[number], **call.form}, number)
    return known[number]


def delete_application_command(here: Discord, call: Call) -> None:
    """Forget a command."""
    if _commands(here, call).pop(call.names["command"], None) is None:
        raise Refusal(10063)


def _commands(here: Discord, call: Call) -> dict[str, dict[str, Any]]:
    if call.names["application"] != str(here.world.application):
        raise Refusal(50001)
    return here.commands.setdefault(int(call.names.get("guild", ALL_PLACES)), {})


def _command(
    here: Discord, call: Call, given: dict[str, Any], number: str | None
) -> dict[str, Any]:
    """Draw a command as Discord keeps it: numbers as text, and what was left out said."""
    may = given.get("default_member_permissions")
    drawn = {
        "nsfw": False,
        "contexts": None,
        "name_localizations": None,
        "description_localizations": None,
        "dm_permission": True,
        **given,
        "type": given.get("type") or 1,
        "integration_types": given.get("integration_types") or [0],
        "default_member_permissions": None if may is None else str(may),
        "id": number or str(here.world.snowflake()),
        "application_id": str(here.world.application),
        "version": str(here.world.snowflake()),
    }
    return {**drawn, **({"guild_id": call.names["guild"]} if "guild" in call.names else {})}


def _in_guild(handler: Handler, name: str) -> Handler:
    """Do the same with a guild's own commands."""

    def of_guild(here: Discord, call: Call) -> object:
        if int(call.names["guild"]) not in here.world.guilds:
            raise Refusal(50001)
        return handler(here, call)

    of_guild.__name__ = name
    return of_guild


_ALL = "/applications/{application}/commands"
_ONE = _ALL + "/{command}"
_GUILD = "/applications/{application}/guilds/{guild}/commands"
ROUTES: dict[tuple[str, str], Handler] = {
    ("GET", "/users/@me"): get_my_user,
    ("GET", "/applications/@me"): get_my_application,
    ("GET", "/oauth2/applications/@me"): get_my_oauth2_application,
    ("GET", "/gateway"): get_gateway,
    ("GET", "/gateway/bot"): get_bot_gateway,
    ("GET", _ALL): list_application_commands,
    ("PUT", _ALL): bulk_set_application_commands,
    ("POST", _ALL): create_application_command,
    ("PATCH", _ONE): update_application_command,
    ("DELETE", _ONE): delete_application_command,
    ("GET", _GUILD): _in_guild(list_application_commands, "list_guild_application_commands"),
    ("PUT", _GUILD): _in_guild(
        bulk_set_application_commands, "bulk_set_guild_application_commands"
    ),
}
