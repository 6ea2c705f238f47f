"""What people ask: each may be answered once within three seconds, and gone on for 15 minutes."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import TYPE_CHECKING, Any

from tests.platforms.discord.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.platforms.discord.world import Channel, Message, User

DEADLINE = 3.0  # seconds to the first answer
LIFE = 15 * 60.0  # seconds for which more may be said


class Asked(IntEnum):
    """The kinds of interactions."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Answered(IntEnum):
    """The kinds of first answers."""

    MESSAGE = 4
    DEFERRED = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    SUGGESTIONS = 8
    MODAL = 9


class State(Enum):
    """How far an interaction has come."""

    WAITING = "waiting"
    THINKING = "thinking"  # deferred, and nothing to be seen yet
    ANSWERED = "answered"


ON_MESSAGES = {Answered.DEFERRED_UPDATE, Answered.UPDATE}
SPEAKING = {Answered.MESSAGE, Answered.DEFERRED}
FITTING = {
    Asked.COMMAND: SPEAKING | {Answered.MODAL},
    Asked.COMPONENT: SPEAKING | ON_MESSAGES | {Answered.MODAL},
    Asked.AUTOCOMPLETE: {Answered.SUGGESTIONS},
    Asked.MODAL: SPEAKING,
}


@dataclass
class Interaction:
    """Something that somebody asked.

    Args:
        event: what the gateway told the bot.
        on: the message that a pressed button stands on.
        cause: the interaction that brought the modal.
    """

    id: int
    token: str
    kind: Asked
    person: User
    channel: Channel
    at: float
    event: dict[str, Any]
    on: Message | None = None
    state: State = State.WAITING
    answer: Answered | None = None
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    cause: Interaction | None = None
    private: bool = False  # how the thinking was announced
    data: dict[str, Any] = field(default_factory=dict)  # suggestions, or a modal

    @property
    def messages(self) -> list[Message]:
        """All that was said in answer, in its order."""
        return [*([self.original] if self.original else []), *self.followups]

    def fits(self, answer: Answered) -> bool:
        """Tell whether this kind of answer belongs to this kind of question."""
        with_message = self.kind is Asked.MODAL and self.on is not None
        return answer in FITTING[self.kind] or (with_message and answer in ON_MESSAGES)


class Interactions:
    """All interactions of late.

    Args:
        clock: seconds that only go forward.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._by_token: dict[str, Interaction] = {}

    def open(
        self,
        kind: Asked,
        person: User,
        channel: Channel,
        event: dict[str, Any],
        on: Message | None = None,
    ) -> Interaction:
        """Let somebody ask something; *event* gets its token."""
        number = int(event["id"])
        token = urlsafe_b64encode(f"interaction:{number}:{person.id}".encode() * 4).decode()
        event["token"] = token.rstrip("=")
        asked = Interaction(number, event["token"], kind, person, channel, self._clock(), event, on)
        self._by_token[asked.token] = asked
        return asked

    def answering(self, number: str, token: str) -> Interaction:
        """Give the interaction that is answered for the first time.

        Raises:
            Refusal: there is none, it is too late, or it was answered.
        """
        asked = self._by_token.get(token)
        if asked is None or str(asked.id) != number:
            raise Refusal(10062)
        if asked.state is not State.WAITING:
            raise Refusal(40060)
        if self._clock() > asked.at + DEADLINE:
            raise Refusal(10062)
        return asked

    def going_on(self, token: str) -> Interaction:
        """Give the interaction about which more is said.

        Raises:
            Refusal: it was not answered yet, or its life is over.
        """
        asked = self._by_token.get(token)
        if asked is None or asked.state is State.WAITING:
            raise Refusal(10015)
        if self._clock() > asked.at + LIFE:
            raise Refusal(50027)
        return asked

    def unanswered(self) -> list[Interaction]:
        """Name those who see no answer, and those for whom one is still being thought of."""
        return [each for each in self._by_token.values() if each.state is not State.ANSWERED]

    def forget(self) -> None:
        """Forget everything that was asked."""
        self._by_token.clear()
