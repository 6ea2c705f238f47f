"""Files that mean ill, and how the sentence begins that refuses each."""

from __future__ import annotations

import gzip
import io
import zipfile
from itertools import pairwise
from typing import NamedTuple

MEBIBYTE = 1024 * 1024
DEEP = 100_000
LETTERS = "abcdefghij"


class Hostile(NamedTuple):
    """A file that means ill.

    Args:
        data: what stands in it.
        refusal: how the sentence begins that refuses it.
    """

    data: bytes
    refusal: str


def story(more: str) -> bytes:
    """Write a story that would be sound but for what stands behind its headline."""
    return f"slug: x\nheadline: X\n{more}\n".encode()


def in_json(more: str) -> bytes:
    """Write the same in JSON."""
    return f'{{"slug": "x", "headline": "X", {more}}}'.encode()


def laughs(each: str, last: str = "[{}]") -> bytes:
    """Let each of ten names stand for nine of the one before: 387 million in all."""
    names = pairwise(LETTERS)
    lines = (f"{b}: &{b} {last.format(', '.join([f'*{a}'] * 9))}\n" for a, b in names)
    return f"a: &a {each}\n{''.join(lines)}".encode()


def packed() -> bytes:
    """Pack fifty times as much as a story may be."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("story.yaml", b"0" * 50 * MEBIBYTE)
    return file.getvalue()


def image(url: str) -> bytes:
    """Write a story with a picture."""
    return story(f'image: {{url: "{url}"}}')


DEEPER = "Values stand within values here more than 16 deep"
NO_TEXT = "This is no text; it may be a picture, a program or a packed file."
NOT_UTF_8 = "There is a character here that is not written in UTF-8."
TOO_MANY = "There are more than 20000 values in this file."
TOO_LARGE = "This file is "
FIELDS = "This is no story: its fields are "

FILES = {
    "a thousand million laughs": Hostile(laughs("[ha, ha]"), FIELDS),
    "a merge of merges": Hostile(laughs("{k: v}", "{{<<: [{}]}}"), FIELDS),
    "what holds itself": Hostile(b"&a [*a]", "This is a list, and no story."),
    "a mark of Python": Hostile(b"!!python/object/new:os.system [id]", "This is a list"),
    "deep lists in YAML": Hostile(story(f"facts: {'[' * DEEP}{']' * DEEP}"), DEEPER),
    "deep hyphens in YAML": Hostile(story(f"facts:\n  {'- ' * DEEP}x"), DEEPER),
    "deep objects in YAML": Hostile(story(f"facts: {'{a: ' * DEEP}{'}' * DEEP}"), DEEPER),
    "deep lists in JSON": Hostile(in_json(f'"facts": {"[" * DEEP}{"]" * DEEP}'), DEEPER),
    "deep objects in JSON": Hostile(
        in_json('"facts": ' + '{"a":' * DEEP + "1" + "}" * DEEP), DEEPER
    ),
    "brackets that never close": Hostile(b"[" * MEBIBYTE, DEEPER),
    "10 MB of spaces": Hostile(b" " * 10 * MEBIBYTE, TOO_LARGE),
    "10 MB of zeros": Hostile(bytes(10 * MEBIBYTE), TOO_LARGE),
    "10 MB of a summary": Hostile(story("summary: " + "a" * 10 * MEBIBYTE), TOO_LARGE),
    "10 MB of brackets": Hostile(b"[" * 10 * MEBIBYTE, TOO_LARGE),
    "7 MB of line ends": Hostile(b"\n" * 7 * MEBIBYTE, TOO_LARGE),
    "7 MB of a Kite file": Hostile(b'{"clusters": [' + b"{}," * 7 * 350_000 + b"{}]}", "There are"),
    "a million facts": Hostile(story("facts:\n" + "- a\n" * 1_000_000), TOO_LARGE),
    "as many facts as a file holds": Hostile(story("facts:\n" + "- a\n" * 250_000), TOO_MANY),
    "as many facts as JSON holds": Hostile(
        in_json('"facts": [' + "{}," * 300_000 + "{}]"), TOO_MANY
    ),
    "names that nobody uses": Hostile(
        story("facts:\n" + "".join(f"- &a{number} x\n" for number in range(60_000))), TOO_MANY
    ),
    "a zip file": Hostile(packed(), NO_TEXT),
    "a gzip file": Hostile(gzip.compress(bytes(10 * MEBIBYTE)), NO_TEXT),
    "a PDF file": Hostile(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>\0\nendobj", NO_TEXT),
    "a PNG file": Hostile(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", NO_TEXT),
    "UTF-16 without its mark": Hostile("slug: x\nheadline: X".encode("utf-16-le"), NO_TEXT),
    "UTF-16 with the mark of the other": Hostile(b"\xff\xfe\0s\0l\0u\0g\xd8", NOT_UTF_8),
    "UTF-32": Hostile("slug: x\nheadline: X".encode("utf-32"), NO_TEXT),
    "Latin-1": Hostile("slug: x\nheadline: Größe".encode("latin-1"), NOT_UTF_8),
    "a zero in a headline": Hostile(b"slug: x\nheadline: X\0Y\n", NO_TEXT),
    "a zero that is escaped": Hostile(b'slug: x\nheadline: "X\\0Y"\n', "“headline”: There is a"),
    "half a character": Hostile(b"slug: x\nheadline: \xed\xa0\x80\n", NOT_UTF_8),
    "half a character that is escaped": Hostile(
        b'{"slug": "x", "headline": "\\ud800"}', "“headline”: It holds half a character."
    ),
    "a field twice in YAML": Hostile(story("headline: Y"), "“headline” is given twice here."),
    "a field twice in JSON": Hostile(in_json('"headline": "Y"'), "“headline” is given twice here."),
    "no number in YAML": Hostile(
        story("predictions: [{text: It rains., probability: .nan}]"), "Prediction 1, “probability”"
    ),
    "no number in JSON": Hostile(
        in_json('"predictions": [{"text": "It rains.", "probability": NaN}]'),
        "This is no number that JSON knows.",
    ),
    "a number without end": Hostile(
        in_json('"predictions": [{"text": "It rains.", "probability": 1e999}]'),
        "Prediction 1, “probability”",
    ),
    "a long number in YAML": Hostile(
        story(f"sources: [{{number: {'9' * 500_000}, name: Post}}]"), "Source 1, “number”"
    ),
    "a long number in JSON": Hostile(
        in_json(f'"sources": [{{"number": {"9" * 500_000}, "name": "Post"}}]'),
        "This number has thousands of digits.",
    ),
    "a number by sixties": Hostile(
        story(f"sources: [{{number: 1{':59' * 200_000}, name: Post}}]"), "Source 1, “number”"
    ),
    "a link that is a program": Hostile(story("url: javascript:alert(1)"), "“url”: “javascript:"),
    "a link that hides it": Hostile(
        story('url: "java\\tscript:alert(1)"'), "“url”: “java script:alert(1)” is no web address."
    ),
    "a link that is a page": Hostile(image("data:text/html;base64,AAAA"), "“image”, “url”: “data:"),
    "a link to a file": Hostile(
        story("sources: [{number: 1, name: Post, url: 'file:///etc/passwd'}]"),
        "Source 1, “url”: “file:///etc/passwd” is no web address.",
    ),
}
