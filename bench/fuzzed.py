"""One target of the fuzzer: `python -m bench.fuzzed files|lines`, with the options of libFuzzer."""

from __future__ import annotations

import sys
from contextlib import suppress

import atheris

with atheris.instrument_imports(include=["bot"]):
    from bot.address import Account, Address
    from bot.answer import of_choice, parse
    from bot.commands import named
    from bot.errors import Problem
    from bot.importers import read
    from bot.parsing import checked

WHO, WHERE = Account("bench", "1"), Address("bench", "1")


def files(data: bytes) -> None:
    """Read a file that somebody sent."""
    with suppress(Problem):
        read(data, "file")


def lines(data: bytes) -> None:
    """Read a line that somebody typed, and an action that somebody made up."""
    text = data.decode("utf-8", "surrogateescape")
    with suppress(Problem):
        request = parse(text, who=WHO, where=WHERE, language="en")
        checked(named(request.command), request.arguments)
    with suppress(Problem):
        of_choice(text, who=WHO, where=WHERE, language="en")


if __name__ == "__main__":
    target = {"files": files, "lines": lines}[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()
