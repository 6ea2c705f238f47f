"""Every statement about who wants what and when, each with its reason."""

from __future__ import annotations

from sqlalchemy import Text, and_, bindparam, case, func, null, or_, select, union_all, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.ledger_tables import (
    IS_BRIEFING,
    IS_DISPATCHED,
    IS_NEWS,
    IS_OPEN,
    IS_SUSPENDED,
    deliveries,
    slots,
    subscriptions,
)
from bot.store.listed import MicrosNow, listed

CLOCK = select(MicrosNow())

# What a `Subscription` is read from, in the order of `ledger_rows.subscription_of`.
SUBSCRIPTION = (
    subscriptions.c.id,
    subscriptions.c.platform,
    subscriptions.c.chat,
    subscriptions.c.thread,
    slots.c.zone,
    slots.c.minute,
    slots.c.weekdays,
    subscriptions.c.topics,
    subscriptions.c.language,
    subscriptions.c.spoken,
    subscriptions.c.most,
    subscriptions.c.silent,
    subscriptions.c.breaking,
    subscriptions.c.by_platform,
    subscriptions.c.by_person,
    subscriptions.c.state,
    subscriptions.c.since,
    subscriptions.c.reason,
    subscriptions.c.until,
    subscriptions.c.retry,
    subscriptions.c.first,
)

_every = select(*SUBSCRIPTION).join_from(subscriptions, slots, slots.c.id == subscriptions.c.slot)
_of_chat = and_(
    subscriptions.c.platform == bindparam("platform"), subscriptions.c.chat == bindparam("chat")
)
_here = and_(_of_chat, subscriptions.c.thread == bindparam("thread"))

SUBSCRIPTION_OF = _every.where(_here)
# Held, so that nobody changes it between being read and being written.
HELD = SUBSCRIPTION_OF.with_for_update(of=subscriptions)
HELD_OF_CHAT = _every.where(_of_chat).order_by(subscriptions.c.id).with_for_update(of=subscriptions)

# Few are suspended. SQLite would find the platform by an index, and read all of its places.
SUSPENDED = select(subscriptions.c.chat).where(
    subscriptions.c.platform.concat("") == bindparam("platform"), IS_SUSPENDED
)

# The one dialect's words are the other's too; two that add the same at once are both right.
ADD_SLOT = insert(slots).on_conflict_do_nothing()
# Held, so that a tick does not serve the slot between its being read and being set back.
SLOT = (
    select(slots.c.id, slots.c.next_due)
    .where(
        slots.c.zone == bindparam("zone"),
        slots.c.minute == bindparam("minute"),
        slots.c.weekdays == bindparam("weekdays"),
    )
    .with_for_update()
)
# To serve a day once more is harmless: who had it has it.
SET_BACK = (
    update(slots)
    .where(slots.c.id == bindparam("slot_"))
    .values(next_due=bindparam("due"), next_day=bindparam("day"), planned_to=0, begun_at=None)
)

_subscribe = insert(subscriptions)
SUBSCRIBE = _subscribe.on_conflict_do_update(
    index_elements=["platform", "chat", "thread"],
    set_={
        name: _subscribe.excluded[name]
        for name in (
            "slot",
            "topics",
            "language",
            "spoken",
            "most",
            "silent",
            "breaking",
            "by_platform",
            "by_person",
            "state",
            "reason",
            "until",
            "first",
            "tries",
            "retry",
        )
    }
    | {
        "since": case(
            (subscriptions.c.state == _subscribe.excluded.state, subscriptions.c.since),
            else_=_subscribe.excluded.since,
        )
    },
)

_this = subscriptions.c.id == bindparam("id_")
# All that a wish says, and nothing of how the place stands.
CHANGE = update(subscriptions).where(_this)
# One that is suspended again keeps count of its tries.
_still = and_(subscriptions.c.state == "suspended", bindparam("state_") == "suspended")
STAND = (
    update(subscriptions)
    .where(_this)
    .values(
        state=bindparam("state_"),
        since=bindparam("since_"),
        reason=bindparam("reason_"),
        until=bindparam("until_"),
        by_platform=bindparam("by_platform_"),
        by_person=bindparam("by_person_"),
        tries=case((_still, subscriptions.c.tries), else_=bindparam("tries_")),
        retry=case((_still, subscriptions.c.retry), else_=bindparam("retry_")),
    )
)

