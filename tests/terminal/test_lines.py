"""The plain player: what a screen reader or a pipe gets, and what keys do where there is a terminal."""

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from tests.terminal.conftest import ROUTINE, Hand, MakeRun, first_hold, kinds
from unkink.model.session import EventKind, Pain, State
from unkink.playback import Phase
from unkink.service import Unkink
from unkink.settings import Settings
from unkink.terminal.keyboard import first_key
from unkink.terminal.lines import Lines

SRC = Path(__file__).parents[2] / "src"


def command(data_dir: Path, *words: str, routine: str = "upper-back-nine") -> list[str]:
    return [sys.executable, "-m", "unkink", "play", routine, "--plain", "--data-dir", str(data_dir), *words]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(SRC), "PYTHONIOENCODING": "utf-8"}


def _heeds_ctrl_c() -> None:
    """A shell that runs tests in the background may have told all its children to ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def started(data_dir: Path, *words: str) -> Iterator["subprocess.Popen[str]"]:
    """The player as a program of its own, with nothing to read keys from."""
    with subprocess.Popen(
        command(data_dir, *words),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment(),
        preexec_fn=_heeds_ctrl_c if sys.platform != "win32" else None,  # noqa: PLW1509 (there are no threads yet)
    ) as process:
        try:
            yield process
        finally:
            process.kill()


NOT_ASKED = "The safety questions are not answered, or it is time again: unkink screen\n"


def journal(data_dir: Path) -> Unkink:
    return Unkink(Settings.of(data_dir))


def test_through_a_pipe_the_whole_routine_is_one_line_a_cue(data_dir: Path) -> None:
    with started(data_dir, "--speed", "2000") as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, NOT_ASKED)
    service = journal(data_dir)
    ready = service.play("upper-back-nine")
    said = [cue.text for cue in ready.timeline.cues if cue.channel != "sound"]
    cues = [line[7:] for line in out.splitlines() if re.match(r"\d\d:\d\d  ", line)]
    assert [text for text in cues if text in said] == said
    assert set(cues) <= {*said, "Begin.", "Rest.", "Halfway.", "Change sides."}
    assert "\a" not in out
    assert service.sessions(1)[0].state is State.FINISHED
    service.close()


def test_killed_in_the_middle_it_goes_on_where_it_was(data_dir: Path) -> None:
    """A power cut must cost a person no more than the movement they were in."""
    with started(data_dir, "--speed", "120") as process:
        assert process.stdout
        for line in process.stdout:
            if "Halfway" in line:
                break
        process.kill()
    service = journal(data_dir)
    before = service.sessions(1)[0]
    service.close()
    assert before.position_ms > 0
    with started(data_dir, "--speed", "2000", "--resume") as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, NOT_ASKED)
    assert "Going on at" in out
    service = journal(data_dir)
    (after,) = service.sessions()
    service.close()
    assert (after.id, after.state) == (before.id, State.FINISHED)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_ctrl_c_leaves_it_open_and_says_how_to_go_on(data_dir: Path) -> None:
    # Slow enough that the routine is not over before a busy machine has passed the signal on.
    with started(data_dir, "--speed", "5") as process:
        assert process.stdout
        for line in process.stdout:
            if line.startswith("00:"):
                break
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, NOT_ASKED)
    assert f"unkink play upper-back-nine --resume --data-dir {data_dir}" in out.splitlines()[-1]
    service = journal(data_dir)
    assert service.resumable()
    service.close()


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of Unix")
def test_in_a_terminal_pain_is_asked_and_keys_work(data_dir: Path) -> None:
    import pty  # noqa: PLC0415 (of Unix alone)

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        # Slow enough that a busy machine is in time for the first tone: one that is half a second late does not ring.
        command(data_dir, "--speed", "2", routine="childs-pose"),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment(),
    )
    os.close(theirs)
    told = ""

    def wait_for(text: str) -> None:
        nonlocal told
        end = time.monotonic() + 30
        while text not in told:
            assert time.monotonic() < end, f"no {text!r} in {told!r}"
            if select.select([ours], [], [], 0.1)[0]:
                told += os.read(ours, 4096).decode()

    try:
        wait_for("Enter skips: ")
        os.write(ours, b"3\n")
        wait_for("Where?")
        os.write(ours, b"lower\n")
        wait_for("00:0")
        os.write(ours, b" ")
        wait_for("Paused at")
        os.write(ours, b" \x1b[C")
        wait_for("Skipped Child's pose.")
        wait_for("afterwards?")
        os.write(ours, b"\n")
        wait_for("It is in your journal")
        assert process.wait(timeout=30) == 0
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    service = journal(data_dir)
    session = service.sessions(1)[0]
    service.close()
    assert session.pain_before == (Pain(3, "lower-back"),)
    assert session.skipped == ("childs-pose",)
    assert "\a" in told


class Keys:
    """A keyboard on which a test has typed; each look at it lets a second pass."""

    def __init__(self, hand: Hand, keys: Sequence[str | float]) -> None:
        self.hand = hand
        self.keys = list(keys)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Nothing to put back."""

    def listen(self) -> None:
        """Nothing to set."""

    def get(self, timeout_s: float) -> str:
        """The next key; a number is seconds in which none is pressed."""
        if not self.keys:
            raise KeyboardInterrupt
        match self.keys[0]:
            case str() as key:
                del self.keys[0]
                return key
            case seconds if seconds > 0:
                self.keys[0] = seconds - 1
            case _:
                del self.keys[0]
        self.hand.move(1)
        return ""


