"""One conversation at a console: lines in, replies out, a number picks a choice.

Where something is asked, a line is the answer; a command or a choice begins with a slash then.
"""

from __future__ import annotations

import getpass
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.console import NAME
from adapters.console.attaching import attached
from adapters.console.picking import choices_of
from bot.address import Account, Address
from bot.answer import may, of_choice, told
from bot.choice import Choice
from bot.commands import COMMANDS
from bot.completion import complete
from bot.conversation import open_question, respond, respond_line, respond_to
from bot.editing.roles import role_of
from bot.errors import Misused, StoreError
from bot.parsing import LOOKING_UP, is_a_page, near_commands, parted
from bot.reply import Note, Plain, Reply
from bot.request import Request, Role
from bot.running.tidings import tidings
from bot.staff import STAFF
from bot.views.asking import CANCEL, prompted, said_and_ways
from bot.views.unfinished import ADDING
from bot.words import N_, phrase, words_for

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.desk import Desk
    from bot.errors import Problem
    from bot.question import Question
    from bot.request import File
    from bot.suggestion import Suggestion
    from bot.words import Words

TERMINAL = Address(NAME, "terminal")
OWNING = N_("Start with STORYDESK_OWNERS={who} to be an owner here.")
PICKED = re.compile(r"/?#?(\d+)[.)]?")


