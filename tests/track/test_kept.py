"""Tracks are rendered once and kept, as far as there is room."""

import errno
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from tests.hum import Hum
from tests.track.test_mix import say, timeline
from unkink.model.timeline import Channel, Cue
from unkink.track import kept
from unkink.track.kept import Track, Tracks
from unkink.track.model import VERSION, Mix
from unkink.voice.errors import VoiceError
from unkink.voice.port import Samples

SHORT = timeline(say(0, "Breathe."), duration_ms=1_000)


@pytest.fixture
def tracks(tmp_path: Path) -> Tracks:
    return Tracks(tmp_path / "cache" / "tracks")


def test_the_second_time_nobody_speaks(tracks: Tracks) -> None:
    hum = Hum()
    first = tracks.of(SHORT, hum, Mix()).mp3()
    again = Tracks(tracks.folder).of(SHORT, hum, Mix()).mp3()
    assert first == again
    assert hum.said == ["Breathe."]


def test_two_who_ask_at_once_wait_for_one_rendering(tracks: Tracks) -> None:
    """A person with two tabs would otherwise wait twice as long."""
    started, go_on = threading.Event(), threading.Event()

    class Slow(Hum):
        def speak(self, text: str) -> Samples:
            started.set()
            assert go_on.wait(30)
            return super().speak(text)

    hum = Slow()
    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(tracks.of(SHORT, hum, Mix()).mp3)
        assert started.wait(30)
        others = [pool.submit(tracks.of(SHORT, hum, Mix()).mp3) for _ in range(3)]
        go_on.set()
        assert {each.result(60) for each in (first, *others)} == {first.result()}
    assert hum.said == ["Breathe."]


def test_whatever_is_heard_otherwise_is_another_track(tracks: Tracks, monkeypatch: pytest.MonkeyPatch) -> None:
    other, older = Hum(), Hum()
    other.name, older.version = "other", "0"
    made = [
        tracks.of(SHORT, Hum(), Mix()),
        tracks.of(SHORT, other, Mix()),
        tracks.of(SHORT, older, Mix()),
        tracks.of(SHORT, None, Mix()),
        tracks.of(SHORT, Hum(), Mix(breath=False)),
        tracks.of(timeline(say(1, "Breathe."), duration_ms=1_000), Hum(), Mix()),
        tracks.of(timeline(say(0, "Breath."), duration_ms=1_000), Hum(), Mix()),
        tracks.of(replace(SHORT, segments=()), Hum(), Mix()),
    ]
    monkeypatch.setattr(kept, "VERSION", VERSION + 1)
    made.append(tracks.of(SHORT, Hum(), Mix()))
    assert len({each.mark for each in made}) == len(made)


def test_what_is_only_shown_makes_no_other_track(tracks: Tracks) -> None:
    shown = timeline(say(0, "Breathe."), Cue(500, Channel.SHOW, "Slowly."), duration_ms=1_000)
    assert tracks.of(shown, Hum(), Mix()).mark == tracks.of(SHORT, Hum(), Mix()).mark


def one_of_many(tracks: Tracks, number: int) -> Track:
    return tracks.of(timeline(say(number, "Breathe."), duration_ms=1_000), Hum(), Mix())


def test_there_is_an_end_to_what_is_kept_and_the_least_used_goes_first(tracks: Tracks) -> None:
    size = len(one_of_many(tracks, 0).mp3())
    tracks.limit = 3 * size + size // 2
    for number in range(3):
        track = one_of_many(tracks, number)
        track.mp3()
        os.utime(tracks.folder / f"{track.mark}.mp3", (1_000 + number, 1_000 + number))
    one_of_many(tracks, 0).mp3()  # used again, so the next to go is number 1
    one_of_many(tracks, 3).mp3()
    left = {file.stem for file in tracks.folder.iterdir()}
    assert left == {one_of_many(tracks, number).mark for number in (0, 2, 3)}


def test_on_a_full_disk_it_is_played_and_not_kept(tracks: Tracks, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert SHORT.duration_ms < len(tracks.of(SHORT, Hum(), Mix()).mp3())
    assert list(tracks.folder.iterdir()) == []


def test_where_nothing_can_be_kept_it_is_played_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
    assert Tracks(tmp_path / "cache" / "tracks").of(SHORT, Hum(), Mix()).mp3()


def test_what_was_left_half_written_goes(tracks: Tracks) -> None:
    tracks.folder.mkdir(parents=True)
    old, new = tracks.folder / ".old", tracks.folder / ".new"
    for file in (old, new):
        file.write_bytes(b"half")
    os.utime(old, (1_000, 1_000))
    tracks.of(SHORT, Hum(), Mix()).mp3()
    assert not old.exists()
    assert new.exists()


def test_a_voice_that_fails_is_told_and_asked_again_the_next_time(tracks: Tracks) -> None:
    class Hoarse(Hum):
        def speak(self, text: str) -> Samples:
            if not self.said:
                self.said.append(text)
                raise VoiceError("The voice cannot be loaded.", "Read along.")
            return super().speak(text)

    hum = Hoarse()
    with pytest.raises(VoiceError):
        tracks.of(SHORT, hum, Mix()).mp3()
    assert tracks.of(SHORT, hum, Mix()).mp3()


def test_it_says_how_far_it_is(tracks: Tracks) -> None:
    told: list[float] = []
    tracks.of(SHORT, Hum(), Mix()).mp3(told.append)
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)
