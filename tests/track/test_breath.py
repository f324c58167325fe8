"""The breath that can be heard goes with the breath that is drawn."""

import numpy as np
import pytest

from unkink.model.catalogue import Catalogue
from unkink.model.timeline import Kind, Pacing
from unkink.timeline import compile_timeline
from unkink.track.breath import breath, breaths
from unkink.voice.port import RATE, Samples

A_MS = RATE // 1_000


def swell(samples: Samples) -> Samples:
    """How loud it is, each tenth of a second."""
    frames = samples[: len(samples) // (RATE // 10) * (RATE // 10)].reshape(-1, RATE // 10)
    return np.sqrt((frames**2).mean(axis=1))


def pitch(samples: Samples) -> float:
    """In Hz, by how often it crosses zero."""
    return float((np.diff(np.signbit(samples)) != 0).sum() / 2 / len(samples) * RATE)


@pytest.mark.parametrize(("inhale_ms", "exhale_ms"), [(4_000, 6_000), (2_000, 2_000), (3_333, 9_001)])
def test_it_swells_over_the_whole_inhale_and_fades_over_the_whole_exhale(inhale_ms: int, exhale_ms: int) -> None:
    """A person breathes with it: a sound that is over early would hurry them."""
    samples = breath(inhale_ms, exhale_ms)
    assert len(samples) == (inhale_ms + exhale_ms) * A_MS
    rising, falling = swell(samples[: inhale_ms * A_MS]), swell(samples[inhale_ms * A_MS :])
    assert (np.diff(rising) > -0.005).all()
    assert (np.diff(falling) < 0.005).all()
    assert rising[-1] > 20 * rising[0]
    assert falling[0] > 20 * falling[-1]


def test_in_and_out_can_be_told_apart_with_closed_eyes() -> None:
    samples = breath(4_000, 6_000)
    parts = [pitch(samples[at * A_MS : (at + 500) * A_MS]) for at in (500, 2_000, 3_500, 5_000, 7_000, 9_000)]
    assert parts[0] < parts[1] < parts[2]
    assert parts[3] > parts[4] > parts[5]


def test_it_never_clicks() -> None:
    """Not where it turns either."""
    samples = breath(4_000, 6_000)
    assert np.abs(samples).max() <= 1
    assert np.abs(np.diff(samples)).max() < 0.15
    assert np.abs(np.diff(samples, 3)).max() < 0.01  # a step, or a corner, would stand out here


@pytest.mark.parametrize("pacing", [Pacing(), Pacing(inhale_ms=3_000, exhale_ms=9_000)])
def test_every_breath_of_a_routine_is_led_at_the_persons_own_pace(catalogue: Catalogue, pacing: Pacing) -> None:
    routine = catalogue.routine("diaphragmatic-breathing")
    assert routine
    timeline = compile_timeline(routine, catalogue, pacing)
    drawn = [segment for segment in timeline.segments if segment.kind is Kind.BREATHE]
    assert [(each.start_ms, each.end_ms) for each in breaths(timeline)] == [(s.start_ms, s.end_ms) for s in drawn]
    assert {each.turn_ms - each.start_ms for each in breaths(timeline)} == {pacing.inhale_ms}
