"""Corrections that readers were told, put into what is said of their story later."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.corrections import MOST, carried, retold
from bot.story import HIGHEST, Story
from tests.invented import NOON, a_story

TEXTS = st.sampled_from("abcdef")
NUMBERS = st.lists(st.integers(1, 5) | st.just(HIGHEST), unique=True, max_size=4).map(
    lambda numbers: [*{1, *numbers}] if numbers else []
)


def corrected(numbers: list[int], texts: list[str]) -> Story:
    told = [
        {"number": number, "at": NOON.replace(hour=ord(text) % 24), "text": text}
        for number, text in zip(numbers, texts, strict=False)
    ]
    return a_story(corrections=told)


STORIES = st.builds(corrected, NUMBERS, st.lists(TEXTS, min_size=5, max_size=5))


@given(STORIES, STORIES)
def test_every_story_goes_on_telling_under_its_number_what_was_told(
    story: Story, told: Story
) -> None:
    after = carried(story, told)
    assert Story.model_validate(after.model_dump(mode="json")) == after
    numbers = {each.number: each for each in after.corrections}
    assert all(numbers[each.number].at == each.at for each in told.corrections)
    texts = {each.text for each in after.corrections}
    assert texts >= {each.text for each in story.corrections}
    assert carried(story, after) == after
    assert carried(after, told) == after


@given(STORIES, STORIES, STORIES)
def test_what_readers_are_told_no_more_is_not_told_them_later(
    story: Story, before: Story, after: Story
) -> None:
    later = retold(story, before.corrections, after)
    assert Story.model_validate(later.model_dump(mode="json")) == later
    assert carried(later, after) == later
    told = {each.text for each in after.corrections}
    gone = {each.number for each in before.corrections}
    gone -= {each.number for each in after.corrections}
    own = {each.text for each in story.corrections if each.number not in gone}
    assert {each.text for each in later.corrections} >= own
    assert {each.text for each in later.corrections} <= own | told


def test_no_story_gets_more_than_one_can_have() -> None:
    told = a_story(
        corrections=[{"number": each, "at": NOON, "text": "So."} for each in range(1, MOST + 1)]
    )
    more = a_story(corrections=[{"number": 1, "at": "2027-01-01", "text": "More."}])
    assert carried(more, told) == told
