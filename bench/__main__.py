"""`make bench`: measure, and print a table of figures.

`python -m bench start push` measures only what is named.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench.answering import answering
from bench.figures import Figure, table
from bench.ledger import ledger
from bench.running import running
from bench.starting import starting
from bench.taking_in import loading, pages
from bench.telegram import telegram

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PARTS = ("start", "run", "page", "load", "answer", "ledger", "push", "whole", "telegram", "discord")


async def gathered(figures: AsyncIterator[Figure]) -> list[Figure]:
    """Wait for all of them."""
    return [figure async for figure in figures]


def main() -> None:
    """Measure what is named, or everything."""
    named = sys.argv[1:] or PARTS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in named:
            match part:
                case "start":
                    table(starting())
                case "run":
                    table(running(folder))
                case "page":
                    table(pages())
                case "load":
                    table(asyncio.run(gathered(loading(folder))))
                case "answer":
                    table(asyncio.run(gathered(answering(folder))))
                case "ledger":
                    table(asyncio.run(gathered(ledger(folder))))
                case "push":
                    from bench.pushing import pushing

                    table(asyncio.run(gathered(pushing(folder))))
                case "whole":
                    from bench.whole import whole

                    table(asyncio.run(gathered(whole(folder))))
                case "telegram":
                    table(asyncio.run(gathered(telegram(folder))))
                case "discord":
                    # The library is loaded only where it is measured.
                    from bench.discord import on_discord

                    table(asyncio.run(gathered(on_discord(folder))))
                case _:
                    _long(part, folder)


def _long(part: str, folder: Path) -> None:
    """Do what takes an hour or more; `make bench` has none of it."""
    match part:
        case "growth":
            from bench.growth import growth

            table(asyncio.run(gathered(growth(folder))))
        case "soak":
            from bench.soak import soak

            soak()
        case "fuzz":
            from bench.fuzz import fuzz

            fuzz()
        case _:
            sys.exit(f"There is no part {part}; there are: {', '.join(PARTS)}")


if __name__ == "__main__":
    main()
