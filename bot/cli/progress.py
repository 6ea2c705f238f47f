"""Show how far long work has come, to a person who watches."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONG = 200  # less is done before a bar would be read


@contextmanager
def progress(title: str, total: int) -> Iterator[Callable[[int], None]]:
    """Draw a bar on standard error while work goes on, where it is a terminal.

    Args:
        title: what is being done.
        total: how many steps there are.

    Yields:
        what to call with the number of steps done since the last call.
    """
    if total < LONG or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=total)
        yield lambda steps: bar.advance(task, steps)
