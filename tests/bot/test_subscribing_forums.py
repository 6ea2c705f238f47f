"""A forum has each briefing as a post of its own, and is managed from any of its posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.address import Address
from bot.edition import Subscribed
from bot.request import Forum
from bot.words import phrase
from tests.bot.managed import Place, read
from tests.bot.replies import offered, said

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.edition import Subscription

FORUM, POST = Address("console", "forum"), Address("console", "forum", "post")


@pytest.fixture
def post(desk: Desk) -> Place:
    """A post of a forum."""
    post = Place(desk, POST, alone=False)
    post.around = Forum(FORUM)
    return post


async def known(place: Place, where: Address) -> Subscription | None:
    return await place.desk.store.ledger.subscription(where)


async def test_it_is_asked_whether_the_post_or_the_forum_is_meant(post: Place) -> None:
    question = await post.ask("/subscribe 8 Paris")
    assert [each.label for each in offered(question)] == ["In this post", "Each as a new post"]
    await post.press(question, "In this post")
    assert await known(post, POST)
    assert await known(post, FORUM) is None


async def test_all_that_is_asked_in_a_post_is_meant_for_the_forum_that_is_subscribed(
    post: Place,
) -> None:
    await post.press(await post.ask("/subscribe 8 Paris"), "Each as a new post")
    assert await known(post, POST) is None
    await post.ask("/subscription most 3")
    await post.ask("/pause friday")
    assert read(await post.ask("/status")).startswith(
        "How the briefing stands\nThe briefing is paused until Friday"
    )
    await post.press(await post.ask("/unsubscribe"), "Undo")
    found = await known(post, FORUM)
    assert found is not None
    assert (found.wish.most, found.state) == (3, Subscribed.PAUSED)
    await post.ask("/resume")
    await post.ask("/subscribe 9 Paris")
    found = await known(post, FORUM)
    assert found is not None
    assert (found.wish.slot.at.hour, found.wish.most) == (9, 3)
    assert found.state is Subscribed.ACTIVE


async def test_a_post_that_is_subscribed_itself_comes_before_its_forum(post: Place) -> None:
    question = await post.ask("/subscribe 8 Paris")
    await post.press(question, "Each as a new post")
    await post.press(question, "In this post")
    await post.ask("/unsubscribe")
    assert [
        each and each.state for each in (await known(post, FORUM), await known(post, POST))
    ] == [
        Subscribed.ACTIVE,
        Subscribed.ENDED,
    ]


async def test_how_a_forum_stands_whose_briefing_has_ended_is_told_in_its_posts(
    post: Place,
) -> None:
    await post.press(await post.ask("/subscribe 8 Paris"), "Each as a new post")
    await post.ask("/unsubscribe")
    ended = "How the briefing stands\nThe briefing does not come to this place any more."
    assert read(await post.ask("/status")).startswith(ended)
    post.around = None
    assert said(await post.ask("/status")).startswith("Nothing is subscribed here yet.")


async def test_what_the_bot_lacks_in_the_forum_is_named(post: Place) -> None:
    question = await post.ask("/subscribe 8 Paris")
    post.around = Forum(FORUM, (phrase("“Create Posts”"),))
    reply = await post.press(question, "Each as a new post")
    assert said(reply).startswith("The bot lacks “Create Posts” here.")
    assert await known(post, FORUM) is None


async def test_a_forum_that_is_not_found_any_more_is_told_and_nothing_is_subscribed(
    post: Place,
) -> None:
    question = await post.ask("/subscribe 8 Paris")
    post.around = None
    reply = await post.press(question, "Each as a new post")
    assert said(reply) == "The forum cannot be found. Try again after a while."
    assert await known(post, POST) is None
