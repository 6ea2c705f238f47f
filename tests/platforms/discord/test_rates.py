"""The real library waits when it is told to, and is banned when it does not listen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from tests.platforms.discord.permissions import May
from tests.platforms.discord.seeing import shown

if TYPE_CHECKING:
    from tests.platforms.discord.bare import Bare
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel


async def test_the_library_waits_when_a_bucket_is_empty(
    bot: Bare, here: Discord, channel: Channel
) -> None:
    here.rates.spans["create_message"] = (2, 0.2)
    place = bot.get_partial_messageable(channel.id)
    for number in range(5):
        await place.send(str(number))
    assert [shown(each) for each in channel.messages.values()] == [*"01234"]
    assert here.rates.invalid == 0


async def test_the_library_waits_when_the_whole_bot_is_too_quick(
    bot: Bare, here: Discord, channel: Channel
) -> None:
    here.rates.spans["create_message"] = (100, 1.0)
    here.rates.everywhere = 10
    place = bot.get_partial_messageable(channel.id)
    for number in range(12):
        await place.send(str(number))
    assert len(channel.messages) == 12
    assert here.rates.invalid > 0


async def test_whoever_does_not_listen_to_a_no_is_banned(
    bot: Bare, here: Discord, channel: Channel
) -> None:
    here.rates.most_invalid = 2
    channel.deny(here.world.bot.id, May.SEND_MESSAGES)
    place = bot.get_partial_messageable(channel.id)
    for _ in range(2):
        with pytest.raises(discord.Forbidden):
            await place.send("Hello")
    with pytest.raises(discord.HTTPException, match="1015"):
        await place.send("Hello")
