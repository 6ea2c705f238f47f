"""The library that talks with our Discord."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    # It still imports audioop, which Python 3.11 and 3.12 warn about.
    warnings.simplefilter("ignore", DeprecationWarning)
    import discord  # noqa: F401 - loaded here, once, for all tests
