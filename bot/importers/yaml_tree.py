"""Grow a tree of values from YAML's events.

Every plain word is text, so that a language `no`, a headline `1984` and a version `1.20` stay as
they were written; the story's own fields make numbers and dates of what should be some.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from yaml import events

from bot.errors import Fault, Unreadable
from bot.importers.located import (
    MOST_DEPTH,
    MOST_VALUES,
    Located,
    Path,
    Places,
    given_twice,
    place,
    too_deep,
    too_many,
)
from bot.words import phrase

if TYPE_CHECKING:
    from bot.words import Phrase

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"

EMPTY = {"", "~", "null", "Null", "NULL"}
NAMELESS = ""


@dataclass(slots=True)
class Branch:
    """A map or a list that is still growing.

    Args:
        value: what it holds so far.
        path: where it stands.
        name: the name of the value that comes next; None where a map's next name comes first.
        dropped: whether the value that comes next has no place to go to.
    """

    value: dict[str, Value] | list[Value]
    path: Path
    name: str | None = None
    dropped: bool = False


class Tree:
    """Grows from events without recursion, so that no depth can exhaust the stack."""

    def __init__(self, text: str) -> None:
        self.faults: list[Fault] = []
        self._root: list[Value] = []
        self._places = Places(text)
        self._unread: set[Path] = set()
        self._open = [Branch(self._root, ())]
        self._count = 0

    def located(self, faults: tuple[Fault, ...]) -> Located:
        """Give what has grown, with *faults* found elsewhere before its own."""
        value = self._root[0] if self._root else None
        found = (*faults, *self.faults)
        return Located(value, lambda: self._places, found, frozenset(self._unread))

    def take(self, event: events.Event) -> bool:
        """Take one event; False when the rest is not to be read."""
        match event:
            case events.DocumentStartEvent() if self._root:
                self._blame(
                    event,
                    phrase("A second YAML document begins here."),
                    phrase("Give one story to a file, and delete this line of hyphens."),
                )
                return False
            case events.NodeEvent():
                self._begin(event)
            case events.CollectionEndEvent():
                self._open.pop()
        return True

    def _begin(self, event: events.NodeEvent) -> None:
        self._refuse_marks(event)
        value = _value(event)
        branch = self._open[-1]
        if isinstance(branch.value, dict) and branch.name is None:
            path = self._take_name(branch, event)
        else:
            path = self._hang(branch, value)
            self._places.values[path] = _offset(event)
            self._count += 1
            if self._count > MOST_VALUES:
                raise Unreadable([too_many(MOST_VALUES, *self._place(event))])
        if isinstance(event, events.AliasEvent):
            self._unread.add(path)
        if isinstance(value, (dict, list)):
            if len(self._open) > MOST_DEPTH:
                raise Unreadable([too_deep(*self._place(event))])
            self._open.append(Branch(value, path))

    def _take_name(self, branch: Branch, event: events.NodeEvent) -> Path:
        """Take the name of a map's next value; one that is no name has a value for nobody."""
        branch.name = event.value if isinstance(event, events.ScalarEvent) else NAMELESS
        path = (*branch.path, branch.name)
        if not isinstance(event, events.ScalarEvent):
            branch.dropped = True
            self._blame(
                event,
                phrase("The name of a field must be a word."),
                phrase("Put the name before the colon; put a text that begins so in quotes."),
            )
        elif path in self._places.names:
            branch.dropped = True
            self.faults.append(given_twice(branch.name, *self._place(event)))
        else:
            self._places.names[path] = _offset(event)
        return path

    def _hang(self, branch: Branch, value: Value) -> Path:
        """Hang a value where it belongs, and say where that is."""
        if isinstance(branch.value, list):
            branch.value.append(value)
            whole = branch.value is self._root
            return () if whole else (*branch.path, len(branch.value) - 1)
        name, dropped = branch.name or NAMELESS, branch.dropped
        branch.name, branch.dropped = None, False
        if dropped:
            return (*branch.path, name, NAMELESS)
        # A field that is left empty is absent, as if its line were not there.
        if value is not None:
            branch.value[name] = value
        return (*branch.path, name)

    def _refuse_marks(self, event: events.NodeEvent) -> None:
        """Refuse anchors, aliases and tags: through them a short file grows without end."""
        tag = None if isinstance(event, events.AliasEvent) else getattr(event, "tag", None)
        if event.anchor is None and tag is None:
            return
        mark = f"*{event.anchor}" if isinstance(event, events.AliasEvent) else f"&{event.anchor}"
        self._blame(
            event,
            phrase("“{mark}” is a mark of YAML that stories do without.", mark=tag or mark),
            phrase("Delete it and write the value out; put a text that begins so in quotes."),
        )

    def _blame(self, event: events.Event, what: Phrase, remedy: Phrase) -> None:
        self.faults.append(Fault(what, remedy, *self._place(event)))

    def _place(self, event: events.Event) -> tuple[int, int]:
        return place(self._places.text, _offset(event))


def _value(event: events.NodeEvent) -> Value:
    match event:
        case events.MappingStartEvent():
            return {}
        case events.SequenceStartEvent():
            return []
        case events.ScalarEvent() if event.style or event.value not in EMPTY:
            return event.value
    return None


def _offset(event: events.Event) -> int:
    # libyaml marks every event; PyYAML's type alone allows for one without.
    return event.start_mark.index if event.start_mark else 0
