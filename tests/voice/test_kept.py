"""What was said once is kept, and nothing that happens to the disk takes the voice away."""

import errno
import tempfile
from pathlib import Path

import numpy as np
import pytest

from tests.routines import BUILT_IN
from unkink.model.timeline import Channel, Pacing
from unkink.timeline import compile_timeline
from unkink.voice.kept import Spoken
from unkink.voice.port import RATE, Samples, Voice


class Counting:
    """A voice of noise, as long as its text, that counts how often it is asked."""

    name = "counting"
    language = "en"

    def __init__(self, version: str = "1") -> None:
        self.version = version
        self.asked: list[str] = []

    def speak(self, text: str) -> Samples:
        """Noise."""
        self.asked.append(text)
        chance = np.random.default_rng(len(text))
        return chance.uniform(-0.5, 0.5, RATE * len(text) // 100).astype(np.float32)


def play(voice: Voice) -> None:
    """Say all that a routine says."""
    routine = BUILT_IN.routine("knee-to-chest")
    assert routine
    for cue in compile_timeline(routine, BUILT_IN, Pacing()).cues:
        if cue.channel is Channel.SAY:
            voice.speak(cue.text)


def test_the_second_playing_renders_nothing(tmp_path: Path) -> None:
    first, second = Counting(), Counting()
    play(Spoken(first, tmp_path / "voice"))
    play(Spoken(second, tmp_path / "voice"))
    assert len(first.asked) > 10
    assert len(set(first.asked)) == len(first.asked)
    assert second.asked == []


def test_the_first_time_sounds_like_every_other(tmp_path: Path) -> None:
    first = Spoken(Counting(), tmp_path).speak("And hold.")
    second = Spoken(Counting(), tmp_path).speak("And hold.")
    assert first.dtype == second.dtype == np.float32
    assert np.array_equal(first, second)


@pytest.mark.parametrize("damage", [b"", b"fLaC", None])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes | None) -> None:
    """The power went while it was written, or a byte of it turned: a person must not hear that."""
    whole = Spoken(Counting(), tmp_path).speak("Halfway.")
    (file,) = tmp_path.rglob("*.flac")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content if damage is None else damage)
    anew, later = Counting(), Counting()
    assert np.array_equal(Spoken(anew, tmp_path).speak("Halfway."), whole)
    assert np.array_equal(Spoken(later, tmp_path).speak("Halfway."), whole)
    assert (anew.asked, later.asked) == (["Halfway."], [])


def test_another_version_says_it_anew_and_the_old_files_go(tmp_path: Path) -> None:
    """Else an update of the voice would be heard in some words and not in others, and the folder only grow."""
    Spoken(Counting("1"), tmp_path).speak("Halfway.")
    newer = Counting("2")
    Spoken(newer, tmp_path).speak("Halfway.")
    assert newer.asked == ["Halfway."]
    assert len(list(tmp_path.rglob("*.flac"))) == 1


def test_where_no_folder_can_be_made_it_speaks_from_memory(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file stands where the folder should be", encoding="utf-8")
    voice = Counting()
    spoken = Spoken(voice, tmp_path / "cache" / "voice")
    assert np.array_equal(spoken.speak("Halfway."), spoken.speak("Halfway."))
    assert voice.asked == ["Halfway."]


def test_a_full_disk_is_no_reason_not_to_speak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", full)
    voice = Counting()
    play(Spoken(voice, tmp_path))
    again = len(voice.asked)
    spoken = Spoken(voice, tmp_path)
    spoken.speak("Halfway.")
    spoken.speak("Halfway.")
    assert len(voice.asked) == again + 1
    assert not list(tmp_path.rglob("*.*"))  # nor is anything half-written left behind
