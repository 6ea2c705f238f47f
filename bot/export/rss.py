"""Stories as RSS 2.0, which every reader of feeds takes (https://www.rssboard.org/rss-specification)."""

from __future__ import annotations

from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from bot.export.html import html, writable
from bot.export.json_feed import TITLE
from bot.views.paper import paper
from bot.words import words_for
from bot.words.written import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.revision import Revision

CONTENT = "http://purl.org/rss/1.0/modules/content/"
AUTHOR = "http://purl.org/dc/elements/1.1/"
NAMES = {"content": CONTENT, "dc": AUTHOR}
DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'
NOWHERE = "https://storydesk.example/"  # a channel must have an address, and not every story has


def to_rss(revisions: Sequence[Revision]) -> str:
    """Write a feed of stories, in the order given."""
    for name, address in NAMES.items():
        register_namespace(name, address)
    rss = Element("rss", {"version": "2.0"})
    channel = SubElement(rss, "channel")
    _say(channel, "title", TITLE)
    _say(channel, "link", next(_homes(revisions), NOWHERE))
    _say(channel, "description", _about(revisions))
    for revision in revisions:
        _item(SubElement(channel, "item"), revision)
    indent(rss)
    return f"{DECLARATION}\n{tostring(rss, encoding='unicode')}\n"


def _about(revisions: Sequence[Revision]) -> str:
    """Say what the feed is, in the language of its first story."""
    words = words_for(revisions[0].story.language if revisions else DEFAULT_LANGUAGE)
    return words("Stories: what is known apart from what is argued.")


def _homes(revisions: Sequence[Revision]) -> Iterator[str]:
    """Give the sites where the stories stand, the first first."""
    for url in (each.story.url for each in revisions):
        if url:
            parts = urlsplit(url)
            yield f"{parts.scheme}://{parts.netloc}/"


def _item(item: Element, revision: Revision) -> None:
    story = revision.story
    _say(item, "title", story.headline)
    if story.url:
        _say(item, "link", story.url)
    _say(item, "guid", story.slug, isPermaLink="false")
    _say(item, "pubDate", format_datetime(revision.appeared))
    if story.authors:
        # Readers of feeds show one author: of several elements, some the first, some the last.
        _say(item, f"{{{AUTHOR}}}creator", ", ".join(story.authors))
    for topic in story.topics:
        _say(item, "category", topic)
    if story.summary:
        # Readers take it for HTML.
        _say(item, "description", escape(story.summary, quote=False))
    _say(item, f"{{{CONTENT}}}encoded", html(paper(words_for(story.language), revision)))


def _say(parent: Element, tag: str, text: str, **attributes: str) -> None:
    SubElement(parent, tag, attributes).text = writable(text)
