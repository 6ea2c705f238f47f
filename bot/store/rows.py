"""Between rows and nouns."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from bot.errors import StoreError
from bot.links import KEPT
from bot.revision import Hit, Revision, State
from bot.standing import Condition, Standing
from bot.store.segments import folded, shown
from bot.story import Story
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.address import Account
    from bot.store.database import Shown

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)  # kept: to make one for each moment takes longer than that


class Content(NamedTuple):
    """What a story says, as it is kept: its canonical JSON, and a digest to know it again by."""

    json: str
    digest: str


class Kept(NamedTuple):
    """A row of `LOOK_UP`: how things stand with a story."""

    slug: str
    id: int
    state: str
    newest: int
    shown: int | None
    loaded: int | None
    published_at: int | None
    newest_digest: str
    loaded_digest: str | None


def content_of(story: Story) -> Content:
    """Write *story* down so that the same story is always the same text.

    What stands at its default is left out: a field that a later version adds changes no digest.
    """
    values = story.model_dump(mode="json", exclude_defaults=True)
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Content(text, digest_of(text))


def digest_of(content: str) -> str:
    """Give the digest that is kept beside *content*."""
    return blake2b(content.encode(), digest_size=16).hexdigest()


def revision_of(row: Sequence[Any]) -> Revision:
    """Read a row of the columns `statements.REVISION`."""
    story, number, state, saved_at, saved_by, note, shown_at, is_retold, published_at, content = (
        row[:10]
    )
    return Revision(
        id=story,
        number=number,
        state=State(state),
        at=moment_of(saved_at),
        by=saved_by,
        note=note,
        shown_at=maybe_moment(shown_at),
        is_retold=bool(is_retold),
        published_at=maybe_moment(published_at),
        story=story_of(content),
    )


def hit_of(row: Sequence[Any]) -> Hit:
    """Read a row of those columns and the marked matching place."""
    return Hit(revision_of(row), shown(row[-1]))


def micros_of(moment: datetime) -> int:
    """Give an aware moment as microseconds since 1970."""
    return (moment - EPOCH) // MICROSECOND


def moment_of(micros: int) -> datetime:
    """Give microseconds since 1970 as a moment in UTC."""
    return EPOCH + MICROSECOND * micros


def maybe_micros(moment: datetime | None) -> int | None:
    """Give a moment as microseconds since 1970, where there is one."""
    return None if moment is None else micros_of(moment)


def maybe_moment(micros: int | None) -> datetime | None:
    """Give microseconds since 1970 as a moment, where there are any."""
    return None if micros is None else moment_of(micros)


def account_row(account: Account) -> dict[str, str]:
    """Give the values of an account."""
    return {"platform": account.platform, "person": account.person}


def story_row(story: Story, *, state: State, key: str | None, loaded: int | None) -> dict[str, Any]:
    """Give the values of a story that is new."""
    return {
        "slug": story.slug,
        "key": key,
        "url": story.url,
        "state": state,
        "newest": 1,
        "loaded": loaded,
    }


def newest_row(id_: int, number: int, story: Story) -> dict[str, Any]:
    """Give the values that a further revision changes in its story."""
    return {"id_": id_, "newest_": number, "url_": story.url}


def revision_row(
    id_: int, number: int, content: Content, *, by: str, at: datetime, note: str
) -> dict[str, Any]:
    """Give the values of a revision."""
    return {
        "story": id_,
        "number": number,
        "saved_at": micros_of(at),
        "saved_by": by,
        "note": note,
        "digest": content.digest,
        "content": content.json,
    }


def topic_rows(shown: Shown) -> Iterator[dict[str, Any]]:
    """Give the values of a story's topics, each once whatever its capital letters."""
    for key, label in {folded(label): label for label in shown.story.topics}.items():
        yield {
            "story": shown.id,
            "folded": key,
            "label": label,
            "published_at": shown.published_at,
        }


def standing_of(row: Sequence[Any]) -> Standing:
    """Read a row of `upkeep_statements.STANDINGS`."""
    copy, part, condition, since, reason, seen = row
    return Standing(
        copy=copy,
        part=part,
        condition=Condition(condition),
        since=moment_of(since),
        reason=reason,
        seen=moment_of(seen),
    )


def standing_row(standing: Standing) -> dict[str, Any]:
    """Give the values of how a part stands."""
    return {
        "copy": standing.copy,
        "part": standing.part,
        "condition": standing.condition,
        "since": micros_of(standing.since),
        "reason": standing.reason,
        "seen": micros_of(standing.seen),
    }


def storable(text: str) -> str:
    """Leave out what chats let through and some database does not take: half an emoji, and NUL."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


@lru_cache(maxsize=256)  # readers ask for the same few stories, and reading one is most of the work
def story_of(content: str) -> Story:
    """Read what a revision says."""
    try:
        return Story.model_validate_json(content, context=KEPT)
    except ValidationError as error:
        raise StoreError(
            phrase(
                "A story in the database cannot be read. Run “storydesk doctor”, "
                "and restore a backup if it reports damage."
            )
        ) from error
