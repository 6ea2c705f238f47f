"""What somebody is to tell next, and what they have told of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.choice import Choice, mark_of

NOTHING = "-"  # typed by who leaves something out


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to be told.

    Args:
        name: the name of the argument that it becomes.
        prompt: what is asked, in the words of whoever is asked.
        value: what stands there now.
        optional: whether it can be left out.
        long: whether it may have several lines.
        length: the most characters that it may have.
        likely: whether it says how likely something is.
        among: what is meant by 1, 2 and so on.
        labels: what stands on the buttons for them.
    """

    name: str
    prompt: str
    value: str = ""
    optional: bool = False
    long: bool = False
    length: int = 300
    likely: bool = False
    among: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Everything that a command still needs, asked in a form or one after another.

    Args:
        command: what is done with the answers.
        given: what that command is given besides, in the order of its arguments.
        fields: what is asked for; at most five, as many as a form of Discord shows.
        told: the answers so far, in the order of the fields.
        earlier: what the command is given to go back from the first field; empty where it cannot.
        later: what it is given where that field is left out all the same; empty where it cannot.
    """

    command: str
    given: tuple[str, ...]
    fields: tuple[Field, ...]
    told: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    later: tuple[str, ...] = ()

    @property
    def next(self) -> Field | None:
        """What is asked at this moment; None where all is told."""
        return self.fields[len(self.told)] if len(self.told) < len(self.fields) else None

    @property
    def fits(self) -> bool:
        """Whether a form or a button can carry all that it goes on from."""
        is_told = not any(field.among for field in self.fields)
        return is_told and Choice("", self.command, self.given).fits

    @property
    def mark(self) -> str:
        """Tell this moment of the question from every other, in a few letters."""
        return mark_of((self.command, self.given, self.told))

    @property
    def answers(self) -> dict[str, str]:
        """Give the answers by the names of their fields."""
        return {field.name: said for field, said in zip(self.fields, self.told, strict=False)}

    def with_answer(self, said: str) -> Question:
        """Take *said* for what was asked."""
        field, said = self.next, said.strip()
        if field is not None and field.optional and said == NOTHING:
            said = ""
        numbered = enumerate(field.among, start=1) if field else ()
        said = {str(number): each for number, each in numbered}.get(said, said)
        return replace(self, told=(*self.told, said))

    def back(self) -> Question:
        """Ask again for what was told last, which stands there now."""
        return replace(self.kept(), told=self.told[:-1])

    def anew(self) -> Question:
        """Ask for everything again; what was told stands there now."""
        return replace(self.kept(), told=())

    def kept(self) -> Question:
        """Let each field that was answered say so; among several, one is chosen anew."""
        chosen = {each.name for each in self.fields if each.among}
        known = {name: said for name, said in self.answers.items() if name not in chosen}
        fields = (replace(each, value=known.get(each.name, each.value)) for each in self.fields)
        return replace(self, fields=tuple(fields))
