"""Foreign text → markdown that shows exactly this text.

Discord reads any sign behind a backslash as itself, but not in the text of a link: there is no
way to escape anything in it. And it does not read markdown in a web address.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from adapters.discord.harmless import JOINER, harmless, is_seen

if TYPE_CHECKING:
    from re import Match

# What means something anywhere in a line. A text may begin with an @ and go on elsewhere; and where
# it begins with a bracket, what stands before it could end like the text of a link.
SPECIAL = re.compile(
    r"""(?xi)
      (?P<address> [a-z][a-z0-9+.-]* :// [^\s<]* )
    | (?P<invite> \bdiscord (?: (?:app)?\.com/invite | \.gg (?:/invite)? ) / (?=\w) )
    | @ (?= everyone | here | [!&]?\d | \Z )
    | : (?= [\w+~-]+ : )
    | [\\*_~|`\[\]<]
    | (?<! [^\]] ) \(
    """
)
# What means something where a line begins: titles, lists, quotes, small print.
OPENING = re.compile(r"(?m)^([ \t]*)(?:([#>+-])|(\d+)(?=[.)]))")
WEB = re.compile(r"(?i)https?://[^\s<>()\[\]\\*`|~]+\Z")
COUNTED = re.compile(r"[\\*_~|`\[\]<@:/(]")

UNSAFE = re.compile(r"[^\w.~:/?#@!$&'+,;=%-]")
# What Discord does not allow in the text of a link: then it shows the brackets and the address.
NO_LINK_TEXT = re.compile(
    "(?i)[\\\\`\\[\\]<>]|\\*.*\\*|_.*_|~~|\\|\\||:[\\w+~-]+:|@everyone|@here|discord(app)?\\.(gg|com)"
    "|[/\u1735\u2041\u2044\u2215\u2571\u27cb\u29f8\u2cc6\u2f03\u3033\u30ce\u31d3\u4e3f]{2}"
    "|[\u203c\u2049\u20e3\u2139\u2194-\u21aa\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f"
    "\u2b00-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f]"
)
NAMED = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}")


def escaped(text: str, *, linking: bool = False) -> str:
    """Write *text* as markdown.

    Args:
        text: what is to be seen.
        linking: whether a web address in it may be pressed; between stars it had better not.
    """
    return SPECIAL.sub(_linking if linking else _escape, harmless(text))


def opened(line: str) -> str:
    """Keep markdown that shows text from being taken for a title or a list where lines begin."""
    return OPENING.sub(_open, line)


def longest(text: str) -> int:
    """Count what `escaped` may add to *text*: a long one is measured often, so it is quick."""
    return len(COUNTED.findall(text))


def link(text: str, url: str) -> str:
    """Write *text* that leads to *url*, so that nobody is led elsewhere than they think."""
    host = host_of(url)
    if not host:
        return escaped(text)
    shown = " ".join(harmless(text).split())
    if not is_seen(shown):
        return f"[{host}]({address(url)})"
    if NO_LINK_TEXT.search(shown) or any(
        _bare(each) != _bare(host) for each in NAMED.findall(shown)
    ):
        return f"{escaped(shown)} ([{host}]({address(url)}))"
    return f"[{shown}]({address(url)})"


def host_of(url: str) -> str:
    """Name the host that a web address leads to; empty for what is no web address."""
    try:
        parts = urlsplit(url)
        host = parts.hostname if parts.scheme in {"http", "https"} else None
    except ValueError:
        return ""
    return UNSAFE.sub("", harmless(host or ""))


def address(url: str) -> str:
    """Write a web address so that nothing in it ends the link."""
    return UNSAFE.sub(lambda match: quote(match[0], safe=""), harmless(url))


def _escape(match: Match[str]) -> str:
    whole = match[0]
    if match["address"]:
        scheme, _, rest = whole.partition(":")
        return f"{scheme}\\:{escaped(rest)}"
    if match["invite"]:
        return whole + JOINER
    return whole + JOINER if whole == "@" else f"\\{whole}"


def _linking(match: Match[str]) -> str:
    whole = match[0]
    is_web = match["address"] and WEB.match(whole) and "discord.gg/" not in whole.lower()
    return whole if is_web else _escape(match)


def _open(match: Match[str]) -> str:
    space, sign, number = match.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\"


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.")
