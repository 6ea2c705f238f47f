"""Editors change, preview and publish in their chat with the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.invented import NOON, a_story

if TYPE_CHECKING:
    from bot.desk import Desk
    from tests.platforms.telegram.people import Person
    from tests.platforms.telegram.scene import Telegram

pytestmark = pytest.mark.usefixtures("polling")
SLUG = "old-mill"


@pytest.fixture(autouse=True)
async def _draft(desk: Desk) -> None:
    await desk.store.save(
        a_story(SLUG, headline="The old mill turns again"), by="somebody", at=NOON
    )


async def test_a_preview_is_changed_and_published_by_its_buttons(
    telegram: Telegram, desk: Desk, olga: Person
) -> None:
    olga.writes(f"/preview {SLUG}")
    (preview,) = await telegram.answers(olga)
    assert preview.text.startswith("Preview. Only you see it.")
    olga.writes(f'/editstory {SLUG} fact 2 "Thirteen" ships\nwere waiting. [2]')
    (_, changed) = await telegram.answers(olga, 2)
    assert 'and says “"Thirteen" ships' in changed.text
    press = olga.presses(changed, "Preview")
    await telegram.until(lambda: press.answers and "Preview." in changed.text)
    press = olga.presses(changed, "Publish this revision")
    await telegram.until(lambda: press.answers and "Published:" in changed.text)
    shown = await desk.store.published(SLUG)
    assert shown is not None
    assert shown.story.facts[1].text == '"Thirteen" ships\nwere waiting.'


async def test_the_whole_story_comes_as_a_file_and_is_sent_in_again(
    telegram: Telegram, desk: Desk, olga: Person
) -> None:
    olga.writes(f"/editstory {SLUG}")
    _, sent = await telegram.answers(olga, 2)
    assert sent.content["document"]["file_name"] == f"{SLUG}.r1.yaml"
    data = telegram.files[sent.content["document"]["file_id"]]
    olga.sends(f"{SLUG}.r1.yaml", data.replace(b"Twelve", b"Thirteen"), caption="/addstory")
    (*_, kept) = await telegram.answers(olga, 3)
    assert "kept as revision 2" in kept.text
    found = await desk.store.find(SLUG)
    assert found is not None
    assert (found.number, found.story.facts[1].text) == (2, "Thirteen ships were waiting.")


async def test_an_entry_is_asked_for_and_answered_with_a_message(
    telegram: Telegram, desk: Desk, olga: Person
) -> None:
    olga.writes(f"/editstory {SLUG} fact")
    (facts,) = await telegram.answers(olga)
    olga.presses(facts, "2")
    await telegram.answers(olga, 2)
    olga.writes("Nobody was waiting. [3]")
    (*_, changed) = await telegram.answers(olga, 3)
    assert "and says “Nobody was waiting.”" in changed.text
    found = await desk.store.find(SLUG)
    assert found is not None
    assert found.story.facts[1].sources == (3,)


@pytest.mark.parametrize("line", ["/drafts", f"/preview {SLUG}", f"/editstory {SLUG}"])
async def test_what_readers_may_not_see_yet_is_not_shown_in_a_group(
    telegram: Telegram, olga: Person, line: str
) -> None:
    group = telegram.group("Office")
    command, _, rest = line.partition(" ")
    olga.writes(f"{command}@OurBot {rest}".strip(), group)
    (answer,) = await telegram.answers(group)
    assert answer.text == "Others would see it here. Ask me in a chat with me alone."
