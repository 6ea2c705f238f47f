"""One step each; a step is never changed once it has been given out."""

from __future__ import annotations
