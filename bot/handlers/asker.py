"""Whoever asks: what they may, what they do, and whose clocks they go by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.editing.roles import reaches, role_of
from bot.edition import Subscribed
from bot.request import Role
from bot.staff import Act

if TYPE_CHECKING:
    from bot.request import Ask
    from bot.staff import Deed


def acting(ask: Ask, deed: Deed, detail: str = "") -> Act:
    """Say who does what, for the audit."""
    return Act(ask.request.who, ask.request.where, ask.desk.now(), deed, detail=detail)


async def publishes(ask: Ask) -> bool:
    """Whether who asks may publish at this moment."""
    return reaches(await role_of(ask.desk, ask.request.who), Role.PUBLISHER)


async def zone_here(ask: Ask) -> str:
    """Name the zone whose clocks are shown: that of the place's briefing, or UTC."""
    return await zone_wished(ask) or "UTC"


async def zone_wished(ask: Ask) -> str | None:
    """Name the zone of the place's briefing, where it has one."""
    subscription = await ask.desk.store.ledger.subscription(ask.request.where)
    if subscription is None or subscription.state is Subscribed.ENDED:
        return None
    return subscription.wish.slot.zone
