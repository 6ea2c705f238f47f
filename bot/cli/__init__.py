"""The command line: what the shell may ask of the newsroom.

Exit status: 0 when it worked, 1 with one clear sentence on standard error when it did not, 2 for
wrong usage. A person's mistake never makes a traceback.
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from bot import __version__
from bot.cli.streams import drop_output
from bot.visible import visible
from bot.words import words_for
from bot.words.written import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.words import Words

LANGUAGE = "STORYDESK_LANGUAGE"
# As `export.FORMATS` has them, which loads more than `--help` can wait for; a test compares.
FORMAT_NAMES = ("yaml", "json", "markdown", "jsonfeed", "rss", "jsonld")
DONE = 0
FAILED = 1
INTERRUPTED = 130  # what shells say of a program that was stopped with Ctrl-C


def run(arguments: Sequence[str]) -> int:
    """Do what *arguments* ask, and give the exit status."""
    words = words_for(_language())
    asked = parser(words).parse_args(arguments)
    # Each verb's module loads when it is asked for: `--help` must not wait for a database.
    module = import_module(f"bot.cli.{asked.module}")
    verb: Callable[[argparse.Namespace], int] = getattr(module, asked.verb)
    from bot.errors import BotError

    try:
        status = verb(asked)
        sys.stdout.flush()
    except BotError as error:
        return _failed(words.say(error.phrase))
    except BrokenPipeError:
        # Whoever read our output has enough, as `| head` has.
        drop_output()
        return DONE
    except OSError as error:
        drop_output()
        return _failed(words("The system refused: {reason}.", reason=_reason(error)))
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _language() -> str:
    """Tell which language the person speaks who runs the bot, before any setting is checked."""
    said = os.environ.get(LANGUAGE)
    if said is None and Path(".env").is_file():
        from dotenv import dotenv_values

        # A file that is no text is told of when the settings are read.
        with suppress(OSError, UnicodeDecodeError):
            said = dotenv_values(".env").get(LANGUAGE)
    return said or DEFAULT_LANGUAGE


def _failed(sentence: str) -> int:
    print(visible(sentence), file=sys.stderr)  # noqa: T201 - the one place that tells the shell why
    return FAILED


def _reason(error: OSError) -> str:
    return ": ".join(str(part) for part in (error.strerror, error.filename) if part) or str(error)


def parser(words: Words) -> argparse.ArgumentParser:
    """Say what the command line understands."""
    top = argparse.ArgumentParser(
        prog="storydesk",
        description=words(
            "A chat bot that serves story briefings: for each news story its cited facts, its "
            "sources, the competing narratives and the predictions."
        ),
        epilog=words("Begin with `storydesk try`: it needs no token and no network."),
    )
    top.add_argument("--version", action="version", version=f"storydesk {__version__}")
    verbs = top.add_subparsers(title=words("what to do"), metavar="VERB", required=True)

    def verb(name: str, module: str, summary: str) -> argparse.ArgumentParser:
        added = verbs.add_parser(name, help=summary, description=summary)
        added.set_defaults(module=module, verb=f"{name}_")
        return added

    _talking(words, verb)
    _content(words, verb)
    _upkeep(words, verb)
    return top


def _talking(words: Words, verb: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    opened = verb("try", "talking", words("talk to the bot in this terminal, without a token"))
    opened.add_argument(
        "--json", action="store_true", help=words("one JSON object for each answer")
    )
    verb("run", "running", words("open every door that has a token"))


def _content(words: Words, verb: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    check = verb("check", "content", words("say everything that is wrong with story files"))
    check.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help=words("a file, or a folder of them")
    )
    taken = verb("import", "content", words("take in a page, YAML, JSON or Kite file as a draft"))
    taken.add_argument("file", metavar="FILE", help=words("the file; - for standard input"))
    taken.add_argument("--dry-run", action="store_true", help=words("store nothing"))
    taken.add_argument("--json", action="store_true", help=words("print each story as JSON"))
    fetched = verb("fetch", "sources", words("read the sources that are set, now"))
    fetched.add_argument(
        "sources", nargs="*", metavar="SOURCE", help=words("which, as it is set; all if none")
    )
    fetched.add_argument("--dry-run", action="store_true", help=words("store nothing"))
    _export(words, verb)
    load = verb("load", "content", words("publish a folder of story files; twice is harmless"))
    load.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="DIR",
        help=words("the folder; the one that STORYDESK_STORIES names if not given"),
    )
    verb("schema", "content", words("print the JSON Schema of a story"))


def _export(words: Words, verb: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    given = verb("export", "giving", words("give out stories as files for people and programs"))
    given.add_argument(
        "stories", nargs="*", metavar="SLUG", help=words("which; all that are published if none")
    )
    given.add_argument(
        "--format",
        choices=FORMAT_NAMES,
        default="yaml",
        help=words("what to write: {names}; YAML if not given", names=", ".join(FORMAT_NAMES)),
    )
    given.add_argument("--json", action="store_true", help=words("the same as --format json"))
    given.add_argument(
        "--draft",
        action="store_true",
        help=words("as they were saved last, seen or not; all that wait if none is named"),
    )
    given.add_argument(
        "--to", type=Path, metavar="DIR", help=words("write a file for each into this folder")
    )


def _upkeep(words: Words, verb: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    verb("status", "upkeep", words("say what is kept and how things stand"))
    verb("doctor", "doctor", words("look for what could go wrong, and say how to mend it"))
    verb("migrate", "upkeep", words("bring the database to this version's schema"))
    backup = verb("backup", "upkeep", words("write a whole, checked copy of the database"))
    backup.add_argument("file", type=Path, metavar="FILE", help=words("where to; a new file"))
