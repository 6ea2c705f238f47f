"""What a reader sees of markdown, read by the rules of Discord's own clients."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# In the order in which Discord tries them at each place of a text.
TOKENS = re.compile(
    r"""(?xs)
      \\ (?P<escaped> [^0-9A-Za-z\s] )
    | (?P<link> \[ (?P<text> (?: \[[^\]]*\] | [^\[\]] | \](?=[^\[]*\]) )* ) \]
          \( \s* <? (?P<url> (?: \([^)]*\) | [^\s\\] | \\. )*? ) >?
          (?: \s+ ['"] .*? ['"] )? \s* \) )
    | (?P<auto> < https?:// [^\s>]+ > )
    | (?P<address> [Hh][Tt][Tt][Pp][Ss]?:// [^\s<]+ [^<.,:;"')\]\s] )
    | (?P<fence> ``` .+? ``` )
    | (?P<code> (?P<ticks> `+ ) .*? [^`] (?P=ticks) (?!`) )
    | (?P<spoiler> \|\| .+? \|\| )
    | (?P<ping> @everyone | @here | <@ [!&]? \d+ > )
    | (?P<named> <\# \d+ > | <a?:\w+:\d+> | <t:-?\d+(?::[tTdDfFR])?> | </[^>]+:\d+> | <id:\w+> )
    | (?P<invite> \b discord (?:app\.com/invite|\.com/invite|\.gg(?:/invite)?) / \w )
    | (?P<emoji> : [+-]* \w [\w+-]* (?: ~\d+ )? : )  # the second of a name is `:name~1:`
    | (?P<under> __ .+? __ )
    | (?P<slanted> \b _ (?: __ | \\. | [^\\_] )+? _ \b )
    | (?P<stars> \*+ | ~~ )
    """
)
BEGINNING = re.compile(r"(?m)^\s*(?:\#{1,3}\s|-\#\s|>\s|>>>\s|[-*+]\s|\d+[.)]\s)")
FORBIDDEN = (
    "auto",
    "fence",
    "code",
    "spoiler",
    "ping",
    "named",
    "invite",
    "emoji",
    "under",
    "slanted",
)


@dataclass
class Seen:
    """What is seen.

    Args:
        text: the text, without anything that only Discord reads.
        links: what can be pressed, and where it leads.
        tricks: what Discord would take for something that we never write.
    """

    text: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    tricks: list[str] = field(default_factory=list)


def seen(markdown: str) -> Seen:
    """Read markdown; bold, slanted and struck text is seen as text, a link as its text."""
    page, at = Seen(), 0
    for match in TOKENS.finditer(markdown):
        page.text += markdown[at : match.start()]
        at = match.end()
        if match["escaped"]:
            page.text += match["escaped"]
        elif match["link"]:
            page.links.append((match["text"], match["url"]))
            page.text += match["text"]
        elif match["address"]:
            page.links.append((match["address"], match["address"]))
            page.text += match["address"]
        elif not match["stars"]:
            page.tricks += [name for name in FORBIDDEN if match[name]]
            page.text += match[0]
    page.text += markdown[at:]
    return page
