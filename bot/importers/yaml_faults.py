"""What libyaml says about YAML that it cannot read → what is wrong, where, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import Fault
from bot.importers.located import place, shown, too_deep
from bot.words import N_, phrase

if TYPE_CHECKING:
    import yaml

IN_QUOTES = N_("Put the whole text in quotation marks.")
CLOSE_BRACKETS = N_("Close every [ with ] and every {{ with }}, with commas between the values.")

# By a part of libyaml's own message; the first that fits.
PROBLEMS = (
    (
        "mapping values are not allowed",
        N_("A colon followed by a space stands here, where no field can begin."),
        N_(
            "If it belongs to a text, put the whole text in quotation marks; if not, indent this "
            "line like the lines beside it."
        ),
    ),
    (
        "could not find expected ':'",
        N_("The line above this is neither a field nor part of a text."),
        N_("Write it as “name: value”, or indent it if it goes on with the text above it."),
    ),
    (
        "did not find expected key",
        N_("This does not fit what stands before it."),
        N_(
            'Indent the line like its neighbours; within quotation marks write \\" for each of '
            "the text's own, and two ' for each apostrophe."
        ),
    ),
    (
        "did not find expected '-' indicator",
        N_("This line does not fit the list it stands in."),
        N_("Begin each entry with “- ”, and indent the fields of an entry alike."),
    ),
    (
        "block sequence entries are not allowed",
        N_("An entry of a list cannot begin here."),
        N_("Begin the list on a line of its own; put a text that begins with “- ” in quotes."),
    ),
    (
        "mapping keys are not allowed",
        N_("A text cannot begin with “? ” here."),
        IN_QUOTES,
    ),
    (
        "alphabetic or numeric character",
        N_("A text cannot begin with * or & here."),
        IN_QUOTES,
    ),
    (
        "tag",
        N_("A text cannot begin with an exclamation mark here."),
        IN_QUOTES,
    ),
    (
        "comment or line break",
        N_("After | or > the text begins on the next line."),
        N_("Put the text on the next line, indented; or in quotation marks, without | and >."),
    ),
    (
        "indentation indicator",
        N_("The number after | or > is not possible."),
        N_("Delete the number."),
    ),
    (
        "tab character",
        N_("There is a tab here where spaces must stand."),
        N_("Replace the tab with spaces."),
    ),
    ("',' or", N_("A bracket is not closed, or a comma is missing."), CLOSE_BRACKETS),
    ("expected node content", N_("A bracket or a comma stands here for nothing."), IN_QUOTES),
    (
        "escape",
        N_("The backslash here is followed by what it cannot be followed by."),
        N_("Write two backslashes for one, or use ' instead of \" around the text."),
    ),
    (
        "hexdecimal number",
        N_("The number of a character is written wrongly here."),
        N_("Write the character itself."),
    ),
    (
        "document indicator",
        N_("The text ends here without its closing quotation mark."),
        N_("Close the quotation mark."),
    ),
    (
        "<document start>",
        N_("Something stands here after the end of the story."),
        N_("Delete the line “...”, or all that follows it."),
    ),
    (
        "directive",
        N_("A line beginning with “%” says something to YAML that it does not know."),
        N_("Delete the line."),
    ),
    (
        "incompatible YAML document",
        N_("This is a version of YAML that cannot be read."),
        N_("Delete the line that begins with %YAML."),
    ),
)
UNKNOWN = (
    N_("From here on this cannot be read as YAML."),
    N_("Check the indentation, the quotation marks and the colons of this line and the one above."),
)


def syntax_fault(text: str, error: yaml.MarkedYAMLError) -> Fault:
    """Say what stopped libyaml."""
    problem = error.problem or ""
    mark = error.problem_mark or error.context_mark
    offset = min(mark.index, len(text)) if mark else len(text)
    if "unexpected end of stream" in problem and error.context_mark:
        return _unclosed(text, error.context_mark.index)
    if "depth" in problem:
        return too_deep(*place(text, offset))
    if "cannot start any token" in problem:
        return _bad_start(text, offset)
    what, remedy = next(
        ((what, remedy) for part, what, remedy in PROBLEMS if part in problem), UNKNOWN
    )
    return Fault(phrase(what), phrase(remedy), *place(text, offset))


def unseen_character(character: str, line: int, column: int) -> Fault:
    """Say that a character cannot stand in a file."""
    return Fault(
        phrase(
            "There is a character here that cannot be seen (U+{code}).",
            code=f"{ord(character):04X}",
        ),
        phrase("Delete it."),
        line,
        column,
    )


def _unclosed(text: str, offset: int) -> Fault:
    return Fault(
        phrase("A quotation mark is opened here and never closed."),
        phrase("Close it at the end of the text."),
        *place(text, offset),
    )


def _bad_start(text: str, offset: int) -> Fault:
    character = text[offset : offset + 1]
    if character == "\t":
        what, remedy = (
            phrase("There is a tab here where spaces must stand."),
            phrase("Replace the tab with spaces."),
        )
    else:
        what = phrase("A text cannot begin with {character}.", character=shown(character))
        remedy = phrase(IN_QUOTES)
    return Fault(what, remedy, *place(text, offset))
