"""A story lives its whole life: added, previewed, published, told, corrected, taken back."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import partial
from operator import le
from typing import TYPE_CHECKING

import pytest

from bot.export import to_yaml
from bot.links import KEPT
from bot.story import Story
from tests.invented import a_story
from tests.proofs.newsroom import AN_HOUR, Newsroom
from tests.proofs.on_discord import OnDiscord
from tests.proofs.on_telegram import OnTelegram
from tests.web.site import HOME, serving

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.address import Address
    from bot.store import Store
    from tests.platforms.discord.server import Discord
    from tests.platforms.telegram.scene import Telegram
    from tests.proofs.clients import Hand, Posted
    from tests.proofs.conftest import Hire

TOLD, BRIEFED = 45, 5
UNDER_WAY = 8  # messages at most at any moment
KILLED_AT = (10, 25)  # messages that are set right by then
HARBOUR, COMET = "Harbour of Lorrin reopens", "Comet seen over Marrow"
NOTE, REASON = "It was a Tuesday.", "It is invented."
GIVEN, ADDED, AWAY = "gave a role", "added a story", "took a role away"
HEEDED = "took a report into a correction"
DONE = ("published", "published", "corrected", HEEDED, "retracted", "published")
DEED = re.compile(rf"(\w+:\d+)\W* · ({'|'.join({GIVEN, ADDED, AWAY, *DONE})}) ·")

pytestmark = pytest.mark.parametrize("engine", ["sqlite file"], indirect=True)


@pytest.fixture(params=["discord", "telegram"])
def at(
    request: pytest.FixtureRequest, discord: Discord, telegram: Telegram
) -> OnDiscord | OnTelegram:
    """One of the platforms."""
    return OnDiscord(discord) if request.param == "discord" else OnTelegram(telegram)


@pytest.fixture
async def room(at: OnDiscord | OnTelegram, address: str, store: Store, hire: Hire) -> Newsroom:
    """A newsroom there, which has told readers of a comet already."""
    await store.load([a_story("comet-seen", headline=COMET)], at=datetime.now(UTC) - AN_HOUR)
    room = Newsroom(address, store, hire, at)
    await room.begins()
    return room


def is_told(posted: list[Posted]) -> bool:
    return any(HARBOUR in each.text for each in posted)


def is_corrected(posted: list[Posted]) -> bool:
    return any(NOTE in each.text for each in posted)


def is_retracted(posted: list[Posted]) -> bool:
    return any(REASON in each.text and each.struck.startswith(HARBOUR) for each in posted)


async def test_a_story_lives_its_whole_life(room: Newsroom) -> None:
    quiet, told, briefed = (room.at.places(number) for number in (1, TOLD, BRIEFED))
    await room.awaits(quiet)
    (silent,) = await room.stands(quiet, bool)
    await room.allows(told)
    editor, publisher, reader = (room.at.person(name) for name in ("Edda", "Paul", "Rita"))

    await _appoints(room, editor, publisher)
    await _adds(editor)
    await _publishes(publisher)
    await room.stands(told, is_told)
    room.ages()
    await room.awaits(briefed)
    places = [*told, *briefed]
    posted = await room.stands(places, is_told)
    assert [len(each) for each in posted] == [1] * len(places)

    await _corrects(room, places, reader, publisher)
    await _retracts(room, places, publisher)
    assert [room.at.posted(where) for where in quiet] == [silent]
    begun = [(room.owner, GIVEN), (room.owner, GIVEN), (editor, ADDED)]
    assert await _deeds(room) == _named([*begun, *((publisher, deed) for deed in DONE)])
    assert room.at.repeated() <= len(KILLED_AT) * UNDER_WAY
    assert room.at.limited == 0
    assert "Traceback" not in room.worker.log


async def test_who_lost_their_role_before_they_pressed_publishes_nothing(room: Newsroom) -> None:
    places = room.at.places(2)
    await room.allows(places)
    editor, publisher = room.at.person("Edda"), room.at.person("Paul")
    await _appoints(room, editor, publisher)
    await _adds(editor)
    preview = await publisher.gives("preview", story="harbour")
    asked = await publisher.gives("publish", story="harbour", when="breaking")
    await room.owner.gives("editors", what="remove", who=publisher.account)
    for question, way in ((preview, "Publish this revision"), (asked, "Tell them at once")):
        refused = await publisher.presses(question, way)
        assert refused.text == "Only publishers may do this."
    assert await room.store.published("harbour-reopens") is None
    roles = [(room.owner, GIVEN), (room.owner, GIVEN)]
    assert await _deeds(room) == _named([*roles, (editor, ADDED), (room.owner, AWAY)])
    assert [room.at.posted(where) for where in places] == [[], []]


async def test_a_picture_is_fetched_by_nobody_here(room: Newsroom) -> None:
    """A story that was kept before may have one at an address that only this machine can reach."""
    async with serving() as site:
        for host in (HOME, "localhost", "169.254.169.254"):
            image = {"url": site.url(host, "/picture.png")}
            said = a_story(f"x-{host.replace('.', '-')}", headline=f"At {host}").model_dump()
            kept = Story.model_validate({**said, "image": image}, context=KEPT)
            await room.store.load([kept], at=datetime.now(UTC))
            seen = await room.at.person("Rita").gives("story", story=f"At {host}")
            assert f"At {host}" in seen.text.replace("\\", "")
        assert not site.asked


async def _appoints(room: Newsroom, editor: Hand, publisher: Hand) -> None:
    """Let the owner give two people their roles."""
    for hand, role in ((editor, "editor"), (publisher, "publisher")):
        said = await room.owner.gives("editors", what="add", who=hand.account, role=role)
        assert f" {role} from now on" in said.text


async def _adds(editor: Hand) -> None:
    """Let the editor add a story by a file and preview it, and no more."""
    added = await editor.brings("harbour.yaml", to_yaml(a_story()).encode())
    assert "Kept 1 story as a draft." in added.text
    preview = await editor.presses(added, "Preview")
    assert "Preview. Only you see it." in preview.text
    assert HARBOUR in preview.text
    assert preview.is_private
    assert "Publish this revision" not in preview.ways
    refused = await editor.gives("publish", story="harbour")
    assert refused.text == "Only publishers may do this. You may write and preview."


async def _publishes(publisher: Hand) -> None:
    """Let the publisher publish the revision that they see, and tell of it at once."""
    preview = await publisher.gives("preview", story="harbour")
    published = await publisher.presses(preview, "Publish this revision")
    assert f"Published: “{HARBOUR}”, revision 1." in published.text
    asked = await publisher.gives("publish", story="harbour", when="breaking")
    assert re.search(rf"It reaches {TOLD} places(\.|; that takes \d seconds\.)", asked.text)
    announced = await publisher.presses(asked, "Tell them at once")
    assert f"Published as breaking news: “{HARBOUR}”." in announced.text


async def _corrects(
    room: Newsroom, places: Sequence[Address], reader: Hand, publisher: Hand
) -> None:
    """Take a reader's report into a correction; the program is killed while it sets that right."""
    facts = await reader.gives("facts", story="harbour")
    thanked = await reader.presses(facts, "Report a mistake", fact="1", note=NOTE)
    assert "the editors will read it" in thanked.text
    (gone,) = room.at.posted(places[0])
    room.at.delete(places[0], gone.number)
    report = await publisher.presses(await publisher.gives("reports"), "1")
    assert NOTE in report.text
    asked = await publisher.presses(report, "Correct the story", note=NOTE)
    assert f"Correction 1: {NOTE}" in asked.text
    corrected = await publisher.presses(asked, "Correct the story")
    assert f"Corrected: “{HARBOUR}”, revision 2." in corrected.text
    for number in KILLED_AT:
        await room.until(partial(_edited, room, places), partial(le, number))
        await room.killed()
    ((reply,), *others) = await room.stands(places, is_corrected)
    assert reply.text.startswith("The breaking news of ")
    assert not reply.is_edited
    assert all(each.is_edited for (each,) in others)
    await room.at.hears()
    await room.until(reader.told, lambda told: "the story is corrected" in "".join(told))


