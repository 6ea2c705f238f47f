"""Invented category files in the shape of Kite's, built part by part."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.importers import read

if TYPE_CHECKING:
    from bot.story import Story

ARTICLES = [
    {"title": "One", "link": "https://post.example/1", "domain": "post.example"},
    {"title": "Two", "link": "https://radio.example/2", "domain": "radio.example"},
    {"title": "Three", "link": "https://post.example/3", "domain": "Post.Example"},
]


def category(*clusters: object, **fields: object) -> bytes:
    """Write a category file."""
    return json.dumps({"category": "World", "clusters": clusters, **fields}).encode()


def cluster(**fields: object) -> dict[str, object]:
    """Build a small sound cluster; *fields* replace its own."""
    return {"title": "Harbour reopens", "articles": ARTICLES, **fields}


def story(**fields: object) -> Story:
    """Read the one story of a category file."""
    (draft,) = read(category(cluster(**fields)))
    return draft.story
