"""PORT: what people were asked and have not answered yet, and the stories they write step by step.

The contract is prose here and is tried on every engine by `tests/contract/`. What the contract of
`Store` says of its methods holds here too.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from bot.address import Account, Address
    from bot.question import Question
    from bot.sketch import Sketch

FORGOTTEN = timedelta(days=1)  # after so long nobody knows any more what a message answers


class Asking(Protocol):
    """Questions, one of a person in a place at the most; sketches, one of a person at the most."""

    async def ask(self, who: Account, where: Address, question: Question, *, at: datetime) -> None:
        """Keep what somebody is asked in a place, instead of what they were asked there before.

        What is heard again would be taken for the answer: it is marked, as an act marks it.
        Whatever anybody was asked more than a day before *at* is forgotten.
        """

    async def asked(self, who: Account, where: Address, *, at: datetime) -> Question | None:
        """Give what somebody was asked in a place, if that is not more than a day before *at*."""

    async def people(self, *, at: datetime) -> frozenset[Account] | None:
        """Name whoever was asked something, anywhere; None where they are more than a thousand."""

    async def forget(self, who: Account, where: Address, *, answered: bool = False) -> None:
        """Forget what somebody was asked in a place, also where they have *answered*.

        Twice is harmless.
        """

    async def keep(self, who: Account, sketch: Sketch, *, at: datetime) -> None:
        """Keep what somebody writes, instead of what they wrote before."""

    async def sketch(self, who: Account) -> Sketch | None:
        """Give what somebody writes."""

    async def drop(self, who: Account) -> None:
        """Forget what somebody writes; twice is harmless."""
