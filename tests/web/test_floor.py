"""The open web is fetched from in one place, which only the roof sees."""

from __future__ import annotations

from tests.test_floors import ROOT, imports, is_roof, modules, tops

WEB = ROOT / "bot" / "web"
ELSEWHERE = [path for path in modules("bot") if not path.is_relative_to(WEB)]


def test_nobody_else_in_the_newsroom_goes_out_to_the_web() -> None:
    clients = {"aiohttp", "yarl", "httpx", "requests", "urllib3"}
    assert [path for path in ELSEWHERE if tops(path) & clients] == []
    assert [path for path in ELSEWHERE if "urllib.request" in imports(path)] == []


def test_who_fetches_is_seen_by_the_roof_alone() -> None:
    seen = [path for path in ELSEWHERE if any(m.startswith("bot.web") for m in imports(path))]
    assert seen
    assert all(map(is_roof, seen))
