"""Who may do what: given, shown and taken away by the owners, and seen at every act."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.address import Account
from bot.answer import may, parse
from bot.commands import COMMANDS
from bot.desk import Desk
from bot.editing.roles import reaches, role_of, roles_at
from bot.request import Role
from bot.staff import RANKS
from tests.bot.managed import read
from tests.bot.replies import offered
from tests.bot.staffed import Newsroom, a_newsroom
from tests.invented import NOON, TERMINAL, a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


OLGA, EDDA, RITA = Account("chat", "1"), Account("chat", "2"), Account("other", "3")
SECOND_OWNER = Account("other", "9")


@pytest.fixture
async def room() -> AsyncIterator[Newsroom]:
    """A newsroom of two owners, with a story."""
    async with a_newsroom(OLGA, SECOND_OWNER) as room:
        yield room


async def has(room: Newsroom, who: Account) -> Role:
    return await role_of(room.desk, who)


async def allowed(room: Newsroom, who: Account, role: Role) -> bool:
    request = parse("/help", who=who, where=TERMINAL, language="en")
    return await may(room.desk, request, role)


def test_each_role_of_the_staff_may_do_what_those_below_may() -> None:
    for place, role in enumerate(RANKS):
        assert [reaches(role, each) for each in RANKS] == [True] * (place + 1) + [False] * (
            3 - place
        )


async def test_whom_an_owner_adds_is_an_editor_if_nothing_else_is_said(room: Newsroom) -> None:
    text = await room.read(OLGA, "/editors add other:3")
    assert text.startswith("other:3 is an editor from now on: they may write and preview.")
    assert await has(room, RITA) is Role.EDITOR
    assert [await allowed(room, RITA, role) for role in RANKS] == [True, True, False, False]


@pytest.mark.parametrize("who", ["chat:2", "CHAT:2", "2", "<@2>", "<@!2>"])
async def test_an_account_is_named_in_any_way_people_know(room: Newsroom, who: str) -> None:
    reply = await room.ask(OLGA, f"/editors add {who} publisher")
    assert not reply.failed
    assert reply.private
    assert await has(room, EDDA) is Role.PUBLISHER


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("/editors add", "Name somebody, like this: /editors add discord:1234"),
        ("/editors add @rita", "Whom do you mean by “@rita”? Name their account"),
        ("/editors add -100123", "Whom do you mean by “-100123”?"),
        ("/editors add other:-100123", "Whom do you mean by “other:-100123”?"),
        ("/editors add 2 king", "“king” is none of these: editor, publisher."),
        ("/editors add 2 owner", "“owner” is none of these: editor, publisher."),
        ("/editors sack 2", "“sack” is none of these: add, remove, list."),
        ("/editors remove 2", "chat:2 is no editor and no publisher."),
        ("/editors add other:9", "other:9 is an owner, who may do everything"),
        ("/editors remove other:9", "other:9 is an owner. The owners stand in the setting"),
    ],
)
async def test_wrong_use_changes_nothing_and_gets_one_sentence(
    room: Newsroom, line: str, sentence: str
) -> None:
    reply = await room.ask(OLGA, line)
    assert reply.failed
    assert read(reply).startswith(sentence)
    assert await room.desk.store.staff.acts(limit=1) == ()


@pytest.mark.parametrize("who", ["chat:12ab", "chatt:5"])
async def test_nobody_is_added_who_cannot_be_called_so_on_any_door(
    room: Newsroom, who: str
) -> None:
    await room.ask(OLGA, f"/editors add {who}")
    room.desk.people = {"chat": str.isdecimal}
    removed = await room.ask(OLGA, f"/editors remove {who}")
    assert not removed.failed
    reply = await room.ask(OLGA, f"/editors add {who}")
    assert read(reply).startswith(f"Whom do you mean by “{who}”? Name their account")
    assert await has(room, Account(*who.split(":"))) is Role.READER
    assert not (await room.ask(OLGA, "/editors add 2")).failed


async def test_to_add_somebody_twice_says_so(room: Newsroom) -> None:
    await room.ask(OLGA, "/editors add 2 publisher")
    reply = await room.ask(SECOND_OWNER, "/editors add chat:2 publisher")
    assert read(reply) == "chat:2 is a publisher already; nothing was changed."
    assert not offered(reply)
    assert len(await room.desk.store.staff.acts(limit=9)) == 1


async def test_a_role_that_is_taken_away_can_be_given_back(room: Newsroom) -> None:
    await room.ask(OLGA, "/editors add 2 publisher")
    removed = await room.ask(OLGA, "/editors remove 2")
    assert read(removed).startswith("chat:2 has no role here any more, from this moment on.")
    assert await has(room, EDDA) is Role.READER
    await room.press(OLGA, removed, "Undo")
    assert await has(room, EDDA) is Role.PUBLISHER


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(name=st.sampled_from(["editors", "audit", "link"]), rest=st.text(max_size=40))
async def test_whatever_an_owner_types_there_is_an_answer(
    room: Newsroom, name: str, rest: str
) -> None:
    text = await room.read(OLGA, f"/{name} {rest}")
    assert text
    assert "Something broke" not in text


@pytest.mark.parametrize("before", ["", "editor"])
async def test_a_role_that_is_given_can_be_taken_back(room: Newsroom, before: str) -> None:
    if before:
        await room.ask(OLGA, f"/editors add 2 {before}")
    added = await room.ask(OLGA, "/editors add 2 publisher")
    await room.press(OLGA, added, "Undo")
    assert await has(room, EDDA) is (Role.EDITOR if before else Role.READER)


async def test_everybody_who_works_here_is_listed_the_owners_first(room: Newsroom) -> None:
    await room.ask(OLGA, "/editors add other:3")
    await room.ask(OLGA, "/editors add 2 publisher")
    await room.ask(OLGA, "/editors add 4")
    await room.ask(OLGA, "/editors remove 4")
    assert (await room.read(OLGA, "/editors")).splitlines()[:5] == [
        "Who works here",
        "- chat:1 · owner",
        "- other:9 · owner",
        "- chat:2 · publisher",
        "- other:3 · editor",
    ]


async def test_help_lists_to_each_what_they_may_and_to_nobody_else(room: Newsroom) -> None:
    await room.ask(OLGA, "/editors add 2 editor")
    reader, editor, owner = [await room.read(who, "/help") for who in (RITA, EDDA, OLGA)]
    assert "For your work here" not in reader
    assert "- /addstory" in editor.partition("For your work here")[2]
    assert "- /editors" not in editor
    assert "- /editors [what] [who] [role] — see and choose who may write and publish" in owner
    assert read(await room.ask(OLGA, "/help", alone=False)) == reader


@pytest.mark.parametrize("line", ["/editors", "/editors add 2 publisher", "/audit"])
@pytest.mark.parametrize("role", ["", "editor", "publisher"])
async def test_only_owners_may_choose_and_look(room: Newsroom, line: str, role: str) -> None:
    if role:
        await room.ask(OLGA, f"/editors add 2 {role}")
    reply = await room.ask(EDDA, line)
    assert reply.failed
    assert reply.private
    assert read(reply) == "Only the owners of this newsroom may do this."


async def test_a_role_is_looked_at_when_a_button_is_pressed(room: Newsroom) -> None:
    """What was an owner's to press is not another's who finds the button."""
    await room.ask(OLGA, "/editors add 2 publisher")
    removed = await room.ask(OLGA, "/editors remove 2")
    assert (await room.press(EDDA, removed, "Undo")).failed
    assert await has(room, EDDA) is Role.READER


async def test_a_role_taken_away_by_another_copy_is_gone_at_once(room: Newsroom) -> None:
    other_copy = Newsroom(
        Desk(room.desk.store, now=lambda: NOON, clock=lambda: 0.0, owners=(OLGA,))
    )
    await room.ask(OLGA, "/editors add 2")
    assert await allowed(other_copy, EDDA, Role.EDITOR)
    await room.ask(OLGA, "/editors remove 2")
    assert not await allowed(other_copy, EDDA, Role.EDITOR)


async def test_who_is_refused_hears_who_may_and_what_they_may_themselves(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await room.ask(OLGA, "/editors add 2 editor")
    assert await room.read(RITA, "/addstory") == "Only editors may do this."
    publishing = replace(COMMANDS["addstory"], role=Role.PUBLISHER)
    monkeypatch.setattr("bot.answer.named", lambda _: publishing)
    said = "Only publishers may do this."
    assert await room.read(RITA, "/addstory") == said
    assert await room.read(EDDA, "/addstory") == f"{said} You may write and preview."


async def test_each_door_learns_who_has_which_role_on_its_platform(room: Newsroom) -> None:
    await room.ask(OLGA, "/editors add 2 publisher")
    await room.ask(OLGA, "/editors add 4")
    await room.ask(OLGA, "/editors remove 4")
    await room.ask(OLGA, "/editors add other:3")
    assert await roles_at(room.desk, "chat") == {
        "1": Role.OWNER,
        "2": Role.PUBLISHER,
        "4": Role.READER,
    }
    assert await roles_at(room.desk, "third") == {}


async def test_a_role_taken_away_between_preview_and_publish_publishes_nothing(
    room: Newsroom,
) -> None:
    await room.ask(OLGA, "/editors add 2 publisher")
    draft = a_story("comet-seen", headline="Comet seen over Marrow")
    await room.desk.store.save(draft, by="chat:2", at=NOON)
    preview = await room.ask(EDDA, "/preview comet-seen")
    await room.ask(OLGA, "/editors add 2 editor")
    (publish_it,) = (each for each in offered(preview) if each.command == "publish")
    refused = await room.press(EDDA, preview, publish_it.label)
    assert read(refused) == "Only publishers may do this. You may write and preview."
    assert await room.desk.store.published("comet-seen") is None
    await room.ask(OLGA, "/editors add 2 publisher")
    assert not (await room.press(EDDA, preview, publish_it.label)).failed
