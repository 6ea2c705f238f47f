"""Settings: what the person who runs the bot says, by environment or `.env`.

Nothing is read at import; whoever starts the program calls `read_settings` once.
"""

from __future__ import annotations

import logging
import os
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

import bot
from bot.address import Account
from bot.errors import Problem
from bot.rules import a_language_tag, a_web_address
from bot.taking_in.listed_sources import sound_list, sources
from bot.words import N_, Phrase, languages, phrase, preferred, together

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.wires import Source

PREFIX = "STORYDESK_"
DATABASES = r"^(sqlite|postgres(ql)?)(\+\w+)?:"
WEBHOOK_PORTS = {None, 443, 80, 88, 8443}  # Bot API, setWebhook: the ports that are supported
SHARDS = r"^\d{1,4}(,\d{1,4})*/\d{1,4}$"
OWNERS = r"^[a-z]+:[^\s:,]+(,\s*[a-z]+:[^\s:,]+)*$"

CANNOT_BE_READ = N_("{name} cannot be read.")
WEB_ADDRESS = N_("{name} is a web address: https://….")
SOURCES = N_("{name} lists web addresses (no passwords) and folders that exist, and not: {wrong}.")
MEANT = {
    "catch_up": N_("{name} is a number of hours, at most 24."),
    "database": N_("{name} is sqlite:///file.db or postgresql://user:password@host/name."),
    "discord_api": WEB_ADDRESS,
    "discord_gateway": N_("{name} is an address: wss://…."),
    "discord_shards": N_("{name} lists shards, and of how many: 0,1/4."),
    "health": N_("{name} is a file in a folder that is there."),
    "language": N_("{name} is one of: {spoken}."),
    "log": N_("{name} is debug, info, warning or error."),
    "owners": N_("{name} lists accounts: discord:1234,telegram:5678."),
    "proxy": WEB_ADDRESS,
    "sources": SOURCES,
    "sources_every": N_("{name} is a number of minutes, from 1 to 1440."),
    "sources_trusted": SOURCES,
    "telegram_api": WEB_ADDRESS,
    "telegram_paid": N_("{name} is true or false."),
    "uncertain": N_("{name} is again or hold."),
    "webhook_port": N_("{name} is a number from 1 to 65535."),
    "webhook_url": N_(
        "{name} is an address that Telegram goes to: https://…, at port 443, 80, 88 or 8443."
    ),
}

Url: TypeAlias = Annotated[str, AfterValidator(a_web_address)]


def _spoken(tag: str) -> str:
    if preferred([a_language_tag(tag)], "") != tag:
        raise ValueError("a language that the bot does not speak")
    return tag


def _in_a_folder(file: Path) -> Path:
    if not file.parent.is_dir():
        raise ValueError("a file in no folder")
    return file


