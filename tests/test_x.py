"""x.py: set-up is done once, heals itself, and says what to do when it cannot go on."""

import ast
import contextlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import x

unix = pytest.mark.skipif(x.WINDOWS, reason="stands in for programs with shell scripts")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project's folder that has only its locks; x.py works there instead of here."""
    (tmp_path / "requirements").mkdir()
    for lock in x.LOCK_SOURCES:
        (tmp_path / "requirements" / lock).write_text(f"of {lock}", encoding="utf-8")
    monkeypatch.setattr(x, "ROOT", tmp_path)
    monkeypatch.setattr(x, "TOOLS", tmp_path / ".tools")
    monkeypatch.setattr(x, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(x, "PYTHON", tmp_path / ".venv" / "python")
    monkeypatch.setattr(x, "LOCKS", tmp_path / "requirements")
    return tmp_path


def program(path: Path, lines: str) -> None:
    """A small program that stands in for a real one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    path.chmod(0o755)


# --- an old Python -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13), (4, 0)])
def test_takes_this_python(version: tuple[int, int]) -> None:
    """3.11 and up."""
    assert x.too_old(version) == ""


@pytest.mark.parametrize("version", [(2, 7), (3, 6), (3, 9), (3, 10)])
def test_tells_an_old_python_in_one_line(version: tuple[int, int]) -> None:
    """What it is, what is needed, and the way out."""
    told = x.too_old(version)
    assert "\n" not in told
    assert f"this is Python {version[0]}.{version[1]}" in told
    assert "3.11 or newer" in told


def test_an_old_python_can_read_it_as_far_as_that_line() -> None:
    """A SyntaxError would hide the line that says what to do."""
    ast.parse((Path(x.__file__)).read_text(encoding="utf-8"), feature_version=(3, 7))


# --- what follows a command ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("after_run", "told"),
    [
        ([], ["serve"]),
        (["--port", "9000", "--no-open"], ["serve", "--port", "9000", "--no-open"]),
        (["--help"], ["serve", "--help"]),
        (["play", "upper-back-nine", "--plain"], ["play", "upper-back-nine", "--plain"]),
        (["serve", "--port", "0"], ["serve", "--port", "0"]),
    ],
)
def test_run_serves_or_passes_on(after_run: list[str], told: list[str]) -> None:
    """Options alone are the web app's; a word is a command of Unkink's."""
    assert x.unkink_arguments(after_run) == told


def test_an_unknown_command_shows_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    """Usage is exit code 2, and stdout stays empty."""
    assert x.main(["rnu"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert all(f"x.py {name}" in captured.err for name in x.COMMANDS)


@pytest.mark.parametrize("arguments", [["check", "src"], ["fix", "--all"], ["build", "now"], ["lock", "fastapi"]])
def test_arguments_that_would_be_ignored_are_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """In one line, before anything is done."""
    with pytest.raises(SystemExit) as stopped:
        x.main(arguments)
    assert stopped.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_help_is_no_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    """Asked for, it goes to stdout."""
    assert x.main(["--help"]) == 0
    assert "python3 x.py run" in capsys.readouterr().out


# --- stages --------------------------------------------------------------------------------------------------


def test_a_stage_that_works_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """With its time; what the tool printed is not shown."""
    x.stage("Doing it", [sys.executable, "-c", "print('chatter')"], "", tmp_path)
    captured = capsys.readouterr()
    assert re.fullmatch(r"Doing it… \d+\.\d s\n", captured.err)
    assert captured.out == ""


def test_a_stage_that_fails_shows_the_output_and_the_way_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The tool's own words first; the last line is what failed and what to do."""

    def build(arguments: Sequence[str]) -> int:
        x.stage("Building", [sys.executable, "-c", "import sys; sys.exit('disk full')"], "Make room.", tmp_path)
        return 0

    monkeypatch.setitem(x.COMMANDS, "build", build)
    assert x.main(["build"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines == ["Building… failed", "disk full", "x.py build: Building: failed. Make room."]


def test_a_program_that_is_not_there_is_no_traceback(tmp_path: Path) -> None:
    """It is a stage that failed, as any other."""
    with pytest.raises(x.Stop, match="does not start"):
        x.stage("Building", [str(tmp_path / "nothing")], "", tmp_path)


# --- stamps --------------------------------------------------------------------------------------------------


def test_a_digest_changes_with_content_names_and_order(tmp_path: Path) -> None:
    """And with nothing else: not with times, nor with where the folder lies."""
    one, two = tmp_path / "one", tmp_path / "two"
    for place in (one, two):
        (place / "deep").mkdir(parents=True)
        (place / "a").write_text("a", encoding="utf-8")
        (place / "deep" / "b").write_text("b", encoding="utf-8")
    os.utime(two / "a", (0, 0))
    before = x.digest(one)
    assert x.digest(two) == before
    (two / "deep" / "b").write_text("c", encoding="utf-8")
    assert x.digest(two) != before
    (one / "a").rename(one / "A2")
    assert x.digest(one) != before
    assert x.digest("a", "b") != x.digest("b", "a") != x.digest("ab")
    assert x.digest(tmp_path / "missing") != x.digest(tmp_path / "other", "")


def test_a_folder_takes_its_place_when_it_is_whole(folder: Path) -> None:
    """The new one replaces the old one altogether, and carries its stamp."""
    place = folder / "web" / "static"
    for content in ("first", "second"):
        with x.replacing(place, f"stamp of {content}") as new:
            (new / content).touch()
    assert sorted(path.name for path in place.iterdir()) == [x.STAMP, "second"]
    assert x.stamp_in(place) == "stamp of second"
    assert list((folder / ".tools").iterdir()) == []


def test_what_breaks_off_leaves_the_old_one(folder: Path) -> None:
    """And the next try is not disturbed by what was left behind."""
    place = folder / "static"
    with x.replacing(place, "good") as new:
        (new / "page").touch()
    with contextlib.suppress(KeyboardInterrupt), x.replacing(place, "better") as new:
        (new / "half").touch()
        raise KeyboardInterrupt
    assert x.stamp_in(place) == "good"
    assert (place / "page").exists()
    with x.replacing(place, "better"):
        pass
    assert [path.name for path in place.iterdir()] == [x.STAMP]


def test_a_killed_swap_counts_as_not_made(folder: Path) -> None:
    """Killed between taking the old one away and putting the new one there: there is none, so it is made again."""
    (folder / ".tools" / "static.old").mkdir(parents=True)
    (folder / ".tools" / "static.new").mkdir()
    assert x.stamp_in(folder / "static") == ""
    with x.replacing(folder / "static", "good") as new:
        assert list(new.iterdir()) == []
    assert x.stamp_in(folder / "static") == "good"


@pytest.mark.parametrize(
    ("installed", "wanted", "ready"),
    [("run", "run", True), ("dev", "dev", True), ("dev", "run", True), ("run", "dev", False)],
)
def test_a_developers_packages_serve_for_running(folder: Path, installed: str, wanted: str, ready: bool) -> None:  # noqa: FBT001 (a row's answer)
    """`run` after `test` takes nothing away; `test` after `run` adds."""
    have_python(folder, installed)
    assert x.python_is_ready(wanted) is ready


def have_python(folder: Path, kind: str) -> None:
    """An environment as a whole set-up leaves it."""
    program(folder / ".venv" / "python", "exit 0")
    (folder / ".venv" / "python.stamp").write_text(x.python_stamp(), encoding="ascii")
    (folder / ".venv" / "packages.stamp").write_text(x.packages_stamp(kind), encoding="ascii")


def test_a_changed_lock_another_python_or_a_broken_off_sync_is_noticed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each makes the set-up run again."""
    have_python(folder, "dev")
    assert x.python_is_ready("dev")
    (folder / "requirements" / "dev.lock").write_text("changed", encoding="utf-8")
    assert not x.python_is_ready("dev")
    have_python(folder, "dev")
    monkeypatch.setattr(sys, "version", "3.99")
    assert not x.python_is_ready("dev")
    monkeypatch.undo()


@unix
def test_set_up_keeps_a_developers_packages(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the locks changed, `run` brings the tests' packages up to date too; a failed sync leaves no stamp."""
    have_python(folder, "dev")
    (folder / "requirements" / "dev.lock").write_text("changed", encoding="utf-8")
    program(folder / "uv", 'echo "$@" >> "$(dirname "$0")/calls"')
    monkeypatch.setattr(x, "uv", lambda: str(folder / "uv"))
    x.set_up_python("run")
    assert (folder / "calls").read_text(encoding="utf-8").splitlines()[-1].endswith("requirements/dev.lock")
    assert x.python_is_ready("dev")
    program(folder / "uv", "echo no network; exit 2")
    (folder / "requirements" / "dev.lock").write_text("changed again", encoding="utf-8")
    with pytest.raises(x.Stop):
        x.set_up_python("dev")
    assert not x.python_is_ready("run")


def test_nothing_is_done_where_all_is_ready(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second start must not even look for tools."""
    have_python(folder, "run")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("started a program"))
    x.set_up("run")
    assert not (folder / ".tools").exists()


def test_one_at_a_time(folder: Path) -> None:
    """While one x.py sets up, another one does not get the lock; afterwards it does."""
    code = "import sys, x; file = open(sys.argv[1], 'a'); sys.exit(not x.try_lock(file.fileno()))"
    other = [sys.executable, "-c", code, str(folder / ".tools" / "lock")]
    env = {**os.environ, "PYTHONPATH": str(Path(x.__file__).parent)}
    with x.alone():
        assert subprocess.run(other, env=env, check=False).returncode == 1
    assert subprocess.run(other, env=env, check=False).returncode == 0


# --- Node and the browser ------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["v20.19.0", "v20.20.2\n", "v22.12.0", "v24.0.0", "v26.1.0"])
def test_takes_this_node(version: str) -> None:
    """Those that Vite names."""
    assert x.node_will_do(version)


@pytest.mark.parametrize("version", ["v18.20.0", "v20.18.3", "v21.7.0", "v22.11.0", "v23.5.0", "", "nonsense"])
def test_refuses_that_node(version: str) -> None:
    """Older ones, and the odd ones between."""
    assert not x.node_will_do(version)


@unix
def test_the_machines_node_needs_npm_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian packs them apart."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert x.machine_node() is None
    program(tmp_path / "node", "echo v22.12.0")
    assert x.machine_node() is None
    program(tmp_path / "npm", "exit 0")
    assert x.machine_node() == x.Node((str(tmp_path / "npm"),), tmp_path)
    program(tmp_path / "node", "echo v18.0.0")
    assert x.machine_node() is None


@unix
def test_without_node_the_way_out_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a wheel is built, which fetches nothing."""
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(x.Stop, match="needs Node") as stopped:
        x.find_node(fetch=False)
    assert "x.py build" in stopped.value.way_out


@unix
def test_without_chromium_the_way_out_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One clear line, and the tests do not start."""
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("UNKINK_CHROMIUM", raising=False)
    monkeypatch.setattr(Path, "is_file", lambda _: False)
    with pytest.raises(x.Stop, match="chromium is missing") as stopped:
        x.set_up_chromium()
    assert "apt-get install chromium" in stopped.value.way_out


@unix
def test_root_on_debian_gets_chromium(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """apt-get reads its lists first; nobody is asked anything."""
    monkeypatch.setenv("PATH", f"{folder}:/bin:/usr/bin")
    monkeypatch.delenv("UNKINK_CHROMIUM", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(x, "find_chromium", lambda: str(folder / "c") if (folder / "c").exists() else None)
    program(folder / "apt-get", f'echo "$DEBIAN_FRONTEND $@" >> {folder}/calls; touch {folder}/c')
    assert x.set_up_chromium() == str(folder / "c")
    update, install = (folder / "calls").read_text(encoding="utf-8").splitlines()
    assert update.startswith("noninteractive")
    assert update.endswith("update")
    assert install.endswith("install -y --no-install-recommends chromium fonts-dejavu-core")


@unix
def test_without_pip_the_way_out_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian packs Python and what brings pip apart, under a name with the version in it."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(x.Stop) as stopped:
        x.pip()
    assert f"python{sys.version_info[0]}.{sys.version_info[1]}-venv" in stopped.value.way_out


def test_a_named_chromium_must_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip in UNKINK_CHROMIUM must not quietly test another browser."""
    monkeypatch.setenv("UNKINK_CHROMIUM", str(tmp_path / "chrome"))
    with pytest.raises(x.Stop, match="no such file"):
        x.find_chromium()
    program(tmp_path / "chrome", "exit 0")
    assert x.find_chromium() == str(tmp_path / "chrome")


# --- the locks -----------------------------------------------------------------------------------------------


def pinned(name: str) -> dict[str, str]:
    """The packages of a lock, with their versions."""
    lines = (x.LOCKS / name).read_text(encoding="utf-8").splitlines()
    return dict(line.split(";")[0].rstrip(" \\").split("==") for line in lines if "==" in line and line[0].isalnum())


def test_the_tests_run_on_the_packages_that_people_run() -> None:
    """dev.lock holds all of run.lock, at the same versions."""
    assert pinned("run.lock").items() <= pinned("dev.lock").items()
    assert "pytest" not in pinned("run.lock")


@pytest.mark.parametrize("name", x.LOCK_SOURCES)
def test_a_lock_names_hashes_and_no_host(name: str) -> None:
    """So it serves with whatever index a machine is set to use."""
    text = (x.LOCKS / name).read_text(encoding="utf-8")
    assert text.count("--hash=sha256:") >= len(pinned(name)) > 0
    assert not re.search("://|index-url|find-links", text)


def test_npms_lock_names_no_host_to_fetch_from() -> None:
    """Its other addresses are of people who ask for support."""
    text = (x.FRONT_END / "package-lock.json").read_text(encoding="utf-8")
    assert '"integrity": "sha512-' in text
    assert '"resolved"' not in text


def test_npm_packages_are_named_exactly() -> None:
    """package.json and its lock agree, and neither leaves npm a choice."""
    wanted = json.loads((x.FRONT_END / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    locked = json.loads((x.FRONT_END / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted
