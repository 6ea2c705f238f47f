"""The bare library, and how its calls are refused."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from telegram import Bot, LinkPreviewOptions
from telegram.error import BadRequest, TelegramError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.platforms.telegram.scene import Telegram

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
SECRET = "s3cret_of-Ours"  # noqa: S105 - it opens nothing


@contextmanager
def refused(said: str, error: type[TelegramError] = BadRequest) -> Iterator[None]:
    """See to it that Telegram refuses with these words, whichever letters the library changes."""
    with pytest.raises(error) as caught:
        yield
    assert said.lower() in str(caught.value).lower()


def a_bot(telegram: Telegram, token: str) -> Bot:
    files = f"{telegram.base}/file/bot"
    return Bot(token, base_url=f"{telegram.base}/bot", base_file_url=files)


async def sent(bot: Bot, chat: int, text: str = "x", **more: Any) -> Any:  # noqa: ANN401 - the library's own
    return await bot.send_message(chat, text, link_preview_options=NO_PREVIEW, **more)
