"""The Telegram on loopback, tried with the bare library: it must be as strict as the real one."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram import MessageEntity as Entity
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, Updater

from tests.platforms.telegram.faults import Broken, Reset, Slow
from tests.platforms.telegram.refusals import limited
from tests.platforms.telegram.scene import Telegram
from tests.platforms.telegram.server import hold, opened
from tests.platforms.telegram.world import Kind, Standing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

    from tests.platforms.telegram.faults import Fault

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
SECRET = "s3cret_of-Ours"  # noqa: S105 - it opens nothing


@pytest.fixture(autouse=True)
def _waits_are_spans_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    async with opened(Telegram()) as here:
        yield here


@pytest.fixture
async def bot(telegram: Telegram) -> AsyncIterator[Bot]:
    async with a_bot(telegram, telegram.token) as bot:
        yield bot


@contextmanager
def refused(said: str, error: type[TelegramError] = BadRequest) -> Iterator[None]:
    """See to it that Telegram refuses with these words, whichever letters the library changes."""
    with pytest.raises(error) as caught:
        yield
    assert said.lower() in str(caught.value).lower()


def a_bot(telegram: Telegram, token: str) -> Bot:
    files = f"{telegram.base}/file/bot"
    return Bot(token, base_url=f"{telegram.base}/bot", base_file_url=files)


@asynccontextmanager
async def an_application(telegram: Telegram) -> AsyncIterator[Updater]:
    """Run what any newcomer writes: `/facts` and a button below its answer."""

    async def facts(update: Any, _: Any) -> None:  # noqa: ANN401 - the library's own
        more = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="more")]])
        await update.effective_message.reply_text(
            "Facts", reply_markup=more, link_preview_options=NO_PREVIEW
        )

    async def more(update: Any, _: Any) -> None:  # noqa: ANN401 - the same
        await update.callback_query.answer()
        await update.callback_query.edit_message_text("More", link_preview_options=NO_PREVIEW)

    application = (
        Application.builder().bot(a_bot(telegram, telegram.token)).concurrent_updates(8).build()
    )
    application.add_handler(CommandHandler("facts", facts))
    application.add_handler(CallbackQueryHandler(more))
    async with application:
        await application.start()
        assert application.updater is not None
        try:
            yield application.updater
        finally:
            if application.updater.running:
                await application.updater.stop()
            await application.stop()


@asynccontextmanager
async def listening(take: Callable[[web.Request], Awaitable[web.Response]]) -> AsyncIterator[int]:
    """Let *take* answer what is brought to the port that is given."""
    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    with socket.create_server(("127.0.0.1", 0)) as here:
        await web.SockSite(runner, here).start()
        yield here.getsockname()[1]
        await runner.cleanup()


async def asked_and_pressed(telegram: Telegram) -> None:
    ada = telegram.person("Ada")
    ada.writes("/facts")
    (answer,) = await telegram.answers(ada)
    query = ada.presses(answer, "More")
    await telegram.until(lambda: query.answers and answer.text == "More")
    hold(telegram)


async def test_the_library_polls_and_answers(telegram: Telegram) -> None:
    async with an_application(telegram) as updater:
        await updater.start_polling()
        await asked_and_pressed(telegram)


async def test_the_library_is_told_and_answers(telegram: Telegram) -> None:
    async with an_application(telegram) as updater:

        async def take(request: web.Request) -> web.Response:
            assert request.headers["X-Telegram-Bot-Api-Secret-Token"] == SECRET
            if not refused_once:
                refused_once.append(True)
                raise web.HTTPServiceUnavailable
            await updater.update_queue.put(Update.de_json(await request.json(), updater.bot))
            return web.Response()

        refused_once: list[bool] = []
        async with listening(take) as port:
            telegram.behind["bot.example"] = port
            await updater.bot.set_webhook("https://bot.example/hook", secret_token=SECRET)
            await asked_and_pressed(telegram)
            assert telegram.bringing is not None
            assert [each.status for each in telegram.bringing.deliveries] == [503, 200, 200]


# Updates


async def test_an_update_comes_until_a_later_one_is_asked_for(telegram: Telegram, bot: Bot) -> None:
    ada = telegram.person("Ada")
    ada.writes("one")
    ada.writes("two")
    first = await bot.get_updates(limit=1)
    assert [each.message and each.message.text for each in first] == ["one"]
    both = await bot.get_updates(offset=first[0].update_id)
    assert len(both) == 2
    assert await bot.get_updates(offset=both[1].update_id + 1, timeout=0) == ()


async def test_who_asks_waits_until_something_happens(telegram: Telegram, bot: Bot) -> None:
    asked = asyncio.create_task(bot.get_updates(timeout=20))
    await telegram.until(lambda: telegram.called("getUpdates"))
    telegram.person("Ada").writes("hello")
    assert len(await asked) == 1


async def test_only_what_is_wanted_comes(telegram: Telegram, bot: Bot) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    telegram.person("Ada").writes("hello")
    assert await bot.get_updates() == ()


async def test_a_second_poller_ends_the_first(telegram: Telegram, bot: Bot) -> None:
    asked = asyncio.create_task(bot.get_updates(timeout=20))
    await telegram.until(lambda: telegram.called("getUpdates"))
    async with a_bot(telegram, telegram.token) as other:
        assert await other.get_updates() == ()
    with refused("terminated by other getUpdates", Conflict):
        await asked


async def test_nobody_polls_while_a_webhook_is_set(telegram: Telegram, bot: Bot) -> None:
    await bot.set_webhook("https://bot.example/hook", secret_token=SECRET)
    with refused("while webhook is active", Conflict):
        await bot.get_updates()
    assert (await bot.get_webhook_info()).url == "https://bot.example/hook"
    await bot.delete_webhook()
    assert await bot.get_updates() == ()
    hold(telegram)


@pytest.mark.parametrize(
    ("url", "secret", "said"),
    [
        ("http://bot.example/", SECRET, "HTTPS"),
        ("https://bot.example:8080/", SECRET, "ports 80, 88, 443 or 8443"),
        ("https://bot.example/", "a b", "unallowed characters"),
    ],
)
async def test_a_webhook_must_be_a_safe_place(bot: Bot, url: str, secret: str, said: str) -> None:
    with refused(said):
        await bot.set_webhook(url, secret_token=secret)


async def test_groups_are_private_to_those_who_do_not_ask_the_bot(
    telegram: Telegram, bot: Bot
) -> None:
    ada, group = telegram.person("Ada"), telegram.group("Readers")
    other = telegram.world.user("Other", username="OtherBot", bot=True)
    ours = await bot.send_message(group.id, "x", link_preview_options=NO_PREVIEW)
    ada.writes("hello all", group)
    ada.writes("/facts@OtherBot", group)
    ada.writes("/facts", group)
    ada.writes("/facts@ourbot", group)
    ada.writes("well said", group, reply_to=group.messages[ours.message_id])
    telegram.arrives({"text": "y"}, group, other)
    ada.writes("/sources", group)
    heard = [each.message.text for each in await bot.get_updates() if each.message]
    assert heard == ["/facts", "/facts@ourbot", "well said"]


# Messages


async def sent(bot: Bot, chat: int, text: str = "x", **more: Any) -> Any:  # noqa: ANN401 - the library's own
    return await bot.send_message(chat, text, link_preview_options=NO_PREVIEW, **more)


async def test_a_message_comes_back_as_it_stands(telegram: Telegram, bot: Bot) -> None:
    forum = telegram.group("Forum", forum=True)
    topic = telegram.topic(forum, "News")
    bold = Entity("bold", 4, 3)
    link = Entity("text_link", 8, 1, url="https://a.example")
    answer = await sent(
        bot, forum.id, " 👩 \u030aok x ", entities=[bold, link], message_thread_id=topic.id
    )
    assert answer.text == "👩 ok x"
    assert [answer.parse_entity(each) for each in answer.entities] == ["ok", "x"]
    assert answer.entities[1].url == "https://a.example/"
    assert answer.message_thread_id == topic.id
    assert answer.is_topic_message
    assert answer.from_user.username == "OurBot"


@pytest.mark.parametrize("text", ["😀" * 4096, "x" * 4096, " " + "x" * 4096 + "\n"])
async def test_characters_are_counted_and_not_bytes(
    telegram: Telegram, bot: Bot, text: str
) -> None:
    await sent(bot, telegram.person("Ada").user.id, text)


LONG_DATA = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="é" * 33)]])
MANY = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="d")] * 8] * 13)


@pytest.mark.parametrize(
    ("text", "more", "said"),
    [
        ("x" * 4097, {}, "message is too long"),
        ("😀" * 4097, {}, "message is too long"),
        ("\u200b\u2060", {}, "must be non-empty"),
        ("<b>x", {"parse_mode": "HTML"}, ""),
        ("ab", {"entities": [Entity("bold", 0, 3)]}, "ends after the end of the text"),
        ("a😀", {"entities": [Entity("bold", 0, 2)]}, "in a middle of a UTF-16 symbol"),
        ("x", {"reply_markup": LONG_DATA}, "BUTTON_DATA_INVALID"),
        ("x", {"reply_markup": MANY}, "reply markup is too long"),
        ("x", {"reply_to_message_id": 999_999}, "message to be replied not found"),
    ],
)
async def test_what_is_wrong_is_refused_and_written_down(
    telegram: Telegram, bot: Bot, text: str, more: dict[str, Any], said: str
) -> None:
    ada = telegram.person("Ada").user.id
    if said:
        with refused(said):
            await sent(bot, ada, text, **more)
    else:
        await sent(bot, ada, text, **more)
    assert telegram.violations


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("x" * 101, [Entity("bold", at, 1) for at in range(101)]),
        ("ab c", [Entity("bold", 2, 1)]),
        ("abc", [Entity("bold", 0, 2), Entity("italic", 1, 2)]),
        ("abc", [Entity("blockquote", 0, 3), Entity("expandable_blockquote", 1, 1)]),
        ("abc", [Entity("text_link", 0, 3, url="javascript:x")]),
        ("abc", [Entity("text_link", 0, 3, url="tg://user?id=1")]),
        ("ask @durov", []),
        ("tg://resolve?domain=durov", []),
    ],
)
async def test_what_a_reader_would_suffer_from_is_written_down(
    telegram: Telegram, bot: Bot, text: str, entities: list[Entity]
) -> None:
    await sent(bot, telegram.person("Ada").user.id, text, entities=entities)
    assert telegram.violations


async def test_only_what_is_ours_and_changed_is_edited(telegram: Telegram, bot: Bot) -> None:
    ada = telegram.person("Ada")
    theirs, chat = ada.writes("hello"), ada.user.id
    ours = await sent(bot, chat)

    async def edit(number: int, text: str) -> None:
        await bot.edit_message_text(text, chat, number, link_preview_options=NO_PREVIEW)

    await edit(ours.message_id, "y")
    for number, text, said in (
        (ours.message_id, "y", "message is not modified"),
        (theirs.id, "y", "message can't be edited"),
        (999_999, "y", "message to edit not found"),
    ):
        with refused(said):
            await edit(number, text)
    assert telegram.said(ada)[0].text == "y"


# Places


@pytest.mark.parametrize(
    ("kind", "standing", "said"),
    [
        (Kind.GROUP, Standing.KICKED, "bot was kicked from the group chat"),
        (Kind.SUPERGROUP, Standing.KICKED, "bot was kicked from the supergroup chat"),
        (Kind.CHANNEL, Standing.KICKED, "bot was kicked from the channel chat"),
        (Kind.SUPERGROUP, Standing.LEFT, "bot is not a member of the supergroup chat"),
        (Kind.CHANNEL, Standing.LEFT, "bot is not a member of the channel chat"),
    ],
)
async def test_where_the_bot_is_not_let_in_it_is_forbidden_to_write(
    telegram: Telegram, bot: Bot, kind: Kind, standing: Standing, said: str
) -> None:
    chat = telegram.group("Readers", kind)
    chat.members[telegram.world.bot.id] = standing
    with refused(said, Forbidden):
        await sent(bot, chat.id)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ({"blocks": True}, "bot was blocked by the user"),
        ({"deleted": True}, "user is deactivated"),
        ({"met": False}, "bot can't initiate conversation with a user"),
    ],
)
async def test_people_close_their_doors(
    telegram: Telegram, bot: Bot, state: dict[str, bool], said: str
) -> None:
    user = telegram.person("Ada").user
    vars(user).update(state)
    with refused(said, Forbidden):
        await sent(bot, user.id)


async def test_the_loss_of_a_right_is_a_bad_request(telegram: Telegram, bot: Bot) -> None:
    group, channel = telegram.group("Readers"), telegram.channel("News")
    group.muted = True
    channel.members[telegram.world.bot.id] = Standing.MEMBER
    with refused("not enough rights to send text messages to the chat"):
        await sent(bot, group.id)
    with refused("need administrator rights in the channel chat"):
        await sent(bot, channel.id)
    with refused("chat not found"):
        await sent(bot, 5)
    hold(telegram)


async def test_topics_are_open_closed_or_gone(telegram: Telegram, bot: Bot) -> None:
    forum = telegram.group("Forum", forum=True)
    topic = telegram.topic(forum, "News")
    topic.closed = True
    with refused("TOPIC_CLOSED"):
        await sent(bot, forum.id, message_thread_id=topic.id)
    with refused("message thread not found"):
        await sent(bot, forum.id, message_thread_id=topic.id + 1)
    hold(telegram)


async def test_a_group_becomes_a_supergroup(telegram: Telegram, bot: Bot) -> None:
    group = telegram.group("Readers", Kind.GROUP)
    after = telegram.migrates(group)
    with pytest.raises(ChatMigrated) as moved:
        await sent(bot, group.id)
    assert moved.value.new_chat_id == after.id
    old, new = (each.message for each in await bot.get_updates())
    assert old is not None
    assert new is not None
    assert old.migrate_to_chat_id == after.id
    assert new.migrate_from_chat_id == group.id


# Rates


class Clock:
    """Goes on when it is told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(telegram: Telegram) -> Clock:
    clock = Clock()
    telegram.rates.clock = clock
    return clock


