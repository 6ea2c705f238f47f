"""Story: what is known apart from what is argued, and the rules it keeps.

    Story
    ├── facts         what is known, each citing its sources
    ├── sources       where it is known from
    ├── narratives    what is made of it, and by whom
    ├── predictions   what is expected, how likely, and by whom
    ├── timeline      what led here
    ├── image, quote
    └── corrections   what had to be set right, numbered and dated

Stories are frozen; they change by `model_copy`. The field descriptions below are the published
JSON Schema, which is what an editor's program shows them while they write.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)

from bot.links import a_public_address
from bot.rules import (
    a_calendar_moment,
    a_language_tag,
    a_web_address,
    all_broken,
    broken_rules,
    named_narratives,
    one_line,
    printable,
    rule,
)

SCHEMA_URL = "https://storydesk.example/story.schema.json"
SLUG = 100  # characters
HIGHEST = 9_999  # number of a fact, a source, a correction


def in_utc(moment: datetime) -> datetime:
    """Take a moment without a zone as UTC, and tell every other in UTC."""
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        raise rule(
            "This moment lies outside of the calendar.",
            "Give a year from 1 to 9999.",
        ) from None


Words: TypeAlias = Annotated[str, Field(min_length=1), AfterValidator(printable)]
Line: TypeAlias = Annotated[Words, Field(max_length=300), AfterValidator(one_line)]
Body: TypeAlias = Annotated[Words, Field(max_length=20_000)]
Url: TypeAlias = Annotated[
    str, Field(max_length=2048), AfterValidator(a_web_address), AfterValidator(a_public_address)
]
Language: TypeAlias = Annotated[str, Field(max_length=35), AfterValidator(a_language_tag)]
Moment: TypeAlias = Annotated[datetime, BeforeValidator(a_calendar_moment), AfterValidator(in_utc)]
Slug: TypeAlias = Annotated[str, Field(max_length=SLUG, pattern=r"^[^\W_]+(-[^\W_]+)*$")]
Number: TypeAlias = Annotated[int, Field(ge=1, le=HIGHEST)]
Score: TypeAlias = Annotated[int, Field(ge=1, le=5)]
Outcome: TypeAlias = Literal["happened", "did not happen", "annulled"]


class Noun(BaseModel):
    """What all parts of a story share: frozen, no unknown fields, no stray white space."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        use_attribute_docstrings=True,
        validate_default=False,
    )


class Source(Noun):
    """Where something is known from."""

    number: Number
    """The number that facts and narratives cite it by; the first is 1."""
    name: Line
    """The outlet, as it calls itself."""
    url: Url | None = None
    """Where the article stands; http or https."""
    lean: Score | None = None
    """Political lean of the outlet, from 1 (left) to 5 (right)."""
    stance: Score | None = None
    """From 1 (critical of the establishment) to 5 (in favour of it)."""


class Fact(Noun):
    """One thing that is known."""

    text: Body
    """The fact, without citation marks."""
    sources: Annotated[tuple[Number, ...], Field(max_length=50)] = ()
    """The numbers of the sources that say so."""


class Narrative(Noun):
    """What somebody makes of the facts."""

    label: Annotated[str, Field(max_length=300), AfterValidator(one_line)] = ""
    """What this view is called; an untitled one is named by its letter."""
    providers: Annotated[tuple[Line, ...], Field(max_length=20)] = ()
    """Who holds it, or where it was read."""
    text: Body
    """The view, in the words of those who hold it."""
    sources: Annotated[tuple[Number, ...], Field(max_length=50)] = ()
    """The numbers of the sources where it can be read."""


class Prediction(Noun):
    """What somebody expects."""

    text: Body
    """What may happen, as the forecaster says it."""
    probability: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = None
    """How likely it is held to be, from 0 to 1."""
    forecaster: Line | None = None
    """Who says so."""
    url: Url | None = None
    """Where the forecast stands; http or https."""
    deadline: Line | None = None
    """By when it will be known, as the forecaster puts it."""
    outcome: Outcome | None = None
    """What came of it."""


class Milestone(Noun):
    """One step on the way to the story."""

    when: Line
    """The time, as readers say it: "13 July 2023", "March 2025"."""
    text: Body
    """What happened then."""


class Image(Noun):
    """A picture and who made it."""

    url: Url | None = None
    """Where the picture stands; http or https."""
    credit: Line | None = None
    """Who made it."""
    credit_url: Url | None = None
    """Where that can be checked; http or https."""
    alt: Annotated[Words, Field(max_length=1000)] | None = None
    """What is to be seen, for those who do not see it."""


class Quotation(Noun):
    """Somebody's own words."""

    text: Body
    """The words, without quotation marks."""
    by: Line | None = None
    """Whose words they are."""
    url: Url | None = None
    """Where they can be read; http or https."""


class Correction(Noun):
    """What had to be set right."""

    number: Number
    """1 for the first."""
    at: Moment
    """When it was set right: a day, or a day and time with its offset."""
    text: Body
    """What was wrong and what is right."""


class Story(Noun):
    """A news story: what is known apart from what is argued."""

    slug: Slug
    """Its identity: words joined by hyphens. It stays when the headline changes."""
    url: Url | None = None
    """Where the story stands in full; http or https."""
    language: Language = "en"
    """The language it is written in, as a BCP 47 tag such as "en" or "pt-BR"."""
    headline: Line
    """One line that says what happened."""
    summary: Annotated[str, Field(max_length=5000), AfterValidator(printable)] = ""
    """A sentence or two; empty where the facts say it all."""
    authors: Annotated[tuple[Line, ...], Field(max_length=50)] = ()
    """Who wrote it."""
    published: Moment | None = None
    """When it appeared: a day, or a day and time with its offset."""
    updated: Moment | None = None
    """When it last changed."""
    topics: Annotated[tuple[Line, ...], Field(max_length=20)] = ()
    """What it belongs to: "Technology", "US politics"."""
    image: Image | None = None
    """Its picture."""
    facts: Annotated[tuple[Fact, ...], Field(max_length=300)] = ()
    """What is known, the most important first."""
    sources: Annotated[tuple[Source, ...], Field(max_length=500)] = ()
    """Where it is known from."""
    narratives: Annotated[tuple[Narrative, ...], Field(max_length=26)] = ()
    """What is made of it."""
    predictions: Annotated[tuple[Prediction, ...], Field(max_length=100)] = ()
    """What is expected."""
    timeline: Annotated[tuple[Milestone, ...], Field(max_length=300)] = ()
    """What led here, the oldest first."""
    quote: Quotation | None = None
    """Words worth hearing as they were said."""
    corrections: Annotated[tuple[Correction, ...], Field(max_length=300)] = ()
    """What had to be set right, numbered from 1."""

    @model_validator(mode="wrap")
    @classmethod
    def _keep_the_rules(cls, data: Any, handler: ModelWrapValidatorHandler[Story]) -> Story:  # noqa: ANN401 - what comes in may be anything; that is the point
        """Try the fields and the rules between them in one go, so that nothing is told too late."""
        data = named_narratives(data)
        broken = broken_rules(data)
        try:
            story = handler(data)
        except ValidationError as error:
            raise all_broken(cls.__name__, error, broken) from None
        if broken:
            raise all_broken(cls.__name__, None, broken)
        return story
