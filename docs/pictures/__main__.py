"""Draw every picture of the documentation, or those that are named: `make pictures`."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.cli.opening import say
from docs.pictures.camera import camera
from docs.pictures.drawing import LOOKS, PAGES
from docs.pictures.newsroom import EDITOR, MANAGER, PUBLISHER, READER, opened
from docs.pictures.scenes import SCENES

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).parent
KEPT = HERE.parents[1] / "build" / "pictures"  # what npm brings stays there for the next time
LOCK = ("package.json", "package-lock.json")
FACE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" '
    'fill="{colour}"/><text x="20" y="27" text-anchor="middle" font-family="Noto Sans" '
    'font-size="20" fill="#fff">{letter}</text></svg>'
)
COLOURS = {
    "Storydesk": "#3b6ea5",
    READER: "#8a5a9e",
    MANAGER: "#4a8f6a",
    EDITOR: "#b0713c",
    PUBLISHER: "#47809a",
}


def main(names: Iterable[str]) -> None:
    """Draw the pictures called *names*; all of them if none is named."""
    wanted = [*names] or [*SCENES]
    if strange := [name for name in wanted if name not in SCENES]:
        sys.exit(f"There is no picture {strange[0]}. There are: {', '.join(SCENES)}")
    _bring()
    asyncio.run(_draw(wanted))


def _bring() -> None:
    """Bring the web components that draw Discord, as the lock file names them, once."""
    KEPT.mkdir(parents=True, exist_ok=True)
    locked = [(HERE / name).read_bytes() for name in LOCK]
    known = [(KEPT / name).read_bytes() for name in LOCK if (KEPT / name).is_file()]
    if locked == known and (KEPT / "node_modules").is_dir():
        return
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("What draws Discord comes from npm. Install it: apt install npm")
    for name in LOCK:
        shutil.copy(HERE / name, KEPT / name)
    quietly = ("--silent", "--no-audit", "--no-fund", "--ignore-scripts")
    if subprocess.run([npm, "ci", *quietly], cwd=KEPT, check=False).returncode:  # noqa: S603 - npm's own command
        shutil.rmtree(KEPT)  # half of it would be taken for the whole the next time
        sys.exit("npm did not bring what draws Discord. Is there a network?")


async def _draw(names: Iterable[str]) -> None:
    with TemporaryDirectory() as folder:
        pages = Path(folder)
        (pages / "node_modules").symlink_to(KEPT / "node_modules")
        for look in LOOKS:
            shutil.copy(HERE / look, pages / look)
        for name, colour in COLOURS.items():
            face = FACE.format(colour=colour, letter=name[0])
            (pages / f"{name}.svg").write_text(face, "utf-8")
        for name in names:
            async with opened() as room:
                scene = await SCENES[name](room)
            (pages / f"{name}.html").write_text(PAGES[scene.door](scene), "utf-8")
        async with camera(pages) as taking:
            for name in names:
                (HERE / f"{name}.png").write_bytes(await taking.shoot(f"{name}.html"))
                say(f"docs/pictures/{name}.png")


if __name__ == "__main__":
    main(sys.argv[1:])
