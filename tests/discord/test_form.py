"""A question as a form, of which Discord takes five fields at the most."""

from __future__ import annotations

import pytest

from adapters.discord.form import button, form
from adapters.discord.line import FORM
from bot.choice import Choice
from bot.editing.sketching import Step, step_of
from bot.question import Field, Question
from bot.reply import Choices, Paragraph, Plain, Reply
from bot.sketch import FactSketch, Sketch, SourceSketch
from bot.views.sketching import asked_at, beginning
from bot.words import words_for
from tests.platforms.specs import discord_spec

SKETCH = Sketch(
    step="overview",
    headline="Quake",
    facts=(FactSketch(text="x" * 5_000, sources=(1,)),),
    sources=(SourceSketch(name="RTM"),),
)
STEPS = [step_of(each) for each in ("headline", "summary", "fact-1", "narrative-1", "prediction-1")]


def is_taken(question: Question, language: str = "en") -> bool:
    made = {"type": FORM, "data": form(question, words_for(language))}
    return discord_spec().validate("POST", "/interactions/9/key/callback", made) == []


@pytest.mark.parametrize("language", ["en", "de", "ar"])
@pytest.mark.parametrize("step", STEPS, ids=str)
def test_every_step_of_a_story_is_a_form_that_discord_takes(step: Step, language: str) -> None:
    asks = asked_at(words_for(language), SKETCH, step).asks
    assert asks is not None
    assert is_taken(asks, language)


def test_what_is_asked_is_the_label_and_what_is_said_of_it_stands_below() -> None:
    asks = beginning(words_for("en")).asks
    assert asks is not None
    made = form(asks, words_for("en"))
    (field,) = made["components"]
    assert made["custom_id"] == "1/addstory"
    assert field["label"] == "What is the headline?"
    assert field["description"] == "Or paste the whole story, or send it as a file."
    assert "attached as a file" in field["component"]["placeholder"]
    assert is_taken(asks)


def test_a_field_shows_what_stands_there_and_what_can_be_left_out() -> None:
    fields = (Field("story", "Which?", value="comet"), Field("note", "Why?", optional=True))
    made = form(Question("report", ("", "", ""), fields), words_for("en"))
    story, note = (each["component"] for each in made["components"])
    assert (story["value"], story["required"]) == ("comet", True)
    assert ("value" in note, note["required"]) == (False, False)


def test_a_text_longer_than_a_form_holds_is_not_cut_to_be_sent_in_as_the_whole() -> None:
    asks = asked_at(words_for("en"), SKETCH, step_of("fact-1")).asks
    assert asks is not None
    text, sources = (each["component"] for each in form(asks, words_for("en"))["components"])
    assert "value" not in text
    assert sources["value"] == "1"


def test_where_no_form_can_be_opened_a_button_opens_it_before_all_others() -> None:
    said, own = Paragraph((Plain("So far."),)), Choice("Overview", "addstory", ("", "", "overview"))
    field = Field("said", "What is known? Say it in short.")
    asks = Question("addstory", ("", "", "fact-1"), (field,))
    reply = button(Reply((said, Choices((own,))), asks=asks))
    opens = Choice("What is known?", "addstory", ("", "", "fact-1"))
    assert reply.blocks == (said, Choices((opens, own)))
    assert button(Reply((said,), asks=asks)).blocks == (said, Choices((opens,)))
    assert button(Reply((said,))).blocks == (said,)
