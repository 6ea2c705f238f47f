"""Two editors work on one draft, each at a door of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.export import to_yaml
from tests.invented import a_story
from tests.proofs.newsroom import Newsroom
from tests.proofs.on_discord import OnDiscord
from tests.proofs.on_telegram import OnTelegram

if TYPE_CHECKING:
    from bot.store import Store
    from bot.story import Story
    from tests.platforms.discord.server import Discord
    from tests.platforms.telegram.scene import Telegram
    from tests.proofs.clients import Hand
    from tests.proofs.conftest import Hire

SLUG = "harbour-reopens"

pytestmark = pytest.mark.parametrize("engine", ["sqlite file"], indirect=True)


@pytest.fixture
async def room(
    discord: Discord, telegram: Telegram, address: str, store: Store, hire: Hire
) -> Newsroom:
    """A newsroom on both platforms."""
    room = Newsroom(address, store, hire, OnDiscord(discord), OnTelegram(telegram))
    await room.begins()
    return room


async def newest(room: Newsroom) -> tuple[int, Story]:
    found = await room.store.find(SLUG)
    assert found is not None
    return found.number, found.story


async def test_the_second_is_told_of_the_first_and_nothing_is_lost(room: Newsroom) -> None:
    edda, tom = (place.person("Editor") for place in room.platforms)
    for editor, role in ((edda, "editor"), (tom, "publisher")):
        await room.owner.gives("editors", what="add", who=editor.account, role=role)
    file = to_yaml(a_story()).encode()
    await edda.brings(f"{SLUG}.yaml", file)
    preview = await tom.gives("preview", story=SLUG)

    await _says(edda, "summary", "Ships come in.")
    meanwhile = await tom.brings(f"{SLUG}.r1.yaml", file.replace(b"Twelve", b"Thirteen"))
    assert f"was changed meanwhile by {edda.account}" in meanwhile.text
    assert "What is different from revision 1\n• The summary was rewritten." in meanwhile.text
    assert await newest(room) == (2, a_story(summary="Ships come in."))

    refused = await tom.presses(preview, "Publish this revision")
    assert "Nothing was published: revision 1" in refused.text
    assert await room.store.published(SLUG) is None

    await tom.presses(meanwhile, "Make my change on theirs")
    number, both = await newest(room)
    assert (number, both.summary) == (3, "Ships come in.")
    assert both.facts[1].text == "Thirteen ships were waiting."


async def test_what_both_have_changed_is_nobodys_to_overwrite(room: Newsroom) -> None:
    edda, tom = (place.person("Editor") for place in room.platforms)
    for editor in (edda, tom):
        await room.owner.gives("editors", what="add", who=editor.account, role="editor")
    await edda.brings(f"{SLUG}.yaml", to_yaml(a_story()).encode())
    await tom.gives("preview", story=SLUG)
    await _says(edda, "headline", "The harbour is open")
    meanwhile = await _says(tom, "headline", "The harbour opens")
    assert f"was changed meanwhile by {edda.account}" in meanwhile
    assert "You have both changed" in meanwhile
    assert await newest(room) == (2, a_story(headline="The harbour is open"))


async def _says(editor: Hand, part: str, text: str) -> str:
    """Let a part of the story say something else."""
    return (await editor.gives("editstory", story=SLUG, part=part, text=text)).text
