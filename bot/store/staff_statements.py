"""Every statement about who works for the newsroom and what they did, each with its reason."""

from __future__ import annotations

from sqlalchemy import (
    Text,
    and_,
    bindparam,
    case,
    cast,
    delete,
    func,
    null,
    select,
    tuple_,
    union,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from bot.store.listed import listed
from bot.store.staff_tables import acts, link_codes, link_notices, link_tries, links, staff
from bot.store.tables import sight, stories

# Who is who

_of_account = links.alias("of_account")
_named = select(
    cast(bindparam("platform"), Text).label("platform"),
    cast(bindparam("person"), Text).label("person"),
)
_linked = (
    select(links.c.platform, links.c.person)
    .join(_of_account, _of_account.c.human == links.c.human)
    .where(
        _of_account.c.platform == bindparam("platform"),
        _of_account.c.person == bindparam("person"),
    )
)
_theirs = union(_named, _linked).subquery("theirs")
# Asked at every act of the staff: one statement, by primary keys and the index of humans.
PERSON = (
    select(_theirs.c.platform, _theirs.c.person, staff.c.role)
    .outerjoin(
        staff,
        and_(staff.c.platform == _theirs.c.platform, staff.c.person == _theirs.c.person),
    )
    .order_by(_theirs.c.platform, _theirs.c.person)
)

# Both halves in one statement, so that they are of one moment.
_roles = select(staff.c.platform, staff.c.person, staff.c.role, null().label("human"))
_humans = select(links.c.platform, links.c.person, null().label("role"), links.c.human)
_known = union_all(_roles, _humans).subquery("known")
PEOPLE = (
    select(
        _known.c.platform,
        _known.c.person,
        func.max(_known.c.role),
        func.max(_known.c.human),
    )
    .group_by(_known.c.platform, _known.c.person)
    .order_by(_known.c.platform, _known.c.person)
)

_role = insert(staff)
SET_ROLE = _role.on_conflict_do_update(
    index_elements=["platform", "person"], set_={"role": _role.excluded.role}
)


# Linking

_code = insert(link_codes)
GIVE_CODE = _code.on_conflict_do_update(
    index_elements=["platform", "person"],
    set_={"code": _code.excluded.code, "until": _code.excluded.until},
)
_is_good = and_(link_codes.c.code == bindparam("code"), link_codes.c.until > bindparam("now"))
CODE = select(link_codes.c.platform, link_codes.c.person).where(_is_good)
# To delete it is to use it, which only one can do.
USE_CODE = delete(link_codes).where(_is_good).returning(link_codes.c.platform, link_codes.c.person)

# Counted before the code is looked at, so that many tries at once are not one.
_try = insert(link_tries).values(number=1)
_is_over = link_tries.c.since <= bindparam("over")
COUNT_TRY = _try.on_conflict_do_update(
    index_elements=["platform", "person"],
    set_={
        "number": case((_is_over, 1), else_=link_tries.c.number + 1),
        "since": case((_is_over, _try.excluded.since), else_=link_tries.c.since),
    },
).returning(link_tries.c.number, link_tries.c.since)
FORGET_TRIES = delete(link_tries).where(
    link_tries.c.platform == bindparam("platform"), link_tries.c.person == bindparam("person")
)

# Whoever changes links holds the one row that every store has: of two who join the same group at
# once, neither would see whom the other brings along.
HOLD_LINKS = select(sight.c.id).with_for_update()
# What is there already comes back as well, which to insert and do nothing would not give.
HUMAN = (
    insert(links)
    .on_conflict_do_update(index_elements=["platform", "person"], set_={"human": links.c.human})
    .returning(links.c.human)
)
JOIN = update(links).where(links.c.human == bindparam("other_")).values(human=bindparam("human_"))
PART = (
    update(links)
    .where(links.c.platform == bindparam("platform_"), links.c.person == bindparam("person_"))
    .values(human=bindparam("human_"))
)
COUNT_OF_HUMAN = select(func.count()).select_from(links).where(links.c.human == bindparam("human"))

ADD_NOTICE = insert(link_notices)
_without = listed("without", platform=Text, person=Text)
NOTICES = (
    select(
        link_notices.c.id,
        link_notices.c.platform,
        link_notices.c.person,
        link_notices.c.other_platform,
        link_notices.c.other_person,
    )
    .where(link_notices.c.platform == bindparam("platform"))
    .where(tuple_(link_notices.c.platform, link_notices.c.person).not_in(select(_without)))
    .order_by(link_notices.c.id)
    .limit(bindparam("limit"))
)
DROP_NOTICE = delete(link_notices).where(link_notices.c.id == bindparam("number"))


# The audit

# Only ever added to: nothing that was done is undone by forgetting it.
ADD_ACT = insert(acts)

_acts = (
    select(
        acts.c.platform,
        acts.c.person,
        acts.c.chat_platform,
        acts.c.chat,
        acts.c.thread,
        acts.c.at,
        acts.c.deed,
        acts.c.story,
        acts.c.revision,
        acts.c.detail,
        stories.c.slug,
    )
    .outerjoin(stories, stories.c.id == acts.c.story)
    .order_by(acts.c.id.desc())
    .limit(bindparam("limit"))
    .offset(bindparam("skip"))
)
ACTS = _acts
ACTS_OF_STORY = _acts.where(acts.c.story == bindparam("story"))
