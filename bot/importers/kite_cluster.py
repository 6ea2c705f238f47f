"""One cluster of a Kite file → the fields of a story."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, TypeAlias

from bot.importers.kite_text import cited, host, link, one_line, plain
from bot.importers.slug import slugify
from bot.rules import LANGUAGE_TAG

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Fields: TypeAlias = dict[str, Any]

MOST_CITED = 50
MOST_PROVIDERS = 20
# "Who: what they hold"; some scripts write a colon of their own, without a space after it.
LABELLED = re.compile(r"([^\n:：][^\n]{0,99}?)(?::\s|：)(?=\s*\S)")
QUOTED = re.compile(r'"[^"]+"|“[^“”]+”|«[^«»]+»|„[^„“”]+[“”]')


def story_fields(cluster: Fields, category: str) -> Fields:
    """Make the fields of a story out of a cluster.

    Args:
        cluster: what the file says of it.
        category: the category of the file, for a cluster that names none.
    """
    sources = list(_sources(cluster))
    numbers = _numbers(sources)
    headline = one_line(cluster.get("title"))
    topic = one_line(cluster.get("category")) or category
    fields = {
        "slug": slugify(headline),
        "language": _language(cluster),
        "headline": headline,
        "summary": cited(cluster.get("short_summary"), numbers).text,
        "topics": [topic] if topic else [],
        "image": _image(cluster.get("primary_image")),
        "facts": list(_facts(cluster, numbers, len(sources))),
        "sources": [{key: each[key] for key in ("number", "name", "url")} for each in sources],
        "narratives": list(_narratives(cluster, numbers, sources)),
        "timeline": list(_timeline(cluster, numbers)),
        "quote": _quote(cluster),
    }
    return {name: value for name, value in fields.items() if value not in (None, [], "")}


def cluster_key(cluster: Fields) -> str | None:
    """Name a cluster by the articles it is made of; None where it has none."""
    links = {str(article.get("link") or "").strip() for article in _articles(cluster)}
    if not (links := links - {""}):
        return None
    return "kite:" + hashlib.sha256("\n".join(sorted(links)).encode(errors="replace")).hexdigest()


def _language(cluster: Fields) -> str | None:
    """Give the language that a cluster was translated into, where it names one."""
    tag = one_line(cluster.get("selectedLanguage")).replace("_", "-")
    return tag if LANGUAGE_TAG.fullmatch(tag) else None


def _sources(cluster: Fields) -> Iterator[Fields]:
    """Give the articles, numbered in their order; one that says nothing of itself is none."""
    number = 0
    for article in _articles(cluster):
        address = link(article.get("link"))
        domain = one_line(article.get("domain")).removeprefix("www.") or host(address)
        name = domain or one_line(article.get("publisher")) or one_line(article.get("title"))
        if name:
            number += 1
            yield {"number": number, "name": name, "url": address, "domain": domain.casefold()}


def _articles(cluster: Fields) -> Iterator[Fields]:
    for article in _entries(cluster, "articles"):
        yield article if isinstance(article, dict) else {"link": article}


def _numbers(sources: Sequence[Fields]) -> Mapping[str, Sequence[int]]:
    """Give the articles of each domain; `post` is `post.example` where no other begins so."""
    numbers = defaultdict(list)
    for source in sources:
        numbers[source["domain"]].append(source["number"])
    begun = Counter(domain.partition(".")[0] for domain in numbers)
    short = {
        name: articles
        for domain, articles in numbers.items()
        if begun[name := domain.partition(".")[0]] == 1
    }
    return {**short, **numbers}


def _facts(cluster: Fields, numbers: Mapping[str, Sequence[int]], count: int) -> Iterator[Fields]:
    """Give the talking points; one without a mark rests on all the articles of the story."""
    for point in _entries(cluster, "talking_points"):
        found = cited(_point(point), numbers)
        every = () if found.common else range(1, count + 1)
        if found.text:
            yield {"text": found.text, "sources": list(found.numbers or every)[:MOST_CITED]}


def _point(point: object) -> object:
    """Write a point that was left in its parts as the others are: "Heading: body"."""
    if not isinstance(point, dict):
        return point
    parts = plain(point.get("heading")), plain(point.get("text") or point.get("description"))
    return ": ".join(part for part in parts if part)


def _narratives(
    cluster: Fields, numbers: Mapping[str, Sequence[int]], sources: Sequence[Fields]
) -> Iterator[Fields]:
    by_url = {source["url"]: source["number"] for source in reversed(sources) if source["url"]}
    for perspective in _entries(cluster, "perspectives"):
        entry = perspective if isinstance(perspective, dict) else {"text": perspective}
        found = cited(entry.get("text"), numbers)
        if not found.text:
            continue
        held = list(_objects(entry, "sources"))
        read_in = [by_url[url] for each in held if (url := link(each.get("url"))) in by_url]
        label, text = _parted(found.text)
        yield {
            "label": label,
            "providers": _providers(entry)[:MOST_PROVIDERS],
            "text": text,
            "sources": list(dict.fromkeys((*read_in, *found.numbers)))[:MOST_CITED],
        }


def _providers(perspective: Fields) -> list[str]:
    """Name those who hold a view, each once; by the host of their link where they have no name."""
    names = (
        one_line(each.get("name")) or host(link(each.get("url")))
        if isinstance(each, dict)
        else one_line(each)
        for each in _entries(perspective, "sources")
    )
    return list(dict.fromkeys(name for name in names if name))


def _parted(text: str) -> tuple[str, str]:
    """Part a label from what follows it; a colon far into the text is none of a label."""
    found = LABELLED.match(text)
    return (found[1].strip(), text[found.end() :].strip()) if found else ("", text)


def _timeline(cluster: Fields, numbers: Mapping[str, Sequence[int]]) -> Iterator[Fields]:
    """Give the steps that led here; one without a time or without a text is no step."""
    for step in _entries(cluster, "timeline"):
        if isinstance(step, dict):
            when, content = step.get("date") or step.get("date_iso"), step.get("content")
        else:
            when, _, content = plain(step).partition("::")
        text = cited(content, numbers).text
        if one_line(when) and text:
            yield {"when": one_line(when), "text": text}


def _image(image: object) -> Fields | None:
    if not isinstance(image, dict) or not (address := link(image.get("url"))):
        return None
    fields = {
        "url": address,
        "credit": one_line(image.get("credit")),
        "alt": plain(image.get("caption")),
    }
    return {name: value for name, value in fields.items() if value}


def _quote(cluster: Fields) -> Fields | None:
    text = cited(cluster.get("quote"), {}).text
    if QUOTED.fullmatch(text):
        text = text[1:-1].strip()
    if not text:
        return None
    fields = {
        "text": text,
        "by": one_line(cluster.get("quote_author")),
        "url": link(cluster.get("quote_source_url")),
    }
    return {name: value for name, value in fields.items() if value}


def _entries(part: Fields, name: str) -> list[Any]:
    """Give a list; empty is also "" where a list belongs."""
    value = part.get(name)
    return [each for each in value if each] if isinstance(value, list) else []


def _objects(part: Fields, name: str) -> list[Fields]:
    return [each for each in _entries(part, name) if isinstance(each, dict)]