async def test_a_chat_takes_a_burst_and_then_one_a_second(
    telegram: Telegram, bot: Bot, clock: Clock
) -> None:
    ada = telegram.person("Ada").user.id
    for _ in range(5):
        await sent(bot, ada)
    with pytest.raises(RetryAfter) as told:
        await sent(bot, ada)
    assert told.value.retry_after.total_seconds() == 1  # type: ignore[union-attr] # set above
    clock.now += 0.5
    with pytest.raises(RetryAfter):
        await sent(bot, ada)
    assert "too soon" in telegram.rates.impatient[0]
    clock.now += 2
    await sent(bot, ada)


async def test_a_group_takes_twenty_a_minute_edits_counted(
    telegram: Telegram, bot: Bot, clock: Clock
) -> None:
    group = telegram.group("Readers").id
    message = (await sent(bot, group)).message_id
    for number in range(19):
        clock.now += 1
        await bot.edit_message_text(str(number), group, message, link_preview_options=NO_PREVIEW)
    clock.now += 1
    with pytest.raises(RetryAfter) as told:
        await sent(bot, group)
    assert told.value.retry_after.total_seconds() == 40  # type: ignore[union-attr] # set above


async def test_a_bot_writes_thirty_messages_a_second(
    telegram: Telegram, bot: Bot, clock: Clock
) -> None:
    clock.now += 10
    people = [telegram.person(f"Reader {number}").user.id for number in range(31)]
    for person in people[:30]:
        await sent(bot, person)
    with pytest.raises(RetryAfter):
        await sent(bot, people[30])


