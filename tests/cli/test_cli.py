"""The command line, as the shell sees it: what it prints where, and its exit status."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from adapters.console.talk import login
from bot.export import to_json, to_yaml
from bot.staff import Deed
from bot.store.open import open_store
from tests.cli.ended import Ended, write
from tests.invented import a_story

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.staff import Act
ROOT = Path(__file__).parent.parent.parent
SEED = ROOT / "tests" / "pages" / "us-government-emails-hacked.txt"

pytestmark = pytest.mark.usefixtures("newsroom")


def test_without_a_verb_the_usage_is_told(storydesk: Callable[..., Ended]) -> None:
    ended = storydesk()
    assert ended.status == 2
    assert "usage: storydesk" in ended.err


def test_run_without_a_token_points_to_try(storydesk: Callable[..., Ended]) -> None:
    ended = storydesk("run")
    assert ended.status == 1
    assert "STORYDESK_DISCORD_TOKEN" in ended.err
    assert "storydesk try" in ended.err


def test_check_finds_nothing_wrong_with_sound_files(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    ended = storydesk("check", write(newsroom / "a.yaml", a_story()))
    assert (ended.status, ended.out) == (0, "1 story, and it is sound.\n")


def test_check_names_every_fault_of_every_file(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    (newsroom / "a.yaml").write_text("slug: a\nheadline: A\nfacts:\n- text: b\n  sources: [3]\n")
    (newsroom / "b.json").write_text('{"slug": "b", "colour": 1}')
    ended = storydesk("check", newsroom / "a.yaml", newsroom / "b.json", newsroom / "c.yaml")
    assert ended.status == 1
    lines = ended.out.splitlines()
    assert lines[0].startswith(f"{newsroom / 'a.yaml'}:5:")
    assert {line.partition(":")[0] for line in lines} == {
        str(newsroom / name) for name in ("a.yaml", "b.json", "c.yaml")
    }
    assert ended.err == "4 things are wrong in 3 files.\n"


def test_check_remarks_that_a_file_is_not_called_as_its_story(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    ended = storydesk("check", write(newsroom / "a.yaml", a_story("harbour")))
    assert ended.status == 0
    assert ended.err.startswith(f"{newsroom / 'a.yaml'}: the story in it is called harbour, ")
    assert storydesk("check", write(newsroom / "harbour.yaml", a_story("harbour"))).err == ""


def test_load_takes_a_single_file_and_names_what_is_new(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    file = write(newsroom / "a.yaml", a_story("a"))
    ended = storydesk("load", file)
    assert (ended.out, ended.err) == ("1 new, 0 changed, 0 as they were.\n", "New: a.\n")
    write(file, a_story("a", headline="Changed"))
    assert storydesk("load", file).err == "Changed: a.\n"


def test_two_files_with_one_slug_are_named(storydesk: Callable[..., Ended], newsroom: Path) -> None:
    first, second = (write(newsroom / name, a_story()) for name in ("a.yaml", "b.yaml"))
    ended = storydesk("check", first, second)
    assert ended.status == 1
    assert str(first) in ended.out


def test_a_page_becomes_a_draft(storydesk: Callable[..., Ended]) -> None:
    ended = storydesk("import", SEED)
    assert ended.status == 0
    assert "revision 1 (draft)" in ended.err
    assert ", 1 draft, " in storydesk("status").out


def test_the_same_page_twice_is_one_story(storydesk: Callable[..., Ended]) -> None:
    storydesk("import", SEED)
    again = storydesk("import", SEED)
    assert "is here already as" in again.err
    assert "1 draft, 0 retracted; 1 revision." in storydesk("status").out


def test_a_dry_run_prints_the_story_and_stores_nothing(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    ended = storydesk("import", SEED, "--dry-run", "--json")
    assert ended.status == 0
    story = json.loads(ended.out)
    assert len(story["facts"]) == 6
    assert not (newsroom / "desk.db").exists()


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"<html></html>", b'{"a": 1}', b"Dear all"])
def test_what_is_no_story_is_refused_in_one_sentence(
    content: bytes, storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    (newsroom / "x").write_bytes(content)
    ended = storydesk("import", newsroom / "x")
    assert (ended.status, ended.out) == (1, "")
    assert len(ended.err.splitlines()) == 1
    assert not (newsroom / "desk.db").exists()


@pytest.mark.parametrize("name", ["missing.yaml", "."])
def test_what_cannot_be_read_is_told(name: str, storydesk: Callable[..., Ended]) -> None:
    ended = storydesk("import", name)
    assert ended.status == 1
    assert len(ended.err.splitlines()) == 1


def test_load_is_idempotent_and_takes_changes(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    folder = newsroom / "content"
    write(folder / "a.yaml", a_story("a"))
    write(folder / "b.yaml", a_story("b"))
    assert storydesk("load", folder).out == "2 new, 0 changed, 0 as they were.\n"
    assert storydesk("load", folder).out == "0 new, 0 changed, 2 as they were.\n"
    write(folder / "b.yaml", a_story("b", headline="Changed"))
    assert storydesk("load", folder).out == "0 new, 1 changed, 1 as they were.\n"


def test_load_does_not_overwrite_an_editor(storydesk: Callable[..., Ended], newsroom: Path) -> None:
    folder = newsroom / "content"
    file = write(folder / "a.yaml", a_story("a"))
    storydesk("load", folder)
    edited = newsroom / "edited.json"
    edited.write_text(to_json(a_story("a", headline="By an editor")), "utf-8")
    storydesk("import", edited)
    write(file, a_story("a", headline="By the file"))
    ended = storydesk("load", folder)
    assert ended.status == 1
    assert "was left as it is: a. Export it with --draft, look it over, load that" in ended.err
    assert "By an editor" not in storydesk("export", "a").out
    exported = storydesk("export", "--draft", "a").out
    assert "By an editor" in exported
    file.write_text(exported, "utf-8")
    assert "1 changed" in storydesk("load", folder).out
    write(file, a_story("a", headline="By the file"))
    assert "1 changed" in storydesk("load", folder).out


def test_the_audit_names_who_put_stories_in(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    write(newsroom / "content" / "a.yaml", a_story("a"))
    storydesk("load", "content")
    storydesk("load", "content")
    storydesk("import", SEED)
    acts = asyncio.run(acts_of(f"sqlite:///{newsroom / 'desk.db'}"))
    assert [(act.deed, act.where.chat, act.revision) for act in acts] == [
        (Deed.ADDED, str(SEED), 1),
        (Deed.PUBLISHED, "content", 1),
    ]
    assert {str(act.who) for act in acts} == {f"console:{login()}"}


async def acts_of(address: str) -> list[Act]:
    store = await open_store(address)
    noted = await store.staff.acts(limit=9)
    await store.close()
    return [each.act for each in noted]


def test_load_takes_nothing_where_one_file_is_broken(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    write(newsroom / "content" / "a.yaml", a_story("a"))
    (newsroom / "content" / "b.yaml").write_text("slug: b\n")
    ended = storydesk("load", newsroom / "content")
    assert ended.status == 1
    assert "nothing was stored" in ended.err
    assert not (newsroom / "desk.db").exists()


def test_what_is_exported_can_be_imported_again(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    folder = newsroom / "content"
    for name in ("a", "b"):
        write(folder / f"{name}.yaml", a_story(name))
    storydesk("load", folder)
    written = storydesk("export", "--to", newsroom / "out")
    assert (written.status, written.err) == (0, f"2 stories written to {newsroom / 'out'}.\n")
    for name in ("a", "b"):
        assert (newsroom / "out" / f"{name}.yaml").read_text() == to_yaml(a_story(name))
    printed = storydesk("export", "--json").out.splitlines()
    assert [json.loads(line)["slug"] for line in printed] == ["b", "a"]


def test_export_does_not_write_over_somebodys_work(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    write(newsroom / "content" / "a.yaml", a_story("a"))
    storydesk("load", newsroom / "content")
    (newsroom / "a.yaml").write_text("mine")
    ended = storydesk("export", "--to", newsroom)
    assert ended.status == 1
    assert (newsroom / "a.yaml").read_text() == "mine"


def test_an_export_is_what_readers_see_unless_the_draft_is_wanted(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    file = write(newsroom / "content" / "a.yaml", a_story("a"))
    storydesk("load", newsroom / "content")
    assert storydesk("export", "a").err == ""
    write(file, a_story("a", headline="Nobody has seen this"))
    storydesk("import", file)
    ended = storydesk("export", "a")
    assert "Nobody has seen this" not in ended.out
    assert "What was saved later of a, --draft gives." in ended.err
    assert "Nobody has seen this" in storydesk("export", "--draft").out


def test_an_export_of_a_story_that_readers_do_not_see_says_so(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    storydesk("import", write(newsroom / "a.yaml", a_story("a")))
    ended = storydesk("export", "a")
    assert (ended.status, ended.out) == (1, "")
    assert ended.err.startswith("Readers do not see a. With --draft")
    assert storydesk("export", "--draft", "a").out == to_yaml(a_story("a"))


def test_one_story_as_json_is_laid_out_and_read_again(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    write(newsroom / "content" / "a.yaml", a_story("a"))
    storydesk("load", newsroom / "content")
    laid_out = storydesk("export", "--json", "a").out
    assert laid_out.startswith('{\n  "slug": "a",\n')
    (newsroom / "a.json").write_text(laid_out, "utf-8")
    assert storydesk("import", newsroom / "a.json").status == 0


def test_an_unknown_slug_is_named(storydesk: Callable[..., Ended], newsroom: Path) -> None:
    write(newsroom / "content" / "a.yaml", a_story("a"))
    storydesk("load", newsroom / "content")
    ended = storydesk("export", "a", "zebra")
    assert (ended.status, ended.err) == (1, "There is no story zebra.\n")


def test_the_schema_is_printed(storydesk: Callable[..., Ended]) -> None:
    assert json.loads(storydesk("schema").out)["title"] == "Story"


def test_a_folder_without_a_story_file_is_told(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    (newsroom / "content").mkdir()
    for verb in ("check", "load"):
        ended = storydesk(verb, newsroom / "content")
        assert ended.status == 1
        assert ended.err.startswith(f"There is no story file in {newsroom / 'content'}:")


def test_an_export_of_nothing_says_that_there_is_nothing(storydesk: Callable[..., Ended]) -> None:
    storydesk("migrate")
    ended = storydesk("export")
    assert (ended.status, ended.err) == (1, "No story has been published yet.\n")


def test_an_export_leaves_a_file_that_is_no_text_alone(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    write(newsroom / "content" / "a.yaml", a_story("a"))
    storydesk("load", newsroom / "content")
    (newsroom / "a.yaml").write_bytes(b"\xff")
    ended = storydesk("export", "--to", newsroom)
    assert ended.status == 1
    assert "says something else" in ended.err


def test_a_file_without_end_and_one_with_an_endless_name_are_two_faults(
    storydesk: Callable[..., Ended],
) -> None:
    ended = storydesk("check", "/dev/zero", "a" * 300)
    assert ended.status == 1
    assert "This file is larger than 9 MB." in ended.out
    assert "File name too long" in ended.out


def test_what_comes_in_again_over_a_published_story_waits_for_its_editor(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    file = write(newsroom / "stories" / "harbour-reopens.yaml", a_story())
    assert storydesk("load", newsroom / "stories").status == 0
    write(file, a_story(headline="New words"))
    assert "revision 2; readers still see revision 1" in storydesk("import", file).err


def test_a_mistake_is_told_in_the_language_of_the_env_file(
    storydesk: Callable[..., Ended], newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STORYDESK_LANGUAGE", raising=False)
    (newsroom / ".env").write_text("STORYDESK_LANGUAGE=de\n", "utf-8")
    storydesk("load", ROOT / "stories")
    assert "Es gibt keine Story namens nothing." in storydesk("export", "nothing").err


def test_no_name_of_a_file_and_no_headline_moves_the_terminal(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    (newsroom / "c\x1b[31m\u202e.yaml").write_text("slug: c")
    write(newsroom / "d.yaml", a_story(headline="Har\u202ebour"))
    for ended in (
        storydesk("check", newsroom),
        storydesk("load", newsroom),
        storydesk("check", newsroom / "\x9bno.yaml"),
        storydesk("import", "--dry-run", newsroom / "d.yaml"),
    ):
        assert ended.out + ended.err
        assert not {*ended.out, *ended.err} & {"\x1b", "\x9b", "\u202e"}


def test_a_pipe_in_a_folder_is_no_story(storydesk: Callable[..., Ended], newsroom: Path) -> None:
    write(newsroom / "a.yaml", a_story())
    os.mkfifo(newsroom / "b.yaml")
    assert storydesk("check", newsroom).out == "1 story, and it is sound.\n"
