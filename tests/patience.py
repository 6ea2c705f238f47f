"""How long a test waits for what must come."""

from __future__ import annotations

# Seconds. It is long only where something is broken: a machine that is busy with all tests at once
# takes some, and then nothing is wrong with us.
PATIENCE = 30.0
