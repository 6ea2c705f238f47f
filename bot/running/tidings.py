"""What single persons are to be told, and have not been: of reports, and of linked accounts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.views.letters import told
from bot.views.linking import used

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection
    from datetime import datetime

    from bot.address import Account, Address
    from bot.desk import Desk
    from bot.reply import Reply
    from bot.words import Words

AT_ONCE = 20  # of each kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidings:
    """Something that one person is to be told.

    Args:
        who: the person.
        key: names its telling, as nothing else is named; at most 18 characters.
        says: says it in given words.
        language: the language they spoke when it began; None where that is not known.
        elsewhere: where they are told who can be written to only where they wrote themselves;
            None where nobody else may hear it.
        over: writes down at a moment that they were told, or cannot be.
    """

    who: Account
    key: str
    says: Callable[[Words], Reply]
    language: str | None = None
    elsewhere: Address | None = None
    over: Callable[[datetime], Awaitable[None]]


async def tidings(
    desk: Desk, platform: str, *, without: Collection[Account] = ()
) -> tuple[Tidings, ...]:
    """Give what people of a platform are to be told, *without* those who must wait."""
    reports = await _of_reports(desk, platform, without)
    return (*reports, *await _of_links(desk, platform, without))


async def _of_reports(desk: Desk, platform: str, without: Collection[Account]) -> list[Tidings]:
    """Give what became of readers' reports."""

    async def over(number: int, at: datetime) -> None:
        await desk.store.postbox.told(number, at=at)

    return [
        Tidings(
            who=letter.report.who,
            key=f"report-{letter.number}",
            says=partial(told, shown=letter),
            language=letter.report.language,
            elsewhere=letter.report.where,
            over=partial(over, letter.number),
        )
        for letter in await desk.store.postbox.untold(platform, limit=AT_ONCE, without=without)
    ]


async def _of_links(desk: Desk, platform: str, without: Collection[Account]) -> list[Tidings]:
    """Give which codes were used: that may have been somebody else than who was given them."""

    async def over(number: int, _: datetime) -> None:
        await desk.store.staff.noticed(number)

    return [
        Tidings(
            who=notice.who,
            key=f"link-{notice.number}",
            says=partial(used, other=notice.other),
            over=partial(over, notice.number),
        )
        for notice in await desk.store.staff.notices(platform, limit=AT_ONCE, without=without)
    ]
