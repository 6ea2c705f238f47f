"""Random stories, and pages built from them as the Verity families write pages."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field

from hypothesis import strategies as st

WORDS = (
    *("bridge", "river", "mayor", "council", "storm", "vote", "budget", "strike", "winter"),
    "field",
    *("'safe'", "'expos[ed]'", "[in]", "[via Time]", "—", "–", "café", "Storm-0558", "CISA", "G7"),
    *("4.5", "2,000", "1.2K", "52%", "U.S.", "$3.7", "don't", "on", "the", "of", "by", "facts"),
    *("predictions", "2015", "Sept. 10", "No. 1", "St. Louis", "and", "10:30", "7"),
)
ENDS = (
    *("agencies.", "it 'holds.'", 'she said: "Never."', "(CISA).", "in 2015.", "in August 2022."),
    *("1.2K people.", "by 52%.", "is it over?", "on July 4.", "the U.S.", "at 10:30.", "it."),
)
OUTLETS = (
    *("Reuters", "Associated Press", "Yahoo news", "Dw.com", "www.axios.com", "El País English"),
    *("Barron's", "US News & World Report", "9to5Mac", "Stars and Stripes", "CNN (a)", "CNN (b)"),
    *("Town, Country and Sea", "Verity", "24 Heures", "Time Inc", "NPR Online News", "France 24"),
)
PROVIDERS = (
    *("The indianapolis star", "Chinadaily.com.cn", "St. Louis Post-Dispatch", "Stars and Stripes"),
    *("Townhall", "Federalist", "The U.S. Sun", "US News & World Report", "Reason", "Le Monde"),
)
LABELS = (
    *("Anti-China narrative", "Establishment-critical narrative", "Narrative A", "Narrative B"),
    *("Pro-U.S. narrative", "Left narrative", "Pro-Trump narrative", "Climate narrative"),
)
FORECASTS = (
    ("There's a {}% chance that the bridge falls by April", "April"),
    ("There is a {}% chance the river (any river) rises 4.5 feet before 2035", "2035"),
    ("There's a {}% chance of a storm before September 9, 2032", "September 9, 2032"),
    ("There's an {}% chance that the mayor wins", None),
    ("There's a {}% chance that the tower leans more during 2022", "2022"),
)
CHANCES = (("14", 0.14), ("<1", 0.01), ("99.5", 0.995), ("0", 0.0), ("100", 1.0))
HEADLINES = ("US Government Hacked", "Day 16 Close: Talks Stall", "Fed: Rate Rises to 4.5", "Café")
CONFIRM = (
    "To complete Subscribe, click the confirmation link in your inbox. "
    "If it doesn’t arrive within 3 minutes, check your spam folder."
)
TEN = 10
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
NOISE = (
    *("Subscribe to Our Newsletter", "SUCCESS! NOW CHECK YOUR EMAIL", "Ok, Thanks", "Read More"),
    *("audio-thumbnail", "0:00", "/1861", "Sign Up!", "Show more", "See sources", CONFIRM),
)


@dataclass(frozen=True)
class Told:
    """A story as a page tells it."""

    headline: str
    deck: str
    authors: tuple[str, ...]
    credit: str
    facts: tuple[tuple[str, tuple[int, ...]], ...]
    sources: tuple[str, ...]
    narratives: tuple[tuple[str, tuple[str, ...], str], ...]
    predictions: tuple[tuple[str, float, str, str | None], ...]


@dataclass(frozen=True)
class Style:
    """How a family writes a page."""

    cites: str
    oxford: bool
    bullet: str
    indent: str
    width: int
    line_end: str
    headings: tuple[str, str, str]
    deck_below: bool
    credit_word: str
    nerds_among_narratives: bool
    blank: bool
    noise: tuple[str, ...] = field(default=())


def _sentence(words: list[str], end: str) -> str:
    return f"The {' '.join(words)} {end}"


texts = st.builds(
    _sentence, st.lists(st.sampled_from(WORDS), min_size=3, max_size=25), st.sampled_from(ENDS)
)


@st.composite
def stories(draw: st.DrawFn) -> Told:
    """Make a story whose every source is there to be cited."""
    sources = tuple(draw(st.lists(st.sampled_from(OUTLETS), max_size=14, unique=True)))
    numbers = st.integers(1, len(sources)) if sources else st.nothing()
    cited = st.lists(numbers, min_size=1, max_size=3, unique=True).map(tuple)
    facts = draw(
        st.lists(st.tuples(texts, cited if sources else st.just(())), min_size=1, max_size=6)
    )
    providers = st.lists(st.sampled_from(PROVIDERS), max_size=3, unique=True).map(tuple)
    narratives = draw(
        st.lists(st.tuples(st.sampled_from(LABELS), providers, texts), min_size=1, max_size=3)
    )
    forecast = st.tuples(st.sampled_from(FORECASTS), st.sampled_from(CHANCES))
    forecaster = draw(st.sampled_from(("Metaculus prediction community", "Metaculus community")))
    first = facts[0][0]
    return Told(
        headline=draw(st.sampled_from(HEADLINES)),
        deck=draw(st.sampled_from(("", first, first[: len(first) * 2 // 3].rstrip()))),
        authors=draw(st.sampled_from(((), ("Improve the News Foundation",)))),
        credit=draw(st.sampled_from(("", "Wikimedia Commons", "Ann Sea/Getty Images"))),
        facts=tuple(facts),
        sources=sources,
        narratives=tuple(narratives),
        predictions=tuple(
            (
                f"{text.format(chance)}, according to the {forecaster}.",
                probability,
                forecaster,
                deadline,
            )
            for (text, deadline), (chance, probability) in draw(st.lists(forecast, max_size=2))
        ),
    )


styles = st.builds(
    Style,
    cites=st.sampled_from(("1,2", "12", "¹,²", "¹²", "[1, 2]", "[1][2]", "[1], [2]")),
    oxford=st.booleans(),
    bullet=st.sampled_from(("• ", "- ", "* ", "– ", "1. ")),
    indent=st.sampled_from(("", "  ", "    ", "\u00a0 ", "\t")),
    width=st.sampled_from((0, 40, 72)),
    line_end=st.sampled_from(("\n", "\r\n")),
    headings=st.sampled_from(
        (
            ("Facts", "Narratives", "Predictions"),
            ("The Facts", "The Spin", "Metaculus Prediction"),
            ("FACTS:", "narratives", "Nerd narrative"),
        )
    ),
    deck_below=st.booleans(),
    credit_word=st.sampled_from(("Image credit", "Photo", "Credit")),
    nerds_among_narratives=st.booleans(),
    blank=st.booleans(),
    noise=st.lists(st.sampled_from(NOISE), max_size=4).map(tuple),
)


def page(told: Told, style: Style) -> str:
    """Write a story as a page of one family."""
    top = [_deck(told), *(f"by {author}" for author in told.authors)]
    credit = f"{style.credit_word}: {told.credit}" if told.credit else ""
    head = [told.headline, credit, told.headline, *top]
    if not style.deck_below:
        head = [told.headline, "", *top, told.headline, credit]
    paragraphs = [
        *style.noise,
        *head,
        *_section(style, 0, [_fact(fact, style, len(told.sources)) for fact in told.facts]),
        *(["", *_wrapped(_sources_line(told, style), style, "")] if told.sources else ()),
        *_section(style, 1, _narratives(told, style)),
        *_section(style, 2, _predictions(told, style)),
        "",
        *(f"by {author}" for author in told.authors),
        *style.noise,
    ]
    return style.line_end.join(style.indent + line if line else "" for line in paragraphs)


def _deck(told: Told) -> str:
    return f"{told.deck}..." if told.deck else ""


def _fact(fact: tuple[str, tuple[int, ...]], style: Style, sources: int) -> str:
    text, cited = fact
    numbers = [str(number) for number in cited]
    match style.cites:
        case "[1, 2]":
            return f"{text}[{', '.join(numbers)}]" if cited else text
        case "[1][2]" | "[1], [2]":
            return text + style.cites[3:-3].join(f"[{number}]" for number in numbers)
    # With ten sources or more, 11 could be one of them or twice the first.
    between = "" if style.cites in {"12", "¹²"} and sources < TEN else ","
    joined = between.join(numbers)
    return text + (joined.translate(RAISED) if "¹" in style.cites else joined)


def _sources_line(told: Told, style: Style) -> str:
    mark = "[{}]" if "[" in style.cites else "{}"
    names = [f"{mark.format(number)}{name}" for number, name in enumerate(told.sources, 1)]
    *others, last = names
    comma = "," if style.oxford and len(others) > 1 else ""
    joined = f"{', '.join(others)}{comma} and {last}" if others else last
    return f"{'Sources' if others else 'Source'}: {joined}."


def _narratives(told: Told, style: Style) -> list[str]:
    items = [
        f"{label}, as provided by {_listed(providers)}. {text}" if providers else f"{label}: {text}"
        for label, providers, text in told.narratives
    ]
    if style.nerds_among_narratives:
        items += [f"Nerd narrative, as provided by Metaculus. {one[0]}" for one in told.predictions]
    return items


def _predictions(told: Told, style: Style) -> list[str]:
    return [] if style.nerds_among_narratives else [one[0] for one in told.predictions]


def _listed(names: tuple[str, ...]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _section(style: Style, which: int, items: list[str]) -> list[str]:
    heading = ["", style.headings[which], ""]
    lines = [
        line
        for place, item in enumerate(items, 1)
        for bullet in [f"{place}. " if style.bullet == "1. " else style.bullet]
        for line in [*([""] if style.blank else ()), *_wrapped(item, style, bullet)]
    ]
    return [*heading, *lines]


def _wrapped(text: str, style: Style, bullet: str) -> list[str]:
    if not style.width:
        return [bullet + text]
    hanging = " " * len(bullet)
    return textwrap.wrap(
        text,
        style.width,
        initial_indent=bullet,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
