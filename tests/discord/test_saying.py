"""An interaction is answered once, in the form that its place takes, for whom it concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from adapters.discord.answering import Answering
from adapters.discord.body import COMPONENTS, EPHEMERAL, as_components
from adapters.discord.paging import ANEW, Message
from adapters.discord.pressing import Pressing
from adapters.discord.saying import Saying
from bot.reply import Paragraph, Plain, Reply
from tests.discord.conftest import OWNER
from tests.discord.recording import an_interaction, buttons_in, in_private, words_in
from tests.discord.test_faults import refusal

if TYPE_CHECKING:
    from adapters.discord.wire import Attachment
    from bot.desk import Desk
    from bot.request import File
    from tests.discord.recording import Recording

ANSWER = "POST /interactions/9/key/callback"
ASKED = an_interaction(2, {"name": "facts"})
SHORT = Reply((Paragraph((Plain("Short."),)),))
LONG = Reply(tuple(Paragraph((Plain(f"Number {number}. " * 150),)) for number in range(4)))
OWNS = {"user": {"id": OWNER}, "permissions": "0"}


async def no_file(_: Attachment) -> File:
    pytest.fail("nothing is attached")


@pytest.fixture
def saying(line: Recording) -> Saying:
    return Saying(line)


@pytest.fixture
def answering(desk: Desk, saying: Saying) -> Answering:
    return Answering(desk, saying, no_file)


@pytest.fixture
def pressing(desk: Desk, saying: Saying, answering: Answering) -> Pressing:
    return Pressing(desk, saying, answering)


async def test_one_answer_is_one_call(saying: Saying, line: Recording) -> None:
    await saying.say(ASKED, SHORT)
    (said,) = line.first
    assert said == {"type": 4, "data": as_components(Message(SHORT))}
    assert len(line.calls) == 1


async def test_a_long_answer_goes_on_in_further_messages(saying: Saying, line: Recording) -> None:
    await saying.say(ASKED, LONG)
    assert len(line.first) == 1
    assert line.more
    text = words_in([line.first[0]["data"], *line.more])
    assert [text.count(f"Number {number}.") for number in range(4)] == [150] * 4


@pytest.mark.parametrize("private", [True, False])
async def test_what_concerns_one_person_is_hidden_in_all_its_messages(
    saying: Saying, line: Recording, *, private: bool
) -> None:
    await saying.say(ASKED, Reply(LONG.blocks, private=private))
    flags = [line.first[0]["data"]["flags"], *(said["flags"] for said in line.more)]
    assert {bool(flag & EPHEMERAL) for flag in flags} == {private}


async def test_where_components_are_refused_an_embed_answers_the_same_question(
    saying: Saying, line: Recording
) -> None:
    line.answers[ANSWER].append(refusal(400, 50035))
    await saying.say(ASKED, SHORT)
    first, second = line.first
    assert words_in(first) == words_in(second) == "Short."
    assert "embeds" in second["data"]


async def test_nothing_more_is_said_to_a_question_that_is_too_old(
    saying: Saying, line: Recording
) -> None:
    line.answers[ANSWER].append(refusal(404, 10062))
    await saying.say(ASKED, LONG)
    assert len(line.calls) == 1


async def test_an_answer_that_was_heard_before_is_gone_on_with(
    saying: Saying, line: Recording
) -> None:
    line.answers[ANSWER].append(refusal(400, 40060))
    await saying.say(ASKED, LONG)
    assert line.more


async def test_what_was_announced_fills_the_place_of_the_sign(
    saying: Saying, line: Recording
) -> None:
    assert await saying.sign(ASKED)
    await saying.say(ASKED, SHORT, begun=True)
    assert line.first == [{"type": 5, "data": {"flags": EPHEMERAL}}]
    assert line.calls[1][0] == "PATCH /webhooks/1/key/messages/@original"


async def test_a_slow_command_is_not_begun_when_nobody_waits_any_more(
    answering: Answering, line: Recording, desk: Desk
) -> None:
    line.answers[ANSWER].append(refusal(404, 10062))
    form = {"custom_id": "1/addstory", "components": [{"custom_id": "text", "value": "x: y"}]}
    await answering.filled(an_interaction(5, form, member=OWNS))
    assert len(line.calls) == 1
    assert (await desk.store.counts()).drafts == 0


async def test_only_who_may_use_it_is_given_the_form(answering: Answering, line: Recording) -> None:
    await answering.command(an_interaction(2, {"name": "addstory"}))
    await answering.command(an_interaction(2, {"name": "addstory"}, member=OWNS))
    assert [answer["type"] for answer in line.first] == [4, 9]
    assert "Only editors may do this." in words_in(line.first)


async def test_a_view_changes_where_its_button_stands(pressing: Pressing, line: Recording) -> None:
    under = {"message": {"id": "5", "flags": COMPONENTS}}
    await pressing.press(an_interaction(3, {"custom_id": "1/sources/~1"}, **under))
    (said,) = line.first
    assert said["type"] == 7
    assert words_in(said).startswith("## Old bridge of Lorrin falls\n### Sources")
    assert buttons_in(said)


async def test_a_message_that_was_sent_as_an_embed_stays_one(
    pressing: Pressing, line: Recording
) -> None:
    under = {"message": {"id": "5", "flags": 0}}
    await pressing.press(an_interaction(3, {"custom_id": "1/sources/~1"}, **under))
    (said,) = line.first
    assert said["type"] == 7
    assert "embeds" in said["data"]


async def test_a_part_of_an_answer_is_left_as_it_is(pressing: Pressing, line: Recording) -> None:
    under = {"message": {"id": "5", "flags": COMPONENTS}}
    await pressing.press(an_interaction(3, {"custom_id": f"{ANEW}1/sources/~1"}, **under))
    assert [answer["type"] for answer in line.first] == [4]


async def test_what_is_private_does_not_take_the_place_of_what_all_see(
    pressing: Pressing, line: Recording
) -> None:
    under = {"message": {"id": "5", "flags": COMPONENTS}}
    await pressing.press(an_interaction(3, {"custom_id": "1/help"}, **under))
    (said,) = line.first
    assert said["type"] == 4
    assert said["data"]["flags"] & EPHEMERAL


@pytest.mark.parametrize("flags", [COMPONENTS | EPHEMERAL, COMPONENTS])
async def test_where_nobody_else_sees_it_what_is_private_changes_in_place(
    pressing: Pressing, line: Recording, flags: int
) -> None:
    hidden = bool(flags & EPHEMERAL)
    make = an_interaction if hidden else in_private
    await pressing.press(make(3, {"custom_id": "1/help"}, message={"id": "5", "flags": flags}))
    assert [answer["type"] for answer in line.first] == [7]


async def test_beside_what_one_person_sees_nothing_is_said_to_all(
    pressing: Pressing, line: Recording
) -> None:
    under = {"message": {"id": "5", "flags": COMPONENTS | EPHEMERAL}}
    await pressing.press(an_interaction(3, {"custom_id": f"{ANEW}1/facts/~1"}, **under))
    (said,) = line.first
    assert said["type"] == 4
    assert said["data"]["flags"] & EPHEMERAL


async def test_where_a_change_is_refused_the_answer_stands_below(
    pressing: Pressing, line: Recording
) -> None:
    line.answers[ANSWER].append(refusal(400, 50035))
    under = {"message": {"id": "5", "flags": COMPONENTS}}
    await pressing.press(an_interaction(3, {"custom_id": "1/sources/~1"}, **under))
    assert [answer["type"] for answer in line.first] == [7, 4]


@pytest.mark.parametrize("custom_id", ["", "0/facts", "1/frobnicate", "+", "facts", "2/facts/~1"])
async def test_a_button_of_another_hand_is_answered_politely(
    pressing: Pressing, line: Recording, custom_id: str
) -> None:
    under = {"message": {"id": "5", "flags": COMPONENTS}}
    await pressing.press(an_interaction(3, {"custom_id": custom_id}, **under))
    (said,) = line.first
    assert said["type"] == 4
    assert said["data"]["flags"] & EPHEMERAL
    assert "out of date" in words_in(said) or "There is no command" in words_in(said)
