"""The newsroom: all that is true of Storydesk whatever the platform."""

from __future__ import annotations

__version__ = "0.1.0"
