"""Components as Discord gives them back: numbered, with everything said that was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LEFT_OUT: dict[int, dict[str, Any]] = {
    3: {"min_values": 1, "max_values": 1},
    11: {"description": None, "spoiler": False},
    14: {"divider": True, "spacing": 1},
    17: {"accent_color": None, "spoiler": False},
}


def settled(parts: Iterable[dict[str, Any]], new: Callable[[], int]) -> list[dict[str, Any]]:
    """Give components as they come back; *new* makes the ids of pictures."""
    numbers = iter(range(1, 1_000))
    return [_settled(part, lambda: next(numbers), new) for part in parts]


def _settled(
    part: dict[str, Any], number: Callable[[], int], new: Callable[[], int]
) -> dict[str, Any]:
    own = number()
    given = {name: value for name, value in part.items() if value is not None}
    whole = {**LEFT_OUT.get(part["type"], {}), "id": own, **given}
    if "components" in part:
        whole["components"] = [_settled(each, number, new) for each in part["components"]]
    if "accessory" in part:
        whole["accessory"] = _settled(part["accessory"], number, new)
    if "media" in part:
        whole["media"] = _unfurled(part["media"], new)
    if "items" in part:
        left_out = {"description": None, "spoiler": False}
        media = (_unfurled(item["media"], new) for item in part["items"])
        whole["items"] = [
            {**left_out, **item, "media": each}
            for item, each in zip(part["items"], media, strict=True)
        ]
    return whole


def _unfurled(media: dict[str, Any], new: Callable[[], int]) -> dict[str, Any]:
    """Say of a picture what Discord knows once it has looked at it."""
    return {
        "id": str(new()),
        "url": media["url"],
        "proxy_url": f"https://images-ext-1.discordapp.net/external/{new()}",
        "width": 640,
        "height": 480,
        "content_type": "image/png",
    }
