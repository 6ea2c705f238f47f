"""Every statement about what all copies of the program share, each with its reason."""

from __future__ import annotations

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.ledger_tables import lanes, leases
from bot.store.listed import ByIndex

# Lanes

ADD_LANE = insert(lanes).values(pushes=0, answers=0).on_conflict_do_nothing()
# Held until the end of the transaction: no place of a lane is given away twice.
LANE = (
    select(lanes.c.pushes, lanes.c.answers, ByIndex())
    .where(lanes.c.name == bindparam("lane"))
    .with_for_update()
)
SET_LANE = (
    update(lanes)
    .where(lanes.c.name == bindparam("lane"))
    .values(pushes=bindparam("pushes_"), answers=bindparam("answers_"))
)


# Leases

_lease = insert(leases)
LEASE = _lease.on_conflict_do_update(
    index_elements=["name"],
    set_={"owner": _lease.excluded.owner, "until": _lease.excluded.until},
    where=or_(leases.c.owner == _lease.excluded.owner, leases.c.until <= bindparam("now")),
).returning(leases.c.name)
HOLDERS = select(leases.c.name, leases.c.owner).where(leases.c.until > bindparam("now"))
RELEASE = (
    update(leases)
    .where(leases.c.name == bindparam("name_"), leases.c.owner == bindparam("owner_"))
    .values(until=0)
)
