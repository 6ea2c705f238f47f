"""A category file of Kite → one draft for each of its clusters.

What is empty ("", [], null) is absent, whatever belongs there. Texts become plain text, links that
no reader could follow are left out, and so is a step of the timeline that has no time. Two clusters
with one headline get slugs of their own. One cluster that is not sound keeps the whole file out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from bot.errors import Fault, Unreadable
from bot.importers.draft import Draft
from bot.importers.kite_cluster import cluster_key, story_fields
from bot.importers.kite_text import one_line
from bot.importers.located import MOST_VALUES, Places
from bot.importers.wording import fault_of
from bot.slugs import numbered
from bot.story import Story
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.importers.located import Located, Path

MOST_KITE_VALUES = 8 * MOST_VALUES
LISTS = ("articles", "talking_points", "perspectives", "timeline")
WHOLE = {"category", "timestamp", "read", "clusters", "stories"}
MARKS = {"articles", "talking_points", "perspectives", "short_summary", "cluster_number"}
# Where in a cluster a field of the story comes from.
ORIGINS = {
    "headline": "title",
    "slug": "title",
    "language": "selectedLanguage",
    "summary": "short_summary",
    "topics": "category",
    "image": "primary_image",
    "facts": "talking_points",
    "sources": "articles",
    "narratives": "perspectives",
}


def looks_like_kite(value: object) -> bool:
    """Tell a category file from all other JSON."""
    if not isinstance(value, dict):
        return False
    name = _list_name(value)
    entries = value.get(name)
    if entries and not isinstance(entries, list):
        return False
    # One that has no stories yet may have null in their place, and nothing else but these.
    known = value.keys() <= WHOLE or name in value
    return ("category" in value and known) or any(
        isinstance(entry, dict) and MARKS & entry.keys() for entry in entries or ()
    )


def other_kite_file(value: object) -> Fault | None:
    """Say what to take instead of a file of Kite that holds no stories; None for all others."""
    match value:
        case {"categories": [{"file": _}, *_]}:
            return Fault(
                phrase("This is Kite's list of categories, and holds no stories."),
                phrase("Import one of the files it names."),
            )
        case {"events": [{"year": _}, *_]}:
            return Fault(
                phrase("This is Kite's “on this day”, and holds no news stories."),
                phrase("Import the file of a category, such as world.json."),
            )
    return None


def read_kite(located: Located) -> tuple[Draft, ...]:
    """Make a draft of each cluster.

    Args:
        located: the values of the file and their places.

    Raises:
        Unreadable: a cluster is not sound, or there is none; every fault names its cluster.
    """
    name, whole = _list_name(located.value), located.value
    clusters = whole.get(name) if isinstance(whole, dict) else None
    category = one_line(whole.get("category")) if isinstance(whole, dict) else ""
    drafts: list[Draft] = []
    faults = list(located.faults)
    for index, cluster in enumerate(clusters or ()):
        if not cluster:
            continue
        for path, fault in _try(cluster, category, drafts):
            faults.append(_placed(fault, located, (name, index, *path)))
    if not drafts and not faults:
        faults = [_nothing()]
    if faults:
        raise Unreadable(sorted(faults, key=lambda fault: (fault.line, fault.column)))
    return tuple(_with_own_slugs(drafts))


def _list_name(whole: object) -> str:
    """Name the field that holds the clusters; older files call them stories."""
    older = isinstance(whole, dict) and not whole.get("clusters") and "stories" in whole
    return "stories" if older else "clusters"


def _try(cluster: object, category: str, drafts: list[Draft]) -> Iterator[tuple[Path, Fault]]:
    """Add the draft of a cluster to *drafts*, or say what is wrong with it and where."""
    if not isinstance(cluster, dict):
        yield (), Fault(phrase("This must be an object with fields."), phrase("Take it out."))
        return
    misshapen = dict(_misshapen(cluster))
    yield from misshapen.items()
    fields = story_fields(cluster, category)
    try:
        drafts.append(Draft(Story.model_validate(fields), "kite", cluster_key(cluster)))
    except ValidationError as error:
        for each in error.errors(include_url=False):
            if (origin := _origin(each["loc"])) not in misshapen:
                yield origin, fault_of(each, Places(""), fields)


def _with_own_slugs(drafts: list[Draft]) -> Iterator[Draft]:
    """Number the slugs that are taken: the second becomes `harbour-reopens-2`."""
    taken: set[str] = set()
    number = dict[str, int]()
    for draft in drafts:
        first = slug = draft.story.slug
        while slug in taken:
            number[first] = number.get(first, 1) + 1
            slug = numbered(first, number[first])
        taken.add(slug)
        yield replace(draft, story=draft.story.model_copy(update={"slug": slug}))


def _misshapen(cluster: dict[str, Any]) -> Iterator[tuple[Path, Fault]]:
    """Find a headline that is none, and what is no list where one belongs."""
    if not one_line(cluster.get("title")):
        yield ("title",), Fault(phrase("“title” is missing."), phrase("Give it a headline."))
    for name in LISTS:
        if cluster.get(name) and not isinstance(cluster[name], list):
            yield (
                (name,),
                Fault(
                    phrase("“{field}” must be a list.", field=name),
                    phrase("Put it in square brackets, or leave it empty."),
                ),
            )


def _placed(fault: Fault, located: Located, path: Path) -> Fault:
    """Name the cluster, and find its place in the file."""
    line, column = located.places().of(path)
    what = phrase("Cluster {number}: {what}", number=int(path[1]) + 1, what=fault.what)
    return replace(fault, what=what, line=line, column=column)


def _origin(path: Path) -> Path:
    name = str(path[0]) if path else ""
    return (ORIGINS.get(name, name),)


def _nothing() -> Fault:
    return Fault(
        phrase("There are no stories in this Kite file."),
        phrase("Fetch it again later, or take another category."),
    )