_chats = listed("chats", chat=Text)
RETRY = (
    update(subscriptions)
    .where(
        subscriptions.c.platform == bindparam("lane_"),
        subscriptions.c.chat.in_(select(_chats.c.chat)),
        IS_SUSPENDED,
        subscriptions.c.retry > bindparam("now"),
    )
    .values(retry=bindparam("now"))
)

_of_place = deliveries.c.subscription == bindparam("id_")
_open_of_place = select(deliveries.c.id).where(IS_OPEN, _of_place).correlate(None)
_theirs = union_all(
    _open_of_place.where(IS_BRIEFING, deliveries.c.day >= bindparam("since_")),
    _open_of_place.where(IS_DISPATCHED),
)
# What was sent in a year is not looked through. What stands in a place that can be reached is set
# right there, though nothing new comes.
CLOSE = (
    update(deliveries)
    .where(
        deliveries.c.id.in_(_theirs),
        or_(IS_NEWS, bindparam("progress_") == "lost"),
    )
    .values(state=bindparam("progress_"), reason=bindparam("reason_"), recorded_at=bindparam("at_"))
)

_news = deliveries.alias("news")
_last_day = (
    select(func.max(_news.c.day))
    .where(_news.c.subscription == bindparam("id_"), _news.c.dispatch == IS_BRIEFING.right)
    .scalar_subquery()
)
# Nobody is told of two days at once. Who is still sending it ends that: nobody else sends it too.
REOPEN_LAST = (
    update(deliveries)
    .where(
        _of_place,
        IS_BRIEFING,
        deliveries.c.day == _last_day,
        deliveries.c.state == "lost",
        deliveries.c.expires_at > bindparam("now"),
    )
    .values(
        state="open",
        due_at=bindparam("now"),
        reason="",
        recorded_at=null(),
        late=case((deliveries.c.due < bindparam("late_"), 1), else_=deliveries.c.late),
    )
)

MOVE = (
    update(subscriptions)
    .where(_this)
    .values(platform=bindparam("platform_"), chat=bindparam("chat_"), thread=bindparam("thread_"))
)
_of_this = deliveries.c.subscription == bindparam("id_")
# Each half by its own index.
MOVE_DELIVERIES = (
    update(deliveries)
    .where(or_(and_(_of_this, IS_BRIEFING), and_(_of_this, IS_DISPATCHED)))
    .values(lane=bindparam("lane_"), chat=bindparam("chat_"))
)

# Who writes in a chat's own name is called as the chat is.
MOVE_ACCOUNT = (
    update(subscriptions)
    .where(
        subscriptions.c.platform == bindparam("platform_"),
        subscriptions.c.chat == bindparam("chat_"),
        subscriptions.c.by_platform == bindparam("old_platform"),
        subscriptions.c.by_person == bindparam("old_chat"),
    )
    .values(by_platform=bindparam("platform_"), by_person=bindparam("chat_"))
)

SUBSCRIBED = select(func.count()).where(
    subscriptions.c.platform == bindparam("platform"), subscriptions.c.state == "active"
)
SERVED = (
    select(deliveries.c.day, deliveries.c.due)
    .where(deliveries.c.subscription == bindparam("subscription"), IS_BRIEFING)
    .order_by(deliveries.c.day.desc())
    .limit(1)
)
PAST = (
    select(
        deliveries.c.day,
        deliveries.c.part,
        deliveries.c.state,
        deliveries.c.recorded_at,
        deliveries.c.reason,
        deliveries.c.message,
    )
    .where(deliveries.c.subscription == bindparam("subscription"), IS_BRIEFING)
    .order_by(deliveries.c.day.desc(), deliveries.c.part.desc())
    .limit(bindparam("limit"))
)
