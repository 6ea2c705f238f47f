"""What stands in the world, as Discord writes it on the wire."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tests.platforms.discord.permissions import permissions
from tests.platforms.discord.world import EPOCH, Kind

if TYPE_CHECKING:
    from tests.platforms.discord.world import Channel, Guild, Member, Message, Tag, User, World

REQUIRES_TAG = 1 << 4


def moment(snowflake: int) -> str:
    """Give the moment at which something came to be, which stands in its id."""
    return written(((snowflake >> 22) + EPOCH) / 1000)


def written(seconds: float) -> str:
    """Write a moment."""
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def user(of: User) -> dict[str, Any]:
    """Draw somebody."""
    return {
        "id": str(of.id),
        "username": of.name.lower(),
        "global_name": None if of.bot else of.name,
        "discriminator": "2512" if of.bot else "0",
        "avatar": None,
        "banner": None,
        "accent_color": None,
        "avatar_decoration_data": None,
        "collectibles": None,
        "primary_guild": None,
        "public_flags": 0,
        "flags": 0,
        **({"bot": True} if of.bot else {}),
    }


def member(of: Member, *, with_user: bool = True) -> dict[str, Any]:
    """Draw somebody in a guild."""
    return {
        **({"user": user(of.user)} if with_user else {}),
        "nick": None,
        "avatar": None,
        "banner": None,
        "roles": [str(of.role)],
        "joined_at": moment(of.role),
        "premium_since": None,
        "communication_disabled_until": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
    }


def guild(of: Guild, world: World) -> dict[str, Any]:
    """Draw a guild as it is told on the gateway."""
    here = [channel for channel in world.channels.values() if channel.guild is of]
    members = of.members.values()
    return {
        **PLAIN_GUILD,
        "id": str(of.id),
        "name": of.name,
        "owner_id": str(of.owner),
        "preferred_locale": of.locale,
        "joined_at": moment(of.id),
        "member_count": len(members),
        "members": [member(each) for each in members if each.user.bot],
        "roles": [role(of.id, "@everyone", of.everyone)]
        + [role(each.role, each.user.name, each.permissions) for each in members],
        "channels": [channel(each) for each in here if each.kind is not Kind.THREAD],
        "threads": [channel(each) for each in here if each.kind is Kind.THREAD],
    }


def channel(of: Channel) -> dict[str, Any]:
    """Draw a channel, a thread or a direct conversation."""
    drawn: dict[str, Any] = {
        "id": str(of.id),
        "type": int(of.kind),
        "flags": REQUIRES_TAG if of.requires_tag else 0,
        "last_message_id": str(max(of.messages)) if of.messages else None,
    }
    if of.recipient is not None:
        return {**drawn, "recipients": [user(of.recipient)]}
    assert of.guild is not None
    drawn |= {"guild_id": str(of.guild.id), "name": of.name, "rate_limit_per_user": 0}
    drawn["parent_id"] = str(of.parent.id) if of.parent else None
    return {**drawn, **(_thread(of) if of.kind is Kind.THREAD else _standing(of))}


def message(of: Message, world: World) -> dict[str, Any]:
    """Draw a message."""
    answered = of.because and {
        "webhook_id": str(world.application),
        "interaction_metadata": of.because,
    }
    return {
        "id": str(of.id),
        "channel_id": str(of.channel.id),
        "type": of.kind,
        "author": user(of.author),
        "content": of.body.get("content") or "",
        "embeds": [{**embed, "type": "rich"} for embed in of.body.get("embeds") or []],
        "components": of.body.get("components") or [],
        "attachments": of.attachments,
        "flags": of.flags,
        "timestamp": moment(of.id),
        "edited_timestamp": of.edited and written(of.edited),
        "mentions": [],
        "mention_roles": [],
        "mention_everyone": False,
        "pinned": False,
        "tts": False,
        **({"nonce": of.nonce} if of.nonce is not None else {}),
        **({"application_id": str(world.application)} if of.author is world.bot else {}),
        **(answered or {}),
    }


def _standing(of: Channel) -> dict[str, Any]:
    assert of.guild is not None
    exceptions = [
        {
            "id": str(who),
            "type": int(who in of.guild.members),
            "allow": str(int(may)),
            "deny": str(int(not_)),
        }
        for who, (may, not_) in of.exceptions.items()
    ]
    drawn = {"position": 0, "nsfw": False, "topic": None, "permission_overwrites": exceptions}
    if of.kind is Kind.FORUM:
        drawn |= {
            "available_tags": [_tag(tag) for tag in of.tags],
            "default_reaction_emoji": None,
            "default_sort_order": None,
            "default_forum_layout": 0,
        }
    return drawn


def _thread(of: Channel) -> dict[str, Any]:
    return {
        "owner_id": str(of.owner),
        "message_count": len(of.messages),
        "member_count": 1,
        "total_message_sent": len(of.messages),
        "applied_tags": [str(tag) for tag in of.applied],
        "thread_metadata": {
            "archived": of.archived,
            "locked": of.locked,
            "auto_archive_duration": 4320,
            "archive_timestamp": moment(of.id),
            "create_timestamp": moment(of.id),
        },
    }


def role(number: int, name: str, may: int) -> dict[str, Any]:
    """Draw a role."""
    return {**PLAIN_ROLE, "id": str(number), "name": name, "permissions": str(int(may))}


def _tag(tag: Tag) -> dict[str, Any]:
    return {
        "id": str(tag.id),
        "name": tag.name,
        "moderated": tag.moderated,
        "emoji_id": None,
        "emoji_name": None,
    }


def seen_by(of: Channel, person: int) -> str:
    """Write what *person* may do in a channel."""
    return str(int(permissions(of, person)))


PLAIN_ROLE: dict[str, Any] = {
    "color": 0,
    "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
    "description": None,
    "hoist": False,
    "icon": None,
    "unicode_emoji": None,
    "position": 0,
    "managed": False,
    "mentionable": False,
    "flags": 0,
}

PLAIN_GUILD: dict[str, Any] = {
    "icon": None,
    "description": None,
    "home_header": None,
    "splash": None,
    "discovery_splash": None,
    "features": [],
    "banner": None,
    "afk_channel_id": None,
    "afk_timeout": 300,
    "application_id": None,
    "region": "deprecated",
    "system_channel_id": None,
    "system_channel_flags": 0,
    "widget_enabled": False,
    "widget_channel_id": None,
    "verification_level": 1,
    "default_message_notifications": 1,
    "mfa_level": 0,
    "explicit_content_filter": 0,
    "max_presences": None,
    "max_members": 500_000,
    "max_stage_video_channel_users": 50,
    "max_video_channel_users": 25,
    "vanity_url_code": None,
    "premium_tier": 0,
    "premium_subscription_count": 0,
    "premium_progress_bar_enabled": False,
    "rules_channel_id": None,
    "safety_alerts_channel_id": None,
    "public_updates_channel_id": None,
    "hub_type": None,
    "latest_onboarding_question_id": None,
    "nsfw": False,
    "nsfw_level": 0,
    "emojis": [],
    "stickers": [],
    "incidents_data": None,
    "large": False,
    "unavailable": False,
    "voice_states": [],
    "presences": [],
    "stage_instances": [],
    "guild_scheduled_events": [],
    "soundboard_sounds": [],
}
