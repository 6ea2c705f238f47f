"""What people saw yesterday, held by golden files; look, then `UPDATE_GOLDEN=1 make test`."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot.taking_in.folder import read_files, story_files
from bot.views.about import about, start
from bot.views.briefing import briefing
from bot.views.facts import facts, sources
from bot.views.frame import Shown
from bot.views.lists import stories
from bot.views.narratives import narratives
from bot.views.predictions import predictions
from bot.views.whole import whole
from bot.words import words_for
from tests.console.conversations import REPLIES
from tests.invented import a_revision

if TYPE_CHECKING:
    from bot.reply import Reply

CONTENT = Path(__file__).parents[1] / "stories"
DAY = date(2026, 11, 24)


def real_stories() -> dict[str, Reply]:
    """The views of stories as they are: long ones, with pictures, in Arabic."""
    words = words_for("en")
    drafts = read_files(story_files([CONTENT]), lambda _: None).drafts
    # Discord takes but one of several buttons that do the same, so each needs an id of its own.
    revisions = {
        draft.story.slug: a_revision(draft.story, id=number)
        for number, (_, draft) in enumerate(drafts, 1)
    }
    hack = Shown(revisions["us-government-emails-hacked-in-suspected-chinese-espionage"], older=5)
    tram = Shown(revisions["nawras-opens-its-first-tram-line"], newer=9)
    return {
        "hack-facts": facts(words, hack),
        "hack-narratives": narratives(words, hack, DAY),
        "hack-predictions": predictions(words, hack),
        "hack-sources": sources(words, hack),
        "hack-story": whole(words, hack),
        "tram-facts": facts(words, tram),
        "tram-narratives": narratives(words, tram, DAY),
        "briefing-of-all": briefing(words, [*revisions.values()]),
        "stories": stories(words, [*revisions.values()], more=True),
        "start": start(words, 6),
        "about": about(words),
    }


ALL = {**REPLIES, **real_stories()}


def hold(file: Path, text: str) -> None:
    """Compare *text* with what the golden file holds."""
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")