class Settings(BaseSettings):
    """What the person who runs the bot has set; each field is `STORYDESK_` and its name."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        use_attribute_docstrings=True,
    )

    database: Annotated[str, Field(pattern=DATABASES)] = "sqlite:///storydesk.db"
    """Where everything is kept."""
    stories: Path | None = None
    """The folder with the newsroom's story files; the samples that came along if not set."""
    discord_token: SecretStr | None = None
    """Opens the door to Discord."""
    telegram_token: SecretStr | None = None
    """Opens the door to Telegram."""
    owners: Annotated[str, Field(pattern=OWNERS)] | None = None
    """Who may do everything: `discord:1234,telegram:5678`."""
    language: Annotated[str, AfterValidator(_spoken)] = "en"
    """The language spoken where nobody has chosen another."""
    log: Literal["debug", "info", "warning", "error"] = "warning"
    """How much is written down."""
    telegram_paid: bool = False
    """Whether pushes on Telegram may cost Stars, and go out many times as fast."""
    telegram_api: Url | None = None
    """A Telegram server of your own: its base URL, without the token."""
    discord_api: Url | None = None
    """A Discord API elsewhere: its URL up to `/api/v10`."""
    discord_shards: Annotated[str, Field(pattern=SHARDS)] | None = None
    """Which shards this copy may open, and of how many: `0,1/4`; all copies share if not set."""
    discord_gateway: Annotated[str, Field(pattern=r"^wss?://\S+$")] | None = None
    """A Discord gateway elsewhere: its `ws://` or `wss://` URL."""

    webhook_url: Url | None = None
    """Where Telegram brings its updates; they are fetched if not set."""
    webhook_secret: SecretStr | None = None
    """What Telegram's deliveries must carry; made up at each start if not set."""
    webhook_port: Annotated[int, Field(ge=1, le=65535)] = 8443
    """The port on which Telegram's deliveries are awaited."""
    proxy: Url | None = None
    """The way out to both platforms, where there is no straight one."""

    catch_up: Annotated[float, Field(gt=0, le=24)] = 6
    """How many hours late a briefing may still come, after the program stood still."""
    uncertain: Literal["again", "hold"] = "again"
    """What becomes of a briefing that may have arrived, on a platform that does not tell."""

    sources: Annotated[str, AfterValidator(sound_list)] = ""
    """Web addresses and folders that are read by themselves; what comes becomes a draft."""
    sources_trusted: Annotated[str, AfterValidator(sound_list)] = ""
    """The same, of those whose stories are published at once."""
    sources_every: Annotated[float, Field(ge=1, le=1440)] = 15
    """How many minutes pass between two readings of a source."""

    health: Annotated[Path, AfterValidator(_in_a_folder)] | None = None
    """A file in which a running copy says again and again whether all is well."""

    @field_validator("webhook_url")
    @classmethod
    def _reachable(cls, url: str | None, info: ValidationInfo) -> str | None:
        """See that Telegram itself can come here; a server of one's own goes anywhere."""
        if url is None or info.data.get("telegram_api"):
            return url
        parts = urlsplit(url)
        if parts.scheme != "https" or parts.port not in WEBHOOK_PORTS:
            raise ValueError("an address that Telegram does not go to")
        return url

    @property
    def window(self) -> timedelta:
        """How late a briefing may still come."""
        return timedelta(hours=self.catch_up)

    @property
    def shards(self) -> tuple[tuple[int, ...], int] | None:
        """The shards of this copy, and how many there are in all."""
        if self.discord_shards is None:
            return None
        ours, _, count = self.discord_shards.partition("/")
        return tuple(map(int, ours.split(","))), int(count)

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The owners, as accounts."""
        named = (owner.strip().partition(":") for owner in (self.owners or "").split(",") if owner)
        return tuple(Account(platform, person) for platform, _, person in named)

    @property
    def wires(self) -> tuple[Source, ...]:
        """The sources that are read by themselves; one that stands in both lists is trusted."""
        return sources(self.sources, self.sources_trusted)

    @property
    def folder(self) -> Path:
        """The folder with the story files."""
        if self.stories is not None:
            return self.stories
        package = Path(bot.__file__).parent
        shipped = package / "stories"
        return shipped if shipped.is_dir() else package.parent / "stories"


def read_settings(env_file: Path = Path(".env")) -> Settings:
    """Read the environment, and *env_file* for what the environment does not say.

    Raises:
        Problem: something is unknown or wrong; it names everything at once, and no secret.
    """
    try:
        faults = [*_unreadable(env_file), *_unknown(env_file)]
    except UnicodeDecodeError:
        raise Problem(phrase("{file} is not UTF-8 text.", file=str(env_file))) from None
    try:
        settings = Settings(_env_file=env_file)
    except ValidationError as error:
        faults += [
            _wrong(str(each["loc"][0]), each.get("ctx", {}))
            for each in error.errors(include_input=False)
        ]
    else:
        if not faults:
            return settings
    raise Problem(phrase("The settings need mending. {faults}", faults=together(faults)))


def _unreadable(env_file: Path) -> list[Phrase]:
    """Name the lines of *env_file* that say nothing; the library only warns of them."""
    from dotenv.parser import parse_stream

    logging.getLogger("dotenv.main").setLevel(logging.ERROR)
    if not env_file.is_file():
        return []
    with env_file.open(encoding="utf-8") as file:
        lines = [each.original.line for each in parse_stream(file) if each.error]
    return [
        phrase("{file}, line {line}: write NAME=value.", file=str(env_file), line=line)
        for line in lines
    ]


def _unknown(env_file: Path) -> list[Phrase]:
    """Name what is set under our prefix and means nothing."""
    from dotenv import dotenv_values

    known = {PREFIX + name.upper() for name in Settings.model_fields}
    names = {name.upper() for name in (*os.environ, *dotenv_values(env_file))}
    unknown = sorted(name for name in names - known if name.startswith(PREFIX))
    return [_meant(name, get_close_matches(name, known, n=1)) for name in unknown]


def _meant(name: str, near: list[str]) -> Phrase:
    if near:
        return phrase("{name} is no setting; {near} is.", name=name, near=near[0])
    return phrase("{name} is no setting.", name=name)


def _wrong(field: str, context: Mapping[str, object]) -> Phrase:
    """Say what a setting should be; never what it is, for it could be a secret."""
    said, spoken = MEANT.get(field, CANNOT_BE_READ), ", ".join(languages())
    wrong = context.get("wrong", "")
    return phrase(said, name=PREFIX + field.upper(), spoken=spoken, wrong=wrong)
