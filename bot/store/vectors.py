"""Full-text search on PostgreSQL: `tsvector`, under GIN.

The headline has a vector of its own: completion looks through headlines alone, with every letter
that somebody types, and should not read whole stories for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Float, column, text

from bot.store.excerpts import excerpt
from bot.store.findable import findable
from bot.store.lexemes import vector
from bot.store.rows import story_of
from bot.store.statements import NEWEST_FIRST, PUBLISHED
from bot.store.tables import stories

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Select

    from bot.store.database import Shown

CREATE_SEARCH = (
    """
    CREATE TABLE search (
      story bigint PRIMARY KEY REFERENCES stories (id),
      published_at bigint NOT NULL,
      headline tsvector NOT NULL,
      whole tsvector NOT NULL
    )
    """,
    "CREATE INDEX search_by_headline ON search USING gin (headline)",
    "CREATE INDEX search_by_word ON search USING gin (whole)",
)

ENTER = text(
    "INSERT INTO search (story, published_at, headline, whole)"
    " VALUES (:story, :published_at, CAST(:headline AS tsvector), CAST(:whole AS tsvector))"
    " ON CONFLICT (story) DO UPDATE SET published_at = excluded.published_at,"
    " headline = excluded.headline, whole = excluded.whole"
)
STRIKE = text("DELETE FROM search WHERE story = :story")

# What a match weighs, from the rest of a story to its headline. Two words of a summary that begin
# as asked do not outweigh one of a headline.
WEIGHTS = "CAST(ARRAY[0.05, 0.15, 0.4, 1.0] AS real[])"

# Published stories that the index lacks, and entries of what is not published.
COUNT_ASTRAY = text(
    "SELECT count(*) FROM search FULL JOIN"
    " (SELECT id FROM stories WHERE state = 'published') AS seen ON seen.id = search.story"
    " WHERE seen.id IS NULL OR search.story IS NULL"
)


def ranked(where: str) -> Select[Any]:
    """Ask for the best matches; *where* is a vector.

    The limit of the inner search is by age, that of the outer one by rank: to rank every match of a
    word that all stories hold would take seconds. All matches are found first: to walk through the
    stories by age until enough match would read each of them.
    """
    hits = (
        text(
            f"""
            WITH found AS MATERIALIZED (
              SELECT story, published_at, {where} FROM search
              WHERE {where} @@ CAST(:match AS tsquery)
            )
            SELECT story, ts_rank({WEIGHTS}, {where}, CAST(:match AS tsquery)) AS score
            FROM (
              SELECT * FROM found ORDER BY published_at DESC, story DESC LIMIT 1000
            ) AS newest
            ORDER BY score DESC, published_at DESC, story DESC LIMIT :limit OFFSET :skip
            """  # noqa: S608 - made of constants of ours
        )
        .columns(column("story", BigInteger), column("score", Float))
        .subquery("hits")
    )
    return PUBLISHED.join(hits, hits.c.story == stories.c.id).order_by(
        hits.c.score.desc(), *NEWEST_FIRST
    )


# By whether headlines alone are looked through.
SEARCH = {False: ranked("whole"), True: ranked("headline")}


def entry(shown: Shown) -> dict[str, Any]:
    """Give the values of `ENTER` for a story."""
    parts = findable(shown.story)
    return {
        "story": shown.id,
        "published_at": shown.published_at,
        "headline": vector(parts[:1]),
        "whole": vector(parts),
    }


def marked(
    rows: Sequence[Sequence[Any]], words: Sequence[str], *, headlines: bool, begun: bool
) -> Iterator[tuple[Any, ...]]:
    """Put the marked matching place behind each row of `SEARCH`."""
    for row in rows:
        parts = findable(story_of(row[-1]))
        looked_through = parts[:1] if headlines else parts
        yield (*row, excerpt(looked_through, words, begun=begun))