@pytest.fixture
def typed(
    make_run: MakeRun, hand: Hand, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> "Typed":
    monkeypatch.setattr("builtins.input", lambda _: "")
    return Typed(make_run, hand, capsys)


class Typed:
    """Plays with keys typed beforehand, and gives the lines."""

    def __init__(self, make_run: MakeRun, hand: Hand, capsys: pytest.CaptureFixture[str]) -> None:
        self.run = make_run()
        self.hand = hand
        self.capsys = capsys

    def __call__(self, *keys: str | float) -> list[str]:
        lines = Lines(self.run, Keys(self.hand, keys))  # type: ignore[arg-type]
        with suppress(KeyboardInterrupt):
            lines.play()
        lines.end()
        return [line.strip("\a") for line in self.capsys.readouterr().out.splitlines()]

    def into_the_hold(self) -> float:
        """Seconds to somewhere in the first hold."""
        return first_hold(self.run).start_ms / 1_000 + 3


def test_keys_typed_at_once_are_all_read() -> None:
    """Three quick presses of + are thirty seconds, also over a slow line."""
    typed, keys = "++\x1b[C \x1bOD\x1b[3~H\x1b", []
    while typed:
        key, typed = first_key(typed)
        keys.append(key)
    assert keys == ["+", "+", "right", "space", "left", "", "h", "escape"]


def test_sharp_says_stop_and_ends_the_session(typed: Typed, service: Unkink) -> None:
    out = typed(typed.into_the_hold(), "h", "s")
    assert out[out.index("Stop. Come out of it slowly.") + 2].startswith("Do not go on today.")
    assert any("emergency department" in line for line in out)
    assert kinds(service) == ["started", "hurt", "stopped"]


def test_mild_waits_asks_again_and_offers_easier_forms(typed: Typed, service: Unkink) -> None:
    out = typed(typed.into_the_hold(), "h", "m", 11, "t", "e", 3)
    asked = out.index("Is it still there?")
    assert any(line.startswith("Easier. ") for line in out[asked:])
    assert "Going on." in out[asked:]
    assert kinds(service) == ["started", "hurt", "hurt", "eased", "paused"]


def test_nothing_but_its_answers_answers_a_question(typed: Typed) -> None:
    """A person fumbling for a key in pain must not be skipped onward."""
    typed(typed.into_the_hold(), "h", "right", "space", "r", "+", "b")
    assert typed.run.state.phase is Phase.ASKING


def test_the_keys_do_what_they_say(typed: Typed, service: Unkink) -> None:
    out = typed(typed.into_the_hold(), "space", "space", "+", "r", "b", "s", "m", "?")
    for line in ("Going on.", "Ten seconds more.", "Knee to chest, once more.", "Skipped Knee to chest."):
        assert line in out
    assert sum(line.startswith("Keys: ") for line in out) == 2
    assert kinds(service)[1:] == ["paused", "resumed", "extended", "repeated", "went-back", "skipped", "paused"]


def test_leaving_asks_and_staying_goes_on(typed: Typed, service: Unkink) -> None:
    out = typed(20, "q", 5, "c", 2, "q", "l")
    assert out[-1].startswith("Left at ")
    assert kinds(service) == ["started", "paused", "resumed", "paused"]


def test_ending_here_ends_it(typed: Typed, service: Unkink) -> None:
    out = typed(20, "q", "e")
    assert out[-1] == "It is in your journal: unkink journal"
    assert not any(line.startswith("Stop.") for line in out)
    assert kinds(service) == ["started", "paused", "stopped"]


def test_a_terminal_that_closes_leaves_the_session_open(typed: Typed, service: Unkink) -> None:
    typed(20, "end of input")
    assert kinds(service)[-1] == EventKind.PAUSED
    assert service.resumable()


def test_without_a_keyboard_sleep_does_not_stop_it_for_ever(
    make_run: MakeRun, hand: Hand, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody could press the key that goes on."""
    run = make_run(ROUTINE)
    lines = Lines(run, None)
    run.begin()
    hand.move(60)
    lines.turn()
    assert run.state.phase is Phase.PLAYING
    assert "The machine slept. Your place was kept." in capsys.readouterr().out
