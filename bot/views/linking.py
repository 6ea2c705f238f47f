"""What somebody sees who lets two accounts be theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.reply import Block, Choices, Note, Paragraph, Plain, Reply, Strong

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from bot.address import Account
    from bot.words import Words


def code(
    words: Words, who: Account, others: Sequence[Account], code: str, valid: timedelta
) -> Reply:
    """Say who somebody is, and give them a code for their other account."""
    typed = words(
        "Type this within {minutes} where you have your other account:", minutes=words.span(valid)
    )
    use = words(
        "It is for those who work for this newsroom: what you may do by one account, you may do by "
        "the other from then on."
    )
    warning = words("Give the code to nobody: whoever types it may do all that you may.")
    blocks: tuple[Block, ...] = (
        Paragraph((Plain(words("You are {who} here.", who=who)),)),
        *_together(words, who, others),
        Paragraph((Plain(f"{typed} "), Strong(f"/link {code}"))),
        Paragraph((Plain(use),)),
        Note((Plain(warning),)),
    )
    return Reply((*blocks, *_way_out(words, others)), private=True)


def question(words: Words, other: Account, code: str) -> Reply:
    """Ask whether the account that was given a code is theirs."""
    text = words("Is {other} your account too?", other=other)
    warning = words(
        "Confirm only if you asked for this code yourself: whoever has that account may then do "
        "all that you may."
    )
    sure = Choice(words("Yes, link them"), "link", (code, "1"))
    return Reply(
        (Paragraph((Plain(text),)), Note((Plain(warning),)), Choices((sure,))), private=True
    )


def linked(words: Words, who: Account, others: Sequence[Account]) -> Reply:
    """Say which accounts are one person's from now on."""
    return Reply((*_together(words, who, others), *_way_out(words, others)), private=True)


def used(words: Words, other: Account) -> Reply:
    """Tell somebody that the code they were given was used, and how to take that back."""
    text = words(
        "{other} has used the code that you were given. Both accounts are yours now, and may do "
        "the same.",
        other=other,
    )
    warning = words("If that was not you, take it back at once, and tell an owner.")
    back = Choice(words("Link no more"), "link", ("off",))
    return Reply(
        (Paragraph((Plain(text),)), Note((Plain(warning),)), Choices((back,))), private=True
    )


def parted(words: Words, who: Account, others: Sequence[Account]) -> Reply:
    """Say which accounts have no part in this one any more."""
    text = words(
        "{who} stands alone again; {others} may do nothing by it any more, nor it by them.",
        who=who,
        others=words.listed(map(str, others)),
    )
    again = Choice(words("Link again"), "link")
    return Reply((Paragraph((Plain(text),)), Choices((again,))), private=True)


def _together(words: Words, who: Account, others: Sequence[Account]) -> tuple[Block, ...]:
    if not others:
        return ()
    accounts = words.listed(map(str, (who, *others)))
    text = words("These accounts are one person’s: {accounts}.", accounts=accounts)
    return (Paragraph((Plain(text),)),)


def _way_out(words: Words, others: Sequence[Account]) -> tuple[Choices, ...]:
    return (Choices((Choice(words("Link no more"), "link", ("off",)),)),) if others else ()
