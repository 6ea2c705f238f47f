"""Story → Reply: every view is a pure function of a story and the reader's words."""

from __future__ import annotations
