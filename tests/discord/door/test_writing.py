"""Editors change, preview and publish on Discord, where nobody else sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.invented import NOON, a_story
from tests.platforms.discord.seeing import is_private, shown

if TYPE_CHECKING:
    from bot.desk import Desk
    from tests.platforms.discord.people import Person
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel

pytestmark = pytest.mark.usefixtures("door")
SLUG = "old-mill"


@pytest.fixture(autouse=True)
async def _draft(here: Discord, desk: Desk) -> None:
    here.opened.update({"drafts", "preview", "editstory", "publish", "discard"})
    await desk.store.save(
        a_story(SLUG, headline="The old mill turns again"), by="somebody", at=NOON
    )


async def test_a_preview_is_private_and_published_by_its_button(
    channel: Channel, desk: Desk, editor: Person
) -> None:
    (preview,) = (await editor.gives("preview", channel, story=SLUG)).messages
    assert is_private(preview)
    assert "Preview. Only you see it." in shown(preview)
    pressed = await editor.presses(preview, "Publish this revision")
    assert "Published:" in shown(pressed.messages[0])
    assert await desk.store.published(SLUG) is not None


async def test_a_part_is_changed_by_options(channel: Channel, desk: Desk, editor: Person) -> None:
    given = {"story": SLUG, "part": "fact", "text": "add Gulls were seen. [3]"}
    (changed,) = (await editor.gives("editstory", channel, **given)).messages
    assert is_private(changed)
    assert "Fact 3 is new: “Gulls were seen.”" in shown(changed)
    found = await desk.store.find(SLUG)
    assert found is not None
    assert found.number == 2


async def test_the_whole_story_comes_as_a_file(
    here: Discord, channel: Channel, editor: Person
) -> None:
    (message,) = (await editor.gives("editstory", channel, story=SLUG)).messages
    (file,) = message.attachments
    assert file["filename"] == f"{SLUG}.r1.yaml"
    assert b"# revision: 1" in here.hosted(file)


async def test_drafts_are_completed_for_editors_alone(
    channel: Channel, editor: Person, reader: Person
) -> None:
    assert await editor.types("preview", channel, story="mill") == [
        ("The old mill turns again", SLUG)
    ]
    assert await reader.types("preview", channel, story="mill") == []
    assert await editor.types("facts", channel, story="mill") == []


@pytest.mark.parametrize("more", [0, 16])
async def test_a_form_says_what_it_does_to_retract_a_story_whatever_its_headline(
    here: Discord, channel: Channel, desk: Desk, editor: Person, *, more: int
) -> None:
    here.opened.add("retract")
    headline = "The *mill* turns" + " and turns" * more
    await desk.store.save(a_story(SLUG, headline=headline), by="somebody", at=NOON)
    await desk.store.publish(SLUG, 2, at=NOON)
    form = await editor.gives("retract", channel, story=SLUG)
    *above, field = form.data["components"]
    assert field["label"] == "Why is it retracted?"
    # Above a field stands markdown, and below its label plain text.
    said = [each["content"].replace("\\*", "*") for each in above] or [field["description"]]
    assert said == [f"“{headline}” will be taken from readers' lists; nothing was posted of it."]
    done = await editor.fills(form, reason="It never turned.")
    assert shown(done.messages[0]).startswith("Retracted: “The")
