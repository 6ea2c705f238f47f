"""Replies to be drawn: one of each block, and the views of a story."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.choice import Choice
from bot.dispatch import Dispatch, Occasion
from bot.edition import Edition
from bot.reply import (
    Choices,
    Citation,
    Divider,
    Document,
    Emphasis,
    Gauge,
    Heading,
    Item,
    Items,
    Link,
    Note,
    Paragraph,
    Picture,
    Plain,
    Quote,
    Reply,
    Side,
    Sides,
    Strong,
    Struck,
)
from bot.revision import State
from bot.views.briefing import breaking, briefing, edition
from bot.views.correction import Stands, instead
from bot.views.facts import facts, sources
from bot.views.frame import Shown
from bot.views.history import history
from bot.views.narratives import narratives
from bot.views.predictions import predictions
from bot.views.whole import whole
from bot.words import words_for
from tests.invented import NOON, a_revision, a_story

words = words_for("en")
story = a_story(
    image={"url": "https://a.example/p.png", "alt": "Ships at the quay", "credit": "A. Person"},
    quote={"text": "I had to wait my turn.", "by": "A pilot"},
    timeline=[{"when": "11 September", "text": "A storm breaks the wall."}],
    corrections=[
        {"number": 1, "at": NOON, "text": "It was four ships."},
        {"number": 2, "at": NOON, "text": "It was March."},
    ],
)
shown = Shown(a_revision(story), newer=9, older=5)
arabic = a_revision(
    a_story(
        "tram",
        headline="مدينة النورس تفتتح أول خط ترام",
        language="ar",
        facts=[{"text": "بدأ الخط الأول للترام العمل يوم السبت.", "sources": [1]}],
        sources=[{"number": 1, "name": "صحيفة المرفأ"}],
    )
)
retracted = a_revision(
    a_story("comet", headline="Comet seen *twice*", updated=NOON), id=9, state=State.RETRACTED
)
retraction = Dispatch(
    id=1,
    occasion=Occasion.RETRACTION,
    story=9,
    number=1,
    note="The photograph is from 1997.",
    at=NOON,
    by=None,
)
TELLING = [
    a_revision(a_story(headline="Harbour of Lorrin reopens on Sunday"), id=9),
    a_revision(story, id=9, number=2, shown_at=NOON + timedelta(days=1)),
]
TURNS = [
    replace(retraction, number=2, at=NOON + timedelta(days=2)),
    replace(
        retraction,
        id=2,
        occasion=Occasion.RESTORATION,
        number=1,
        note="",
        at=NOON + timedelta(days=3),
    ),
]
told = Edition(id=1, stories=(shown.revision, retracted), more=2)

REPLIES = {
    "blocks": Reply(
        (
            Heading((Plain("A heading with "), Link("a link", "https://a.example/x"))),
            Heading((Plain("A lesser heading"),), level=2),
            Paragraph(
                (
                    Plain("Plain, "),
                    Strong("strong"),
                    Plain(" and "),
                    Emphasis("set apart"),
                    Plain(", or "),
                    Struck("not any more"),
                    Plain("."),
                )
            ),
            Items(
                (
                    Item((Plain("Numbered"), Plain(" "), Citation(1, "Reuters")), "1"),
                    Item((Link("A link in a list", "https://a.example/y"),)),
                )
            ),
            Sides(
                (
                    Side("One", "Somebody", (Plain("This."),)),
                    Side("Other", "", (Plain("That."),)),
                )
            ),
            Gauge((Plain("It rains."),), 0.02, "2%"),
            Quote((Plain("So it was."),), "A witness"),
            Picture("https://a.example/p.png", "Ships", (Plain("A. Person"),)),
            Divider(),
            Note((Plain("Small print."),)),
            Choices((Choice("Facts", "facts"), Choice("Sources", "sources"))),
            Choices((Choice("Counted on", "help"),)),
            Document("a-story.yaml", b"slug: a-story\nheadline: A [story]\n"),
            Document("chart.png", b"\x89PNG\r\n"),
        )
    ),
    "facts": facts(words, shown),
    "sources": sources(words, shown),
    "narratives": narratives(words, shown, date(2026, 11, 24)),
    "predictions": predictions(words, shown),
    "story": whole(words, shown),
    "briefing": briefing(words, [shown.revision, arabic]),
    "retracted": edition(words, told, NOON, late=False, retractions={9: retraction}),
    "breaking": breaking(words, shown.revision),
    "changes": history(words, Shown(TELLING[0], newer=9, older=5), TELLING, TURNS),
    "changes-retracted": history(
        words, Shown(replace(TELLING[1], state=State.RETRACTED)), TELLING, TURNS[:1]
    ),
    "instead": instead(words, retracted, retraction, NOON, is_news=False, stands=Stands.CHANGED),
}
