"""The verbs that take stories in: check, import, load; and the schema they keep to."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.console import NAME
from adapters.console.talk import login
from bot.address import Account, Address
from bot.cli.opening import give, opened, prepared, remark, say, utc_now
from bot.cli.progress import progress
from bot.errors import Conflict, NotFound, Problem, Unreadable
from bot.export import schema, to_json
from bot.importers import Draft, read
from bot.revision import State
from bot.staff import Act, Deed
from bot.taking_in.folder import ENDINGS, MOST_BYTES, Readings, file_bytes, read_files, story_files
from bot.words import N_, Phrase, phrase, phrases

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from bot.revision import Revision
    from bot.settings import Settings
    from bot.words import Words

STANDARD_INPUT = "-"
MOST_NAMED = 20
LOADED = {"new": N_("New: {slugs}."), "changed": N_("Changed: {slugs}.")}
STATES = {
    State.DRAFT: N_("draft"),
    State.PUBLISHED: N_("published"),
    State.RETRACTED: N_("retracted"),
}


def check_(asked: argparse.Namespace) -> int:
    """Say everything that is wrong with some files."""
    _, words = prepared()
    readings = _read(words, _some_files(asked.files))
    for line in _fault_lines(words, readings):
        say(line)
    if readings.faults:
        raise _wrong(readings)
    for path, draft in readings.drafts:
        if draft.is_named and path.stem != draft.story.slug:
            remark(
                words(
                    "{file}: the story in it is called {slug}, and so should its file be.",
                    file=str(path),
                    slug=draft.story.slug,
                )
            )
    count = len(readings.drafts)
    say(words.many("{number} story, and it is sound.", "{number} stories, all sound.", count))
    return 0


def import_(asked: argparse.Namespace) -> int:
    """Take in a file as drafts."""
    settings, words = prepared()
    drafts = _drafts(words, asked.file)
    if asked.dry_run and not asked.json:
        for draft in drafts:
            say(words("“{headline}” is sound.", headline=draft.story.headline))
    if not asked.dry_run:
        asyncio.run(_add(words, settings, drafts, asked.file))
    if asked.json:
        for draft in drafts:
            give(to_json(draft.story))
    return 0


def load_(asked: argparse.Namespace) -> int:
    """Publish a folder of story files."""
    settings, words = prepared()
    folder: Path | None = asked.folder or settings.stories
    if folder is None:
        raise Problem(
            phrase("Say which folder to publish: `storydesk load FOLDER`, or STORYDESK_STORIES.")
        )
    if not folder.exists():
        raise Problem(phrase("There is no folder {folder}.", folder=str(folder)))
    readings = _read(words, _some_files([folder]))
    for line in _fault_lines(words, readings):
        remark(line)
    if readings.faults:
        raise _not_sound(readings)
    return asyncio.run(_load(words, settings, readings, _acting(Deed.PUBLISHED, str(folder))))


def schema_(_: argparse.Namespace) -> int:
    """Print the JSON Schema of a story."""
    give(schema().rstrip("\n"))
    return 0


def _some_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Name the story files; that there is none is more likely a slip than what was meant."""
    files = story_files(paths)
    if not files:
        folders = ", ".join(map(str, paths))
        raise NotFound(
            phrase(
                "There is no story file in {folders}: none ends in {endings}.",
                folders=folders,
                endings=", ".join(ENDINGS),
            )
        )
    return files


def _read(words: Words, files: tuple[Path, ...]) -> Readings:
    with progress(words("Reading"), len(files)) as step:
        return read_files(files, lambda _: step(1))


def _drafts(words: Words, file: str) -> tuple[Draft, ...]:
    """Read what is to be taken in; a single fault is the whole answer, several are listed."""
    try:
        if file == STANDARD_INPUT:
            return read(sys.stdin.buffer.read(MOST_BYTES + 1), file)
        return read(file_bytes(Path(file)), Path(file).name)
    except Unreadable as error:
        readings = Readings((), tuple((Path(file), fault) for fault in error.faults))
        *lines, last = _fault_lines(words, readings)
        if not lines:
            raise Problem(Phrase("{line}", {"line": last})) from error
        for line in (*lines, last):
            remark(line)
        raise _not_sound(readings) from error


