"""The formats, and the command that writes them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.documents import ROOT, unkink
from unkink.errors import Unknown
from unkink.exports.registry import FORMATS, format_of

SILENT = "--no-voice --no-tones --no-breath"  # whether the command works needs no sound


def test_every_format_is_asked_for_by_its_own_name_and_the_help_knows_it() -> None:
    help_text = unkink("unkink export --help", Path.cwd())
    for name, each in FORMATS.items():
        assert each.name == name
        assert each.says
        assert name in help_text
    assert format_of("mp3").name == "mp3"


def test_an_unknown_format_gets_the_nearest() -> None:
    with pytest.raises(Unknown, match=r"mp4.*mp3"):
        format_of("mp4")


def test_a_programme_is_written_with_its_choices(tmp_path: Path) -> None:
    line = "upper-middle-lower --choice childs-pose-between --pace 200 --chatty tones"
    done = unkink(f"unkink export {line} --as mp3 -o one.mp3 {SILENT}", tmp_path)
    assert "is in one.mp3." in done
    assert (tmp_path / "one.mp3").stat().st_size > 1_000_000


def test_today_is_the_session_of_the_plan(tmp_path: Path) -> None:
    assert "There is no plan yet" in unkink(f"unkink export today --as mp3 -o today.mp3 {SILENT}", tmp_path)
    clear = " ".join(f"--answer={each}=none" for each in cli_questions())
    unkink(f"unkink screen {clear}", tmp_path)
    unkink("unkink plan --keep --minutes 5 --region neck:3 --days 7", tmp_path)
    assert "is in today.mp3." in unkink(f"unkink export today --as mp3 -o today.mp3 {SILENT}", tmp_path)
    assert (tmp_path / "today.mp3").exists()


def cli_questions() -> tuple[str, ...]:
    return ("nerves", "danger", "pain", "health", "care", "directions", "joints", "places")


@pytest.mark.parametrize(
    "line",
    [
        "cat-cow --as ogg -o one.ogg",
        "cat-cou --as mp3 -o one.mp3",
        "cat-cow --as mp3 -o no/such/folder/one.mp3",
        "cat-cow --as mp3 -o .",
        "upper-middle-lower --choice tea --as mp3 -o one.mp3",
    ],
)
def test_what_cannot_be_done_is_one_plain_line_and_leaves_nothing(tmp_path: Path, line: str) -> None:
    done = unkink(f"unkink export {line} {SILENT}", tmp_path)
    assert len(done.splitlines()) == 1
    assert "Traceback" not in done
    assert [each.name for each in tmp_path.iterdir() if each.name != "data"] == []


def test_nothing_is_overwritten_unless_it_is_forced(tmp_path: Path) -> None:
    (tmp_path / "one.mp3").write_bytes(b"mine")
    assert "--force" in unkink(f"unkink export cat-cow --as mp3 -o one.mp3 {SILENT}", tmp_path)
    assert (tmp_path / "one.mp3").read_bytes() == b"mine"


def test_somebody_who_should_see_somebody_first_takes_nothing_along(tmp_path: Path) -> None:
    unkink(
        "unkink screen --answer=nerves=bladder " + " ".join(f"--answer={q}=none" for q in cli_questions()[1:]), tmp_path
    )
    assert "emergency" in unkink(f"unkink export cat-cow --as mp3 -o one.mp3 {SILENT}", tmp_path)
    assert not (tmp_path / "one.mp3").exists()


def test_how_far_it_is_is_shown_only_to_somebody_who_looks_on(tmp_path: Path) -> None:
    """In a file of a script's errors it would be noise."""
    pty = pytest.importorskip("pty")  # Windows has none
    quiet = unkink(f"unkink export cat-cow --as mp3 -o one.mp3 {SILENT}", tmp_path)
    assert "%" not in quiet
    mine, theirs = pty.openpty()
    command = [sys.executable, "-m", "unkink", *f"export cat-cow --as mp3 -o two.mp3 {SILENT} --data-dir other".split()]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run(command, cwd=tmp_path, env=env, stderr=theirs, stdout=subprocess.DEVNULL, check=True)
    os.close(theirs)
    shown = os.read(mine, 100_000).decode()
    os.close(mine)
    assert "Writing: " in shown
    assert "%" in shown
