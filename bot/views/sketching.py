"""A story step by step, as its writer sees it: what stands there, what is asked, what is wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from bot.editing.sketching import LISTS, Chapter, Step, backward, count, first_of, mark_at, onward
from bot.question import Field, Question
from bot.reply import (
    Choices,
    Citation,
    Emphasis,
    Heading,
    Item,
    Items,
    Note,
    Paragraph,
    Plain,
    Reply,
    Strong,
)
from bot.views.unfinished import ADDING, given, way
from bot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.choice import Choice
    from bot.editing.sketched import Wrong
    from bot.reply import Block, Run, Text
    from bot.sketch import FactSketch, Sketch
    from bot.words import Words

WHOLE = 1_000_000  # characters that a pasted story may have
BODY = 20_000
IN_SHORT, AT_LENGTH = 120, 1_000  # characters that are shown of each text
NAMES = {
    Chapter.HEADLINE: N_("Headline"),
    Chapter.SUMMARY: N_("Summary"),
    Chapter.FACT: N_("Fact {number}"),
    Chapter.NARRATIVE: N_("Narrative {number}"),
    Chapter.PREDICTION: N_("Prediction {number}"),
    Chapter.OVERVIEW: N_("Overview"),
}
ENDS = {
    Chapter.FACT: N_("No more facts"),
    Chapter.NARRATIVE: N_("No more narratives"),
    Chapter.PREDICTION: N_("No more predictions"),
}
MORE = {
    Chapter.FACT: N_("One more fact"),
    Chapter.NARRATIVE: N_("One more narrative"),
    Chapter.PREDICTION: N_("One more prediction"),
}


def beginning(words: Words) -> Reply:
    """Ask for the first line of a story, or for the whole of it."""
    said = words("What is the headline? Or paste the whole story, or send it as a file.")
    asks = Question(ADDING, (), (Field("text", said, long=True, length=WHOLE),))
    return Reply((), private=True, asks=asks)


def unread(words: Words) -> Reply:
    """Ask for the page whose address was given, which may lead anywhere."""
    said = words("I open no addresses. Paste the page itself, or send it as a file.")
    return replace(beginning(words), blocks=(Paragraph((Plain(said),)),), failed=True)


def asked_at(words: Words, sketch: Sketch, step: Step) -> Reply:
    """Show what is written so far, and ask for what comes next."""
    before = backward(sketch, step)
    fields = (*_fields(words, sketch, step),)
    asks = Question(
        ADDING,
        given(str(step), sketch),
        fields,
        tuple(each.value for each in fields[: sketch.told]),
        earlier=given(str(before), sketch) if before else (),
        later=given(str(onward(sketch, step)), sketch) if step.chapter in LISTS else (),
    )
    ways = Choices(tuple(_onward(words, sketch, step)))
    return Reply((*_so_far(words, sketch, IN_SHORT), ways), private=True, asks=asks)


def overview(words: Words, sketch: Sketch, wrong: Sequence[Wrong]) -> Reply:
    """Show all that is written, and everything that is wrong with it."""
    steps = dict.fromkeys(each.step for each in wrong)
    mending = [way(name_of(words, step), str(step), sketch) for step in steps]
    keeping = [] if wrong else [way(words("Keep it as a draft"), "keep", sketch)]
    more = [way(words(MORE[each]), str(first_of(sketch, each)), sketch) for each in LISTS]
    other = [Chapter.HEADLINE, Chapter.SUMMARY]
    own = [way(words(NAMES[each]), str(each), sketch) for each in other if Step(each) not in steps]
    ways = (*keeping, *mending, *more, *own, way(words("Throw it away"), "drop", sketch))
    said = [*_so_far(words, sketch, AT_LENGTH)]
    if not sketch.facts:
        said.append(Note((Plain(words("This story lists no facts yet.")),)))
    return Reply((*said, *_faults(words, wrong), Choices(ways)), private=True)


def name_of(words: Words, step: Step) -> str:
    """Name a step: "Fact 2"."""
    return words(NAMES[step.chapter], number=step.place)


def _fields(words: Words, sketch: Sketch, step: Step) -> Iterator[Field]:
    """Give what is asked for at a step, with what stands there already."""
    there = step.place - 1
    match step.chapter:
        case Chapter.HEADLINE:
            yield Field("said", words("What is the headline?"), sketch.headline)
        case Chapter.SUMMARY:
            text = words("What happened, in a sentence or two?")
            yield _body(text, sketch.summary, optional=True)
        case Chapter.FACT:
            yield from _of_a_fact(words, sketch, step)
        case Chapter.NARRATIVE:
            made = sketch.narratives[there : step.place]
            text = words("Narrative {number}: what do they make of it?", number=step.place)
            yield _body(text, *(each.text for each in made))
            yield _line("label", words("What is this view called?"), *(e.label for e in made))
            yield _line("provider", words("Who holds it?"), *(each.provider for each in made))
        case Chapter.PREDICTION:
            seen = sketch.predictions[there : step.place]
            text = words("Prediction {number}: what may happen?", number=step.place)
            yield _body(text, *(each.text for each in seen))
            likely = words("How likely is it? For example 14%.")
            likelihood = _line("probability", likely, *(each.probability for each in seen))
            yield replace(likelihood, likely=True)
            yield _line("forecaster", words("Who says so?"), *(each.forecaster for each in seen))
            yield _line(
                "deadline", words("By when will it be known?"), *(each.deadline for each in seen)
            )
        case Chapter.OVERVIEW:
            return
        case _:
            assert_never(step.chapter)


def _of_a_fact(words: Words, sketch: Sketch, step: Step) -> Iterator[Field]:
    known = sketch.facts[step.place - 1 : step.place]
    text = words("Fact {number}: what is known?", number=step.place)
    yield _body(text, *(each.text for each in known))
    if sketch.sources:
        who = words("Who says so? Name and address; or the number of a source: 1, 2. Several: “;”.")
    else:
        who = words("Who says so? The outlet and the address of its article. Several: “;”.")
    numbers = (", ".join(map(str, each.sources)) for each in known)
    yield Field("sources", who, next(numbers, ""), optional=True, long=True, length=5_000)


def _body(prompt: str, value: str = "", *, optional: bool = False) -> Field:
    return Field("said", prompt, value, optional=optional, long=True, length=BODY)


def _line(name: str, prompt: str, value: str = "") -> Field:
    return Field(name, prompt, value, optional=True)


def _onward(words: Words, sketch: Sketch, step: Step) -> Iterator[Choice]:
    if step.chapter in LISTS:
        yield way(words(ENDS[step.chapter]), str(onward(sketch, step)), sketch)
        if step.place <= count(sketch, step.chapter):
            deletes = f"without.{step}.{mark_at(sketch, step)}"
            yield way(words("Delete it"), deletes, sketch)
    if before := backward(sketch, step):
        yield way(words("Back to: {step}", step=name_of(words, before)), str(before), sketch)
    if onward(sketch, step).chapter is not Chapter.OVERVIEW or step.chapter not in LISTS:
        yield way(words("Overview"), Chapter.OVERVIEW, sketch)


def _so_far(words: Words, sketch: Sketch, most: int) -> Iterator[Block]:
    yield Heading((Plain(sketch.headline or words("No headline yet")),))
    if sketch.summary:
        yield Paragraph((Plain(_cut(sketch.summary, most)),))
    if sketch.facts:
        yield Items(
            tuple(Item(_fact(sketch, each, most), str(n)) for n, each in enumerate(sketch.facts, 1))
        )
    if sketch.sources:
        named = (f"{n}. {each.name}" for n, each in enumerate(sketch.sources, 1))
        yield Note((Plain(words("Sources: {sources}", sources=" · ".join(named))),))
    for narrative in sketch.narratives:
        label = " · ".join(filter(None, (narrative.label, narrative.provider)))
        head = (Strong(label), Plain(" — ")) if label else ()
        yield Paragraph((*head, Plain(_cut(narrative.text, most))))
    if sketch.predictions:
        lines = ((each.probability, each.forecaster, each.deadline) for each in sketch.predictions)
        remarks = (" · ".join(filter(None, line)) for line in lines)
        yield Items(
            tuple(
                Item((Plain(_cut(each.text, most)), *_remark(remark)))
                for each, remark in zip(sketch.predictions, remarks, strict=True)
            )
        )


def _remark(text: str) -> tuple[Run, ...]:
    return (Emphasis(f" · {text}"),) if text else ()


def _fact(sketch: Sketch, fact: FactSketch, most: int) -> Text:
    known = dict(enumerate(sketch.sources, start=1))
    cites: list[Run] = []
    for number in fact.sources:
        outlet = known[number].name if number in known else "?"
        cites += [Plain(" "), Citation(number, outlet)]
    return (Plain(_cut(fact.text, most)), *cites)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


def _faults(words: Words, wrong: Sequence[Wrong]) -> tuple[Block, ...]:
    if not wrong:
        return (Note((Plain(words("Nothing is wrong with it.")),)),)
    said = (f"{words.say(e.fault.what)} {words.say(e.fault.remedy)}" for e in wrong)
    title = words.many("One thing is wrong:", "{number} things are wrong:", len(wrong))
    return (
        Heading((Plain(title),), level=2),
        Items(tuple(Item((Plain(each),)) for each in said)),
    )
