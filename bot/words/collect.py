"""Collect the bot's sentences for translators.

Reading the syntax tree, and not lines of text, finds sentences however they are written, also
both sentences of a `rule`.
"""

from __future__ import annotations

import ast
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from bot.words import CATALOGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Sentence: TypeAlias = "str | tuple[str, str]"

SINGLE = {"words", "phrase", "N_"}
PLURAL = {"many", "phrases"}
DOUBLE = {"rule"}
TEMPLATE = CATALOGS / "storydesk.pot"


def sentences(path: Path) -> Iterator[tuple[Sentence, int]]:
    """Find each sentence in a module with its line; a pair is one sentence and its plural."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        texts = [
            argument.value
            for argument in node.args[:2]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        ]
        called = _name(node.func)
        if called in SINGLE and texts:
            yield texts[0], node.lineno
        elif called in PLURAL and len(texts) == len(("one", "many")):
            yield (texts[0], texts[1]), node.lineno
        elif called in DOUBLE:
            yield from ((text, node.lineno) for text in texts)


def template(root: Path) -> Catalog:
    """Make the catalog that translations start from.

    Args:
        root: the folder in which `bot` and `adapters` stand.
    """
    catalog = Catalog(project="Storydesk", fuzzy=False)
    for path in sorted((*root.glob("bot/**/*.py"), *root.glob("adapters/**/*.py"))):
        for sentence, _ in sentences(path):
            # Lines move with every change; the file is enough to find a sentence.
            catalog.add(sentence, locations=[(str(path.relative_to(root)), 0)])
    return catalog


def main() -> None:
    """Write the template, and bring every translation up to it."""
    fresh = template(CATALOGS.parent.parent)
    TEMPLATE.write_bytes(written(fresh, header=False))
    for path in sorted(CATALOGS.glob("*.po")):
        with path.open("rb") as file:
            catalog = read_po(file)
        catalog.update(fresh)
        path.write_bytes(written(catalog, header=True))


def written(catalog: Catalog, *, header: bool) -> bytes:
    """Write a catalog as its file stands; the template does without a header that only dates it."""
    file = BytesIO()
    write_po(
        file, catalog, omit_header=not header, include_lineno=False, sort_output=True, width=100
    )
    return file.getvalue()


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


if __name__ == "__main__":
    main()
