"""What a page shows around a story: newsletter boxes, players, menus."""

from __future__ import annotations

import re
from typing import Final

# The site's own names: in a menu they are noise, behind "by" they are the author.
SITE: Final = frozenset(("verity", "improve the news", "improve the news foundation"))
STRAIGHT: Final = tuple(zip("’‘“”‐‑", "''\"\"--", strict=True))

NOISE: Final = frozenset(
    (
        "subscribe to our newsletter",
        "success! now check your email",
        "ok, thanks",
        "get our free daily newsletter",
        "sign up to our daily newsletter",
        "read more",
        "show more",
        "show less",
        "see sources",
        "audio-thumbnail",
        "sign up",
        "sign up now",
        "sign in",
        "log in",
        "subscribe",
        "subscribe now",
        "your email",
        "your email address",
        "email address",
        "menu",
        "home",
        "search",
        "share",
        "share this story",
        "share this article",
        "copy link",
        "tweet",
        "print",
        "listen",
        "advertisement",
        "comments",
        "loading",
        *SITE,
        "accept",
        "accept all",
        "reject all",
        "manage cookies",
        "cookie policy",
        "get the app",
        "trending",
        "trending now",
        "facebook",
        "twitter",
        "whatsapp",
        "linkedin",
        "bluesky",
        "email",
        "powered by ghost",
        "privacy policy",
        "terms of service",
        "all rights reserved",
    )
)
# It is long enough to be broken over several lines.
CONFIRMATION: Final = (
    "to complete subscribe, click the confirmation link in your inbox. "
    "if it doesn't arrive within 3 minutes, check your spam folder"
)
NOISE_SHAPES: Final = re.compile(
    r".* profile image"
    # Where a player stands, how long it runs.
    r"|(?:\d{1,2}(?::\d\d){1,2})?(?:\s?/\s?\d{1,5}(?::\d\d)*)?"
    r"|/|\d+(?:\.\d+)?\s?[x×]"
    r"|\d{1,2} min(?:ute)?s? read"
    r"|skip to (?:main |the )?content|(?:share|follow us) (?:on|via) .*"
    r"|listen to this (?:article|story)|\d+ comments?"
    r"|(?:we|this (?:web)?site) (?:uses?|values?) .*(?:cookies|privacy).*"
    r"|[^\s@]+@[^\s@]+\.[a-z]+"
    r"|[©⏵▶].*"
    r"|(?:[-–—_=*·•]\s?){3,}"
)
AFTERWORDS: Final = (
    "go deeper",
    "related stories",
    "related articles",
    "related",
    "more stories",
    "more from verity",
    "read next",
    "recommended",
    "recommended for you",
    "latest stories",
    "trending stories",
    "you might also like",
    "articles on this story",
    "controversies",
    "public figures",
    "political split",
    "establishment split",
    "topics",
    "tags",
)


def plain(text: str) -> str:
    """Write text as it is compared: one case, straight quotes, single spaces."""
    for curly, straight in STRAIGHT:
        text = text.replace(curly, straight)
    return " ".join(text.casefold().split())


def is_noise(text: str) -> bool:
    """Tell whether a line belongs to the page and not to the story."""
    said = plain(text).rstrip(".…!: ")
    if said in NOISE or not said or (said in CONFIRMATION and said.count(" ") > 1):
        return True
    return NOISE_SHAPES.fullmatch(said) is not None
