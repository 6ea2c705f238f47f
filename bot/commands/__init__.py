"""The one table of what one may ask.

It makes Discord's tree, Telegram's menu and the console's help, so that no door can know a
command that another does not.
"""

from __future__ import annotations

from types import MappingProxyType

from bot.choice import Choice
from bot.commands.correcting import CORRECTING
from bot.commands.following import FOLLOWING
from bot.commands.here import HERE
from bot.commands.staff import STAFF
from bot.commands.writing import WRITING
from bot.errors import NotFound
from bot.handlers import forecasting, giving, reading, reporting
from bot.parsing import near_commands
from bot.request import Argument, Command, Kind
from bot.words import N_, phrase

STORY = Argument(
    name="story",
    kind=Kind.STORY,
    help=N_("its number in the last list, a part of its headline, or its slug"),
)
REPORTED = Argument(
    name="story",
    kind=Kind.STORY,
    help=STORY.help,
    required=True,
    asks=N_("Which story is it? Its number in the last list, or a part of its headline."),
)
TOPIC = Argument(name="topic", kind=Kind.TOPIC, help=N_("only stories of this topic"))

COMMANDS = MappingProxyType(
    {
        command.name: command
        for command in (
            Command(
                name="briefing",
                help=N_("the newest stories in short"),
                arguments=(TOPIC,),
                examples=("/briefing", "/briefing technology"),
                handler=reading.briefing,
            ),
            Command(
                name="stories",
                help=N_("all stories, the newest first"),
                arguments=(
                    TOPIC,
                    Argument(name="page", kind=Kind.NUMBER, help=N_("which page of the list")),
                ),
                examples=("/stories", "/stories technology", "/stories 2"),
                handler=reading.stories,
            ),
            Command(
                name="story",
                help=N_("a story at a glance"),
                arguments=(STORY,),
                examples=("/story", "/story 2"),
                handler=reading.story,
            ),
            Command(
                name="facts",
                help=N_("what is known, and who says so"),
                arguments=(STORY,),
                examples=("/facts", "/facts emails hacked"),
                handler=reading.facts,
            ),
            Command(
                name="sources",
                help=N_("where it is known from"),
                arguments=(STORY,),
                examples=("/sources", "/sources 2"),
                handler=reading.sources,
            ),
            Command(
                name="narratives",
                help=N_("what different sides make of it"),
                arguments=(STORY,),
                examples=("/narratives", "/narratives 2"),
                handler=reading.narratives,
            ),
            Command(
                name="predictions",
                help=N_("what is expected, how likely, and how well forecasters did"),
                arguments=(
                    STORY,
                    Argument(name="page", kind=Kind.PRESSED, help=N_("which page of the list")),
                ),
                examples=("/predictions", "/predictions 2"),
                handler=forecasting.predictions,
            ),
            Command(
                name="changes",
                help=N_("what was changed and corrected"),
                arguments=(
                    STORY,
                    Argument(
                        name="revision",
                        kind=Kind.NUMBER,
                        help=N_("the earlier revision to compare with"),
                    ),
                    Argument(
                        name="until", kind=Kind.PRESSED, help=N_("the revision that a page ends at")
                    ),
                ),
                examples=("/changes", "/changes 2", "/changes emails hacked 1"),
                handler=reading.changes,
            ),
            Command(
                name="search",
                help=N_("stories that say certain words"),
                arguments=(
                    Argument(
                        name="query",
                        kind=Kind.TEXT,
                        help=N_("the words to look for"),
                        required=True,
                    ),
                    # A number that somebody types is one of the words.
                    Argument(name="page", kind=Kind.PRESSED, help=N_("which page of the list")),
                ),
                examples=("/search microsoft",),
                handler=reading.search,
            ),
            Command(
                name="topics",
                help=N_("what the stories are about"),
                examples=("/topics",),
                handler=reading.topics,
            ),
            Command(
                name="language",
                help=N_("the language I speak with you"),
                arguments=(
                    Argument(name="language", kind=Kind.LANGUAGE, help=N_("the one you read")),
                ),
                examples=("/language", "/language en"),
                handler=reading.language,
            ),
            Command(
                name="report",
                help=N_("tell the editors that something is wrong"),
                arguments=(
                    REPORTED,
                    Argument(
                        name="fact",
                        kind=Kind.NUMBER,
                        help=N_("the number of the fact"),
                        asks=N_("Which fact is it? Its number; none for the whole story."),
                    ),
                    Argument(
                        name="note",
                        kind=Kind.TEXT,
                        help=N_("what is wrong"),
                        required=True,
                        length=2_000,
                        asks=N_("What is wrong?"),
                    ),
                ),
                examples=("/report 1 The headline is misleading", "/report 1 3 It was a Tuesday"),
                handler=reporting.report,
            ),
            Command(
                name="export",
                help=N_("stories as a file, for people or programs"),
                arguments=(
                    Argument(
                        name="format",
                        kind=Kind.TEXT,
                        help=N_("yaml, json, markdown, jsonfeed, rss or jsonld"),
                    ),
                    STORY,
                ),
                examples=("/export", "/export markdown 2", "/export rss"),
                slow=True,
                handler=giving.export,
            ),
            Command(
                name="help",
                help=N_("what you can ask"),
                arguments=(
                    Argument(name="command", kind=Kind.COMMAND, help=N_("the one to explain")),
                ),
                examples=("/help", "/help facts"),
                handler=reading.help_,
            ),
            Command(
                name="about",
                help=N_("how to read a story"),
                examples=("/about",),
                handler=reading.about,
            ),
            Command(
                name="start",
                help=N_("a greeting, and where to begin"),
                examples=("/start",),
                handler=reading.start,
            ),
            *HERE,
            *WRITING,
            *CORRECTING,
            *FOLLOWING,
            *STAFF,
        )
    }
)


def named(name: str) -> Command:
    """Give the command of that name.

    Raises:
        NotFound: there is none; the choices are near ones.
    """
    command = COMMANDS.get(name)
    if command is None:
        raise NotFound(
            phrase("There is no command /{name}. See /help.", name=name[:40]),
            [Choice(f"/{each}", each) for each in near_commands(name, COMMANDS)],
        )
    return command
