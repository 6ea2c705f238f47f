"""Several stories that an editor sends in at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.editing.drafting import take_in
from bot.errors import Misused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.desk import Desk
    from bot.editing.drafting import Clash, Kept
    from bot.importers import Draft
    from bot.staff import Act


async def take_in_all(
    desk: Desk, drafts: Sequence[Draft], base: int | None, *, act: Act
) -> tuple[Kept | Clash, ...]:
    """Keep each story; where others say something new, one that does not is left as it is.

    Args:
        desk: the newsroom.
        drafts: what the editor sends in.
        base: the number of the revision that it was made from, where the file says so.
        act: who does it.

    Raises:
        Misused: none of them says anything new.
    """
    done: list[Kept | Clash] = []
    nothing_new: Misused | None = None
    for draft in drafts:
        try:
            done.append(await take_in(desk, draft, base, act=act))
        except Misused as error:
            nothing_new = error
    if nothing_new is not None and not done:
        raise nothing_new
    return tuple(done)
