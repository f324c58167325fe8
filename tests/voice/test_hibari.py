"""The English voice, and the silence around what it says."""

import socket
import sys

import numpy as np
import pytest

from unkink.voice.errors import VoiceError
from unkink.voice.hibari import HibariVoice
from unkink.voice.port import RATE
from unkink.voice.speakers import voice_of
from unkink.voice.trim import trimmed


def test_it_speaks_without_a_network_and_the_same_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A speaker that is fetched when it is first asked for would be silent on a plane, and tell somebody who speaks."""

    def no_network(*_: object, **__: object) -> None:
        pytest.fail("the voice asked for the network")

    monkeypatch.setattr(socket, "socket", no_network)
    first, second = HibariVoice(), voice_of("en")
    assert second
    assert np.array_equal(
        first.speak("Left knee. Draw it in… and hold."), second.speak("Left knee. Draw it in… and hold.")
    )
    assert np.array_equal(first.speak("And hold."), second.speak("And hold."))


def test_a_text_without_words_is_refused_in_a_plain_line() -> None:
    voice = voice_of("en")
    assert voice
    with pytest.raises(VoiceError, match="finds no words"):
        voice.speak(" ")


def test_where_the_voice_is_not_installed_a_person_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hibari", None)
    with pytest.raises(VoiceError, match="cannot be loaded"):
        HibariVoice().speak("And hold.")


def test_languages_without_a_voice_are_left_to_the_browser() -> None:
    assert voice_of("de") is None
    assert voice_of("es") is None


def tone(ms: int) -> np.ndarray:
    return np.full(RATE * ms // 1_000, 0.3, np.float32)


def silence(ms: int) -> np.ndarray:
    return np.zeros(RATE * ms // 1_000, np.float32)


def test_a_word_begins_when_its_cue_does() -> None:
    samples = trimmed(np.concatenate([silence(300), tone(500), silence(450)]))
    assert len(samples) / RATE == pytest.approx(0.58)
    assert np.argmax(samples > 0.2) / RATE <= 0.02
    assert samples[0] == samples[-1] == 0


def test_a_long_pause_is_shortened_and_a_short_one_is_left() -> None:
    samples = trimmed(np.concatenate([tone(500), silence(900), tone(500), silence(300), tone(500)]))
    assert len(samples) / RATE == pytest.approx(1.5 + 0.6 + 0.3)


def test_mere_silence_becomes_nothing() -> None:
    assert len(trimmed(silence(500))) == 0
