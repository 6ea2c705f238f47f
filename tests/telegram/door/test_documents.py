"""Files that go with an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.choice import Choice
from bot.reply import Choices, Document, Paragraph, Plain, Reply

if TYPE_CHECKING:
    from tests.platforms.telegram.people import Person
    from tests.platforms.telegram.scene import Telegram

YAML = 'headline: "قطار" — é\n'.encode()
ANSWER = Reply(
    (
        Paragraph((Plain("Here it is."),)),
        Document("قطار-story.yaml", YAML),
        Document("chart.png", b"\x89PNG"),
        Choices((Choice("Topics", "topics"),)),
    )
)


async def answered(*_: object) -> Reply:
    return ANSWER


@pytest.fixture
def _with_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.telegram.answering.respond", answered)
    monkeypatch.setattr("adapters.telegram.pressing.respond", answered)


@pytest.mark.usefixtures("polling", "_with_files")
async def test_files_follow_what_is_said_of_them(telegram: Telegram, ada: Person) -> None:
    ada.writes("/about")
    said, yaml, chart = await telegram.answers(ada, 3)
    assert said.text == "Here it is."
    assert said.buttons == {"Topics": "1/topics"}
    assert yaml.content["document"]["file_name"] == "قطار-story.yaml"
    assert telegram.files[yaml.content["document"]["file_id"]] == YAML
    assert chart.content["document"]["file_name"] == "chart.png"


@pytest.mark.usefixtures("polling", "_with_files")
async def test_in_a_topic_they_stand_in_the_topic(telegram: Telegram, ada: Person) -> None:
    forum = telegram.group("Editors", forum=True)
    topic = telegram.topic(forum, "Drafts")
    ada.writes("/about@OurBot", forum, topic=topic)
    assert [each.topic for each in await telegram.answers(forum, 3)] == [topic] * 3


@pytest.mark.usefixtures("polling", "_with_files")
async def test_a_message_with_a_button_stays_where_the_answer_has_files(
    telegram: Telegram, ada: Person
) -> None:
    ada.writes("/about")
    before = (await telegram.answers(ada, 3))[0]
    ada.presses(before, "Topics")
    assert len(await telegram.answers(ada, 6)) == 6
    assert not before.edited