async def _add(words: Words, settings: Settings, drafts: tuple[Draft, ...], file: str) -> None:
    async with opened(settings, create=True) as desk:
        begun = desk.now()
        with progress(words("Storing"), len(drafts)) as step:
            for draft in drafts:
                act = _acting(Deed.ADDED, file)
                revision = await desk.add(draft, by=str(act.who), act=act)
                step(1)
                if revision.at < begun:
                    remark(_as_it_was(words, revision))
                else:
                    remark(_added(words, revision, await desk.store.published(revision.story.slug)))


def _acting(deed: Deed, file: str) -> Act:
    """Say for the audit who puts stories in, and out of which file or folder."""
    return Act(Account(NAME, login()), Address("file", file), utc_now(), deed)


def _added(words: Words, revision: Revision, shown: Revision | None) -> str:
    """Say what became of a story that came in, and what readers see of it."""
    if shown is not None and shown.number != revision.number:
        return words(
            "“{headline}” is kept as {slug}, revision {number}; readers still see revision "
            "{shown}.",
            headline=revision.story.headline,
            slug=revision.story.slug,
            number=revision.number,
            shown=shown.number,
        )
    return words(
        "“{headline}” is kept as {slug}, revision {number} ({state}).",
        headline=revision.story.headline,
        slug=revision.story.slug,
        number=revision.number,
        state=words(STATES[revision.state]),
    )


def _as_it_was(words: Words, revision: Revision) -> str:
    """Say of a story that came in that it says what was here already."""
    return words(
        "“{headline}” is here already as {slug}, revision {number} ({state}).",
        headline=revision.story.headline,
        slug=revision.story.slug,
        number=revision.number,
        state=words(STATES[revision.state]),
    )


async def _load(words: Words, settings: Settings, readings: Readings, act: Act) -> int:
    stories = [draft.story for _, draft in readings.drafts]
    async with opened(settings, create=True) as desk:
        with progress(words("Loading"), len(stories)) as step:
            loaded = [each async for each in desk.load(stories, step, act=act)]
    counted = Counter(each.change for each in loaded)
    for change, said in LOADED.items():
        slugs = [each.slug for each in loaded if each.change == change]
        if 0 < len(slugs) <= MOST_NAMED:
            remark(words(said, slugs=", ".join(slugs)))
    say(
        words(
            "{new} new, {changed} changed, {same} as they were.",
            new=counted["new"],
            changed=counted["changed"],
            same=counted["same"],
        )
    )
    conflicts = [each.slug for each in loaded if each.change == "conflict"]
    if conflicts:
        raise Conflict(
            phrases(
                "One story has a newer revision than its file, and was left as it is: {slugs}. "
                "Export it with --draft, look it over, load that, and make your change in it.",
                "{number} stories have newer revisions than their files, and were left as they "
                "are: {slugs}. Export them with --draft, look them over, load that, and change it.",
                len(conflicts),
                slugs=", ".join(conflicts),
            )
        )
    return 0


def _fault_lines(words: Words, readings: Readings) -> list[str]:
    """Write each fault as editors' programs can follow it: file, line, column, sentence."""
    lines = []
    for path, fault in readings.faults:
        place = (str(path), *(str(number) for number in (fault.line, fault.column) if number))
        lines.append(f"{':'.join(place)}: {words.say(fault.what)} {words.say(fault.remedy)}")
    return lines


def _wrong(readings: Readings) -> Problem:
    return Problem(
        phrases(
            "One thing is wrong.",
            "{number} things are wrong in {files}.",
            len(readings.faults),
            files=phrases("one file", "{number} files", readings.broken),
        )
    )


def _not_sound(readings: Readings) -> Problem:
    return Problem(
        phrases(
            "One thing is wrong; nothing was stored.",
            "{number} things are wrong in {files}; nothing was stored.",
            len(readings.faults),
            files=phrases("one file", "{number} files", readings.broken),
        )
    )
