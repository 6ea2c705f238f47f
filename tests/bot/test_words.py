"""Every sentence can be said in another language, and is."""

from __future__ import annotations

import ast
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from bot import words as package
from bot.words import CATALOGS, languages, phrase, phrases, words_for
from bot.words.collect import TEMPLATE, sentences, template, written

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(package.__file__).parent.parent.parent
MODULES = [
    path
    for folder in ("bot", "adapters")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts and path.name != "collect.py"
]
# Two words or more that begin like a sentence or end like one: what a person would read.
SENTENCE = re.compile(r"[A-Z“][\w'’]*,? [\w“{].*|.*\w \w.*[.?…]", re.DOTALL)
VALUE = re.compile(r"{(\w+)}")
# What means something to the bot, the shell or a platform.
FIXED = re.compile(r"(?<!\w)/[a-z]+\b|`storydesk [^`]+`|STORYDESK_\w+|@BotFather|--\w+")
SQL = re.compile(r"[A-Z]{4,} ")
# What only developers and machines read: exceptions that are bugs, log lines, descriptions of
# settings that pydantic keeps.
MACHINES = {"debug", "info", "warning", "error", "exception", "ValueError", "TypeError"}


@pytest.fixture
def german(tmp_path: Path) -> Path:
    """A folder with one small catalog."""
    catalog = Catalog(locale="de")
    catalog.add("Facts", "Fakten")
    catalog.add("The summary was rewritten.", "Die Zusammenfassung ist neu.")
    catalog.add(("{number} fact", "{number} facts"), ("{number} Faktum", "{number} Fakten"))
    with (tmp_path / "de.po").open("wb") as file:
        write_po(file, catalog)
    return tmp_path


def test_a_sentence_is_said_in_the_readers_language(german: Path) -> None:
    words = words_for("de", german)
    assert words("Facts") == "Fakten"
    assert words.many("{number} fact", "{number} facts", 3) == "3 Fakten"
    assert words.say(phrase("The summary was rewritten.")) == "Die Zusammenfassung ist neu."
    assert words.say(phrases("{number} fact", "{number} facts", 1)) == "1 Faktum"


def test_a_regional_language_falls_back_to_its_first_part(german: Path) -> None:
    assert words_for("de-AT", german)("Facts") == "Fakten"


@pytest.mark.parametrize("language", ["xx", "../de", "", "de/../../de"])
def test_an_unknown_language_is_english(language: str, german: Path) -> None:
    assert words_for(language, german)("Facts") == "Facts"


def test_a_value_with_braces_is_not_a_sentence_of_ours() -> None:
    words = words_for("en")
    assert words("“{text}” is no date.", text="{0.__class__}") == "“{0.__class__}” is no date."


def test_a_phrase_within_a_phrase_is_said_in_the_same_language(german: Path) -> None:
    said = words_for("de", german).say(phrase("{what}!", what=phrase("Facts")))
    assert said == "Fakten!"


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0%"), (0.0004, "0.1%"), (0.14, "14%"), (0.995, "99.5%"), (0.9999, "99.9%"), (1, "100%")],
)
def test_what_is_not_certain_never_looks_so(share: float, said: str) -> None:
    assert words_for("en").percent(share) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("de", "99,5\u00a0%"), ("es", "99,5\u00a0%"), ("ar", "99.5%")],
)
def test_a_share_is_written_as_the_language_does(language: str, said: str) -> None:
    assert words_for(language).percent(0.995) == said


def test_dates_are_written_as_the_language_does() -> None:
    day = datetime(2026, 11, 24, tzinfo=UTC)
    assert words_for("en").date(day) == "November 24, 2026"
    assert words_for("de").date(day) == "24. November 2026"
    assert words_for("nonsense").date(day) == "November 24, 2026"


def test_the_languages_are_those_that_have_a_catalog(german: Path) -> None:
    assert languages(german) == ("en", "de")


def test_the_template_for_translators_is_up_to_date() -> None:
    """`make words` writes it."""
    assert TEMPLATE.read_bytes() == written(template(ROOT), header=False)


@pytest.fixture(scope="module", params=CATALOGS.glob("*.po"), ids=lambda path: path.stem)
def catalog(request: pytest.FixtureRequest) -> Catalog:
    """Each catalog that stands beside the words."""
    with request.param.open("rb") as file:
        return read_po(file)


def test_the_bot_speaks_english_and_three_more_languages_one_from_right_to_left() -> None:
    spoken = [words_for(language) for language in languages()]
    assert len(spoken) >= 4
    assert any(Locale.parse(words.language).text_direction == "rtl" for words in spoken)


def test_every_sentence_is_translated_in_every_language(catalog: Catalog) -> None:
    """`make words` brings a catalog up to date; then its empty and fuzzy sentences are filled."""
    wanted = {message.id for message in template(ROOT) if message.id}
    said = {message.id for message in catalog if whole(message) and not message.fuzzy}
    assert wanted - said == set()
    assert said - wanted == set()


def test_a_translation_keeps_what_stands_in_for_values(catalog: Catalog) -> None:
    wrong = [message.id for message in catalog if message.id and not keeps_its_values(message)]
    assert wrong == []


def test_a_translation_keeps_commands_verbs_and_settings_as_they_are(catalog: Catalog) -> None:
    wrong = [
        message.id
        for message in catalog
        for form in forms(message.string)
        if not set(FIXED.findall(forms(message.id)[0])) <= set(FIXED.findall(form))
    ]
    assert wrong == []


def whole(message: Message) -> bool:
    return bool(message.id) and all(forms(message.string))


def forms(text: str | Iterable[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else [*(text or ())]


def keeps_its_values(message: Message) -> bool:
    """A form for one or two may say the number itself in words."""
    one, *many = forms(message.id)
    wanted = {*VALUE.findall(one), *VALUE.findall("".join(many))}
    spared = {"number"} if many else set()
    found = [set(VALUE.findall(form)) for form in forms(message.string)]
    return all(wanted - spared <= each <= wanted for each in found)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_sentence_is_out_of_a_translators_reach(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    known = {
        text
        for sentence, _ in sentences(path)
        for text in (sentence if isinstance(sentence, tuple) else (sentence,))
    }
    beyond = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and SENTENCE.fullmatch(node.value)
        and not SQL.match(node.value)
        and node.value not in known
        and node.value not in machine_texts(tree)
    ]
    assert not beyond


def machine_texts(tree: ast.AST) -> set[str]:
    """Docstrings, log lines and the texts of exceptions that would be bugs."""
    texts: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant(value=str(text))):
                texts.add(text)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in MACHINES:
                texts.update(
                    part.value
                    for part in ast.walk(node)
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                )
            case _:
                pass
    return texts
