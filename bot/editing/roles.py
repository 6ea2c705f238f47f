"""Which role somebody has in the newsroom at this moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.request import Role
from bot.staff import RANKS, Person

if TYPE_CHECKING:
    from bot.address import Account
    from bot.desk import Desk


async def role_of(desk: Desk, account: Account) -> Role:
    """Tell which role somebody has, by this account or by one that is linked with it.

    It is asked anew each time, for what is taken away is taken away at once, in every copy.
    """
    if account in desk.owners:
        return Role.OWNER
    return role_in(desk, await desk.store.staff.person(account))


def role_in(desk: Desk, person: Person) -> Role:
    """Tell which role a person has; the owners stand in the settings."""
    return person.role if desk.owners.isdisjoint(person.accounts) else Role.OWNER


def reaches(role: Role, needed: Role) -> bool:
    """Whether who has *role* may do what is for those who have the role *needed*."""
    return RANKS.index(role) >= RANKS.index(needed)


async def everybody(desk: Desk) -> tuple[Person, ...]:
    """Give the owners, and everybody who has or had a role or whose account is or was linked."""
    known = await desk.store.staff.people()
    named = {account for person in known for account in person.accounts}
    owners = sorted(desk.owners - named, key=str)
    return (*(Person((owner,), (Role.READER,)) for owner in owners), *known)


async def roles_at(desk: Desk, platform: str) -> dict[str, Role]:
    """Tell which role each of `everybody` has who is on a platform, by the platform's own ids."""
    return {
        account.person: role_in(desk, person)
        for person in await everybody(desk)
        for account in person.accounts
        if account.platform == platform
    }
