"""Coverage-guided fuzzing of all that reads what strangers send: files, and typed commands.

`SECONDS=600 python -m bench fuzz` runs each of the targets for a part of that time; it needs
atheris (`pip install atheris`), which is there for Linux alone. A target fails where anything but
a fault that is said comes out, or where one input takes longer than `SLOWEST`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from bench.figures import ROOT, Figure, table

SECONDS = "600"
SLOWEST = 1.0  # seconds for one input, which libFuzzer counts with its own instruments on
LONGEST = 20_000  # bytes of one input
SEEDS = (ROOT / "stories", ROOT / "tests" / "pages", ROOT / "tests" / "importers" / "kite")
LINES = (
    *("/facts emails hacked", "/subscribe 8:30pm New York mon-fri Trade", "/changes 2 1"),
    *("/subscription time 9 days mon-fri", "/pause 3 days", '/search "a b" c', "/export rss 2"),
    *("/editstory 2 fact 3 New text [1,4]", "/publish 2 tomorrow 8:00 Paris", "1/facts/~12"),
)
TARGETS = ("files", "lines")


def fuzz() -> None:
    """Run every target, and print how it went."""
    if find_spec("atheris") is None:
        sys.exit("This needs atheris, which is there for Linux: pip install atheris")
    share = int(os.environ.get("SECONDS", SECONDS)) // len(TARGETS)
    table(_run(target, share) for target in TARGETS)


def _run(target: str, seconds: int) -> Figure:
    """Run one target in a process of its own; what it found stays beside the checkout."""
    with tempfile.TemporaryDirectory() as name:
        corpus = Path(name)
        _sow(target, corpus)
        limits = (
            f"-max_total_time={seconds}",
            f"-timeout={SLOWEST:.0f}",
            f"-max_len={LONGEST}",
            f"-artifact_prefix={ROOT / 'build'}/fuzz-{target}-",
        )
        (ROOT / "build").mkdir(exist_ok=True)
        ended = subprocess.run(  # noqa: S603 - this very package
            [sys.executable, "-m", "bench.fuzzed", target, *limits, str(corpus)],
            cwd=ROOT,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    if ended.returncode:
        sys.exit(ended.stdout[-4_000:])
    runs = int(ended.stdout.rpartition("Done ")[2].split()[0])
    return Figure(what=f"{target}: inputs in {seconds} s, none broke", value=runs, unit="")


def _sow(target: str, corpus: Path) -> None:
    if target == "files":
        for number, file in enumerate(each for seeds in SEEDS for each in seeds.rglob("*.*")):
            shutil.copy(file, corpus / str(number))
        return
    for number, line in enumerate(LINES):
        (corpus / str(number)).write_text(line, "utf-8")
