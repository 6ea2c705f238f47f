"""The whole program as a process of its own."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.patience import PATIENCE

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator

ROOT = Path(__file__).parent.parent


class Program:
    """The program, running in a folder of its own.

    Args:
        folder: where its database is.
        settings: what is set, without the prefix.
    """

    def __init__(self, folder: Path, **settings: str) -> None:
        named = {f"STORYDESK_{name}": value for name, value in settings.items()}
        inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self.environment = {
            **inherited,
            "PYTHONPATH": str(ROOT),
            "STORYDESK_DATABASE": f"sqlite:///{folder / 'desk.db'}",
            **named,
        }
        self.folder = folder
        self.log = ""
        self._more = asyncio.Event()

    async def does(self, *arguments: str) -> tuple[int | None, str]:
        """Run a verb to its end; give its status and all it said."""
        process = await self._started(*arguments)
        said, _ = await process.communicate()
        return process.returncode, said.decode()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Process]:
        """Keep `run` running, and kill it in the end if it still is."""
        process = await self._started("run")
        reading = asyncio.create_task(self._read(process))
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()
            await reading

    async def says(self, text: str) -> None:
        """Wait until *text* stands in its log."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not re.search(text, self.log):
                    self._more.clear()
                    await self._more.wait()
        except TimeoutError:
            pytest.fail(f"{text} is not in {self.log}")

    async def status(self, text: str) -> None:
        """Wait until `status` says *text*."""
        said = ""
        try:
            async with asyncio.timeout(PATIENCE):
                while not re.search(text, said):
                    _, said = await self.does("status")
        except TimeoutError:
            pytest.fail(f"{text} is not in {said}\n{self.log}")

    async def _started(self, *arguments: str) -> Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot", *arguments),
            cwd=self.folder,
            env=self.environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )

    async def _read(self, process: Process) -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            self.log += line.decode()
            self._more.set()
