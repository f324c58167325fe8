"""The command line, as a person and a program meet it."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
Run = Callable[..., "subprocess.CompletedProcess[str]"]

MOVEMENT_KEYS = {"id", "name", "aliases", "mode", "position", "sides", "regions", "props", "steps", "cautions", "dose"}
PROGRAMME_KEYS = {"id", "name", "regions", "fitt", "steps", "guidance", "duration_ms", "source"}


def environment(data_dir: Path) -> dict[str, str]:
    """Ours, with this source tree and a data folder of the test's."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "UNKINK_DATA_DIR": str(data_dir)}


@pytest.fixture
def unkink(data_dir: Path) -> Run:
    """Run a command to its end."""

    def run(*args: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "unkink", *args]
        return subprocess.run(
            command, capture_output=True, text=True, env=environment(data_dir), timeout=60, check=False
        )

    return run


@contextmanager
def serving(data_dir: Path, *args: str) -> Iterator[str]:
    """A running server; gives its address."""
    command = [sys.executable, "-m", "unkink", "serve", "--no-open", *(args or ("--port", "0"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment(data_dir)) as process:
        assert process.stdout
        found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        assert found
        try:
            yield found.group()
        finally:
            process.terminate()


def read(address: str) -> object:
    """JSON from a server that may only just have started."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 (our own loopback)
                return json.load(answer)
        except (ConnectionError, urllib.error.URLError):
            time.sleep(0.05)
    raise TimeoutError(address)


def test_movements_and_programmes_as_json_have_the_words_of_the_house(unkink: Run) -> None:
    """A programmer builds on these keys."""
    movements = json.loads(unkink("movements", "--json").stdout)
    assert len(movements) == 49
    assert all(MOVEMENT_KEYS | {"sources"} <= movement.keys() for movement in movements)
    programmes = json.loads(unkink("programmes", "--json").stdout)
    assert len(programmes) == 8
    assert all(programme.keys() >= PROGRAMME_KEYS for programme in programmes)


def test_lists_can_be_narrowed_to_a_region(unkink: Run) -> None:
    necks = json.loads(unkink("movements", "--region", "neck", "--json").stdout)
    assert [m["id"] for m in necks] == [m["id"] for m in necks if "neck" in m["regions"]] != []
    assert json.loads(unkink("programmes", "--region", "upper-back", "--json").stdout)


@pytest.mark.parametrize("args", [("show", "cat-cow"), ("show", "upper-back-nine"), ("journal",)])
def test_what_is_printed_for_people_is_short_lines(unkink: Run, args: tuple[str, ...]) -> None:
    done = unkink(*args)
    assert done.returncode == 0
    assert done.stdout.strip()
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_a_timeline_as_json_has_the_shape_that_players_read(unkink: Run) -> None:
    timeline = json.loads(unkink("timeline", "upper-back-nine", "--json").stdout)
    assert timeline.keys() == {"routine", "duration_ms", "segments", "cues"}
    assert timeline["segments"][0].keys() == {"start_ms", "end_ms", "kind", "movement", "side", "set", "rep"}
    assert timeline["cues"][0].keys() == {"at_ms", "channel", "text"}


def test_an_unknown_id_names_the_nearest_three(unkink: Run) -> None:
    done = unkink("show", "childs-poze")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "childs-pose" in done.stderr
    assert len(re.findall(r"[a-z]+(?:-[a-z]+)+", done.stderr.partition("Did you mean")[2])) == 3
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("show", "nothing-like-it"), 1),
        (("play", "nothing-like-it"), 1),
        (("timeline", "upper-middle-lower", "--choice", "tea"), 1),
        (("movements", "--region", "elbow"), 1),
        (("movements", "--catalogue", "/nowhere/at/all"), 1),
        (("check", "/nowhere/at/all"), 1),
        (("restore", "/nowhere/at/all"), 1),
        (("backup", "/nowhere/at/all/file"), 1),
        (("screen", "--answer", "nerves"), 1),
        (("screen", "--answer", "nervs=none"), 1),
        (("screen", "--answer", "nerves=nun"), 1),
        (("screen", "--answer", "seen=yes,no"), 1),
        (("dance",), 2),
        (("show",), 2),
        (("serve", "--port", "seven"), 2),
        (("play", "cat-cow", "--pace", "9000"), 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else str(value),
)
def test_errors_are_plain_lines_with_a_way_out_and_never_a_traceback(
    unkink: Run, args: tuple[str, ...], code: int
) -> None:
    done = unkink(*args)
    assert done.returncode == code
    assert "Traceback" not in done.stderr + done.stdout
    assert done.stderr.strip()
    if code == 1:
        assert len(done.stderr.splitlines()) == 1


CLEAR = [
    f"--answer={each}=none" for each in ("nerves", "danger", "pain", "health", "care", "directions", "joints", "places")
]


def test_safety_questions_are_answered_without_being_asked_and_kept(unkink: Run) -> None:
    """A program, or a person in a script, gets the same outcome; the answers are there the next time."""
    questions = json.loads(unkink("screen", "--questions", "--json").stdout)
    assert [each["id"] for each in questions if not each["only_if"]] == [each.split("=")[1] for each in CLEAR]
    before = json.loads(unkink("screen", "--kept", "--json").stdout)
    assert (before["outcome"], before["due"], before["answered_at"]) == ("see-someone-first", "never", None)
    cleared = json.loads(unkink("screen", *CLEAR[:-1], "--answer", "places=kneel,prone", "--json").stdout)
    assert cleared["outcome"] == "go-with-limits"
    assert cleared["positions"] == ["kneeling", "prone", "quadruped"]
    assert json.loads(unkink("screen", "--kept", "--json").stdout) == cleared
    assert json.loads(unkink("screen", *CLEAR, "--json").stdout)["outcome"] == "go"


def test_an_emergency_is_a_few_words_on_what_to_do(unkink: Run) -> None:
    done = unkink("screen", *CLEAR[1:], "--answer", "nerves=bladder")
    assert done.returncode == 0
    assert done.stdout.startswith("Go to an emergency department now.")
    assert len(done.stdout.split()) < 30


def test_a_question_of_ones_own_that_is_broken_is_named(unkink: Run, tmp_path: Path) -> None:
    """Somebody counts on its being asked."""
    broken = tmp_path / "own" / "screening" / "medicine.toml"
    broken.parent.mkdir(parents=True)
    broken.write_text('ask = "Any new medicine?"', encoding="utf-8")
    done = unkink("screen", "--questions", "--catalogue", str(tmp_path / "own"))
    assert "Not asked, as its file has a mistake: screening/medicine.toml" in done.stderr
    assert "medicine" not in done.stdout


def test_nobody_is_asked_where_nobody_is(unkink: Run) -> None:
    """In a pipe a question would wait for ever."""
    done = unkink("screen")
    assert done.returncode == 1
    assert "--answer" in done.stderr


def test_a_broken_journal_is_told_and_left_as_it_is(unkink: Run, data_dir: Path) -> None:
    data_dir.mkdir()
    (data_dir / "unkink.db").write_bytes(b"not a database at all" * 100)
    done = unkink("journal")
    assert done.returncode == 1
    assert "restore" in done.stderr
    assert (data_dir / "unkink.db").read_bytes() == b"not a database at all" * 100


def test_a_mistake_inside_unkink_ends_as_a_line_and_a_file(
    unkink: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person sees no traceback; whoever mends it does."""
    (tmp_path / "sitecustomize.py").write_text("import unkink.wire\ndel unkink.wire.movement\n", encoding="utf-8")
    env = {**environment(tmp_path), "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT / 'src'}", "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-m", "unkink", "show", "cat-cow", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=60, check=False)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "AttributeError" in done.stderr
    assert "Traceback" in next(tmp_path.glob("unkink-*.log")).read_text(encoding="utf-8")


def test_a_reader_that_has_seen_enough_is_no_error_worth_a_traceback(data_dir: Path) -> None:
    command = f"{sys.executable} -m unkink movements --json | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, env=environment(data_dir), check=False)  # noqa: S602
    assert done.stderr == ""


def test_a_folder_of_ones_own_joins_and_a_broken_file_in_it_does_not_keep_the_app_from_starting(data_dir: Path) -> None:
    own = data_dir / "catalogue"
    good = own / "movements" / "doorway-reach" / "movement.toml"
    good.parent.mkdir(parents=True)
    source = ROOT / "tests/catalogue/must_pass/movements/doorway-reach/movement.toml"
    good.write_bytes(source.read_bytes())
    bad = own / "programmes" / "mine.toml"
    bad.parent.mkdir()
    bad.write_text("name = 7\n", encoding="utf-8")
    with serving(data_dir) as address:
        about = read(f"{address}/api/about")
        movement = read(f"{address}/api/movements/doorway-reach")
    assert isinstance(about, dict)
    assert isinstance(movement, dict)
    assert movement["name"] == "Doorway reach"
    assert any("programmes/mine.toml: name" in line for line in about["left_out"])


def test_check_names_every_mistake_and_passes_what_is_sound(unkink: Run) -> None:
    assert unkink("check", str(ROOT / "catalogue")).returncode == 0
    assert unkink("check", str(ROOT / "tests/catalogue/must_pass")).returncode == 0
    done = unkink("check", str(ROOT / "tests/catalogue/must_fail/folders/source-taken"))
    assert done.returncode == 1
    assert "sources.toml" in done.stdout


def test_a_taken_port_gets_one_line_with_the_way_out(unkink: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = unkink("serve", "--no-open", "--port", str(port))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert f"--port {port + 1}" in done.stderr


def test_it_listens_on_loopback_alone(data_dir: Path) -> None:
    """Nobody else on the network may read a person's journal."""
    with serving(data_dir) as address:
        read(f"{address}/api/about")
        port = int(address.rpartition(":")[2])
        own = socket.gethostbyname(socket.gethostname())
        if own.startswith("127."):
            own = "127.0.0.2"  # the same machine by another of its names
        with socket.socket() as other:
            other.settimeout(2)
            assert other.connect_ex((own, port)) != 0


def test_backup_and_restore_bring_the_journal_back(unkink: Run, data_dir: Path, tmp_path: Path) -> None:
    assert unkink("play", "knee-to-chest", "--plain", "--speed", "100000").returncode == 0
    before = json.loads(unkink("journal", "--json").stdout)
    assert [session["state"] for session in before] == ["finished"]
    assert unkink("backup", str(tmp_path / "copy")).returncode == 0
    assert unkink("play", "cat-cow", "--plain", "--speed", "100000").returncode == 0
    assert len(json.loads(unkink("journal", "--json").stdout)) == 2
    assert unkink("restore", str(tmp_path / "copy")).returncode == 0
    assert json.loads(unkink("journal", "--json").stdout) == before
    assert list(data_dir.glob("unkink.db.before-restore-*"))
