"""PORT: what the newsroom asks of its memory.

The contract is prose here and is tried on every engine by `tests/contract/`, by several at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.upkeep import Upkeep

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.address import Account
    from bot.asking import Asking
    from bot.dispatches import Dispatches
    from bot.forecasts import Record
    from bot.ledger import Ledger
    from bot.postbox import Postbox
    from bot.revision import Hit, Loaded, Report, Revision
    from bot.staff import Act, Staff
    from bot.story import Story
    from bot.wires import Wires
    from bot.workshop import Workshop


class Store(Upkeep, Protocol):
    """Stories with all their revisions, and what readers left.

    For every method:

    - What it writes is written whole or not at all, also when the process is killed.
    - Once it has returned, what it wrote outlives the process.
    - What the database cannot do is a `StoreError` whose sentence says what to do.
    - Moments are given by the caller, aware, and come back in UTC.
    - What is `HEARD` at that moment is marked as answered in the transaction of an act, a question,
      an answer to one, and what is held for an editor; with an act goes what was asked there.

    *Readers' methods* (`published`, `latest`, `neighbours`, `search`, `topics`) see only stories
    in state published, each as its published revision. Newest means: by `published_at` (the
    story's own `published` where it says one, else the moment it was published), then by id.

    Attributes:
        ledger: subscriptions and deliveries, in the same database.
        dispatches: breaking news, and what sets right what was posted, in the same database.
        workshop: drafts, and what is to be published at a time, in the same database.
        staff: who works for the newsroom, and what they did.
        asking: what people were asked, and the stories they write step by step.
        wires: sources that are read by themselves.
        postbox: readers' reports in the hands of editors.
    """

    ledger: Ledger
    dispatches: Dispatches
    workshop: Workshop
    staff: Staff
    asking: Asking
    wires: Wires
    postbox: Postbox

    # Saving

    async def save(
        self,
        story: Story,
        *,
        by: str,
        at: datetime,
        note: str = "",
        key: str | None = None,
        follows: int | None = None,
        shows: bool = False,
        act: Act | None = None,
    ) -> Revision:
        """Keep *story* as the next revision of the story that has its slug.

        A slug that is new makes a draft. A story that says exactly what its newest revision says
        makes no revision: that newest one comes back. A published story stays published as it
        was; its new revision waits for `publish`. Corrections that readers were told stay in it.

        Args:
            story: what to keep.
            by: who saves it.
            at: when.
            note: why.
            key: how the place it came from names it under any headline; it never changes.
            follows: the number of the revision it was made on; without one, outcomes stay too.
            shows: whether readers, who see the story, see the revision at once: both or neither.
            act: who does it, noted in the same transaction where there is a further revision. Of
                a person it also takes up again what was set aside and says just the same.

        Raises:
            Conflict: *follows* is not the newest revision any more, *key* is another story's, or
                readers do not see the story that *shows* is said of.
        """

    async def load(
        self, stories: Sequence[Story], *, at: datetime, act: Act | None = None
    ) -> tuple[Loaded, ...]:
        """Take in files of the content folder, all or none, and publish them; twice is harmless.

        - The slug is new: revision 1, published.
        - The file says what it said when it was last loaded, or what readers see as the newest
          revision, but for corrections that it lacks: nothing happens.
        - The file says what the newest revision says, which readers do not see yet, as when it
          was exported from a draft: that revision is published.
        - The file changed, and nobody else has saved the story since: a revision, published.
        - The file changed, and somebody else has saved a revision since, or the story did not
          come from a file: a conflict. Nothing is written for that story.
        - A second file with a slug of the same call says something else: a conflict too.

        Whoever gives an *act* has it noted of each story that readers see anew.
        """

    async def publish(
        self,
        slug: str,
        number: int,
        *,
        at: datetime,
        newest: int | None = None,
        act: Act | None = None,
    ) -> Revision:
        """Let readers see revision *number*, and only that one, of the story *slug*.

        The first publishing sets `published_at`; later ones keep it. A retracted story is
        published again.

        Args:
            slug: the story.
            number: which revision of it.
            at: when.
            newest: the revision that was saved last, as whoever publishes has seen it.
            act: who does it, noted in the same transaction where readers see something new.

        Raises:
            NotFound: there is no such story or revision.
            Conflict: *newest* is not the newest revision any more.
        """

    async def retract(self, slug: str, *, at: datetime, act: Act | None = None) -> Revision:
        """Take a published story out of readers' lists; its revisions stay.

        Raises:
            NotFound: there is no such story, or it is not published.
        """

    # Finding

    async def find(self, story: int | str) -> Revision | None:
        """Give the newest revision of a story by its number or slug, whatever its state."""

    async def find_key(self, key: str) -> Revision | None:
        """Give the newest revision of the story that came in with *key*, or whose url it is."""

    async def revisions(self, slug: str) -> tuple[Revision, ...]:
        """Give every revision of a story, the oldest first; none where there is no such story."""

    async def shown(
        self, slug: str, *, limit: int, until: int | None = None
    ) -> tuple[Revision, ...]:
        """Give the newest revisions readers were shown, none after *until*, the oldest first."""

    async def in_turn(
        self, slug: str, *, limit: int, until: int | None = None
    ) -> tuple[Revision, ...]:
        """Give those that readers were shown last, up to *until*, in the order of that."""

    async def published(self, story: int | str) -> Revision | None:
        """Give one published story, by its number in the store or by its slug."""

    async def retracted(self, story: int | str) -> Revision | None:
        """Give one retracted story as readers last saw it, by its number or its slug."""

    async def retractions(self, *, limit: int) -> tuple[Revision, ...]:
        """Give the newest of the stories that are retracted, each as readers last saw it."""

    async def latest(
        self, *, limit: int, skip: int = 0, topic: str | None = None
    ) -> tuple[Revision, ...]:
        """Give the newest stories, all or those of *topic* (whatever its capital letters)."""

    async def news(self, since: datetime, until: datetime) -> tuple[Revision, ...]:
        """Give what readers were first shown after *since* and not after *until*, newest first.

        At most a thousand stories; a later revision of a story makes no news of it.
        """

    async def neighbours(self, story: int) -> tuple[int | None, int | None]:
        """Give the numbers of the next newer and the next older story; None at either end."""

    async def search(
        self,
        query: str,
        *,
        limit: int,
        skip: int = 0,
        headlines: bool = False,
        any_word: bool = False,
    ) -> tuple[Hit, ...]:
        """Find stories that say all the words of *query*, the best match first, then the newest.

        The last word may be a beginning, where fewer than *limit* stories say it as a word.
        Capital letters and accents do not matter. Words in scripts that put no spaces between
        them (Chinese, Japanese, Thai …) are found wherever they stand. Whatever *query* holds, it
        is words and never syntax; without a word in it, nothing is found. A match in a
        headline counts more than one in a summary, that more than one in the facts, that more than
        one elsewhere. Of very common words the newest thousand stories are ranked.

        Args:
            query: what a reader typed.
            limit: the most stories to give.
            skip: how many of the best to leave out.
            headlines: look in headlines alone.
            any_word: one of the words is enough.
        """

    async def topics(self) -> tuple[tuple[str, int], ...]:
        """Give every topic with the number of its stories, the fullest first."""

    async def forecasters(self) -> tuple[Record, ...]:
        """Give what is known of each forecaster, from the stories that readers see.

        Who has most resolved forecasts comes first.
        """

    # Readers

    async def report(self, report: Report) -> int:
        """Keep a reader's note and give its number; the same note, while it is open, is kept once.

        Raises:
            NotFound: there is no such revision.
            Problem: as many reports of the reader are open as one may have, also where several
                were sent at once.
        """

    async def speak(self, who: Account, language: str) -> None:
        """Remember which language somebody reads."""

    async def language(self, who: Account) -> str | None:
        """Give the language somebody chose, if they chose one."""
