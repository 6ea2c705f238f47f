"""Cutting: within limits, nothing lost, nothing twice, nothing cut that must stay whole."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapter import Limits
from bot.choice import Choice
from bot.cutting.pages import Cost, cost, cut
from bot.cutting.pieces import CONTINUED
from bot.reply import (
    Block,
    Choices,
    Citation,
    Divider,
    Document,
    Emphasis,
    Gauge,
    Heading,
    Item,
    Items,
    Link,
    Note,
    Paragraph,
    Picture,
    Plain,
    Quote,
    Reply,
    Run,
    Side,
    Sides,
    Strong,
    Struck,
    Text,
)

ALPHABET = "ab c.!? 😀👩‍👩‍👧é́ שלום مرحبا 你好。\n'\"(),;"


def code_points(run: Run) -> int:
    match run:
        case Citation(number, outlet):
            return len(f" [{number} {outlet}]")
        case _:
            return len(run.text)


def utf16_units(run: Run) -> int:
    match run:
        case Citation(number, outlet):
            return len(f" [{number} {outlet}]".encode("utf-16-le")) // 2
        case _:
            return len(run.text.encode("utf-16-le")) // 2


TELEGRAM = Limits(4096, code_points, overhead=6, marks=100, parts=100, choices=100)

words = st.text(ALPHABET, min_size=1, max_size=60)
runs = st.one_of(
    st.builds(Plain, words),
    st.builds(Strong, st.text("abc ", min_size=1, max_size=20)),
    st.builds(Emphasis, st.text("abc ", min_size=1, max_size=20)),
    st.builds(Struck, st.text("abc ", min_size=1, max_size=20)),
    st.builds(Link, st.text("abc", min_size=1, max_size=20), st.just("https://a.example")),
    st.builds(Citation, st.integers(1, 300), st.text("RTM", min_size=1, max_size=12)),
)
texts = st.lists(runs, min_size=1, max_size=12).map(tuple)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, texts),
    st.builds(Paragraph, texts),
    st.builds(Note, texts),
    st.builds(Quote, texts, st.text("xyz", max_size=10)),
    st.builds(Gauge, texts, st.floats(0, 1), st.just("14%")),
    st.builds(Items, st.lists(st.builds(Item, texts, st.just("1")), min_size=1).map(tuple)),
    st.builds(
        Sides,
        st.lists(st.builds(Side, st.just("L"), st.just("H"), texts), min_size=1, max_size=4).map(
            tuple
        ),
    ),
    st.builds(Picture, st.just("https://a.example/p.png"), st.text("alt", min_size=1)),
    st.just(Divider()),
    st.just(Document("a.txt", b"text")),
)
replies = st.builds(Reply, st.lists(blocks, min_size=1, max_size=8).map(tuple))
limits = st.builds(
    Limits,
    text=st.integers(60, 400),
    measure=st.sampled_from([code_points, utf16_units]),
    overhead=st.integers(0, 6),
    marks=st.integers(6, 40),
    parts=st.integers(4, 20),
    choices=st.integers(1, 10),
)


def texts_of(block: Block) -> list[Text]:
    match block:
        case Items(items):
            return [item.text for item in items]
        case Sides(sides):
            return [side.text for side in sides]
        case Picture(_, alt, credit):
            return [(Plain(alt), *credit)]
        case Divider() | Choices() | Document():
            return []
        case _:
            return [block.text]


def said(messages: tuple[Reply, ...]) -> str:
    """All that is said, in order, whatever blocks it stands in."""
    return "".join(
        f"[{run.number}]" if isinstance(run, Citation) else run.text
        for message in messages
        for block in message.blocks
        for text in texts_of(block)
        for run in text
    )


def whole_runs(messages: tuple[Reply, ...]) -> list[Run]:
    return [
        run
        for message in messages
        for block in message.blocks
        for text in texts_of(block)
        for run in text
        if not isinstance(run, Plain)
    ]


def sections_of(message: Reply) -> list[tuple[Block, ...]]:
    """What stands between its dividers."""
    sections: list[list[Block]] = [[]]
    for block in message.blocks:
        if isinstance(block, Divider):
            sections.append([])
        else:
            sections[-1].append(block)
    return [tuple(section) for section in sections if section]


def total(message: Reply, within: Limits) -> Cost:
    return sum((cost(block, within) for block in message.blocks), Cost())


@given(replies, limits)
def test_every_message_keeps_within_its_limits(reply: Reply, within: Limits) -> None:
    for message in cut(reply, within):
        assert total(message, within).fits(within)


@given(replies, limits)
def test_nothing_is_lost_and_nothing_is_said_twice(reply: Reply, within: Limits) -> None:
    assert said(cut(reply, within)) == said((reply,))


@given(replies, limits)
def test_links_and_citations_stay_whole(reply: Reply, within: Limits) -> None:
    assert whole_runs(cut(reply, within)) == whole_runs((reply,))


@given(replies, limits)
def test_what_stands_between_two_dividers_is_not_torn_apart_where_a_message_can_hold_it(
    reply: Reply, within: Limits
) -> None:
    messages = cut(reply, within)
    whole = [section for message in messages for section in sections_of(message)]
    for section in sections_of(reply):
        if total(Reply(section), within).fits(within):
            assert section in whole


@given(replies, limits)
def test_no_message_ends_or_goes_on_with_a_divider(reply: Reply, within: Limits) -> None:
    messages = cut(reply, within)
    for message in messages[:-1]:
        assert not isinstance(message.blocks[-1], Divider)
    for message in messages[1:]:
        assert not isinstance(message.blocks[0], Divider)


@given(replies)
def test_what_fits_one_message_is_not_touched(reply: Reply) -> None:
    if total(reply, TELEGRAM).fits(TELEGRAM):
        assert cut(reply, TELEGRAM) == (reply,)


@given(st.text(ALPHABET, min_size=1, max_size=3000), limits)
@settings(max_examples=50)
def test_no_cut_falls_inside_what_readers_see_as_one_character(text: str, within: Limits) -> None:
    messages = cut(Reply((Paragraph((Plain(text),)),)), within)
    ends, position = set(), 0
    for character in regex.findall(r"\X", text):
        position += len(character)
        ends.add(position)
    position = 0
    for message in messages:
        position += len(said((message,)))
        assert position in ends


def test_one_fact_of_20_000_characters_is_cut_between_sentences() -> None:
    sentence = "The council met on Tuesday and said nothing new. "
    fact = Item((Plain(sentence * 400), Citation(1, "Reuters")), "1")
    messages = cut(Reply((Heading((Plain("A long one"),)), Items((fact,)))), TELEGRAM)
    assert len(messages) == 5
    for message in messages[:-1]:
        assert said((message,)).endswith(". ")
    marks = [
        block.items[0].mark for m in messages for block in m.blocks if isinstance(block, Items)
    ]
    assert marks == ["1", *[CONTINUED] * 4]


def test_300_sources_are_cut_between_sources() -> None:
    items = tuple(
        Item((Link(f"Outlet {number}", "https://a.example"),), str(number))
        for number in range(1, 301)
    )
    messages = cut(Reply((Items(items),)), TELEGRAM)
    assert [i for m in messages for b in m.blocks if isinstance(b, Items) for i in b.items] == [
        *items
    ]
    assert len(messages) == 3  # for 100 links a message


def test_a_heading_goes_with_what_it_heads() -> None:
    within = Limits(60, code_points, overhead=0, marks=10, parts=10, choices=5)
    first, second = cut(
        Reply(
            (
                Paragraph((Plain("x" * 50),)),
                Heading((Plain("Heading"),)),
                Paragraph((Plain("y" * 50),)),
            )
        ),
        within,
    )
    assert [type(block) for block in first.blocks] == [Paragraph]
    assert [type(block) for block in second.blocks] == [Heading, Paragraph]


def test_choices_never_stand_alone() -> None:
    within = Limits(60, code_points, overhead=0, marks=10, parts=2, choices=5)
    ways = Choices((Choice("Facts", "facts"),))
    messages = cut(
        Reply((Heading((Plain("a"),)), Paragraph((Plain("b"),)), ways)),
        within,
    )
    assert [[type(b) for b in m.blocks] for m in messages] == [[Heading], [Paragraph, Choices]]


def test_a_story_of_a_briefing_goes_into_the_next_message_with_its_facts_and_its_ways() -> None:
    def story(number: int) -> tuple[Block, ...]:
        return (
            Divider(),
            Heading((Plain(f"Story {number}"),)),
            Items((Item((Plain("x" * 20),)), Item((Plain("y" * 20),)))),
            Choices((Choice("Facts", "facts"),)),
        )

    within = Limits(120, code_points, overhead=0, marks=10, parts=20, choices=5)
    blocks = (Heading((Plain("Briefing"),)), *story(1), *story(2), *story(3))
    first, second = cut(Reply(blocks), within)
    assert first.blocks == (Heading((Plain("Briefing"),)), *story(1), *story(2))
    assert second.blocks == story(3)[1:]


def test_choices_behind_a_divider_never_stand_alone_either() -> None:
    within = Limits(60, code_points, overhead=0, marks=10, parts=2, choices=5)
    ways = Choices((Choice("Facts", "facts"),))
    first, second = cut(Reply((Paragraph((Plain("a"),)), Divider(), ways)), within)
    assert first.blocks == (Paragraph((Plain("a"),)),)
    assert (said((second,)), second.blocks[-1]) == (CONTINUED, ways)


def test_choices_that_fill_several_messages_never_stand_alone_either() -> None:
    ways = Choices(tuple(Choice(str(number), "stories") for number in range(250)))
    messages = cut(Reply((Heading((Plain("Topics"),)), ways)), TELEGRAM)
    assert [len(choices.choices) for m in messages for choices in m.blocks[1:]] == [100, 100, 50]  # type: ignore[union-attr] # the rest of each message is choices
    assert [said((message,)) for message in messages] == ["Topics", CONTINUED, CONTINUED]


def test_holders_that_fill_a_message_go_on_in_the_next() -> None:
    holders = "A long name of an outlet, " * 300
    messages = cut(Reply((Sides((Side("Label", holders, (Plain("Text."),)),)),)), TELEGRAM)
    assert all(total(message, TELEGRAM).fits(TELEGRAM) for message in messages)
    assert said(messages) == f"{holders}\nText."


@pytest.mark.parametrize("word", ["a" * 20_000, "e" + "\u0301" * 9_000, "क्षि" * 4_000])
def test_a_word_that_no_message_can_hold_is_broken_all_the_same(word: str) -> None:
    messages = cut(Reply((Items((Item((Plain(word),), "1"),)),)), TELEGRAM)
    assert all(total(message, TELEGRAM).fits(TELEGRAM) for message in messages)
    assert said(messages) == word


def test_a_citation_goes_with_the_sentence_it_proves() -> None:
    within = Limits(60, code_points, overhead=0, marks=10, parts=5, choices=5)
    text = (
        Plain("One sentence stands here, of some length."),
        Plain(" "),
        Citation(1, "Reuters"),
        Plain(" Another one follows it."),
    )
    first, second = cut(Reply((Paragraph(text),)), within)
    assert whole_runs((first,)) == [Citation(1, "Reuters")]
    assert said((second,)).strip() == "Another one follows it."


def test_a_link_that_no_message_can_hold_says_its_text_plainly() -> None:
    within = Limits(20, code_points, overhead=0, marks=10, parts=5, choices=5)
    reply = Reply((Paragraph((Link("a very long text for one link", "https://a.example"),)),))
    assert said(cut(reply, within)) == "a very long text for one link"
