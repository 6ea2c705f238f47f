"""Files that go with an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.choice import Choice
from bot.reply import Choices, Document, Paragraph, Plain, Reply
from tests.platforms.discord.refusals import Refusal
from tests.platforms.discord.seeing import shown

if TYPE_CHECKING:
    from tests.platforms.discord.people import Person
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel, Message

YAML = 'headline: "قطار" — é\n'.encode()
ANSWER = Reply(
    (
        Paragraph((Plain("Here it is."),)),
        Document("قطار-story.yaml", YAML),
        Choices((Choice("Topics", "topics"),)),
    ),
    private=True,
)


async def answered(*_: object) -> Reply:
    return ANSWER


@pytest.fixture
def _with_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.discord.answering.answer", answered)


def files_of(message: Message, here: Discord) -> dict[str, bytes]:
    return {each["filename"]: here.hosted(each) for each in message.attachments}


@pytest.mark.usefixtures("door", "_with_files")
async def test_a_file_stands_in_the_message_that_speaks_of_it(
    here: Discord, channel: Channel, reader: Person
) -> None:
    (message,) = (await reader.gives("about", channel)).messages
    assert shown(message).startswith("Here it is.")
    assert files_of(message, here) == {"story.yaml": YAML}


@pytest.mark.usefixtures("door", "_with_files")
async def test_it_also_stands_there_after_a_sign(
    here: Discord, channel: Channel, editor: Person
) -> None:
    asked = await editor.gives("addstory", channel, file=("x.yaml", b"x"))
    assert files_of(asked.messages[0], here) == {"story.yaml": YAML}


@pytest.mark.usefixtures("door", "_with_files")
async def test_it_goes_along_where_only_the_older_form_is_taken(
    here: Discord, channel: Channel, reader: Person
) -> None:
    here.faults.on("create_interaction_response", Refusal(50035))
    (message,) = (await reader.gives("about", channel)).messages
    assert message.body["embeds"][0]["description"] == "Here it is."
    assert files_of(message, here) == {"story.yaml": YAML}


@pytest.mark.usefixtures("door", "_with_files")
async def test_a_message_with_a_button_stays_where_the_answer_has_a_file(
    here: Discord, channel: Channel, reader: Person
) -> None:
    (before,) = (await reader.gives("about", channel)).messages
    (after,) = (await reader.presses(before, "Topics")).messages
    assert after is not before
    assert files_of(after, here) == {"story.yaml": YAML}
