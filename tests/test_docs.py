"""The documentation says what is so: its examples run, its links lead somewhere, its commands exist.

Whoever reads it first, and tries what it says, should not be the one to find out.
"""

import re
import tomllib
from pathlib import Path

import pytest
from typer.core import TyperGroup, TyperOption
from typer.main import get_command

import x
from scripts import reference
from tests import documents
from tests.documents import PAGES, ROOT, name_of
from unkink import cli

# Where a link may lead on the net, beside the sources of the catalogue.
HOSTS = {"127.0.0.1:8420", "www.apache.org", "creativecommons.org", "json-schema.org"}
# How a path that begins with a slash may begin: those of the web app.
PATHS = {"api", "assets", "figures", "learn", "movements", "play", "programmes"}

RUNNABLE = [page for page in PAGES if any(block.kind in documents.RUN for block in documents.blocks(page))]


@pytest.mark.parametrize("page", RUNNABLE, ids=name_of)
def test_what_a_page_shows_is_what_happens(page: Path, tmp_path: Path) -> None:
    documents.run(page, tmp_path)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    sources = tomllib.loads((ROOT / "catalogue" / "sources.toml").read_text(encoding="utf-8"))
    known = {_host(source.get("address", "")) for source in sources.values()} | HOSTS
    for link in documents.links(page):
        if link.startswith("http"):
            assert _host(link) in known, link
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor:
            assert anchor in documents.anchors(target), link


def _host(address: str) -> str:
    return address.partition("//")[2].partition("/")[0]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_paths_are_of_the_project_or_of_the_web_app(page: Path) -> None:
    """A path of somebody's own machine helps nobody else."""
    absolute = re.findall(r"(?<![\w:/.~<*}…-])/([A-Za-z][\w.-]*)/", page.read_text(encoding="utf-8"))
    assert set(absolute) <= PATHS


def options() -> dict[str, set[str]]:
    """The options of each command of Unkink; under "" those without a command."""
    group = get_command(cli.app)
    assert isinstance(group, TyperGroup)
    every = {"": group, **group.commands}
    return {
        name: {"--help", *(opt for param in command.params if isinstance(param, TyperOption) for opt in param.opts)}
        for name, command in every.items()
    }


OPTIONS = options()
OTHERS = set(re.findall(r"--[a-z-]+", f"{x.__doc__} {reference.__doc__}"))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_and_option_that_is_mentioned_exists(page: Path) -> None:
    for words in documents.commands(page):
        match words:
            case ["unkink", *rest]:
                check_unkink(rest)
            case [_, "x.py", command, *rest]:
                assert command in x.COMMANDS, words
                if command == "run":
                    check_unkink(x.unkink_arguments(rest))
            case [_, script, *rest] if script.startswith("scripts/"):
                assert (ROOT / script).is_file(), words
                assert set(rest) <= OTHERS, words
            case [_, "-m", module]:
                assert (ROOT / module.replace(".", "/")).with_suffix(".py").is_file(), words
            case _:
                raise AssertionError(words)
    for option in re.findall(r"`(--[a-z-]+)`", documents.prose(page)):
        assert option in OTHERS or any(option in known for known in OPTIONS.values()), option


def check_unkink(words: list[str]) -> None:
    """Every word that looks like a command or an option is one."""
    named = bool(words) and not words[0].startswith("-") and not words[0].isupper()
    command = words[0] if named else ""
    assert command in OPTIONS, words
    for word in words:
        if word.startswith("--"):
            assert word in OPTIONS[command], words


def test_the_two_commands_of_the_readme_are_those_of_x_py() -> None:
    shown = [words[2] for words in documents.commands(ROOT / "README.md") if words[:2] == ["python3", "x.py"]]
    assert {"run", "test"} <= set(shown)


def test_every_page_can_be_found_from_the_first() -> None:
    seen: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page not in seen and page.suffix == ".md":
            seen.add(page)
            paths = (link.partition("#")[0] for link in documents.links(page) if not link.startswith("http"))
            waiting += [(page.parent / path).resolve() for path in paths if path]
    assert set(PAGES) - seen == set()


def test_the_reference_is_what_the_code_says() -> None:
    assert reference.stale(reference.everything()) == [], f"Write it anew: {reference.COMMAND}"


def test_a_page_that_was_changed_by_hand_or_has_no_source_any_more_is_named(tmp_path: Path) -> None:
    made = [reference.Made("docs/reference/a.md", "a\n", ()), reference.Made("docs/reference/b.md", "b\n", ())]
    reference.write(made, tmp_path)
    assert reference.stale(made, tmp_path) == []
    (tmp_path / "docs/reference/a.md").write_text("by hand\n", encoding="utf-8")
    (tmp_path / "docs/reference/old.md").write_text("once\n", encoding="utf-8")
    assert reference.stale(made, tmp_path) == ["docs/reference/a.md", "docs/reference/old.md"]
    reference.write(made, tmp_path)
    assert reference.stale(made, tmp_path) == []


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\n…\nc\n", "a\nb\nb\nc\n", True),
        ("a\n…\nc\n", "a\nc\n", True),
        ("a\n…\n", "a\nb\n", True),
        ("…\nb\n", "a\na\nb\n", True),
        ("a … c\n", "a b c\n", True),
        ("a … c\n", "a b\nc\n", False),
        ("a\n", "a\nb\n", False),
        ("a.c\n", "abc\n", False),
        ("", "a\n", False),
    ],
)
def test_what_is_shown_is_compared_with_what_is_printed(shown: str, printed: str, same: bool) -> None:  # noqa: FBT001
    if same:
        documents.compare(shown, printed)
    else:
        with pytest.raises(AssertionError):
            documents.compare(shown, printed)
