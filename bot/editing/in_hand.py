"""Which revision of a story an editor works on, and whether somebody else has changed it since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import NotFound
from bot.wires import PLATFORM
from bot.words import phrase

if TYPE_CHECKING:
    from bot.address import Account
    from bot.desk import Desk
    from bot.revision import Revision
    from bot.story import Story
    from bot.workshop import Manuscript


async def working(desk: Desk, found: Manuscript) -> Revision:
    """Give what editors go on from: what was saved last, or what readers saw if that was set aside.

    A story of which everything was set aside is taken up again as it was saved last.
    """
    if found.aside and found.shown is not None:
        return await revision(desk, found, found.shown)
    return found.newest


async def revision(desk: Desk, found: Manuscript, number: int) -> Revision:
    """Give one revision of a story.

    Raises:
        NotFound: there is none of that number.
    """
    if number == found.newest.number:
        return found.newest
    one = await desk.store.workshop.revision(found.id, number)
    if one is None:
        raise NotFound(phrase("“{slug}” has no revision {number}.", slug=found.slug, number=number))
    return one


async def overtaken(desk: Desk, found: Manuscript, who: Account) -> Revision | None:
    """Give the revision that an editor has seen last, if somebody else has changed it since.

    Who has seen none means what a person has saved, whatever a source says since.
    """
    number = await desk.store.workshop.handed(who, found.id)
    seen = await _persons(desk, found) if number is None else await revision(desk, found, number)
    return seen if seen and await changed_since(desk, found, seen, who) else None


async def changed_since(desk: Desk, found: Manuscript, seen: Revision | None, who: Account) -> bool:
    """Whether somebody else has made the story say something else than the revision *seen*."""
    if seen is not None and are_alike(seen.story, found.newest.story):
        return False
    since = 0 if seen is None else seen.number
    later = await desk.store.revisions(found.slug)
    return any(each.number > since and each.by != str(who) for each in later)


def are_alike(one: Story, other: Story) -> bool:
    """Whether two stories say the same, whenever they were changed."""
    return one.model_copy(update={"updated": other.updated}) == other


async def _persons(desk: Desk, found: Manuscript) -> Revision | None:
    """Give what a person has saved last of a story of which a source has the last word."""
    if not found.newest.by.startswith(f"{PLATFORM}:"):
        return None
    all_of_it = await desk.store.revisions(found.slug)
    by_person = [each for each in all_of_it if not each.by.startswith(f"{PLATFORM}:")]
    return by_person[-1] if by_person else None
