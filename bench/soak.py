"""A long soak: the program is killed as often as it is told, in the middle of one long push.

`KILLS=1000 python -m bench soak`; the suite itself does thirty on each engine.
"""

from __future__ import annotations

import os
import subprocess
import sys

from bench.figures import ROOT

KILLS = "300"


def soak() -> None:
    """Kill, and say how it went as the tests do."""
    command = [sys.executable, "-m", "pytest", "-n", "2", "-q", "tests/proofs/test_killed.py"]
    environment = {"KILLS": KILLS, **os.environ}
    subprocess.run(command, check=False, cwd=ROOT, env=environment)  # noqa: S603 - our own tests
