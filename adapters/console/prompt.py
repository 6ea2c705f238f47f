"""The console in a terminal: a prompt with completion and history, and drawn answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import Completer, Completion
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import InMemoryHistory

from adapters.console.render import show
from bot.visible import visible

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator

    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output
    from rich.console import Console as Terminal

    from adapters.console.talk import Talk
    from bot.words import Words

LEAVING = {"exit", "quit", "/exit", "/quit"}


class Suggesting(Completer):
    """Completes what is typed with what the newsroom suggests."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk

    def get_completions(self, document: Document, event: CompleteEvent) -> Iterator[Completion]:  # noqa: ARG002 - the library's interface
        """Suggest nothing at once: a suggestion may have to ask the store."""
        return iter(())

    async def get_completions_async(
        self,
        document: Document,
        complete_event: CompleteEvent,  # noqa: ARG002 - the library's interface
    ) -> AsyncGenerator[Completion, None]:
        """Suggest what may stand where somebody types."""
        line = document.text_before_cursor.lstrip()
        _, space, typed = line.partition(" ")
        replaced = len(typed) if space else len(line.removeprefix("/"))
        for suggestion in await self._talk.suggest(line):
            yield Completion(suggestion.value, -replaced, display_meta=visible(suggestion.label))


async def converse(
    talk: Talk, terminal: Terminal, *, tty: tuple[Input, Output] | None = None
) -> None:
    """Answer what is typed, until whoever types leaves.

    Args:
        talk: the conversation.
        terminal: what answers are drawn on.
        tty: where keys come from and the prompt goes, where it is not the process's own.
    """
    session: PromptSession[str] = PromptSession(
        message=FormattedText([("ansicyan bold", "storydesk"), ("", "> ")]),
        completer=Suggesting(talk),
        complete_while_typing=True,
        history=InMemoryHistory(),
        input=tty[0] if tty else None,
        output=tty[1] if tty else None,
    )
    words = await talk.words()
    terminal.print(words("Storydesk: what is known apart from what is argued."), style="bold")
    terminal.print(words("Try /facts, or /help for all there is."), style="dim")
    terminal.print()
    for each in await talk.tidings():
        show(terminal, each)
    if asked := await talk.begin(goes_on=True):
        show(terminal, asked)
    while (line := await _typed(session, await talk.words(), asked=talk.asks)) is not None:
        if line.rstrip(".!") in LEAVING:
            return
        if line:
            _, reply = await talk.say(line)
            terminal.print()
            for each in (*await talk.tidings(), reply):
                show(terminal, each)


async def _typed(session: PromptSession[str], words: Words, *, asked: bool) -> str | None:
    """Wait for a line; empty where it was cleared with Ctrl-C, None where there are no more."""
    if asked:
        hint = words("A line is your answer · /1 picks a choice · Ctrl-D leaves")
    else:
        hint = words("Tab completes · a number picks a choice · Ctrl-D leaves")
    try:
        return (await session.prompt_async(bottom_toolbar=hint)).strip()
    except KeyboardInterrupt:
        return ""
    except EOFError:
        return None