async def _retracts(room: Newsroom, places: Sequence[Address], publisher: Hand) -> None:
    """Strike the story through wherever it stands, and let it stand there again."""
    asked = await publisher.gives("retract", story="harbour", reason=REASON)
    retracted = await publisher.presses(asked, "Retract")
    await room.stands(places[1:], is_retracted)
    (after,) = room.at.places(1)
    await room.awaits([after])
    ((briefing,),) = await room.stands([after], bool)
    assert COMET in briefing.text
    assert HARBOUR not in briefing.text
    await publisher.presses(retracted, "Undo")
    await room.stands(places[1:], lambda posted: is_corrected(posted) and not is_retracted(posted))
    assert all(len(room.at.posted(where)) == 1 for where in places[1:])
    (later,) = room.at.places(1)
    await room.awaits([later])
    await room.stands([later], is_told)


def _edited(room: Newsroom, places: Iterable[Address]) -> int:
    return sum(each.is_edited for where in places for each in room.at.posted(where))


async def _deeds(room: Newsroom) -> list[tuple[str, str]]:
    """Give who has done what, as the owner reads it, the first deed first."""
    audit = await room.owner.gives("audit")
    return DEED.findall(audit.text)[::-1]


def _named(deeds: Iterable[tuple[Hand, str]]) -> list[tuple[str, str]]:
    return [(hand.account, deed) for hand, deed in deeds]
