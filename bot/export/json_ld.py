"""Stories in the words of schema.org, for machines that read sites (https://schema.org/NewsArticle).

A fact, a narrative and a prediction are each a Claim: what somebody says. Its genre tells which of
them it is, so that what is known stays apart from what is argued there too.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, assert_never

from bot.revision import State
from bot.views.predictions import OUTCOMES
from bot.words import words_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.revision import Revision
    from bot.story import Fact, Image, Narrative, Prediction, Source, Story
    from bot.words import Words

CONTEXT = "https://schema.org"


def to_json_ld(revisions: Sequence[Revision]) -> str:
    """Write stories: one as a node of its own, several as a graph."""
    nodes = [_story(each) for each in revisions]
    said = nodes[0] if len(nodes) == 1 else {"@graph": nodes}
    return json.dumps({"@context": CONTEXT, **said}, ensure_ascii=False, indent=2) + "\n"


def _story(revision: Revision) -> dict[str, Any]:
    story, words = revision.story, words_for(revision.story.language)
    published = revision.appeared
    return _said(
        "NewsArticle",
        identifier=story.slug,
        url=story.url,
        headline=story.headline,
        abstract=story.summary,
        inLanguage=story.language,
        datePublished=published.isoformat(),
        dateModified=max(revision.at, published).isoformat(),
        version=revision.number,
        creativeWorkStatus=_status(revision),
        author=[_said("Person", name=name) for name in story.authors],
        keywords=list(story.topics),
        image=_image(story.image) if story.image else None,
        citation=[_source(story, source) for source in story.sources],
        correction=[
            _said("CorrectionComment", text=each.text, datePublished=each.at.isoformat())
            for each in story.corrections
        ],
        hasPart=[
            *(_fact(story, fact) for fact in story.facts),
            *(_narrative(story, narrative) for narrative in story.narratives),
            *(_prediction(words, prediction) for prediction in story.predictions),
        ],
    )


def _status(revision: Revision) -> str:
    match revision.state:
        case State.DRAFT:
            return "Draft"
        case State.PUBLISHED:
            return "Published"
        case State.RETRACTED:
            return "Retracted"
        case _:
            assert_never(revision.state)


def _image(image: Image) -> dict[str, Any] | None:
    if image.url is None:
        return None
    return _said("ImageObject", contentUrl=image.url, creditText=image.credit, caption=image.alt)


def _source(story: Story, source: Source) -> dict[str, Any]:
    return {"@id": _name(story, source.number)} | _said(
        "CreativeWork", name=source.name, url=source.url, position=source.number
    )


def _fact(story: Story, fact: Fact) -> dict[str, Any]:
    return _said("Claim", genre="fact", text=fact.text, isBasedOn=_based(story, fact.sources))


def _narrative(story: Story, narrative: Narrative) -> dict[str, Any]:
    return _said(
        "Claim",
        genre="narrative",
        name=narrative.label,
        text=narrative.text,
        author=[_said("Organization", name=name) for name in narrative.providers],
        isBasedOn=_based(story, narrative.sources),
    )


def _prediction(words: Words, prediction: Prediction) -> dict[str, Any]:
    likely = prediction.probability
    remarks = (
        *(() if likely is None else (words.percent(likely),)),
        *(
            (words("deadline: {deadline}", deadline=prediction.deadline),)
            * bool(prediction.deadline)
        ),
        *((words(OUTCOMES[prediction.outcome]),) if prediction.outcome else ()),
    )
    by = [_said("Organization", name=prediction.forecaster)] if prediction.forecaster else None
    return _said(
        "Claim",
        genre="prediction",
        text=prediction.text,
        description=" · ".join(remarks),
        author=by,
        url=prediction.url,
    )


def _based(story: Story, numbers: Iterable[int]) -> list[dict[str, str]]:
    return [{"@id": _name(story, number)} for number in numbers]


def _name(story: Story, number: int) -> str:
    """Name a source so that facts can point at it."""
    return f"#{story.slug}-source-{number}"


def _said(kind: str, **properties: object) -> dict[str, Any]:
    """Make a node; what a story does not say is not said of it."""
    known = {name: value for name, value in properties.items() if value not in (None, "", [])}
    return {"@type": kind, **known}
