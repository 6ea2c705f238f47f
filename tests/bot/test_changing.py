"""Parts of a story changed in the chat, and the whole of it sent in again."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.answer import answer, of_choice
from bot.choice import Choice
from bot.export import to_yaml
from bot.reply import Document
from bot.request import File, Request
from bot.story import Quotation
from tests.bot.managed import Clock, read
from tests.bot.replies import offered, publish
from tests.bot.staffed import chat_of
from tests.bot.writers import EDDA, PAUL, SLUG, a_newsroom, saves, sending
from tests.invented import NOON, a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.address import Account
    from bot.reply import Reply
    from bot.story import Story
    from tests.bot.staffed import Newsroom


@pytest.fixture
async def room(clock: Clock) -> AsyncIterator[Newsroom]:
    async with a_newsroom(clock) as room:
        yield room


async def newest(room: Newsroom, slug: str = SLUG) -> Story:
    found = await room.desk.store.find(slug)
    assert found is not None
    return found.story


async def file_of(room: Newsroom) -> Document:
    *_, file = (await room.ask(EDDA, "/editstory 1")).blocks
    assert isinstance(file, Document)
    return file


def labels(reply: Reply) -> list[str]:
    return [each.label for each in offered(reply)]


async def test_a_change_is_told_and_can_be_undone(room: Newsroom) -> None:
    changed = await room.ask(EDDA, '/editstory 1 headline The harbour is "open"')
    assert read(changed).splitlines() == [
        '“The harbour is "open"”: kept as revision 2.',
        '- The headline was “Harbour of Lorrin reopens” and is “The harbour is "open"”.',
        "Readers have not seen it yet.",
        "[Preview] [Edit] [Undo]",
    ]
    undone = await room.press(EDDA, changed, "Undo")
    assert "kept as revision 3" in read(undone)
    assert await newest(room) == a_story()


async def test_an_undo_that_comes_late_undoes_nothing(room: Newsroom) -> None:
    changed = await room.ask(EDDA, "/editstory 1 headline Open")
    await saves(room.desk.store, PAUL, a_story(headline="Theirs", summary="New."))
    late = await room.press(EDDA, changed, "Undo")
    assert late.failed
    assert "was changed meanwhile by other:3" in read(late)
    assert (await newest(room)).headline == "Theirs"


async def test_what_is_said_already_makes_no_revision(room: Newsroom) -> None:
    told = await room.read(EDDA, "/editstory 1 topics Trade")
    assert told == "“Harbour of Lorrin reopens” says that already."
    assert len(await room.desk.store.revisions(SLUG)) == 1


async def test_an_edit_says_that_what_was_set_aside_waits_again(room: Newsroom) -> None:
    await room.ask(EDDA, "/discard 1")
    assert "“Open” waits again." in await room.read(EDDA, f"/editstory {SLUG} headline Open")
    assert "waits again" not in await room.read(EDDA, f"/editstory {SLUG} headline Wide open")


async def test_a_date_that_has_not_come_is_told(room: Newsroom) -> None:
    told = await room.read(EDDA, "/editstory 1 published 2027-01-02")
    assert "It is dated January 2, 2027, which is in the future." in told
    assert "in the future" in await room.read(EDDA, f"/preview {SLUG}")
    assert "in the future" not in await room.read(EDDA, "/editstory 1 published 2026-01-02")


async def test_every_fault_is_told_and_nothing_is_kept(room: Newsroom) -> None:
    told = await room.read(EDDA, "/editstory 1 fact add New. [7, 9]")
    assert "two things" in told or "2 things are wrong" in told
    assert "source 7" in told
    assert "source 9" in told
    assert await newest(room) == a_story()


async def test_the_overview_offers_each_part_and_the_whole_as_a_file(room: Newsroom) -> None:
    overview = await room.ask(EDDA, "/editstory 1")
    assert {"headline", "fact", "source", "narrative", "prediction", "Preview"} <= {
        *labels(overview)
    }
    for label in labels(overview):
        pressed = await room.press(EDDA, overview, label)
        assert not pressed.failed
    file = await file_of(room)
    assert file.name == f"{SLUG}.r1.yaml"
    assert b"\n# revision: 1\n" in file.data


async def test_an_entry_is_pressed_and_asked_for_with_what_it_says(room: Newsroom) -> None:
    facts = await room.ask(EDDA, "/editstory 1 facts")
    assert "- Twelve ships were waiting. [2, 3]" in read(facts)
    asked = (await room.press(EDDA, facts, "2")).asks
    assert asked is not None
    (field,) = asked.fields
    assert (asked.command, asked.given, field.name) == ("editstory", ("~1", "fact", "2"), "text")
    assert field.value == "Twelve ships were waiting. [2, 3]"
    added = (await room.press(EDDA, facts, "Add")).asks
    assert added is not None
    assert (added.given[-1], added.fields[0].value) == ("add", "")


async def test_what_is_taken_out_of_a_form_is_gone_from_a_part_without_entries(
    room: Newsroom,
) -> None:
    await room.ask(EDDA, "/editstory 1 quote At last! | by: A trader")
    overview = await room.ask(EDDA, "/editstory 1")
    asked = (await room.press(EDDA, overview, "quote")).asks
    assert asked is not None
    assert asked.fields[0].value == "At last!\nby: A trader"
    base = of_choice(
        Choice("", asked.command, asked.given), who=EDDA, where=chat_of(EDDA), language="en"
    )
    told = replace(base, arguments={**base.arguments, "text": "At last!"}, alone=True)
    assert not (await answer(room.desk, told)).failed
    assert (await newest(room)).quote == Quotation(text="At last!")


async def test_a_readers_story_that_is_changed_says_when(room: Newsroom, clock: Clock) -> None:
    await publish(room.desk, a_story("bridge-falls"))
    await room.ask(EDDA, "/editstory bridge-falls headline Bridge fell")
    assert (await newest(room, "bridge-falls")).updated == clock.now
    await room.ask(EDDA, "/editstory 1 headline Open")
    assert (await newest(room)).updated is None


async def test_the_file_is_edited_and_sent_in_again(room: Newsroom) -> None:
    file = await file_of(room)
    data = file.data.replace(b"Twelve", b"Thirteen")
    reply = await answer(room.desk, sending(EDDA, "/editstory 1", File("x.yaml", data)))
    assert "“Thirteen ships were waiting.”" in read(reply)
    assert (await newest(room)).facts[1].text == "Thirteen ships were waiting."


@pytest.mark.parametrize("name", ["harbour.r1.yaml", "x.yaml"])
async def test_a_file_of_an_earlier_revision_overwrites_nothing(room: Newsroom, name: str) -> None:
    file = await file_of(room)
    await saves(room.desk.store, PAUL, a_story(headline="Theirs"))
    await room.ask(EDDA, "/preview 1")
    data = file.data.replace(b"Twelve", b"Thirteen")
    if name != "x.yaml":
        data = data.replace(b"# revision: 1\n", b"")
    reply = await answer(room.desk, sending(EDDA, "/addstory", File(name, data)))
    assert reply.failed
    assert "The headline was “Harbour of Lorrin reopens” and is “Theirs”." in read(reply)
    both = await room.press(EDDA, reply, "Make my change on theirs")
    assert "“Thirteen ships were waiting.”" in read(both)
    story = await newest(room)
    assert (story.headline, story.facts[1].text) == ("Theirs", "Thirteen ships were waiting.")


async def test_a_file_older_than_what_its_own_sender_saved_overwrites_nothing(
    room: Newsroom,
) -> None:
    old = (await file_of(room)).data.decode().replace("Twelve", "Thirteen")
    await room.ask(EDDA, "/editstory 1 headline Open")
    reply = await room.ask(EDDA, f"/addstory {old}")
    assert reply.failed
    assert "The headline was “Harbour of Lorrin reopens” and is “Open”." in read(reply)
    assert (await newest(room)).facts[1].text == "Twelve ships were waiting."
    await room.press(EDDA, reply, "Make my change on theirs")
    story = await newest(room)
    assert (story.headline, story.facts[1].text) == ("Open", "Thirteen ships were waiting.")


@pytest.mark.parametrize("name", ["1", "harbour of lorrin"])
@pytest.mark.parametrize("gap", [" ", "\n"])
@pytest.mark.parametrize("comment", ["", "# A note of mine.\n"])
async def test_the_file_is_pasted_behind_the_story(
    room: Newsroom, name: str, gap: str, comment: str
) -> None:
    yaml = to_yaml(a_story(headline="Open")).split("\n", 1)[1]
    told = await room.read(EDDA, f"/editstory {name}{gap}{comment}{yaml}")
    assert "“Open”: kept as revision 2." in told
    assert "# A note" not in (await newest(room)).headline
    assert len(await room.desk.store.revisions(SLUG)) == 2


async def test_a_long_file_is_pasted_too(room: Newsroom) -> None:
    facts = [{"text": f"Ship {number} was waiting. " * 5} for number in range(60)]
    yaml = to_yaml(a_story(facts=facts))
    assert "kept as revision 2" in await room.read(EDDA, f"/editstory 1 {yaml}")
    assert len((await newest(room)).facts) == 60


async def test_a_file_goes_on_being_edited_after_it_was_sent_in(room: Newsroom) -> None:
    first = (await file_of(room)).data.decode().replace("Twelve", "Thirteen")
    told = await room.read(EDDA, f"/addstory {first}")
    assert "“Thirteen ships were waiting.”" in told
    second = await room.ask(EDDA, f"/addstory {first.replace('Monday', 'Sunday')}")
    assert not second.failed
    facts = [fact.text for fact in (await newest(room)).facts]
    assert facts == ["The harbour opened on Sunday.", "Thirteen ships were waiting."]


async def test_a_story_of_the_same_name_from_elsewhere_is_asked_about(room: Newsroom) -> None:
    await saves(room.desk.store, EDDA, a_story(headline="Edda's"))
    yaml = f"slug: {SLUG}\nheadline: Mine\n".encode()
    reply = await answer(room.desk, sending(PAUL, "/addstory", File("x.yaml", yaml)))
    assert "not known which revision" in read(reply)
    assert (await newest(room)).headline == "Edda's"
    taken = await room.press(PAUL, reply, "Save mine as the next revision")
    assert "kept as revision 3" in read(taken)
    assert (await newest(room)).headline == "Mine"


async def test_of_two_who_send_in_one_new_story_at_once_the_second_is_told(
    room: Newsroom,
) -> None:
    def sent(who: Account, headline: str) -> Request:
        yaml = f"slug: comet-seen\nheadline: {headline}\n".encode()
        return sending(who, "/addstory", File("x.yaml", yaml))

    done = await asyncio.gather(*(answer(room.desk, sent(who, str(who))) for who in (EDDA, PAUL)))
    assert sorted(reply.failed for reply in done) == [False, True]
    assert len(await room.desk.store.revisions("comet-seen")) == 1


async def test_two_editors_with_changes_apart_keep_both(room: Newsroom) -> None:
    await room.ask(EDDA, "/preview 1")
    await room.ask(PAUL, "/preview 1")
    await room.ask(EDDA, "/editstory 1 fact 1 It opened on Tuesday. [1]")
    told = await room.ask(PAUL, "/editstory 1 fact 2 Nobody was waiting. [3]")
    assert told.failed
    assert "“It opened on Tuesday.”" in read(told)
    assert "Your change fits on theirs." in read(told)
    await room.press(PAUL, told, "Make my change on theirs")
    texts = [fact.text for fact in (await newest(room)).facts]
    assert texts == ["It opened on Tuesday.", "Nobody was waiting."]


async def test_two_editors_of_one_sentence_overwrite_nothing(room: Newsroom) -> None:
    await room.ask(PAUL, "/preview 1")
    await room.ask(EDDA, "/editstory 1 fact 1 It opened on Tuesday. [1]")
    told = await room.ask(PAUL, "/editstory 1 fact 1 It never opened. [1]")
    assert "You have both changed the facts." in read(told)
    assert "Make my change on theirs" not in labels(told)
    assert (await newest(room)).facts[0].text == "It opened on Tuesday."
    # Now that they know, they may mean it.
    again = await room.ask(PAUL, "/editstory 1 fact 1 It never opened. [1]")
    assert "kept as revision 3" in read(again)


async def test_what_fitted_is_asked_about_anew_where_a_third_change_came_between(
    room: Newsroom,
) -> None:
    await room.ask(PAUL, "/preview 1")
    await room.ask(EDDA, "/editstory 1 headline Two")
    told = await room.ask(PAUL, "/editstory 1 summary Mine.")
    await room.ask(EDDA, "/editstory 1 headline Three")
    again = await room.press(PAUL, told, "Make my change on theirs")
    assert again.failed
    assert "Its newest revision is 3." in read(again)
    done = await room.press(PAUL, again, "Make my change on theirs")
    assert not done.failed
    story = await newest(room)
    assert (story.headline, story.summary) == ("Three", "Mine.")
    twice = await room.press(PAUL, again, "Make my change on theirs")
    assert twice.failed


async def test_nobody_takes_what_another_one_wrote(room: Newsroom) -> None:
    await room.ask(PAUL, "/preview 1")
    await room.ask(EDDA, "/editstory 1 headline Two")
    told = await room.ask(PAUL, "/editstory 1 summary Mine.")
    stolen = await room.press(EDDA, told, "Make my change on theirs")
    assert "out of date" in read(stolen)


async def test_ones_own_changes_are_no_conflict(room: Newsroom) -> None:
    await room.ask(EDDA, "/preview 1")
    await saves(room.desk.store, EDDA, a_story(headline="By another door"))
    changed = await room.ask(EDDA, "/editstory 1 summary Mine.")
    assert not changed.failed
    story = await newest(room)
    assert (story.headline, story.summary) == ("By another door", "Mine.")


async def test_who_edits_what_was_set_aside_goes_on_from_what_readers_see(room: Newsroom) -> None:
    await room.desk.store.publish(SLUG, 1, at=NOON)
    await saves(room.desk.store, EDDA, a_story(headline="Bad idea"))
    await room.ask(EDDA, f"/discard {SLUG}")
    await room.ask(EDDA, f"/editstory {SLUG} summary Better.")
    story = await newest(room)
    assert (story.headline, story.summary) == ("Harbour of Lorrin reopens", "Better.")


async def test_a_revision_saved_beside_a_plan_says_that_it_is_not_in_it(room: Newsroom) -> None:
    await room.ask(PAUL, "/publish 1 in 2 hours")
    changed = await room.ask(PAUL, "/editstory 1 headline Later")
    assert "What you have just saved is not in it." in read(changed)
    then = await room.press(PAUL, changed, "Publish this one then")
    assert "Revision 2 is to be published on Tuesday, November 24, 2026, 2:00 PM" in read(then)


async def test_a_file_of_several_stories_is_no_edit(room: Newsroom) -> None:
    kite = b'{"category": "World", "timestamp": 1, "clusters": []}'
    reply = await answer(room.desk, sending(EDDA, "/editstory 1", File("x.json", kite)))
    assert reply.failed
