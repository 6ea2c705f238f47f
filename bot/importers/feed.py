"""A JSON Feed 1.1 whose items hold whole stories in our extension → one draft for each of them.

An item without our extension is somebody's other news, and is passed over. One story that is not
sound keeps the whole feed out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from bot.errors import Fault, Unreadable
from bot.importers.draft import Draft
from bot.importers.located import Places, shown
from bot.importers.wording import fault_of
from bot.rules import a_web_address
from bot.story import Story
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails

    from bot.importers.located import Located, Path

VERSIONS = ("https://jsonfeed.org/version/1", "http://jsonfeed.org/version/1")
EXTENSION = "_storydesk"
NAMES = {"extra_forbidden", "missing"}  # what pydantic says of a field and not of its value


def looks_like_feed(value: object) -> bool:
    """Tell a JSON Feed of any version from all other JSON."""
    return isinstance(value, dict) and str(value.get("version")).startswith(VERSIONS)


def read_feed(located: Located) -> tuple[Draft, ...]:
    """Make a draft of each item that holds a story of ours.

    Args:
        located: the values of the file and their places.

    Raises:
        Unreadable: a story is not sound, or there is none; every fault names its item.
    """
    drafts: dict[str, Draft] = {}
    faults = list(located.faults)
    for index, item in enumerate(_items(located)):
        if isinstance(item, dict) and isinstance(extension := item.get(EXTENSION), dict):
            path: Path = ("items", index, EXTENSION, "story")
            for fault in _try(item, extension.get("story"), path, located, drafts):
                what = phrase("Item {number}: {what}", number=index + 1, what=fault.what)
                faults.append(replace(fault, what=what))
    if not drafts and not faults:
        faults = [_nothing()]
    if faults:
        raise Unreadable(sorted(faults, key=lambda fault: (fault.line, fault.column)))
    return tuple(drafts.values())


def _items(located: Located) -> list[Any]:
    items = located.value.get("items") if isinstance(located.value, dict) else None
    return items if isinstance(items, list) else []


def _try(
    item: dict[str, Any], fields: object, path: Path, located: Located, drafts: dict[str, Draft]
) -> Iterator[Fault]:
    """Add the story of an item to *drafts*, by its slug, or say what is wrong with it."""
    try:
        story = Story.model_validate(fields)
    except ValidationError as error:
        # What breaks two rules of one value is told once.
        first = {each["loc"]: each for each in reversed(error.errors(include_url=False))}
        for each in reversed(first.values()):
            fault = fault_of(each, Places(""), fields)
            line, column = _place(each, path, located.places())
            yield replace(fault, line=line, column=column)
        return
    if story.slug in drafts:
        yield Fault(
            phrase("The slug “{slug}” is that of an item before it.", slug=shown(story.slug)),
            phrase("Give one of them another slug."),
            *located.places().of((*path, "slug")),
        )
        return
    drafts[story.slug] = Draft(story, "feed", _key(item))


def _place(error: ErrorDetails, path: Path, places: Places) -> tuple[int, int]:
    """Find a value of a story in the whole file; where only its name is wrong, that name."""
    whole = (*path, *error["loc"])
    return places.of_name(whole) if error["type"] in NAMES else places.of(whole)


def _key(item: dict[str, Any]) -> str | None:
    """Give the id of an item where it is an address; any other is told from none elsewhere."""
    id_ = item.get("id")
    try:
        return a_web_address(id_) if isinstance(id_, str) else None
    except ValueError:
        return None


def _nothing() -> Fault:
    return Fault(
        phrase("No item of this feed holds a whole story in “{name}”.", name=EXTENSION),
        phrase("Take the feed of a Storydesk, such as one that `storydesk export` writes."),
    )
