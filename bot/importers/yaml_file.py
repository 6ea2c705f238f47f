"""Read YAML: libyaml's events, one by one, into a tree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from bot.errors import Unreadable
from bot.importers.located import place
from bot.importers.yaml_faults import syntax_fault, unseen_character
from bot.importers.yaml_tree import Tree

if TYPE_CHECKING:
    from bot.importers.located import Located

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What YAML does not allow in a file; libyaml would stop at the first.
UNALLOWED = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def read_yaml(text: str) -> Located:
    """Read YAML.

    Raises:
        Unreadable: it is no YAML, goes too deep or holds too much.
    """
    unseen = tuple(
        unseen_character(found.group(), *place(text, found.start()))
        for found in UNALLOWED.finditer(text)
    )
    tree = Tree(text)
    try:
        for event in yaml.parse(UNALLOWED.sub("�", text), Loader=LOADER):
            if not tree.take(event):
                break
    except yaml.MarkedYAMLError as error:
        raise Unreadable([*unseen, *tree.faults, syntax_fault(text, error)]) from error
    return tree.located(unseen)
