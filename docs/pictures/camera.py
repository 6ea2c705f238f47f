"""A browser without a window, which takes pictures of pages."""

from __future__ import annotations

import asyncio
import base64
import itertools
import shutil
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from aiohttp import ClientSession, web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiohttp import ClientWebSocketResponse

NAMES = ("chromium", "chromium-browser", "google-chrome")
WIDTH, HEIGHT, SCALE = 760, 600, 2  # pixels of a page, and of the picture for each of them
STARTING = 30.0  # seconds
STEP = 0.05
WRITTEN = 2  # lines that the browser writes down: its port, and a path
LARGEST = 64 * 1024 * 1024  # bytes of an answer of the browser
# Nothing but the pages themselves is to be seen, whatever the network holds.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--no-first-run",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
    "--lang=en-US",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--remote-debugging-port=0",
)
READY = """
(async () => {
  const strange = [...document.querySelectorAll(':not(:defined)')].map(each => each.localName);
  await Promise.all(strange.map(name => customElements.whenDefined(name)));
  await document.fonts.ready;
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const {x, y, width, height} = document.querySelector('main').getBoundingClientRect();
  return {x, y, width, height};
})()
"""


class Camera:
    """Takes pictures of the pages in a folder.

    Args:
        line: to the browser.
        session: the browser's name for the page that is looked at.
        address: where the folder is served.
    """

    def __init__(self, line: ClientWebSocketResponse, session: str, address: str) -> None:
        self._line = line
        self._session = session
        self._address = address
        self._numbers = itertools.count(1)

    async def shoot(self, page: str) -> bytes:
        """Take a picture of what is in a page, as PNG."""
        await self._ask("Page.navigate", url=f"{self._address}/{page}")
        await self._until("Page.loadEventFired")
        seen = await self._ask(
            "Runtime.evaluate", expression=READY, awaitPromise=True, returnByValue=True
        )
        clip = {**seen["result"]["value"], "scale": 1}
        shot = await self._ask("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)
        return base64.b64decode(shot["data"])

    async def prepare(self) -> None:
        """Set the size of the page, and hear when one is loaded."""
        await self._ask("Page.enable")
        await self._ask(
            "Emulation.setDeviceMetricsOverride",
            width=WIDTH,
            height=HEIGHT,
            deviceScaleFactor=SCALE,
            mobile=False,
        )

    async def _ask(self, method: str, **given: Any) -> dict[str, Any]:  # noqa: ANN401 - what the browser's protocol takes
        number = next(self._numbers)
        await self._line.send_json(
            {"id": number, "sessionId": self._session, "method": method, "params": given}
        )
        while True:
            said = await self._line.receive_json()
            if said.get("id") == number:
                return _result(said)

    async def _until(self, event: str) -> None:
        while (await self._line.receive_json()).get("method") != event:
            pass


@asynccontextmanager
async def camera(folder: Path) -> AsyncIterator[Camera]:
    """Serve *folder* on this machine alone, and look at it.

    Raises:
        SystemExit: there is no browser; it says so.
    """
    async with (
        _served(folder) as address,
        _browser() as debugging,
        ClientSession() as client,
        client.ws_connect(debugging, max_msg_size=LARGEST) as line,
    ):
        taking = Camera(line, await _page(line), address)
        await taking.prepare()
        yield taking


@asynccontextmanager
async def _served(folder: Path) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_static("/", folder, follow_symlinks=True)
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        _, port = runner.addresses[0][:2]
        yield f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def _browser() -> AsyncIterator[str]:
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        raise SystemExit("The pictures are taken by Chromium. Install it: apt install chromium")
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            program,
            *FLAGS,
            f"--user-data-dir={profile}",
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            env={"TZ": "UTC", "HOME": profile, "LANG": "en_US.UTF-8", "PATH": ""},
        )
        try:
            async with asyncio.timeout(STARTING):
                address = await _address_in(Path(profile) / "DevToolsActivePort")
            yield address
        finally:
            process.terminate()
            await process.wait()


async def _address_in(file: Path) -> str:
    """Wait for the browser to write down where it can be spoken to."""
    while len(lines := await asyncio.to_thread(_lines, file)) < WRITTEN:  # noqa: ASYNC110 - it is another program that writes
        await asyncio.sleep(STEP)
    return f"ws://127.0.0.1:{lines[0]}{lines[1]}"


def _lines(file: Path) -> list[str]:
    return file.read_text("ascii").splitlines() if file.is_file() else []


async def _page(line: ClientWebSocketResponse) -> str:
    """Open a page, and give the browser's name for what is said to it."""
    target = await _asked(line, "Target.createTarget", url="about:blank")
    attached = await _asked(
        line, "Target.attachToTarget", targetId=target["targetId"], flatten=True
    )
    return str(attached["sessionId"])


async def _asked(line: ClientWebSocketResponse, method: str, **given: object) -> dict[str, Any]:
    await line.send_json({"id": 0, "method": method, "params": given})
    while (said := await line.receive_json()).get("id") != 0:
        pass
    return _result(said)


def _result(said: dict[str, Any]) -> dict[str, Any]:
    if "error" in said:
        raise RuntimeError(said["error"]["message"])
    result: dict[str, Any] = said["result"]
    return result
