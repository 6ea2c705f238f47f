"""Owners choose who works for them: what is given counts at once, and so does what is taken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.desk import Desk
    from tests.platforms.telegram.people import Person
    from tests.platforms.telegram.scene import Telegram

pytestmark = pytest.mark.usefixtures("polling")
FILE = b"slug: new-story\nheadline: A new story\n"
DENIED = "Only editors may do this."


async def said(telegram: Telegram, person: Person, line: str) -> str:
    """Write a line, and read the answer to it."""
    before = len(telegram.said(person))
    person.writes(line)
    return (await telegram.answers(person, before + 1))[-1].text


async def test_whom_an_owner_adds_may_write_until_they_are_removed(
    telegram: Telegram, desk: Desk, olga: Person, ada: Person
) -> None:
    text = await said(telegram, olga, f"/editors add {ada.user.id}")
    assert f"telegram:{ada.user.id} is an editor from now on" in text
    ada.sends("new.yaml", FILE)
    await telegram.answers(ada)
    assert (await desk.store.counts()).drafts == 1
    await said(telegram, olga, f"/editors remove {ada.user.id}")
    ada.sends("other.yaml", FILE.replace(b"new", b"other"))
    (_, denied) = await telegram.answers(ada, 2)
    assert denied.text == DENIED
    assert (await desk.store.counts()).drafts == 1


async def test_a_removal_is_undone_by_its_button(
    telegram: Telegram, olga: Person, ada: Person
) -> None:
    await said(telegram, olga, f"/editors add {ada.user.id} publisher")
    olga.writes(f"/editors remove {ada.user.id}")
    (_, removed) = await telegram.answers(olga, 2)
    press = olga.presses(removed, "Undo")
    await telegram.until(lambda: press.answers and "is a publisher" in removed.text)


async def test_a_code_is_not_given_where_others_read_it(telegram: Telegram, olga: Person) -> None:
    group = telegram.group("Office")
    olga.writes("/link", group)
    (answer,) = await telegram.answers(group)
    assert answer.text.startswith("Ask me this where nobody else sees it")


async def test_help_names_what_owners_may_in_private_alone(
    telegram: Telegram, olga: Person, ada: Person
) -> None:
    assert "/editors" in await said(telegram, olga, "/help")
    assert "/editors" not in await said(telegram, ada, "/help")
    group = telegram.group("Office")
    olga.writes("/help", group)
    (answer,) = await telegram.answers(group)
    assert "/editors" not in answer.text


async def test_two_accounts_of_one_person_are_linked_and_parted(
    telegram: Telegram, olga: Person, ada: Person
) -> None:
    code = re.findall(r"/link (\S+)", await said(telegram, olga, "/link"))[0]
    ada.writes(f"/link {code}")
    (question,) = await telegram.answers(ada)
    press = ada.presses(question, "Yes, link them")
    await telegram.until(lambda: press.answers and "one person’s" in question.text)
    assert "Who works here" in await said(telegram, ada, "/editors")
    await said(telegram, olga, "/link off")
    assert "Only the owners" in await said(telegram, ada, "/editors")
