"""What Discord says of who asks, where, in which language, and what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from adapters.discord.asked import is_slow, of_command, of_press, place_of
from adapters.discord.people import account_of, manages, spoken
from bot.address import Account, Address
from bot.errors import NotFound, Problem
from bot.request import File
from tests.discord.recording import CHANNEL, READER, an_interaction, in_private

if TYPE_CHECKING:
    from adapters.discord.wire import Attachment, Interaction
    from bot.request import Request

MODAL = 9
COMMAND = {"name": "facts", "type": 1}


async def fetch(attachment: Attachment) -> File:
    return File(attachment["filename"], b"x")


def read(data: dict[str, Any]) -> Request:
    return of_command(an_interaction(2, data), "en", fetch)


def test_who_asks_is_known_in_a_server_and_in_private() -> None:
    for asked in (an_interaction(2, COMMAND), in_private(2, COMMAND)):
        assert account_of(asked) == Account("discord", READER)


THREAD = {"id": "201", "type": 11, "parent_id": CHANNEL}


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        (an_interaction(2, COMMAND), Address("discord", CHANNEL)),
        (an_interaction(2, COMMAND, channel=None), Address("discord", CHANNEL)),
        (
            an_interaction(2, COMMAND, channel=THREAD, channel_id="201"),
            Address("discord", CHANNEL, "201"),
        ),
        (in_private(2, COMMAND), Address("discord", "300")),
        (in_private(2, COMMAND, channel=None, channel_id=None), Address("discord", READER)),
    ],
    ids=["channel", "channel by its id", "thread", "private", "private, not named"],
)
def test_where_they_ask_is_a_place_to_answer(asked: Interaction, place: Address) -> None:
    assert place_of(asked) == place


@pytest.mark.parametrize(
    ("client", "server", "language"),
    [
        ("de", "en-US", "de"),
        ("en-GB", "de", "en-GB"),
        ("vi", "de", "de"),
        ("vi", "th", "ar"),
        (None, None, "ar"),
    ],
)
def test_the_language_is_the_client_s_then_the_server_s_then_ours(
    client: str | None, server: str | None, language: str
) -> None:
    assert spoken(an_interaction(2, COMMAND, locale=client, guild_locale=server), "ar") == language


@pytest.mark.parametrize(
    ("permissions", "may"),
    [("0", False), ("8", True), ("16", True), ("32", True), ("2048", False), ("40", True)],
)
async def test_who_manages_a_server_or_a_channel_is_known_at_the_moment(
    permissions: str, *, may: bool
) -> None:
    member = {"user": {"id": READER}, "permissions": permissions}
    assert await manages(an_interaction(2, COMMAND, member=member)) == may
    assert await read_with(member).manages() == may


def read_with(member: dict[str, Any]) -> Request:
    return of_command(an_interaction(2, COMMAND, member=member), "en", fetch)


async def test_a_conversation_with_the_bot_is_its_person_s() -> None:
    assert await manages(in_private(2, COMMAND))
    assert not await manages(in_private(2, COMMAND, context=2))
    assert await manages(in_private(2, COMMAND, context=None))
    assert await manages(in_private(2, COMMAND, context=None, channel=None))
    brought = {"authorizing_integration_owners": {"1": READER}}
    assert not await manages(in_private(2, COMMAND, context=None, channel=None, **brought))


@pytest.mark.parametrize(
    ("client", "foreign"), [("de", False), ("en-GB", False), ("vi", True), (None, True)]
)
def test_a_language_that_is_not_the_client_s_is_foreign(
    client: str | None, *, foreign: bool
) -> None:
    asked = an_interaction(2, COMMAND, locale=client, guild_locale="de")
    assert of_command(asked, "en", fetch).foreign == foreign


def test_a_place_that_nobody_else_sees_is_known() -> None:
    assert of_command(in_private(2, COMMAND), "en", fetch).alone
    assert not of_command(an_interaction(2, COMMAND), "en", fetch).alone
    assert of_press(in_private(3, {}), "1/facts", "en").alone


SEES, WRITES, IN_THREADS, SHOWS = 1 << 10 | 1 << 16, 1 << 11, 1 << 38, 1 << 14


@pytest.mark.parametrize(
    ("may", "more", "lacking"),
    [
        (SEES | WRITES | SHOWS, {}, []),
        (8, {}, []),
        (SEES | SHOWS, {}, ["“Send Messages”"]),
        (WRITES, {}, ["“View Channel”", "“Embed Links”", "“Read Message History”"]),
        (SEES | WRITES | SHOWS, {"channel": THREAD}, ["“Send Messages in Threads”"]),
        (SEES | IN_THREADS | SHOWS, {"channel": THREAD}, []),
        (
            SEES | WRITES | SHOWS,
            {"authorizing_integration_owners": {"1": READER}},
            ["a place on this server, to which it must be invited"],
        ),
        (SEES | WRITES | SHOWS, {"authorizing_integration_owners": {"0": "100"}}, []),
        (None, {}, []),
    ],
)
async def test_what_the_bot_itself_lacks_is_known_at_the_moment(
    may: int | None, more: dict[str, Any], lacking: list[str]
) -> None:
    known = {} if may is None else {"app_permissions": str(may)}
    request = of_command(an_interaction(2, COMMAND, **known, **more), "en", fetch)
    assert [str(each) for each in await request.lacks()] == lacking
    assert await of_command(in_private(2, COMMAND, **known), "en", fetch).lacks() == ()


def test_what_a_command_is_given_is_read_whatever_its_type() -> None:
    options = [
        {"name": "story", "type": 3, "value": " comet "},
        {"name": "revision", "type": 4, "value": 2},
    ]
    request = read({"name": "changes", "options": options})
    assert (request.command, request.file) == ("changes", None)
    assert request.arguments == {"story": " comet ", "revision": "2"}


def test_a_command_within_a_command_is_read_though_we_have_none() -> None:
    inner = [{"name": "add", "type": 1, "options": [{"name": "a", "type": 3, "value": "b"}]}]
    assert read({"name": "old", "options": inner}).arguments == {"a": "b"}


async def test_what_is_attached_is_no_argument_but_a_file() -> None:
    data = {
        "name": "addstory",
        "options": [{"name": "file", "type": 11, "value": "55"}],
        "resolved": {"attachments": {"55": {"id": "55", "filename": "a.yaml"}}},
    }
    request = read(data)
    assert request.arguments == {}
    assert request.file is not None
    assert await request.file() == File("a.yaml", b"x")


def test_a_file_that_is_named_and_not_there_is_none() -> None:
    option = {"name": "file", "type": 11, "value": "55"}
    assert read({"name": "addstory", "options": [option]}).file is None


def test_a_button_says_by_itself_what_it_does() -> None:
    request = of_press(an_interaction(3, {}), "1/changes/~7/2", "en")
    assert (request.command, request.arguments) == ("changes", {"story": "~7", "revision": "2"})
    assert request.where == Address("discord", CHANNEL)


@pytest.mark.parametrize("action", ["", "0/facts", "facts", "1/", "1/" + "x" * 70, "2/facts/~1"])
def test_a_button_of_another_hand_is_a_problem(action: str) -> None:
    with pytest.raises(Problem):
        of_press(an_interaction(3, {}), action, "en")


def test_a_button_of_a_command_that_is_gone_is_a_problem() -> None:
    with pytest.raises(NotFound):
        of_press(an_interaction(3, {}), "1/frobnicate", "en")


@pytest.mark.parametrize(
    "field",
    [
        {"type": 18, "component": {"type": 4, "custom_id": "text", "value": "a\nb"}},
        {"type": 1, "components": [{"type": 4, "custom_id": "text", "value": "a\nb"}]},
    ],
    ids=["label", "row"],
)
def test_a_form_says_what_was_filled_in(field: dict[str, Any]) -> None:
    data = {"custom_id": "1/addstory", "components": [field]}
    assert of_press(an_interaction(5, data), "1/addstory", "en").arguments == {"text": "a\nb"}


def test_what_was_left_out_of_a_form_is_empty() -> None:
    fields = [
        {"type": 18, "component": {"type": 4, "custom_id": "text", "value": ""}},
        {"type": 10},
    ]
    data = {"custom_id": "1/addstory", "components": fields}
    assert of_press(an_interaction(5, data), "1/addstory", "en").arguments == {"text": ""}


@pytest.mark.parametrize(
    ("name", "given", "slow"),
    [
        ("addstory", {"text": "x"}, True),
        ("addstory", {}, False),
        ("addstory", {"text": ""}, False),
        ("facts", {"story": "1"}, False),
        ("frobnicate", {}, False),
    ],
)
def test_only_what_is_given_much_to_read_takes_long(
    name: str, given: dict[str, str], *, slow: bool
) -> None:
    options = [{"name": each, "type": 3, "value": value} for each, value in given.items()]
    assert is_slow(read({"name": name, "options": options})) is slow


SPARE = ("channel", "guild_locale", "locale", "context", "application_id")


@pytest.mark.parametrize(
    "changes",
    [
        {"channel": None},
        {"channel": {"type": 0}},
        {"member": {"user": {"id": READER}}},
        {"member": {"permissions": "0"}, "user": {"id": READER}},
        {"member": {"user": {"id": int(READER)}}, "id": 9, "channel_id": int(CHANNEL)},
        dict.fromkeys(SPARE),
    ],
    ids=str,
)
def test_a_question_of_which_little_is_told_is_understood(changes: dict[str, Any]) -> None:
    asked = an_interaction(
        2, {"name": "facts", "options": [{"name": "story", "value": 3}]}, **changes
    )
    request = of_command(asked, "en", fetch)
    assert (request.command, dict(request.arguments)) == ("facts", {"story": "3"})
    assert (request.who.person, request.where.chat) == (READER, CHANNEL)
