"""The doors: one package a platform, alike file by file."""

from __future__ import annotations
