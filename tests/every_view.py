"""Every view of a story, also of one that means ill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from bot.revision import State
from bot.views.briefing import breaking, briefing
from bot.views.facts import facts, sources
from bot.views.frame import Shown
from bot.views.lists import stories as stories_list
from bot.views.narratives import narratives
from bot.views.predictions import predictions
from bot.views.whole import whole
from bot.words import words_for
from tests.hostile import hostile_stories
from tests.invented import NOON, a_revision, stories

if TYPE_CHECKING:
    from bot.reply import Reply
    from bot.story import Story


def every_view(story: Story, language: str) -> tuple[Reply, ...]:
    """Give all views that show *story*, in the words of *language*."""
    words = words_for(language)
    shown = Shown(a_revision(story), newer=9, older=5)
    return (
        whole(words, shown),
        facts(words, shown),
        sources(words, shown),
        narratives(words, shown, NOON.date()),
        predictions(words, shown),
        briefing(words, [shown.revision] * 2),
        stories_list(words, [shown.revision] * 10, more=True),
        breaking(words, a_revision(story, state=State.RETRACTED)),
    )


# Each example is eight views.
views_of_any_story = st.builds(
    every_view, st.one_of(stories(), hostile_stories()), st.sampled_from(["en", "ar"])
)
