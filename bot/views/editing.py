"""What editors see of their work: what was kept, and what was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.editing.appointed import carried_plan
from bot.editing.drafting import Clash, Kept
from bot.reading.changes import changes
from bot.reply import (
    Block,
    Choices,
    Heading,
    Item,
    Items,
    Note,
    Paragraph,
    Plain,
    Reply,
    Strong,
    Text,
)
from bot.views.breaking import SURE
from bot.views.citing import citing
from bot.views.dating import dating
from bot.views.drafts import standing
from bot.views.whole import contents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.story import Story
    from bot.words import Words
    from bot.workshop import Manuscript


def added(words: Words, done: Sequence[Kept | Clash]) -> Reply:
    """Say which stories were taken in, and which were not, for somebody else has changed them."""
    kept = [each for each in done if isinstance(each, Kept)]
    clashes = [each for each in done if isinstance(each, Clash)]
    told = (block for clash in clashes for block in meanwhile(words, clash))
    return Reply((*_taken_in(words, kept), *told), private=True, failed=bool(clashes))


def changed(words: Words, kept: Kept, *, publishes: bool) -> Reply:
    """Say what a story says otherwise than before, and how it stands now.

    Args:
        words: the editor's language.
        kept: what was saved.
        publishes: whether the editor may publish.
    """
    now, before = kept.manuscript, kept.before
    title = words(
        "“{headline}”: kept as revision {number}.",
        headline=now.newest.story.headline,
        number=now.newest.number,
    )
    differences = _differences(words, before.story, now.newest.story) if before else ()
    ways = [
        Choice(words("Preview"), "preview", (f"~{now.id}",)),
        Choice(words("Edit"), "editstory", (f"~{now.id}",)),
        *_back(words, kept),
    ]
    return Reply(
        (
            Paragraph((Plain(title),)),
            *differences,
            *citing(words, before.story if before else None, now.newest.story),
            *dating(words, now.newest),
            *_again(words, kept),
            Note((Plain(standing(words, now)),)),
            *_left_out(words, now, publishes=publishes),
            Choices(tuple(ways)),
        ),
        private=True,
    )


def meanwhile(words: Words, clash: Clash) -> tuple[Block, ...]:
    """Say what somebody else has changed meanwhile, and how to go on."""
    newest = clash.manuscript.newest
    text = words(
        "Nothing was saved: “{headline}” was changed meanwhile by {who}. Its newest revision is "
        "{number}.",
        headline=newest.story.headline,
        who=newest.by,
        number=newest.number,
    )
    blocks: list[Block] = [Paragraph((Plain(text),))]
    if clash.seen is not None:
        title = words("What is different from revision {number}", number=clash.seen.number)
        blocks.append(Heading((Plain(title),), level=2))
        blocks += _differences(words, clash.seen.story, clash.theirs.story)
    blocks.append(Note((Plain(_how_to_go_on(words, clash)),)))
    return (*blocks, Choices(_onward(words, clash)))


def _taken_in(words: Words, kept: Sequence[Kept]) -> tuple[Block, ...]:
    """Say what was found in each story that was taken in."""
    if not kept:
        return ()
    opening = words.many(
        "Kept {number} story as a draft.", "Kept {number} stories as drafts.", len(kept)
    )
    items = tuple(Item(_found(words, each.manuscript.newest.story)) for each in kept)
    ways: tuple[Choice, ...] = (Choice(words("Drafts"), "drafts"),)
    if len(kept) == 1:
        ways = (*ways, Choice(words("Preview"), "preview", (f"~{kept[0].manuscript.id}",)))
    newest = [each.manuscript.newest for each in kept]
    doubts = (
        doubt
        for each in newest
        for doubt in (*citing(words, None, each.story), *dating(words, each))
    )
    return Paragraph((Plain(opening),)), Items(items), *doubts, Choices(ways)


def _again(words: Words, kept: Kept) -> tuple[Note, ...]:
    """Say of what was set aside that it is not any more."""
    if not kept.was_aside:
        return ()
    text = words("“{headline}” waits again.", headline=kept.manuscript.newest.story.headline)
    return (Note((Plain(text),)),)


def _left_out(words: Words, now: Manuscript, *, publishes: bool) -> tuple[Block, ...]:
    """Say that an earlier revision is to be published, and offer to publish this one then."""
    newest, release = now.newest.number, now.release
    if release is None or release.number == newest:
        return ()
    text = words("What you have just saved is not in it.")
    then = (f"~{now.id}", str(newest), carried_plan(release))
    news = (now.mark, SURE) if release.breaking else ()
    ways = (Choices((Choice(words("Publish this one then"), "publish", (*then, *news)),)),)
    return (Note((Plain(text),)), *(ways if publishes else ()))


def _back(words: Words, kept: Kept) -> tuple[Choice, ...]:
    """Offer to let the story say again what it said before."""
    now, before = kept.manuscript, kept.before
    if before is None or before.number == now.newest.number:
        return ()
    given = (f"~{now.id}", "", "", "", "", f"r{before.number}", str(now.newest.number))
    return (Choice(words("Undo"), "editstory", given),)


def _found(words: Words, story: Story) -> Text:
    inside = contents(words, story)
    return (Strong(story.headline), *((Plain(f" — {inside}"),) if inside else ()))


def _differences(words: Words, before: Story, after: Story) -> tuple[Block, ...]:
    found = changes(before, after)
    if not found:
        return (Note((Plain(words("Nothing that readers see.")),)),)
    return (Items(tuple(Item((Plain(words.say(each)),)) for each in found)),)


def _how_to_go_on(words: Words, clash: Clash) -> str:
    if clash.merged is None:
        return words("It is not known which revision you have changed. Look at theirs first.")
    if clash.merged.story is None:
        both = words.listed(words.say(each) for each in clash.merged.clashes)
        return words(
            "You have both changed {what}. Look at theirs, and make your change again.", what=both
        )
    return words("Your change fits on theirs.")


def _onward(words: Words, clash: Clash) -> tuple[Choice, ...]:
    here, onto = f"~{clash.manuscript.id}", str(clash.manuscript.newest.number)
    held = (here, "", "", "", "", str(clash.held), onto)
    ways = [Choice(words("Look at theirs"), "preview", (here,))]
    if clash.merged is None:
        ways.append(Choice(words("Save mine as the next revision"), "editstory", held))
    elif clash.merged.story is not None:
        ways.insert(0, Choice(words("Make my change on theirs"), "editstory", held))
    return (*ways, Choice(words("Edit"), "editstory", (here,)))
