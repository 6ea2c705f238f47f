"""The platforms' official specifications, which stand beside the project and are not part of it.

The folder is `../shared/specs`, or the one that the environment names as `SPECS`.
"""

from __future__ import annotations

import importlib.util
import os
import warnings
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import ModuleType

SPECS = Path(os.environ.get("SPECS", Path(__file__).parents[3] / "shared" / "specs"))


class DiscordSpec(Protocol):
    """Holds a request against Discord's HTTP API."""

    def validate(self, method: str, path: str, body: object) -> list[str]:
        """Give everything that is wrong; *path* begins behind the version."""


class TelegramSpec(Protocol):
    """Holds a request against Telegram's Bot API."""

    def validate(
        self, method: str, params: Mapping[str, object], files: Iterable[str] = ()
    ) -> list[str]:
        """Give everything that is wrong."""


@cache
def discord_spec() -> DiscordSpec:
    """Give Discord's specification, or skip the test where it is not at hand."""
    module = _module("discord_validate")
    with _files_left_open():
        return cast("DiscordSpec", module.DiscordSpec(_file("discord-openapi.json")))


@cache
def telegram_spec() -> TelegramSpec:
    """Give Telegram's specification, or skip the test where it is not at hand."""
    module = _module("telegram_validate")
    with _files_left_open():
        return cast("TelegramSpec", module.TelegramSpec(_file("telegram-api.json")))


@contextmanager
def _files_left_open() -> Iterator[None]:
    """Bear with validators that leave their file to the garbage collector."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, _file(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _file(name: str) -> str:
    file = SPECS / name
    if not file.is_file():
        pytest.skip(f"the official specification {name} is not in {SPECS}")
    return str(file)
