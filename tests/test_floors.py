"""Imports only ever go down the floors of the house."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PLATFORMS = {"discord", "telegram", "prompt_toolkit", "adapters"}
DATABASE = {"sqlalchemy", "alembic", "aiosqlite", "psycopg"}
NOUNS = {
    "story",
    "slugs",
    "rules",
    "revision",
    "corrections",
    "reply",
    "errors",
    "words",
    "address",
    "sources",
    "standing",
    "schedule",
    "edition",
    "question",
    "dispatch",
    "entries",
    "forecasts",
    "sketch",
    "links",
    "choice",
    "heard",
}
ROOF = {"cli", "__main__", "settings"}


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imports(path: Path) -> set[str]:
    """Every module that *path* imports, anywhere in it, also for types alone."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def tops(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imports(path)}


def is_roof(path: Path) -> bool:
    return path.relative_to(ROOT / "bot").parts[0].removesuffix(".py") in ROOF


def is_cellar(path: Path) -> bool:
    parts = path.relative_to(ROOT / "bot").parts
    return parts[0] == "store" and parts != ("store", "__init__.py")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


BELOW_THE_ROOF = [path for path in modules("bot") if not is_roof(path)]


@pytest.mark.parametrize("path", BELOW_THE_ROOF, ids=name)
def test_the_newsroom_knows_no_platform(path: Path) -> None:
    assert not tops(path) & PLATFORMS


@pytest.mark.parametrize("path", BELOW_THE_ROOF, ids=name)
def test_nobody_sees_the_roof(path: Path) -> None:
    seen = {module for roof in ROOF for module in imports(path) if module.startswith(f"bot.{roof}")}
    assert not seen


@pytest.mark.parametrize("path", [p for p in modules("bot") if not is_cellar(p)], ids=name)
def test_only_the_cellar_knows_the_database(path: Path) -> None:
    assert not tops(path) & DATABASE


@pytest.mark.parametrize("path", [p for p in BELOW_THE_ROOF if not is_cellar(p)], ids=name)
def test_the_cellar_is_seen_by_the_roof_alone(path: Path) -> None:
    port = {"bot.store", "bot.store.Store"}
    assert not {m for m in imports(path) if m.startswith("bot.store")} - port


@pytest.mark.parametrize("path", modules("adapters"), ids=name)
def test_a_door_sees_neither_the_cellar_nor_another_door(path: Path) -> None:
    own = ".".join(path.relative_to(ROOT).parts[:2]).removesuffix(".py")
    others = {m for m in imports(path) if m.startswith("adapters.") and not m.startswith(own)}
    assert not others
    assert not {m for m in imports(path) if m.startswith("bot.store.")}
    assert not tops(path) & DATABASE


@pytest.mark.parametrize("noun", sorted(NOUNS))
def test_nouns_see_nothing_but_nouns(noun: str) -> None:
    (path,) = [*ROOT.glob(f"bot/{noun}.py"), *ROOT.glob(f"bot/{noun}/__init__.py")]
    ours = {m.split(".")[1] for m in imports(path) if m.startswith("bot.")}
    assert ours <= NOUNS


def test_every_room_is_on_a_floor() -> None:
    """A new package beside these must first be given a floor in house and test."""
    tracked = {
        path.name for path in ROOT.iterdir() if path.is_dir() and (path / "__init__.py").exists()
    }
    assert {"bot", "adapters"} <= tracked <= {"bot", "adapters", "tests", "bench"}
