"""The part of the table that is for who writes: stories taken in, drafted and published."""

from __future__ import annotations

from bot.commands.adding import ADDING
from bot.editing.parts import PARTS, SAMPLES
from bot.handlers import publishing, writing
from bot.request import Argument, Command, Kind, Role
from bot.views.preview import SEEN
from bot.words import N_

STORY = Argument(
    name="story",
    kind=Kind.STORY,
    help=N_("its number in the last list, a part of its headline, or its slug; drafts too"),
    required=True,
)
REVISION = Argument(
    name="revision", kind=Kind.NUMBER, help=N_("which revision; the newest if not given")
)

WRITING = (
    *ADDING,
    Command(
        name="drafts",
        help=N_("what waits to be published"),
        role=Role.EDITOR,
        arguments=(Argument(name="page", kind=Kind.NUMBER, help=N_("which page of the list")),),
        examples=("/drafts",),
        handler=writing.drafts,
    ),
    Command(
        name="preview",
        help=N_("a story as readers will see it"),
        role=Role.EDITOR,
        arguments=(
            Argument(
                name="story",
                kind=Kind.STORY,
                help=N_("a story, drafts too; the draft that was saved last if not given"),
            ),
            Argument(
                name="look",
                kind=Kind.TEXT,
                help=N_("how another door cuts it into messages: its name"),
            ),
            Argument(
                name="view",
                kind=Kind.TEXT,
                help=N_("which view of it, or briefing"),
                among=tuple(SEEN),
            ),
            Argument(name="revision", kind=Kind.PRESSED, help=REVISION.help),
        ),
        examples=("/preview", "/preview 2", "/preview 2 facts"),
        handler=writing.preview,
    ),
    Command(
        name="editstory",
        help=N_("change a part of a story, or send the whole of it in again"),
        role=Role.EDITOR,
        arguments=(
            STORY,
            Argument(
                name="part",
                kind=Kind.TEXT,
                help=N_("which part of it; all of them if not given"),
                among=tuple(PARTS),
            ),
            Argument(
                name="entry",
                kind=Kind.PRESSED,
                help=N_("which entry of the part"),
            ),
            Argument(
                name="text",
                kind=Kind.TEXT,
                help=N_("what it shall say; of a list behind the number, or add, or remove"),
                length=20_000,
            ),
            Argument(name="file", kind=Kind.FILE, help=N_("the whole story as a file")),
            Argument(name="held", kind=Kind.PRESSED, help=N_("a change that was not saved yet")),
            Argument(name="onto", kind=Kind.PRESSED, help=N_("the revision it is made on")),
        ),
        examples=(
            "/editstory 2",
            *(f"/editstory 2 {part} {sample}" for part, sample in SAMPLES.items()),
            "/editstory 2 fact add Twelve ships were waiting. [2]",
            "/editstory 2 fact 3 remove",
        ),
        slow=True,
        handler=writing.editstory,
    ),
    Command(
        name="publish",
        help=N_("let readers see a story, now or at a time"),
        role=Role.PUBLISHER,
        arguments=(
            STORY,
            REVISION,
            Argument(
                name="when",
                kind=Kind.TEXT,
                help=N_(
                    "at 18:00 Paris, tomorrow 8:00 Paris, in 2 hours, never; now if not given; "
                    "breaking for breaking news"
                ),
            ),
            Argument(name="sure", kind=Kind.PRESSED, help=N_("what was known of the story")),
            Argument(name="breaking", kind=Kind.PRESSED, help=N_("that it is breaking news")),
        ),
        examples=(
            "/publish 2",
            "/publish 2 breaking",
            "/publish 2 at 18:00 Paris",
            "/publish 2 in 2 hours",
            "/publish 2 never",
        ),
        handler=publishing.publish,
    ),
    Command(
        name="discard",
        help=N_("set a draft aside"),
        role=Role.EDITOR,
        arguments=(
            STORY,
            REVISION,
            Argument(name="undo", kind=Kind.PRESSED, help=N_("that it shall wait again")),
        ),
        examples=("/discard 2",),
        handler=writing.discard,
    ),
)
