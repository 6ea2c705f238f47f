"""The parts of a story that editors change, as they name them."""

from __future__ import annotations

from bot.errors import Misused
from bot.importers.wording import nearest_field
from bot.subscriptions.clock_time import folded
from bot.words import N_, phrase

SHOWN = 40  # characters of what was typed that an error repeats
# Parts of several entries, each with the field of the story that it is.
LISTS = {
    "fact": "facts",
    "source": "sources",
    "narrative": "narratives",
    "prediction": "predictions",
    "timeline": "timeline",
}
NAMES = {"topics", "authors"}
WHOLE = {"image", "quote"}
PARTS = {
    "headline": N_("the headline"),
    "summary": N_("the summary"),
    "fact": N_("a fact: its number and its text, or add, or its number and remove"),
    "source": N_("a source: its number, its name and its address"),
    "narrative": N_("a narrative: its number and its text"),
    "prediction": N_("a prediction: its number and its text, or 40%"),
    "topics": N_("the topics, with commas between"),
    "authors": N_("the authors, with commas between"),
    "language": N_("the language it is written in"),
    "url": N_("where it stands in full"),
    "published": N_("the date it appeared"),
    "image": N_("the picture: url, alt, credit"),
    "quote": N_("the quotation: its text and by"),
    "timeline": N_("a step of the timeline: its number, its text and when"),
}
# The first sentence is what a form calls the field.
PROMPTS = {
    "fact": N_("What is known. At the end stand the numbers of its sources: [1, 4]"),
    "source": N_("Its name and its address. Below may stand lean: and stance:, from 1 to 5."),
    "narrative": N_(
        "The view. At the end stand its sources: [1, 4]; below may stand label: and providers:."
    ),
    "prediction": N_(
        "What may happen. Below may stand probability: 40%, forecaster:, deadline: and url:."
    ),
    "timeline": N_("What happened. Below stands when:."),
    "image": N_("The address of the picture. Below may stand alt: and credit:."),
    "quote": N_("The words. Below may stand by: and url:."),
}
# What may stand behind each, as it is typed; the numbers are only an example.
TYPED = (
    "headline The harbour is open",
    "summary Ships enter again, after two years",
    "fact 3 The harbour opened on Monday. [1, 4]",
    "source 2 Lorrin Post https://post.example/1 | lean: 2 | stance: 3",
    "narrative 1 At last. [2] | label: The traders | providers: Trade Union",
    "prediction 1 Trade doubles. 40% | forecaster: Guild of Lorrin | deadline: May",
    "topics Trade, The sea",
    "authors Ann Lee, Bo Ray",
    "language de",
    "url https://post.example/harbour",
    "published 2026-11-24",
    "image https://post.example/1.jpg | alt: The harbour | credit: Ann Lee",
    "quote At last! | by: Ann Lee",
    "timeline add The bridge fell. | when: March 2025",
)
SAMPLES = {part: rest for part, _, rest in (line.partition(" ") for line in TYPED)}
MEANT = {
    "title": "headline",
    "picture": "image",
    "photo": "image",
    "quotation": "quote",
    "date": "published",
    "address": "url",
    "link": "url",
}


def sample_of(part: str, entry: str) -> str:
    """Give what may stand behind *part*: of a list, behind *entry*, a number or add."""
    sample = SAMPLES[part]
    return f"{entry} {sample.partition(' ')[2]}" if part in LISTS else sample


def part_called(typed: str) -> str:
    """Give the part that somebody names: `fact` or `facts`, `topics` or `topic`.

    Raises:
        Misused: there is none of that name.
    """
    name = MEANT.get(folded(typed), folded(typed))
    for part in PARTS:
        if name in {part, f"{part}s", part.removesuffix("s")}:
            return part
    near = nearest_field(name, [*PARTS])
    if near is not None:
        raise Misused(
            phrase(
                "“{typed}” is no part of a story. Perhaps you mean “{part}”.",
                typed=typed[:SHOWN],
                part=near,
            )
        )
    raise Misused(
        phrase(
            "“{typed}” is no part of a story. There are: {parts}.",
            typed=typed[:SHOWN],
            parts=", ".join(PARTS),
        )
    )
