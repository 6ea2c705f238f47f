"""What a reply says, taken out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reply import Choices, Heading, Link, Paragraph, Plain, Reply

if TYPE_CHECKING:
    from bot.choice import Choice
    from bot.desk import Desk
    from bot.story import Story


def title(reply: Reply) -> str:
    heading = reply.blocks[0]
    assert isinstance(heading, Heading)
    (run, *_) = heading.text
    assert isinstance(run, Plain | Link)
    return run.text


def said(reply: Reply) -> str:
    """The sentence of a reply that is one."""
    paragraph = reply.blocks[0]
    assert isinstance(paragraph, Paragraph)
    (run, *_) = paragraph.text
    assert isinstance(run, Plain)
    return run.text


async def publish(desk: Desk, *stories: Story) -> None:
    async for _ in desk.load(stories, lambda _: None):
        pass


def offered(reply: Reply) -> list[Choice]:
    return [each for block in reply.blocks if isinstance(block, Choices) for each in block.choices]
