"""A page that a browser saved → the text that a reader of it sees.

Each sign of it is looked at once, whatever it holds. The parser of the standard library takes
minutes over some pages that mean ill, and breaks on others, in Pythons that are still in use.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.errors import Fault, Unreadable
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKUP: Final = re.compile(r"<(?:(?P<remark>[!?]|/(?![a-z]))|/?[a-z])", re.IGNORECASE)
# Quotation marks hold something together only behind an equals sign.
TAG: Final = re.compile(
    r"""</?+(?P<name>[a-z][^\s/>]*+)(?P<said>(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)>""",
    re.IGNORECASE,
)
ATTRIBUTE: Final = re.compile(
    r"""(?P<name>[^\s=/>"']++)(?:\s*+=\s*+(?P<value>"[^"]*+"|'[^']*+'|[^\s>]*+))?+"""
)
UNSEEN: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)

# Within these are no tags, and nothing that is read on the page.
RAW: Final = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp")
}
# What stands in these is not seen, or is no part of what the page tells.
ASIDE: Final = re.compile(
    "audio|canvas|datalist|dialog|math|nav|noscript|object|select|svg|template|video"
)
EMPTY: Final = re.compile("area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr")
BLOCKS: Final = re.compile(
    "address|article|aside|blockquote|body|center|d[dlt]|details|div|fieldset|figcaption|figure"
    "|footer|form|h[1-6r]|header|hgroup|html|legend|main|p|pre|search|section|summary|table|tr"
)
CELLS: Final = frozenset({"td", "th"})
LISTS: Final = frozenset({"menu", "ol", "ul"})
FOREIGN: Final = frozenset({"math", "svg"})  # their tags close themselves with a stroke
NEVER: Final = re.compile("(?!)")
LIST, TABLE = re.compile("menu|[ou]l"), re.compile("table")
ROWS: Final = "tbody|tfoot|thead"
# Nobody has to close these. They end with what holds them, and where one of the others begins.
UNCLOSED: Final = {
    "p": (NEVER, re.compile(f"{BLOCKS.pattern}|dialog|hr|li|menu|nav|[ou]l|t[dh]|{ROWS}")),
    "li": (LIST, re.compile("li")),
    **dict.fromkeys(("dd", "dt"), (re.compile("dl"), re.compile("d[dt]"))),
    **dict.fromkeys(("td", "th"), (TABLE, re.compile(f"t[dhr]|{ROWS}"))),
    "tr": (TABLE, re.compile(f"tr|{ROWS}")),
    **dict.fromkeys(("tbody", "tfoot", "thead"), (TABLE, re.compile(ROWS))),
}
BULLET: Final = "• "
MOST_TAGS: Final = 50_000


class Piece(NamedTuple):
    """Some text, and the tag behind it: its name, whether it closes, and its attributes."""

    text: str
    name: str
    closes: bool
    said: str


def visible_text(markup: str) -> str:
    """Give what is to be read on a page, each paragraph on a line of its own.

    Args:
        markup: HTML, sound or not.

    Raises:
        Unreadable: it has far more tags than a page has.
    """
    lines = Lines()
    aside: Aside | None = None
    for number, piece in enumerate(_pieces(markup)):
        if number > MOST_TAGS:
            raise Unreadable([_too_many()])
        if aside is None:
            lines.say(unescape(piece.text))
        elif not aside.ends_at(piece):
            continue
        elif piece.closes and piece.name == aside.name:
            aside = None
            continue
        aside = Aside(piece.name) if not piece.closes and _is_aside(piece) else None
        if aside is None:
            lines.turn(piece)
    return lines.text()


class Aside:
    """What is not read, up to the tag that ends it.

    Args:
        name: of the tag that it begins with.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._holder, self._next = UNCLOSED.get(name, (re.compile(name), NEVER))
        self._depth = 1

    def ends_at(self, piece: Piece) -> bool:
        """Go on to the tag behind *piece*, and say whether it is the end."""
        if self._holder.fullmatch(piece.name):
            self._depth += -1 if piece.closes else 1
        is_next = self._depth == 1 and self._next.fullmatch(piece.name) is not None
        return is_next or not self._depth


class Lines:
    """The lines of a page as they come."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._lists: list[int | None] = []
        self._mark = ""

    def say(self, text: str) -> None:
        """Go on with the line."""
        self._line.append(text)

    def turn(self, piece: Piece) -> None:
        """Begin another line where a tag does so."""
        match piece.name:
            case "br":
                self._end()
            case "li":
                self._end()
                self._mark = "" if piece.closes else self._bullet()
            case name if name in LISTS:
                self._end(gap=True)
                self._count(piece)
            case name if BLOCKS.fullmatch(name):
                self._end(gap=True)
            case name if name in CELLS:
                self.say(" ")

    def text(self) -> str:
        """Give all of it."""
        self._end()
        return "\n".join(self._lines)

    def _end(self, *, gap: bool = False) -> None:
        said = " ".join("".join(self._line).split())
        self._line.clear()
        if said:
            self._lines.append(self._mark + said)
            self._mark = ""
        if gap and not self._mark and self._lines and self._lines[-1]:
            self._lines.append("")

    def _count(self, piece: Piece) -> None:
        if not piece.closes:
            self._lists.append(0 if piece.name == "ol" else None)
        elif self._lists:
            self._lists.pop()

    def _bullet(self) -> str:
        number = self._lists[-1] if self._lists else None
        if number is None:
            return BULLET
        self._lists[-1] = number + 1
        return f"{number + 1}. "


def _pieces(markup: str) -> Iterator[Piece]:
    """Part a page at its tags; what is never closed goes to its end, as in browsers."""
    at = 0
    while found := MARKUP.search(markup, at):
        text, tag = markup[at : found.start()], TAG.match(markup, found.start())
        if found["remark"]:
            at = _end_of_remark(markup, found.start())
            yield Piece(text, "", closes=False, said="")
        elif tag is None:
            at = len(markup)
            yield Piece(text, "", closes=False, said="")
        else:
            name, closes = tag["name"].lower(), found.group().startswith("</")
            at = tag.end()
            is_whole = name in FOREIGN and tag["said"].endswith("/")
            yield Piece(text, "" if is_whole else name, closes, tag["said"])
            if name in RAW and not closes:
                end = RAW[name].search(markup, at)
                at = end.start() if end else len(markup)
    yield Piece(markup[at:], "", closes=False, said="")


def _end_of_remark(markup: str, start: int) -> int:
    closing = "-->" if markup.startswith("<!--", start) else ">"
    # `<!-->` is a whole remark.
    end = markup.find(closing, start + 2)
    return len(markup) if end < 0 else end + len(closing)


def _too_many() -> Fault:
    return Fault(
        phrase("This page has more than {most} tags.", most=MOST_TAGS),
        phrase("Open the page in a browser, copy its text and give that."),
    )


def _is_aside(piece: Piece) -> bool:
    if ASIDE.fullmatch(piece.name):
        return True
    said = piece.said.lower()
    if EMPTY.fullmatch(piece.name) or ("hidden" not in said and "none" not in said):
        return False
    attributes = {each["name"]: each["value"] or "" for each in ATTRIBUTE.finditer(said)}
    return "hidden" in attributes or UNSEEN.search(attributes.get("style", "")) is not None
