"""Full-text search on SQLite: FTS5.

A story's place in the index is its age, in minutes, above its number. So the newest stories
stand at the end, and the newest thousand matches are found without looking at the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, Text, column, text

from bot.store.findable import findable
from bot.store.segments import MATCH_ENDS, MATCH_STARTS
from bot.store.statements import NEWEST_FIRST, PUBLISHED
from bot.store.tables import stories

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.database import Shown

MICROS_A_MINUTE = 60_000_000
MINUTES_BEFORE_1970 = 719_162 * 24 * 60  # since the year 1, so that no place is negative
BITS_OF_NUMBER = 30

# Marks belong to their letters, or Hindi would fall apart. One, two and three letters are indexed
# as beginnings: a reader who has typed one letter waits no longer than for a word.
CREATE_SEARCH = """
CREATE VIRTUAL TABLE search USING fts5(
  headline, summary, facts, rest,
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'",
  prefix = '1 2 3'
)
"""
# What a match weighs in each column; FTS5 keeps it with the table.
WEIGH_SEARCH = "INSERT INTO search(search, rank) VALUES ('rank', 'bm25(10.0, 5.0, 2.0, 1.0)')"

ENTER = text(
    "REPLACE INTO search(rowid, headline, summary, facts, rest)"
    " VALUES (:place, :headline, :summary, :facts, :rest)"
)
STRIKE = text("DELETE FROM search WHERE rowid = :place")

# Whether there are enough stories; to find them without ranking costs next to nothing.
WHOLE = text("SELECT rowid FROM search WHERE search MATCH :match LIMIT :limit")

# The limit of the inner search is by age, that of the outer one by rank: to rank every match of a
# word that all stories hold would take a second. Places are cut out of none but the best, for that
# takes longer than to rank.
_hits = (
    text(
        f"""
        SELECT best.place & {(1 << BITS_OF_NUMBER) - 1} AS story, score,
               snippet(search, -1, '{MATCH_STARTS}', '{MATCH_ENDS}', '…', 24) AS place
        FROM (
          SELECT rowid AS place, rank AS score FROM search
          WHERE search MATCH :match AND rowid >= coalesce(
            (SELECT rowid FROM search WHERE search MATCH :match
             ORDER BY rowid DESC LIMIT 1 OFFSET 999), 0)
          ORDER BY rank, rowid DESC LIMIT :limit OFFSET :skip
        ) AS best CROSS JOIN search ON search.rowid = best.place
        WHERE search MATCH :match
        """  # noqa: S608 - made of constants of ours
    )
    .columns(column("story", Integer), column("score", Integer), column("place", Text))
    .subquery("hits")
)
SEARCH = (
    PUBLISHED.join(_hits, _hits.c.story == stories.c.id)
    .add_columns(_hits.c.place)
    .order_by(_hits.c.score, *NEWEST_FIRST)
)

# FTS5 holds its index against its content and fails where they differ.
TRY_SEARCH = text("INSERT INTO search(search) VALUES ('integrity-check')")
COUNT_ENTRIES = text(
    "SELECT (SELECT count(*) FROM search_docsize),"
    " (SELECT count(*) FROM stories WHERE state = 'published')"
)


def entry(shown: Shown) -> dict[str, Any]:
    """Give the values of `ENTER` for a story."""
    return {"place": place(shown.id, shown.published_at), **findable(shown.story)._asdict()}


def place(id_: int, published_at: int) -> int:
    """Give a story's place in the index."""
    minutes = published_at // MICROS_A_MINUTE + MINUTES_BEFORE_1970
    return minutes << BITS_OF_NUMBER | id_


def match(words: Sequence[str], *, headlines: bool, any_word: bool) -> str:
    """Write the words as FTS5 reads them, each quoted."""
    joined = (" OR " if any_word else " ").join(f'"{word}"' for word in words)
    return f"headline : ({joined})" if headlines else joined


def begun(match: str) -> str:
    """Give the match whose last word is a beginning."""
    return f"{match[:-1]}*)" if match.endswith(")") else f"{match}*"
