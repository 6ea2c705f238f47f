"""Reply → components as Discord takes them: a container with texts, images, lines and buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, assert_never

from adapters.discord.blocks import Attached, Buttons, Image, Line, Part, Words, parts
from adapters.discord.buttons import ROW, rows
from adapters.discord.units import units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.reply import Reply

Component: TypeAlias = dict[str, Any]

SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 9, 10, 11, 12, 13, 14, 17
MOST = 40  # components of a message, those within others counted
ACCENT, FAILED = 0x3B6EA5, 0xB3502D
NOTHING = "…"  # a message must say something


@dataclass(frozen=True, slots=True)
class Drawn:
    """A message as Discord takes it.

    Args:
        components: what it is made of.
        count: how many they are, those within others counted.
        length: UTF-16 units of all its texts.
        buttons: how many of them can be pressed.
    """

    components: list[Component]
    count: int
    length: int
    buttons: int


def rendered(reply: Reply, mark: str = "") -> Drawn:
    """Draw *reply*, which keeps within the limits.

    Args:
        reply: one message.
        mark: what stands in front of the actions of its buttons, at most two bytes.
    """
    laid = list(parts(reply.blocks, mark))
    drawn = _drawn(reply, laid)
    if drawn.count > MOST:
        drawn = _drawn(reply, _plainer(laid))
    if drawn.count > MOST:
        drawn = _drawn(reply, _gathered(laid))
    return drawn


def text_of(laid: Iterable[Part]) -> str:
    """Write all texts as one."""
    page = ""
    for part in laid:
        if isinstance(part, Words):
            page += ("\n\n" if part.apart else "\n") + part.text if page else part.text
    return page or NOTHING


def _drawn(reply: Reply, laid: Iterable[Part]) -> Drawn:
    inside = list(_components(laid)) or [_text(NOTHING)]
    colour = FAILED if reply.failed else ACCENT
    components = [{"type": CONTAINER, "accent_color": colour, "components": inside}]
    count, length, buttons = _counted(inside)
    return Drawn(components, count, length, buttons)


def _components(laid: Iterable[Part]) -> Iterator[Component]:
    said: list[Part] = []
    for part in laid:
        match part:
            case Words():
                said.append(part)
                continue
            case Image(url, alt):
                yield _image(url, alt, said)
            case Line(seen):
                yield from _texts(said)
                yield {"type": SEPARATOR, "divider": seen, "spacing": 1}
            case Buttons(buttons):
                yield from _texts(said)
                yield from rows(buttons)
            case Attached(name):
                yield from _texts(said)
                yield {"type": FILE, "file": {"url": f"attachment://{name}"}}
            case _:
                assert_never(part)
        said = []
    yield from _texts(said)


def _texts(said: list[Part]) -> Iterator[Component]:
    if said:
        yield _text(text_of(said))


def _text(text: str) -> Component:
    return {"type": TEXT, "content": text}


def _image(url: str, alt: str, said: list[Part]) -> Component:
    """Set an image beside the text above it, or by itself where there is none."""
    media = {"media": {"url": url}, **({"description": alt} if alt.strip() else {})}
    if not said:
        return {"type": GALLERY, "items": [media]}
    accessory = {"type": THUMBNAIL, **media}
    return {"type": SECTION, "components": list(_texts(said)), "accessory": accessory}


def _plainer(laid: Iterable[Part]) -> Iterator[Part]:
    """Leave out lines, and say where images are."""
    for part in laid:
        match part:
            case Image(said=said):
                yield Words(said, apart=False)
            case Line():
                pass
            case Words() | Buttons() | Attached():
                yield part
            case _:
                assert_never(part)


def _gathered(laid: list[Part]) -> Iterator[Part]:
    """Say everything first, and then offer everything."""
    yield from (part for part in _plainer(laid) if isinstance(part, Words | Attached))
    offered = (part.buttons for part in laid if isinstance(part, Buttons))
    yield Buttons(tuple(button for some in offered for button in some))


def _counted(inside: Iterable[Component]) -> tuple[int, int, int]:
    """Count the components of a container with it, UTF-16 units of text, and buttons."""
    count, length, buttons = 1, 0, 0
    for component in inside:
        kind, within = component["type"], component.get("components", ())
        count += 1 + len(within)
        if kind == TEXT:
            length += units(component["content"])
        elif kind == ROW:
            buttons += len(within)
        elif kind == SECTION:
            count += 1  # its image
            length += sum(units(text["content"]) for text in within)
    return count, length, buttons
