"""What opens a narrative: "LABEL, as provided by NAME. ", "LABEL: ", or the label alone.

opening  = [ label ] [ "," ] "as provided by" [ names ] "."
         | label ( ":" | "." | "–" )
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.importers.verity.outlets import name_end

PROVIDED: Final = re.compile(
    r"(?P<label>.{0,160}?)[\s,;:(–—-]{0,4}\b(?P<as>as\s)?provided\sby\b:?\s{0,4}",
    re.IGNORECASE | re.DOTALL,
)
NERD: Final = re.compile(
    r"(?:the\s)?(?:nerd\snarratives?|metaculus(?:\s(?:predictions?|forecasts?))?"
    r"|(?:predictions?|forecasts?)(?=\s?:|$))",
    re.IGNORECASE,
)
LABEL: Final = re.compile(
    rf"(?P<label>{NERD.pattern}|(?:[^\s:]{{1,40}}\s){{0,8}}?narratives?(?:\s(?:[A-Z]|\d{{1,2}})\b)?"
    r"|(?:establishment|political)\ssplit)(?:\s?[:.–—]|\s-|$)\s{0,4}",
    re.IGNORECASE,
)
COLON: Final = re.compile(r"(?P<label>[^.:!?]{2,60}):\s")
HELD: Final = re.compile(
    r"\b(?:pro|anti)[-–]|-(?:critical|sceptical|skeptical|leaning|wing|establishment)\b"
    r"|\b(?:view|viewpoint|perspective|position|argument|spin|side|critics?|supporters?|opponents?"
    r"|left|right|cent(?:er|re)|democrat(?:ic|s)?|republicans?|conservatives?|liberals?"
    r"|progressives?)\b",
    re.IGNORECASE,
)
# Two sentences are no label; "Pro-U.S. narrative" is one.
TWO_SENTENCES: Final = re.compile(r"[^\W\d_]{3,}[.!?]\s")
REACH: Final = 260
LONGEST_FREE: Final = 60
MOST_WORDS: Final = 6
# A name may be broken; with more words than this before the next stop it is a sentence.
LONGEST_REST: Final = 14


@dataclass(frozen=True, slots=True)
class Opening:
    """How a narrative begins.

    Args:
        label: what it is called; empty where it has no title.
        providers: who provides it, as written.
        end: where its text begins.
        strong: whether only a narrative can begin so.
    """

    label: str
    providers: str
    end: int
    strong: bool

    @property
    def nerd(self) -> bool:
        """Whether it calls itself a forecast and no view."""
        return NERD.fullmatch(self.label) is not None


def opening(text: str, first: str = "") -> Opening | None:
    """Find how a narrative opens.

    Args:
        text: the passage.
        first: its first line, where it has several; a name without a stop ends with it.
    """
    return _provided(text, first) or _labelled(text)


def stands_alone(text: str) -> bool:
    """Tell whether a line is nothing but the opening of a narrative."""
    if len(text) > REACH:
        return False
    found = opening(text)
    return found is not None and not text[found.end :].strip()


def may_be_label(text: str) -> bool:
    """Tell whether a line that stands alone could be a label of any kind."""
    return len(text) <= LONGEST_FREE and text[-1:].isalnum() and text[:1].isupper()


def _provided(text: str, first: str) -> Opening | None:
    if "provided by" not in text[:REACH].lower():
        return None
    found = PROVIDED.match(text)
    if not found:
        return None
    label = found["label"].strip(" ,;:(")
    called = "narrative" in label.lower()
    if not (found["as"] or called) or (TWO_SENTENCES.search(label) and not called):
        return None
    start, end = _names(text, found.end(), len(first))
    providers = text[found.end() : start].strip(" ,.")
    if providers.count(")") > providers.count("("):
        providers = providers.removesuffix(")").rstrip(" ,.")
    while text[end : end + 1] == ")":
        end += 1
    return Opening(label, providers, end, strong=called or bool(found["as"]))


def _names(text: str, start: int, first: int) -> tuple[int, int]:
    """Find where the names end: at a stop, or with the line where the text begins on the next."""
    found = name_end(text, start)
    ended = start < first < len(text) and text[first - 1].isalnum()
    anew = not text[first + 1 : first + 2].islower()
    if ended and anew and (found is None or _leaves_none(text, first, found)):
        return first, first
    return found or (min(len(text), start + REACH),) * 2


def _leaves_none(text: str, first: int, found: tuple[int, int]) -> bool:
    """Tell whether a name that went on after its line would be a sentence, or all there is."""
    return len(text[first : found[0]].split()) > LONGEST_REST or not text[found[1] :].strip()


def _labelled(text: str) -> Opening | None:
    found = LABEL.match(text)
    if found and not TWO_SENTENCES.search(found["label"]):
        return Opening(found["label"], "", found.end(), strong=True)
    colon = COLON.match(text)
    if colon and HELD.search(colon["label"]) and len(colon["label"].split()) <= MOST_WORDS:
        return Opening(colon["label"].strip(), "", colon.end(), strong=False)
    return None
