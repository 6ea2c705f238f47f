"""The pictures of the documentation show what the bot says, and nothing else."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given

from adapters.discord.markdown import JOINER
from adapters.discord.runs import written
from adapters.telegram.render import rendered
from bot.reply import Paragraph, Plain, Reply, Strong
from bot.visible import legible
from docs.pictures.drawing import PAGES
from docs.pictures.markdown import drawn
from docs.pictures.newsroom import EVENING, opened
from docs.pictures.scene import Scene, Turn
from docs.pictures.scenes import SCENES
from tests.hostile import texts

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES_WITH = (ROOT / "README.md", *sorted(DOCS.glob("*.md")))
SHOWN = re.compile(r'<img src="([^"]+)" width="\d+" alt="[^"]+">')
UNSEEN = re.compile(f"[\\s{JOINER}\u2068\u2069]")
TAG = re.compile(r"<[^>]*>")


def seen(page: str) -> str:
    """Give what a reader sees of a page, without white space and what nobody sees."""
    return UNSEEN.sub("", unescape(TAG.sub("", page)))


@pytest.mark.parametrize("page", PAGES_WITH, ids=lambda page: page.name)
def test_every_picture_that_is_shown_has_words_for_those_who_do_not_see_it(page: Path) -> None:
    text = page.read_text("utf-8")
    assert text.count("<img") == len(SHOWN.findall(text))
    assert "![" not in text


def test_every_picture_is_shown_and_every_picture_that_is_shown_is_there() -> None:
    shown = {
        (page.parent / source).resolve()
        for page in PAGES_WITH
        for source in SHOWN.findall(page.read_text("utf-8"))
    }
    assert shown == {*DOCS.rglob("*.png"), *DOCS.rglob("*.svg")}


def test_every_picture_is_drawn_by_a_scene() -> None:
    assert {path.stem for path in DOCS.rglob("*.png")} == {*SCENES}


@pytest.mark.parametrize("name", SCENES)
async def test_every_scene_can_be_played_and_drawn(name: str) -> None:
    async with opened() as room:
        scene = await SCENES[name](room)
    assert scene.turns
    assert not any(turn.reply.failed for turn in scene.turns)
    assert name.endswith(scene.door)
    assert "<main>" in PAGES[scene.door](scene)


@given(texts)
def test_a_picture_of_discord_shows_the_very_text(text: str) -> None:
    assert seen(drawn(written((Plain(text),)))) == seen_of(text)


@given(texts)
def test_a_picture_of_telegram_shows_the_very_text(text: str) -> None:
    reply = Reply((Paragraph((Plain(text), Strong("!"))),))
    scene = Scene(door="telegram", turns=(Turn(reply=reply, at=EVENING),))
    page = PAGES["telegram"](scene)
    assert seen(page) == UNSEEN.sub("", f"{rendered(reply).text}18:00")


def seen_of(text: str) -> str:
    return UNSEEN.sub("", legible(text))
