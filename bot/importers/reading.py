"""Find out what kind of file it is, and give it to whoever reads that kind."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import Fault, Unreadable
from bot.importers.decoding import MOST_BYTES, decoded, too_large
from bot.importers.feed import looks_like_feed, read_feed
from bot.importers.json_file import read_json
from bot.importers.kite import MOST_KITE_VALUES, looks_like_kite, other_kite_file, read_kite
from bot.importers.located import MOST_VALUES
from bot.importers.ours import TELLING, looks_like_ours, read_ours, something_else
from bot.importers.saved_page import visible_text
from bot.importers.verity import looks_like_page, read_page
from bot.importers.yaml_file import read_yaml
from bot.words import phrase

if TYPE_CHECKING:
    from bot.importers.draft import Draft
    from bot.words import Phrase

OUR_FIELD = re.compile(rf"^(?:{'|'.join(sorted(TELLING))})[ \t]*:(?:\s|\Z)", re.MULTILINE)
# What only a file of many stories has: the lists of Kite, and the mark of a feed.
MANY = re.compile(r'"(?:clusters|stories)"\s*:|"https?:(?:\\?/){2}jsonfeed\.org\\?/version')
STANDARD_INPUT = "-"


def read(data: bytes, name: str = "") -> tuple[Draft, ...]:
    """Read a file, whatever kind it is.

    Args:
        data: what stands in it: our YAML or JSON, our feed, a pasted page, a page that a browser
            saved, or a Kite category.
        name: how it is called; only said in messages.

    Raises:
        Unreadable: it is no story, or no sound one; with every fault.
    """
    text = decoded(data)
    start = text.lstrip()[:1]
    if start in {"{", "["}:
        return _read_json(text, len(data))
    if len(data) > MOST_BYTES:
        raise Unreadable([too_large(len(data), MOST_BYTES)])
    if not start:
        raise Unreadable([_empty()])
    if start == "<":
        return (_read_markup(text),)
    if looks_like_page(text):
        return (read_page(text),)
    return (_read_yaml(text, name),)


def _read_markup(text: str) -> Draft:
    page = visible_text(text)
    if not looks_like_page(page):
        raise Unreadable([_markup()])
    try:
        return read_page(page)
    except Unreadable as error:
        # The places are those of the text, which stand nowhere in the file.
        raise Unreadable([replace(each, line=0, column=0) for each in error.faults]) from None


def _read_json(text: str, size: int) -> tuple[Draft, ...]:
    perhaps_many = MANY.search(text) is not None
    if size > MOST_BYTES and not perhaps_many:
        raise Unreadable([too_large(size, MOST_BYTES)])
    located = read_json(text, MOST_KITE_VALUES if perhaps_many else MOST_VALUES)
    if looks_like_feed(located.value):
        return _of_a_story_each(read_feed(located))
    if looks_like_kite(located.value):
        return _of_a_story_each(read_kite(located))
    if size > MOST_BYTES:
        raise Unreadable([too_large(size, MOST_BYTES)])
    if looks_like_ours(located.value):
        return (read_ours(located, "json"),)
    raise Unreadable([other_kite_file(located.value) or something_else(located.value)])


def _of_a_story_each(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Hold each of many stories to what one may have that comes by itself."""
    sizes = {draft.story.slug: len(draft.story.model_dump_json().encode()) for draft in drafts}
    if faults := [_too_long(slug, size) for slug, size in sizes.items() if size > MOST_BYTES]:
        raise Unreadable(faults)
    return drafts


def _too_long(slug: str, size: int) -> Fault:
    return Fault(
        phrase(
            "The story “{slug}” is {size} KB large, and {most} KB is the most.",
            slug=slug,
            size=-(-size // 1024),
            most=MOST_BYTES // 1024,
        ),
        phrase("Make it shorter."),
    )


def _read_yaml(text: str, name: str) -> Draft:
    """Read YAML; what is neither YAML nor ours by a single field is no story at all."""
    try:
        located = read_yaml(text)
    except Unreadable:
        if OUR_FIELD.search(text):
            raise
        raise Unreadable([_no_story(name)]) from None
    if looks_like_ours(located.value):
        return read_ours(located, "yaml")
    if isinstance(located.value, str):
        raise Unreadable([_no_story(name)])
    raise Unreadable([something_else(located.value)])


def _empty() -> Fault:
    return Fault(phrase("There is nothing in this file."), _what_to_give())


def _markup() -> Fault:
    return Fault(
        phrase("This is HTML or XML, and no story."),
        phrase("Open the page in a browser, copy its text and give that."),
    )


def _no_story(name: str) -> Fault:
    if name in {"", STANDARD_INPUT}:
        return Fault(phrase("There is no story in this."), _what_to_give())
    return Fault(phrase("There is no story in {name}.", name=name), _what_to_give())


def _what_to_give() -> Phrase:
    return phrase("Give a story as YAML or JSON, a pasted story page, or a Kite category file.")
