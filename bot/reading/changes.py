"""What changed between two revisions of a story, in words."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from bot.story import Image, Quotation
from bot.views.predictions import OUTCOMES
from bot.words import N_, Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from bot.story import Narrative, Prediction, Story

T = TypeVar("T")
Labelled: TypeAlias = tuple[str, int]

EXCERPT = 80  # characters; enough to know a sentence again
FIELDS = {
    "url": N_("the address"),
    "language": N_("the language"),
    "authors": N_("the authors"),
    "published": N_("the date it appeared"),
    "topics": N_("the topics"),
    "image": N_("the picture"),
    "quote": N_("the quotation"),
    "timeline": N_("the timeline"),
}


def changes(before: Story, after: Story) -> tuple[Phrase, ...]:
    """Say what *after* says otherwise than *before*, the weightiest first; nothing where equal."""
    found = (
        *_corrections(before, after),
        *_headline(before, after),
        *_summary(before, after),
        *_facts(before, after),
        *_sources(before, after),
        *_narratives(before, after),
        *_predictions(before, after),
        *_other(before, after),
    )
    return found or _order(before, after)


def _corrections(before: Story, after: Story) -> Iterator[Phrase]:
    for correction in after.corrections:
        if correction not in before.corrections:
            yield phrase(
                "Correction {number}: {text}", number=correction.number, text=correction.text
            )
    numbers = {correction.number for correction in after.corrections}
    for correction in before.corrections:
        if correction.number not in numbers:
            yield phrase("Correction {number} was taken out.", number=correction.number)


def _headline(before: Story, after: Story) -> Iterator[Phrase]:
    if before.headline != after.headline:
        yield phrase(
            "The headline was “{before}” and is “{after}”.",
            before=before.headline,
            after=after.headline,
        )


def _summary(before: Story, after: Story) -> Iterator[Phrase]:
    if before.summary == after.summary:
        return
    if before.summary and after.summary:
        yield phrase("The summary was rewritten.")
    elif after.summary:
        yield phrase("The summary is new: “{text}”", text=_excerpt(after.summary))
    else:
        yield phrase("The summary was taken out.")


def _facts(before: Story, after: Story) -> Iterator[Phrase]:
    for old, new in _paired(before.facts, after.facts, lambda fact: fact.text):
        match old, new:
            case None, (place, fact):
                yield phrase("Fact {place} is new: “{text}”", place=place, text=_excerpt(fact.text))
            case (_, fact), None:
                yield phrase("A fact was taken out: “{text}”", text=_excerpt(fact.text))
            case (_, was), (place, now) if was.text != now.text:
                yield phrase(
                    "Fact {place} said “{before}” and says “{after}”",
                    place=place,
                    before=_excerpt(was.text),
                    after=_excerpt(now.text),
                )
            case (_, was), (place, now) if was.sources != now.sources:
                yield phrase("Fact {place} cites other sources.", place=place)


def _sources(before: Story, after: Story) -> Iterator[Phrase]:
    were = {source.number: source for source in before.sources}
    are = {source.number: source for source in after.sources}
    for number, source in are.items():
        if number not in were:
            yield phrase("Source {number} is new: {name}.", number=number, name=source.name)
        elif were[number] != source:
            yield phrase("Source {number} changed: {name}.", number=number, name=source.name)
    for number, source in were.items():
        if number not in are:
            yield phrase("Source {number} was taken out: {name}.", number=number, name=source.name)


def _narratives(before: Story, after: Story) -> Iterator[Phrase]:
    were, are = _labelled(before.narratives), _labelled(after.narratives)
    for old, new in _relabelled(were, are):
        yield phrase("The narrative “{before}” is called “{after}”.", before=old[0], after=new[0])
        del were[old], are[new]
    for key, narrative in are.items():
        if key not in were:
            yield phrase("A narrative is new: {label}.", label=narrative.label)
        elif were[key] != narrative:
            yield phrase("A narrative changed: {label}.", label=narrative.label)
    for key, narrative in were.items():
        if key not in are:
            yield phrase("A narrative was taken out: {label}.", label=narrative.label)


def _labelled(narratives: Iterable[Narrative]) -> dict[Labelled, Narrative]:
    """Key each narrative by its label and by how many before it have the same."""
    before: Counter[str] = Counter()
    keyed = {}
    for narrative in narratives:
        keyed[narrative.label, before[narrative.label]] = narrative
        before[narrative.label] += 1
    return keyed


def _relabelled(
    were: Mapping[Labelled, Narrative], are: Mapping[Labelled, Narrative]
) -> list[tuple[Labelled, Labelled]]:
    """Pair what says the same under another label."""
    gone = {were[key].text: key for key in were if key not in are}
    return [
        (gone.pop(narrative.text), key)
        for key, narrative in are.items()
        if key not in were
        and narrative.text in gone
        and were[gone[narrative.text]].model_copy(update={"label": narrative.label}) == narrative
    ]


def _predictions(before: Story, after: Story) -> Iterator[Phrase]:
    for old, new in _paired(before.predictions, after.predictions, lambda each: each.text):
        match old, new:
            case None, (_, prediction):
                yield phrase("A prediction is new: “{text}”", text=_excerpt(prediction.text))
            case (_, prediction), None:
                yield phrase("A prediction was taken out: “{text}”", text=_excerpt(prediction.text))
            case (_, was), (_, now) if was != now:
                yield _prediction(was, now)


def _prediction(was: Prediction, now: Prediction) -> Phrase:
    text = _excerpt(now.text)
    if now.outcome is not None and was.outcome != now.outcome:
        outcome = phrase(OUTCOMES[now.outcome])
        return phrase("A prediction was resolved: “{text}” {outcome}", text=text, outcome=outcome)
    if was.outcome is not None and now.outcome is None:
        return phrase("The outcome of a prediction was taken back: “{text}”", text=text)
    if (
        was.probability is not None
        and now.probability is not None
        and was.probability != now.probability
    ):
        return phrase(
            "A probability went from {before}% to {after}%: “{text}”",
            before=f"{was.probability * 100:g}",
            after=f"{now.probability * 100:g}",
            text=text,
        )
    return phrase("A prediction changed: “{text}”", text=text)


def _other(before: Story, after: Story) -> Iterator[Phrase]:
    """Name the remaining fields that differ; a mere `updated` says nothing that readers miss."""
    for field, name in FIELDS.items():
        if getattr(before, field) == getattr(after, field):
            continue
        old, new = _value(before, field), _value(after, field)
        if old == new:
            yield phrase("Something else changed: {name}.", name=phrase(name))
        else:
            yield phrase(
                "Something else changed: {name}, from {before} to {after}.",
                name=phrase(name),
                before=f"“{_excerpt(old)}”" if old else phrase("nothing"),
                after=f"“{_excerpt(new)}”" if new else phrase("nothing"),
            )


def _value(story: Story, field: str) -> str:
    """Write what a field says in a line; nothing where it says nothing, or too much for a line."""
    match value := getattr(story, field):
        case Image():
            return " ".join(filter(None, (value.url, value.credit)))
        case Quotation():
            return value.text
        case datetime():
            return value.date().isoformat()
        case tuple():
            return "" if field == "timeline" else ", ".join(value)
        case _:
            return value or ""


def _order(before: Story, after: Story) -> tuple[Phrase, ...]:
    """Say of two stories with the same parts that these stand in another order, if they do."""
    same = before.model_copy(update={"slug": after.slug, "updated": after.updated})
    return () if same == after else (phrase("Its parts stand in another order."),)


def _paired(
    before: Sequence[T], after: Sequence[T], text: Callable[[T], str]
) -> Iterator[tuple[tuple[int, T] | None, tuple[int, T] | None]]:
    """Pair what stands in both by its text, then what stands in the same gap by its order."""
    matcher = SequenceMatcher(None, [*map(text, before)], [*map(text, after)], autojunk=False)
    for _, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        old = [*enumerate(before[old_start:old_end], start=old_start + 1)]
        new = [*enumerate(after[new_start:new_end], start=new_start + 1)]
        shared = min(len(old), len(new))
        yield from zip(old[:shared], new[:shared], strict=True)
        yield from ((left, None) for left in old[shared:])
        yield from ((None, added) for added in new[shared:])


def _excerpt(text: str) -> str:
    """Cut a long text at a word, to be known again by."""
    if len(text) <= EXCERPT:
        return text
    return text[:EXCERPT].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
