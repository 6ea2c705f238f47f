"""What each command does: take the request apart, ask the desk, choose the view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.editing.roles import reaches, role_of
from bot.errors import Misused, NotFound
from bot.parsing import near_commands
from bot.reading.finder import PAGE
from bot.reading.near_topics import near_topics
from bot.request import Role
from bot.subscriptions.extent import language_called
from bot.views import about as views
from bot.views.briefing import briefing as briefing_view
from bot.views.facts import facts as facts_view
from bot.views.facts import sources as sources_view
from bot.views.history import STEPS, history, since
from bot.views.lists import found, topic_choices
from bot.views.lists import stories as stories_view
from bot.views.lists import topics as topics_view
from bot.views.narratives import narratives as narratives_view
from bot.views.whole import whole
from bot.words import languages, phrase, words_for

if TYPE_CHECKING:
    from bot.reply import Reply
    from bot.request import Ask
    from bot.revision import Revision
    from bot.views.frame import Shown

BRIEFED = 5  # stories in a briefing


async def start(ask: Ask) -> Reply:
    """Greet."""
    return views.start(ask.words, await ask.desk.published())


async def help_(ask: Ask) -> Reply:
    """List the commands, or explain one."""
    name = ask.text("command").lstrip("/").lower()
    if not name:
        return await _commands(ask)
    if name not in ask.commands:
        raise NotFound(
            phrase("There is no command /{name}. See /help.", name=name),
            [
                Choice(f"/help {each}", "help", (each,))
                for each in near_commands(name, ask.commands)
            ],
        )
    command = ask.commands[name]
    return views.command(
        ask.words,
        command.usage,
        command.help,
        ((argument.name, argument.help) for argument in command.typed),
        command.examples,
    )


async def _commands(ask: Ask) -> Reply:
    """List the commands; where they are alone, whoever works for the newsroom sees theirs too."""
    listed = [command for command in ask.commands.values() if not command.hidden]
    role = await role_of(ask.desk, ask.request.who) if ask.request.alone else Role.READER
    usages = ((each.usage, each.help) for each in listed if each.role is Role.READER)
    managing = (f"/{each.name}" for each in listed if each.role is Role.MANAGER)
    working = [
        (each.usage, each.help)
        for each in listed
        if each.role not in {Role.READER, Role.MANAGER} and reaches(role, each.role)
    ]
    return views.commands(ask.words, usages, managing, working)


async def about(ask: Ask) -> Reply:
    """Say how to read a story."""
    return views.about(ask.words)


async def briefing(ask: Ask) -> Reply:
    """Show the newest stories in short."""
    topic = await _topic(ask)
    revisions = await ask.desk.shelf.latest(limit=BRIEFED, topic=topic or None)
    _on_screen(ask, revisions)
    return briefing_view(ask.words, revisions, topic)


async def stories(ask: Ask) -> Reply:
    """List the stories, a page at a time."""
    topic = await _topic(ask)
    page = max(ask.number("page", default=1), 1)
    revisions = await ask.desk.shelf.latest(
        limit=PAGE + 1, skip=(page - 1) * PAGE, topic=topic or None
    )
    if page > 1 and not revisions:
        raise NotFound(phrase("The list has no page {page}. See /stories.", page=page))
    _on_screen(ask, revisions[:PAGE])
    return stories_view(
        ask.words, revisions[:PAGE], topic=topic, page=page, more=len(revisions) > PAGE
    )


async def search(ask: Ask) -> Reply:
    """List what a search finds, a page at a time."""
    query, page = ask.text("query"), max(ask.number("page", default=1), 1)
    hits = await ask.desk.search(query, limit=PAGE + 1, skip=(page - 1) * PAGE)
    _on_screen(ask, tuple(hit.revision for hit in hits[:PAGE]))
    return found(ask.words, query, hits[:PAGE], page=page, more=len(hits) > PAGE)


async def topics(ask: Ask) -> Reply:
    """List the topics."""
    return topics_view(ask.words, await ask.desk.shelf.topics())


async def story(ask: Ask) -> Reply:
    """Show a story at a glance."""
    return whole(ask.words, await _shown(ask))


async def facts(ask: Ask) -> Reply:
    """Show what is known."""
    return facts_view(ask.words, await _shown(ask))


async def sources(ask: Ask) -> Reply:
    """Show where it is known from."""
    return sources_view(ask.words, await _shown(ask))


async def narratives(ask: Ask) -> Reply:
    """Show what is made of it."""
    return narratives_view(ask.words, await _shown(ask), ask.desk.now().date())


async def changes(ask: Ask) -> Reply:
    """Show what changed, step by step or since one revision, also of a story taken back."""
    desk, request = ask.desk, ask.request
    found = await desk.find_told(
        ask.text("story"), who=request.who, where=request.where, command=request.command
    )
    shown, dispatches = await desk.shown(found), await desk.store.dispatches.of_story(found.id)
    if number := ask.number("revision", default=0):
        return since(ask.words, shown, await desk.revision(found, number), dispatches)
    until = ask.number("until", default=0) or None
    revisions = await desk.store.in_turn(found.story.slug, limit=STEPS + 1, until=until)
    if not revisions:
        raise NotFound(phrase("This story has no revision {number}.", number=until))
    return history(ask.words, shown, revisions, dispatches, is_newest=until is None)


async def language(ask: Ask) -> Reply:
    """Say which language is spoken, or speak another."""
    wanted = ask.text("language")
    if not wanted:
        return views.spoken(ask.words, languages())
    if tag := language_called(wanted):
        await ask.desk.speak(ask.request.who, tag)
        return views.spoken(words_for(tag), languages())
    raise Misused(
        phrase(
            "I do not speak “{language}” yet. I speak {languages}.",
            language=wanted,
            languages=ask.words.listed(map(ask.words.name, languages())),
        )
    )


async def story_named(ask: Ask) -> Revision:
    """Find the story that a reader means."""
    return await ask.desk.find(
        ask.text("story"),
        who=ask.request.who,
        where=ask.request.where,
        command=ask.request.command,
    )


async def _shown(ask: Ask) -> Shown:
    return await ask.desk.shown(await story_named(ask))


async def _topic(ask: Ask) -> str:
    """Give the topic that was asked for as its stories write it; empty for none.

    Raises:
        NotFound: no story has it; the choices are near ones.
    """
    wanted = ask.text("topic")
    known = {topic.casefold(): topic for topic, _ in await ask.desk.shelf.topics()}
    if not wanted or wanted.casefold() in known:
        return known.get(wanted.casefold(), "")
    near = near_topics(wanted, known)
    raise NotFound(
        phrase("No story has the topic “{topic}”. See /topics.", topic=wanted),
        topic_choices(near, ask.request.command),
    )


def _on_screen(ask: Ask, revisions: tuple[Revision, ...]) -> None:
    stories = [each.id for each in revisions]
    ask.desk.remember(stories, who=ask.request.who, where=ask.request.where)
