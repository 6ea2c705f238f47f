"""Category files of Kite: what becomes of each part of a cluster."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.importers import read
from tests.importers.category_file import ARTICLES, category, cluster, story

FOLDER = Path(__file__).parent / "kite"
WORLD = (FOLDER / "world.json").read_bytes()
EXPECTED = (
    "lorrins-harbour-reopens-after-nine-weeks",
    "cistern-found-under-tal-rimal-school-sealed",
    "lorrins-harbour-reopens-after-nine-weeks-2",
)


def slugs(*clusters: object) -> list[str]:
    return [draft.story.slug for draft in read(category(*clusters))]


def test_each_cluster_becomes_the_draft_an_editor_expects() -> None:
    drafts = read(WORLD, "world.json")
    expected = [read((FOLDER / f"{slug}.yaml").read_bytes())[0].story for slug in EXPECTED]
    assert [draft.story for draft in drafts] == expected
    assert {draft.kind for draft in drafts} == {"kite"}


def test_older_files_call_their_clusters_stories() -> None:
    older = json.loads(WORLD)
    older["stories"] = older.pop("clusters")
    assert read(json.dumps(older).encode()) == read(WORLD)


# The key and the slug


def test_a_key_survives_a_new_headline_rank_and_order_of_articles() -> None:
    links = [{**article, "link": f"\n {article['link']} "} for article in reversed(ARTICLES)]
    (first,) = read(category(cluster(cluster_number=1)))
    (again,) = read(category(cluster(cluster_number=9, title="Ships again", articles=links)))
    assert first.key == again.key
    assert str(first.key).startswith("kite:")


def test_other_articles_make_another_key_and_none_make_none() -> None:
    keys = [
        draft.key
        for draft in read(category(*(cluster(articles=ARTICLES[:count]) for count in range(4))))
    ]
    assert keys[0] is None
    assert len({*keys}) == 4


def test_clusters_with_one_headline_get_slugs_of_their_own() -> None:
    alike = [cluster(articles=ARTICLES[count:]) for count in range(3)]
    assert slugs(*alike) == ["harbour-reopens", "harbour-reopens-2", "harbour-reopens-3"]


def test_a_numbered_slug_does_not_take_that_of_a_headline_with_a_number() -> None:
    titles = ["Harbour reopens 2", "Harbour reopens", "Harbour reopens!", "Harbour: reopens"]
    assert slugs(*(cluster(title=title) for title in titles)) == [
        "harbour-reopens-2",
        "harbour-reopens",
        "harbour-reopens-3",
        "harbour-reopens-4",
    ]


def test_a_headline_without_a_letter_has_a_slug_as_well() -> None:
    assert slugs(cluster(title="⚓"), cluster(title="!?")) == ["story", "story-2"]


# Parts


@pytest.mark.parametrize(
    ("text", "label", "view"),
    [
        ("Merchants: At last.", "Merchants", "At last."),
        ("Les pêcheurs : trop tôt.", "Les pêcheurs", "trop tôt."),
        ("漁師：早すぎる。", "漁師", "早すぎる。"),
        ("Guild (since 10:30): At last: ships.", "Guild (since 10:30)", "At last: ships."),
        ("Too soon.", "Narrative A", "Too soon."),
        ("Too soon:", "Narrative A", "Too soon:"),
        (": Too soon.", "Narrative A", ": Too soon."),
        ("Nobody knows\nwhy: really.", "Narrative A", "Nobody knows\nwhy: really."),
        (f"{'Far ' * 30}on: yes.", "Narrative A", f"{'Far ' * 30}on: yes."),
    ],
)
def test_a_view_is_called_by_what_stands_before_its_colon(text: str, label: str, view: str) -> None:
    (narrative,) = story(perspectives=[{"text": text, "sources": []}]).narratives
    assert (narrative.label, narrative.text) == (label, view)


def test_a_view_names_who_holds_it_once_and_cites_where_it_was_read() -> None:
    held = [
        {"name": " Radio\n", "url": " https://radio.example/2\n"},
        {"name": "Radio", "url": "https://elsewhere.example"},
        {"name": "", "url": "https://www.letters.example/x"},
        {"name": None, "url": "mailto:nobody"},
        "Guild",
        None,
    ]
    (narrative,) = story(
        perspectives=[{"text": "Fishers: No [post.example#2].", "sources": held}]
    ).narratives
    assert narrative.providers == ("Radio", "letters.example", "Guild")
    assert narrative.sources == (2, 3)


@pytest.mark.parametrize(
    ("step", "when", "text"),
    [
        ("March 2025:: The wall breaks", "March 2025", "The wall breaks"),
        ("March 2025::One::two", "March 2025", "One::two"),
        ({"date": "March 2025", "date_iso": "2025-03", "content": "x"}, "March 2025", "x"),
        ({"date": "", "date_iso": "2025-03", "content": "x"}, "2025-03", "x"),
        ({"date": 2025, "content": "x"}, "2025", "x"),
    ],
)
def test_a_step_of_the_timeline_has_a_time_and_a_text(step: object, when: str, text: str) -> None:
    (milestone,) = story(timeline=[step]).timeline
    assert (milestone.when, milestone.text) == (when, text)


@pytest.mark.parametrize("step", ["No time", ":: No time", "No text ::", {"content": "x"}, {}, 5])
def test_a_step_without_a_time_or_a_text_is_none(step: object) -> None:
    assert story(timeline=[step]).timeline == ()


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "post.example/1", "https://", "https://a b", 5, ""]
)
def test_a_link_that_no_reader_can_follow_is_left_out(link: object) -> None:
    told = story(
        articles=[{"link": link, "domain": "post.example"}],
        primary_image={"url": link, "caption": "Ships"},
        quote="At last",
        quote_source_url=link,
    )
    assert told.sources[0].url is None
    assert told.image is None
    assert told.quote
    assert told.quote.url is None


@pytest.mark.parametrize(
    ("article", "name"),
    [
        ({"domain": "www.post.example"}, "post.example"),
        ({"link": "https://www.post.example/1"}, "post.example"),
        ("https://post.example/1", "post.example"),
        ({"title": "By post", "link": None}, "By post"),
    ],
)
def test_a_source_is_named_by_what_the_article_tells(article: object, name: str) -> None:
    assert [source.name for source in story(articles=[None, "", {}, article]).sources] == [name]


@pytest.mark.parametrize("nothing", ["", [], {}, None])
def test_what_is_empty_is_absent_whatever_belongs_there(nothing: object) -> None:
    fields = json.loads(WORLD)["clusters"][0].keys() - {"title"}
    told = story(**dict.fromkeys(fields, nothing))
    assert told.model_dump(exclude_defaults=True) == {
        "slug": "harbour-reopens",
        "headline": "Harbour reopens",
        "topics": ("World",),
    }


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("ar", "ar"),
        ("pt_BR", "pt-BR"),
        ("zh-Hant", "zh-Hant"),
        ("default", "en"),
        (None, "en"),
        (5, "en"),
    ],
)
def test_a_story_is_in_the_language_it_was_translated_into(tag: object, language: str) -> None:
    assert story(selectedLanguage=tag).language == language