# What else can go wrong


@pytest.mark.parametrize(
    ("fault", "error", "stands"),
    [
        (Reset(), NetworkError, 1),
        (Reset(done=False), NetworkError, 0),
        (Broken(502, page=True), NetworkError, 0),
        (Broken(500), NetworkError, 0),
        (Slow(1.0), TimedOut, 1),
        (limited(43_838), RetryAfter, 0),
    ],
)
async def test_a_fault_comes_once_and_on_demand(
    telegram: Telegram, bot: Bot, fault: Fault, error: type[TelegramError], stands: int
) -> None:
    ada = telegram.person("Ada")
    telegram.faults.on("sendMessage", fault)
    with pytest.raises(error):
        await sent(bot, ada.user.id, read_timeout=0.2)
    assert len(telegram.said(ada)) == stands
    await sent(bot, ada.user.id)
    assert len(telegram.said(ada)) == stands + 1


@pytest.mark.parametrize(
    ("token", "status"), [("123:of-the-right-shape-and-not-ours", 401), ("123:x", 404)]
)
async def test_a_wrong_token_is_refused(telegram: Telegram, token: str, status: int) -> None:
    with refused("rejected", InvalidToken):
        async with a_bot(telegram, token):
            pytest.fail("it was let in")
    assert [call.status for call in telegram.calls] == [status]