class Talk:
    """What somebody at a console says, and what they were offered last.

    Args:
        desk: the newsroom.
        language: the language spoken until another is chosen.
    """

    def __init__(self, desk: Desk, language: str) -> None:
        self._desk = desk
        self._language = language
        self._who = Account(NAME, login())
        self._offered: tuple[Choice, ...] = ()
        self._asks = False

    @property
    def asks(self) -> bool:
        """Whether the last answer asked something, so that the next line answers it."""
        return self._asks

    async def begin(self, *, goes_on: bool) -> Reply | None:
        """Ask again what was asked when the last conversation ended, or ask it no more.

        Args:
            goes_on: whether whoever sits here can see what is asked, as they cannot on a pipe.
        """
        question = await open_question(self._desk, self._who, TERMINAL)
        if question is None:
            return None
        if not goes_on:
            await respond(self._desk, self._request(CANCEL))
            return None
        if question.told:
            return await self._shown(Reply((), asks=question))
        # At its beginning the command itself says more of what it asks.
        asking = Choice("", question.command, question.given)
        return await self._shown(await respond(self._desk, self._chosen(asking)))

    async def say(self, line: str) -> tuple[str, Reply]:
        """Answer a line, and give the name of the command it was."""
        name, reply = await self._answer(line.strip())
        if reply.failed and await self._works_for_nobody(name):
            # Whoever can start the program may be all that they like.
            hint = (await self.words())(OWNING, who=self._who)
            reply = replace(reply, blocks=(*reply.blocks, Note((Plain(hint),))))
        return name, await self._shown(reply)

    async def _works_for_nobody(self, name: str) -> bool:
        """Whether a command is for those who work for the newsroom, and who sits here does not."""
        command = COMMANDS.get(name)
        if command is None or command.role not in STAFF:
            return False
        try:
            return await role_of(self._desk, self._who) is Role.READER
        except StoreError:
            return False

    async def tidings(self) -> tuple[Reply, ...]:
        """Tell whoever sits here what concerns them, and write down that they were told.

        It comes beside an answer, so nothing of it can be picked.
        """
        words = await self.words()
        try:
            waiting = [each for each in await tidings(self._desk, NAME) if each.who == self._who]
            for each in waiting:
                await each.over(self._desk.now())
        except StoreError:
            return ()
        said = [each.says(words) for each in waiting]
        return tuple(replace(each, blocks=said_and_ways(each.blocks)[0]) for each in said)

    async def _shown(self, reply: Reply) -> Reply:
        """Show what is asked, and remember what can be picked."""
        shown = prompted(await self.words(), reply)
        self._asks = shown.asks is not None
        self._offered = choices_of(shown) or self._offered
        return shown

    async def suggest(self, line: str) -> tuple[Suggestion, ...]:
        """Suggest what may follow *line*; nothing where the store fails, as the answer will say."""
        try:
            return await complete(self._desk, line, language=await self._spoken(), who=self._who)
        except StoreError:
            return ()

    async def words(self) -> Words:
        """Give the words of the language that is spoken at this moment."""
        try:
            return words_for(await self._spoken())
        except StoreError:
            return words_for(self._language)

    async def tell(self, error: Problem) -> Reply:
        """Tell what is wrong with something that was said."""
        return await told(self._desk, error, who=self._who, language=self._language)

    async def _answer(self, line: str) -> tuple[str, Reply]:
        question = await open_question(self._desk, self._who, TERMINAL)
        try:
            if question is not None and _is_an_answer(line):
                return question.command, await self._answered(question, line)
            if picked := PICKED.fullmatch(line):
                return await self._pick(picked[1])
            short, file = attached(line)
        except Misused as error:
            return parted(line)[0], replace(await self.tell(error), asks=question)
        return await self._line(short if file else await self._meant(line), file)

    async def _answered(self, question: Question, line: str) -> Reply:
        """Take a line for the answer to *question*, or for the path of the file that is asked for.

        Raises:
            Misused: it is a path, and no file is there.
        """
        if not question.given:
            whole, file = attached(f"/{question.command} {line}")
            if file:
                _, reply = await self._line(whole, file)
                return reply
        return await respond_to(self._desk, question, line, self._request(question.command))

    async def _line(
        self, line: str, file: Callable[[], Awaitable[File]] | None
    ) -> tuple[str, Reply]:
        return await respond_line(
            self._desk,
            line,
            who=self._who,
            where=TERMINAL,
            language=self._language,
            alone=True,
            file=file,
        )

    async def _meant(self, line: str) -> str:
        """Give the command that a line means which names none: to read a story, or take it in.

        What looks like a command is one with a slip in it, and is left to be told of.
        """
        name, rest = parted(line)
        if line.startswith("/") or name in COMMANDS or not line:
            return line
        if line == "?":
            return "/help"
        if is_a_page(line):
            taking_in = self._request(ADDING)
            if await may(self._desk, taking_in, COMMANDS[ADDING].role):
                return f"/{ADDING} {line}"
        is_a_slip = name.isalpha() and not rest and near_commands(name, COMMANDS)
        return line if is_a_slip else f"/{LOOKING_UP} {line}"

    def _request(self, command: str) -> Request:
        return Request(
            command=command,
            arguments={},
            who=self._who,
            where=TERMINAL,
            language=self._language,
            alone=True,
        )

    async def _spoken(self) -> str:
        return await self._desk.shelf.language(self._who) or self._language

    async def _pick(self, line: str) -> tuple[str, Reply]:
        # A number of thousands of digits is not worth reading.
        number = int(line[:9])
        if not 1 <= number <= len(self._offered):
            return "", await self.tell(_no_such_choice(len(self._offered)))
        choice = self._offered[number - 1]
        return choice.command, await respond(self._desk, self._chosen(choice))

    def _chosen(self, choice: Choice) -> Request:
        request = of_choice(choice, who=self._who, where=TERMINAL, language=self._language)
        return replace(request, alone=True)


def _is_an_answer(line: str) -> bool:
    """Whether a line does nothing of its own; a path may begin with a slash as well."""
    return not line.startswith("/") or "/" in line.split(maxsplit=1)[0][1:]


def _no_such_choice(offered: int) -> Misused:
    if not offered:
        return Misused(phrase("There is nothing to pick from yet. Begin with /facts or /help."))
    return Misused(phrase("Pick a number from 1 to {count}.", count=offered))


def login() -> str:
    """Name who sits at the console; a container may know no name for its user."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "local"
