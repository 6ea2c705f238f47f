"""`storydesk run` in a process of its own, in more haste than people have, so that much happens.

The process is made from one that has imported everything already: it is up in a fraction of a
second, and can be killed as often as a proof needs it.
"""

from __future__ import annotations

import asyncio
import os
import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.hands import processes

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerProcess
    from pathlib import Path

PATIENCE = 20.0  # seconds for it to end by itself

processes.set_forkserver_preload(["tests.hands", "tests.proofs.hastened"])


@dataclass(frozen=True)
class Haste:
    """What takes less time than it does for people.

    Args:
        lease: seconds that a delivery is held.
        again: seconds until what may have arrived is sent again.
        faster: by how much more than a platform allows is sent a second.
        rest: seconds that a place rests after a message; None for as long as its platform wants.
        longest: the most seconds that are waited where a platform asks for it.
        away: seconds between two tries while the database is away.
        beginning: seconds for which nothing is pushed once a copy begins to hear.
        ears: seconds for which a copy that was killed keeps others from hearing.
        telling: seconds between two looks at what readers are to be told of their reports.
    """

    lease: float = 2.0
    again: float = 0.5
    faster: float = 1.0
    rest: float | None = 0.02
    longest: float = 2.0
    away: float = 0.2
    beginning: float = 0.0
    ears: float = 10.0
    telling: float = 10.0


class Worker:
    """One process after the other that runs the program.

    Args:
        folder: where it runs, and writes its log.
        haste: what it does sooner.
        settings: what is set, without the prefix.
    """

    def __init__(self, folder: Path, haste: Haste, **settings: str) -> None:
        self._log = folder / "log"
        self._log.touch()
        self._haste = haste
        self._environment = {f"STORYDESK_{name}": value for name, value in settings.items()}
        self._process: ForkServerProcess | None = None

    @property
    def log(self) -> str:
        """All that it has written so far."""
        return self._log.read_text("utf-8")

    @property
    def pid(self) -> int:
        """The number of the process that runs."""
        assert self._process is not None
        assert self._process.pid is not None
        return self._process.pid

    def start(self) -> None:
        """Begin to run."""
        self._process = processes.Process(
            target=_run, args=(str(self._log), self._environment, self._haste)
        )
        self._process.start()

    def sends(self, number: signal.Signals) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    async def killed(self) -> None:
        """Kill it at this moment."""
        self.sends(signal.SIGKILL)
        assert await self._ended() == -signal.SIGKILL

    async def stopped(self) -> None:
        """Let it end by itself."""
        self.sends(signal.SIGTERM)
        assert await self._ended() == 0, self.log[-4000:]

    async def close(self) -> None:
        """See to it that it does not run."""
        if self._process is not None and self._process.is_alive():
            self._process.kill()
            await self._ended()

    async def _ended(self) -> int | None:
        assert self._process is not None
        await asyncio.to_thread(self._process.join, PATIENCE)
        return self._process.exitcode


def _run(log: str, environment: dict[str, str], haste: Haste) -> None:
    from tests.proofs.hastened import run

    run(log, environment, haste)