async def test_menus_are_kept_by_scope_and_language(bot: Bot) -> None:
    await bot.set_my_commands([("facts", "what is known")])
    await bot.set_my_commands([("facts", "was man weiß")], language_code="de")
    assert (await bot.get_my_commands())[0].description == "what is known"
    assert (await bot.get_my_commands(language_code="de"))[0].description == "was man weiß"
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()
    for commands in ([("With-hyphen", "x")], [(f"c{number}", "x") for number in range(101)]):
        with refused("BOT_COMMAND"):
            await bot.set_my_commands(commands)
    with refused("invalid language code"):
        await bot.set_my_commands([("facts", "x")], language_code="pt-BR")


async def test_files_are_given_out(telegram: Telegram, bot: Bot) -> None:
    message = telegram.person("Ada").sends("new.yaml", b"slug: x")
    file = await bot.get_file(message.content["document"]["file_id"])
    assert bytes(await file.download_as_bytearray()) == b"slug: x"
    with refused("wrong file_id"):
        await bot.get_file("BQAC999")


async def test_nobody_waits_for_an_answer_for_ever(telegram: Telegram, bot: Bot) -> None:
    ada = telegram.person("Ada")
    query = ada.types("microsoft")
    assert telegram.unanswered == [query]
    query.old = True
    with refused("query is too old"):
        await bot.answer_inline_query(query.id, [])
    assert telegram.unanswered == []


async def test_who_is_what_in_a_chat_is_told(telegram: Telegram, bot: Bot) -> None:
    ada, group = telegram.person("Ada"), telegram.group("Readers")
    assert (await bot.get_chat_member(group.id, ada.user.id)).status == "left"
    ada.joins(group, Standing.ADMINISTRATOR)
    assert (await bot.get_chat_member(group.id, ada.user.id)).status == "administrator"
    with refused("participant"):
        await bot.get_chat_member(group.id, 5)
