"""Foreign text → markdown that shows exactly this text.

Discord reads any sign behind a backslash as itself, but not in the text of a link: there is no
way to escape anything in it. And it does not read markdown in a web address.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import category, normalize
from urllib.parse import quote

from bot import links
from bot.visible import is_seen, legible

if TYPE_CHECKING:
    from re import Match

JOINER = "\u2060"  # nobody sees it; it keeps apart what Discord would take for one thing
# Web addresses and their like, in which markdown is not read, and invitations, which are drawn big.
ADDRESS = re.compile(
    r"""(?xi)
      (?<! [a-z0-9+.-] ) (?P<scheme> [a-z][a-z0-9+.-]* ) : (?P<rest> // [^\s<]* )
    | \b discord (?: (?:app)?\.com/invite | \.gg (?:/invite)? ) / (?=\w)
    """
)
# What may mean something anywhere else in a line; most texts hold none of it, and that is seen
# quickest if nothing more is asked here.
SIGN = re.compile(r"[\\*_~|`\[\]<@:(]")
# What a text may say behind an @ that calls people; it may end there, and go on elsewhere.
CALLED = re.compile(r"(?i)everyone|here|[!&]?\d|\Z")
EMOJI = re.compile(r":[\w+~-]+:")
# An address behind it would end it: `:https:`.
HALF_AN_EMOJI = re.compile(r"(?<!\\):(?=[\w+~-]*\Z)")
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
NAMED = re.compile(r"(?:[\w-]+[.\u3002])+[^\W\d_]{2,}")


def escaped(text: str, *, linking: bool = False) -> str:
    """Write *text* as markdown.

    Args:
        text: what is to be seen.
        linking: whether a web address in it may be pressed; between stars it had better not.
    """
    text = legible(text)
    if "://" not in text and "discord" not in text.lower():
        return SIGN.sub(_sign, text)
    page, at = "", 0
    for match in ADDRESS.finditer(text):
        before = SIGN.sub(_sign, text[at : match.start()])
        page += HALF_AN_EMOJI.sub(r"\\:", before) + _address(match, linking=linking)
        at = match.end()
    return page + SIGN.sub(_sign, text[at:])


def opened(line: str) -> str:
    """Keep markdown that shows text from being taken for a title or a list where lines begin."""
    return OPENING.sub(_open, line)


def longest(text: str) -> int:
    """Count what `escaped` may add to *text*: a long one is measured often, so it is quick."""
    return len(COUNTED.findall(text))


@lru_cache(maxsize=2048)  # the same sources are cited again and again
def link(text: str, url: str) -> str:
    """Write *text* that leads to *url*, so that nobody is led elsewhere than they think."""
    host = host_of(url)
    if not host:
        return escaped(text)
    shown = " ".join(legible(text).split())
    if not is_seen(shown):
        return f"[{host}]({address(url)})"
    if NO_LINK_TEXT.search(shown) or any(_bare(each) != _bare(host) for each in _named(shown)):
        return f"{escaped(shown)} ([{host}]({address(url)}))"
    return f"[{shown}]({address(url)})"


def host_of(url: str) -> str:
    """Name the host that a web address leads to; empty for what Discord takes for no address."""
    host = links.host_of(url)
    # A browser takes \ for /, and who knows what Discord takes it for.
    if "\\" in url:
        return ""
    return UNSAFE.sub("", legible(host)) if "." in host.strip(".") else ""


def address(url: str) -> str:
    """Write a web address so that nothing in it ends the link."""
    return UNSAFE.sub(lambda match: quote(match[0], safe=""), legible(url))


def _sign(match: Match[str]) -> str:
    sign, text, at = match[0], match.string, match.start()
    match sign:
        case "@":
            return sign + JOINER if CALLED.match(text, at + 1) else sign
        case ":":
            return f"\\{sign}" if EMOJI.match(text, at) else sign
        case "(":
            # What stands before it, also in another text, could end like the text of a link.
            return f"\\{sign}" if at == 0 or text[at - 1] == "]" else sign
        case _:
            return f"\\{sign}"


def _address(match: Match[str], *, linking: bool) -> str:
    whole = match[0]
    if match["scheme"] is None:
        return whole + JOINER
    # The backslash before a sign that follows at once would be taken for a part of the address.
    ends = not match.string.startswith("<", match.end())
    if linking and ends and WEB.match(whole) and not ADDRESS.search(match["rest"]):
        return whole
    return f"{match['scheme']}\\:{escaped(match['rest'])}"


def _open(match: Match[str]) -> str:
    space, sign, number = match.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\"


def _named(text: str) -> list[str]:
    """Give all that looks like the name of a host, also where it is disguised."""
    if not text.isascii():
        seen = (each for each in text if category(each) != "Cf")
        text = normalize("NFKC", "".join(seen))
    return NAMED.findall(text)


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.")
