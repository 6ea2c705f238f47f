"""Settings: what the person who runs the bot says, by environment or `.env`.

Nothing is read at import; whoever starts the program calls `read_settings` once.
"""

from __future__ import annotations

import os
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

import bot
from bot.address import Account
from bot.errors import Problem
from bot.rules import a_language_tag, a_web_address
from bot.words import Phrase, phrase, together

PREFIX = "STORYDESK_"
SHARDS = r"^\d{1,4}(,\d{1,4})*/\d{1,4}$"
OWNERS = r"^[a-z]+:[^\s:,]+(,\s*[a-z]+:[^\s:,]+)*$"

Url: TypeAlias = Annotated[str, AfterValidator(a_web_address)]


class Settings(BaseSettings):
    """What the person who runs the bot has set; each field is `STORYDESK_` and its name."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        use_attribute_docstrings=True,
    )

    database: str = "sqlite:///storydesk.db"
    """Where everything is kept."""
    stories: Path | None = None
    """The folder with the newsroom's story files; the samples that came along if not set."""
    discord_token: SecretStr | None = None
    """Opens the door to Discord."""
    telegram_token: SecretStr | None = None
    """Opens the door to Telegram."""
    owners: Annotated[str, Field(pattern=OWNERS)] | None = None
    """Who may do everything: `discord:1234,telegram:5678`."""
    language: Annotated[str, AfterValidator(a_language_tag)] = "en"
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

    health: Path | None = None
    """A file in which a running copy says again and again whether all is well."""

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
        faults = [*_unknown(env_file)]
    except UnicodeDecodeError:
        raise Problem(phrase("{file} is not UTF-8 text.", file=str(env_file))) from None
    try:
        settings = Settings(_env_file=env_file)
    except ValidationError as error:
        faults += [_wrong(str(each["loc"][0])) for each in error.errors(include_input=False)]
    else:
        if not faults:
            return settings
    raise Problem(phrase("The settings need mending. {faults}", faults=together(faults)))


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


def _wrong(field: str) -> Phrase:
    """Say what a setting should be; never what it is, for it could be a secret."""
    name = PREFIX + field.upper()
    match field:
        case "owners":
            return phrase("{name} lists accounts: discord:1234,telegram:5678.", name=name)
        case "language":
            return phrase("{name} is a language tag such as en or pt-BR.", name=name)
        case "log":
            return phrase("{name} is debug, info, warning or error.", name=name)
        case "discord_shards":
            return phrase("{name} lists shards, and of how many: 0,1/4.", name=name)
        case "telegram_paid":
            return phrase("{name} is true or false.", name=name)
        case "catch_up":
            return phrase("{name} is a number of hours, at most 24.", name=name)
        case "uncertain":
            return phrase("{name} is again or hold.", name=name)
        case "webhook_port":
            return phrase("{name} is a number from 1 to 65535.", name=name)
        case "telegram_api" | "discord_api" | "webhook_url" | "proxy":
            return phrase("{name} is a web address: https://….", name=name)
        case "discord_gateway":
            return phrase("{name} is an address: wss://….", name=name)
        case _:
            return phrase("{name} cannot be read.", name=name)
