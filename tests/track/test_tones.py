"""Tones: the same in the track as in the browser, and soft."""

import re
from pathlib import Path

import numpy as np
import pytest

from unkink.track.tones import NOTES, tone
from unkink.voice.port import RATE

BROWSER = Path(__file__).parents[2] / "frontend" / "src" / "player" / "tones.ts"
BREATH = {"inhale", "exhale"}  # the track has a breath of its own for them


def in_the_browser() -> dict[str, list[dict[str, float | str]]]:
    """The notes as tones.ts has them."""
    text = BROWSER.read_text(encoding="utf-8")
    names, values = re.findall(r"const \[(.*?)\] = \[(.*?)\]", text, re.DOTALL)[0]
    pitches = dict(zip(re.findall(r"\w+", names), map(float, re.findall(r"[\d.]+", values)), strict=True))
    table = re.findall(r"const NOTES\b.*?= \{(.*?)\n\};", text, re.DOTALL)[0]
    return {
        name: [_note(each, pitches) for each in re.findall(r"\{(.*?)\}", notes)]
        for name, notes in re.findall(r"(\w+): \[(.*?)\]", table, re.DOTALL)
    }


def _note(text: str, pitches: dict[str, float]) -> dict[str, float | str]:
    pairs = re.findall(r"(\w+): \"?([\w.]+)\"?", text)
    return {key: pitches.get(value) or (value if key == "shape" else float(value)) for key, value in pairs}


def test_a_tone_means_the_same_in_the_track_and_without_it() -> None:
    """Somebody who has learnt the tones would be lost when the track cannot be played."""
    theirs = in_the_browser()
    assert theirs.keys() - BREATH == NOTES.keys()
    for name, notes in NOTES.items():
        ours = [
            {
                "from": note.pitch,
                **({"at": note.at} if note.at else {}),
                "length": note.length,
                "loud": note.loud,
                **({"shape": "triangle"} if note.triangle else {}),
            }
            for note in notes
        ]
        assert ours == theirs[name]


@pytest.mark.parametrize("name", NOTES)
def test_a_tone_begins_and_ends_softly(name: str) -> None:
    """A click in a quiet room makes a person jump."""
    samples = tone(name)
    assert abs(samples[0]) < 0.001
    assert np.abs(samples[-RATE // 200 :]).max() < 0.001
    assert np.abs(samples).max() <= 1.5
    steepest = 2 * np.pi * 660 / RATE * np.abs(samples).max() * 2.5
    assert np.abs(np.diff(samples)).max() < steepest


def test_a_name_that_nobody_knows_is_silence() -> None:
    assert len(tone("gong")) == 0
