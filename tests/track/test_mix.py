"""Every sound in its place, and the words on top."""

import numpy as np
import pytest

from tests.hum import A_MS, Hum, at
from unkink.model.catalogue import Catalogue
from unkink.model.timeline import Channel, Cue, Kind, Segment, Timeline
from unkink.model.words import Side
from unkink.timeline import compile_timeline
from unkink.track.mix import Mixed, mix
from unkink.track.model import LEAD_IN_MS, TAIL_MS, Mix
from unkink.voice.port import Samples

VOICE, TONES, BREATH = Mix(tones=False, breath=False), Mix(voice=False, breath=False), Mix(voice=False, tones=False)


def timeline(*cues: Cue, duration_ms: int = 30_000) -> Timeline:
    """A made-up hold with these cues."""
    held = Segment(0, duration_ms, Kind.HOLD, "plank", Side.BOTH, 1, 1, 0)
    return Timeline("plank", duration_ms, (held,), cues, (0,))


def say(at_ms: int, text: str) -> Cue:
    return Cue(at_ms, Channel.SAY, text)


def whole(mixed: Mixed) -> Samples:
    return mixed.window(0, mixed.length)


def test_each_word_begins_at_its_millisecond_after_two_seconds_of_silence() -> None:
    hum = Hum()
    mixed = whole(mix(timeline(say(0, "One."), say(12_345, "And two.")), hum, VOICE))
    assert not mixed[: LEAD_IN_MS * A_MS].any()
    for place, text in ((0, "One."), (12_345, "And two.")):
        said = hum.speak(text)
        assert np.array_equal(at(mixed, place, place + 300), said[: 300 * A_MS])
    assert not at(mixed, 1_000, 12_345).any()


def test_it_ends_in_twelve_seconds_of_silence_after_the_last_word() -> None:
    """There a player waits while a person takes ten seconds more; a word in it would be said again and again."""
    mixed = whole(mix(timeline(Cue(30_000, Channel.SOUND, "end"), say(30_000, "That is all for today.")), Hum(), Mix()))
    assert not mixed[-TAIL_MS * A_MS :].any()
    assert mixed[-TAIL_MS * A_MS - 50 * A_MS : -TAIL_MS * A_MS].any()
    plain = mix(timeline(), None, Mix())
    assert plain.length == (LEAD_IN_MS + 30_000 + TAIL_MS) * A_MS
    assert not whole(plain).any()


def test_a_long_sentence_is_cut_only_where_the_next_begins_and_does_not_click() -> None:
    long = "This one goes on for a good deal longer than there is time for."
    hum = Hum()
    mixed = whole(mix(timeline(say(0, long), say(2_000, "Next."), say(20_000, long)), hum, VOICE))
    assert np.array_equal(at(mixed, 0, 1_970), hum.speak(long)[: 1_970 * A_MS])
    assert np.array_equal(at(mixed, 2_000, 2_300), hum.speak("Next."))
    assert np.abs(at(mixed, 1_999, 2_000)).max() < 0.01
    assert np.array_equal(at(mixed, 20_000, 20_000 + len(hum.speak(long)) // A_MS), hum.speak(long))


def test_tones_give_way_to_words() -> None:
    """Who is told what to do must understand it."""
    tones = [Cue(each, Channel.SOUND, "begin") for each in (1_000, 15_000)]
    alone = whole(mix(timeline(*tones), None, TONES))
    both = whole(mix(timeline(*tones, say(15_000, "And hold for half a minute.")), Hum(), Mix(breath=False)))
    voice = whole(mix(timeline(say(15_000, "And hold for half a minute.")), Hum(), VOICE))
    under = at(both, 15_000, 15_500) - at(voice, 15_000, 15_500)
    assert np.allclose(at(both, 1_000, 1_500), at(alone, 1_000, 1_500))
    assert np.abs(under).max() < 0.35 * np.abs(at(alone, 15_000, 15_500)).max()


def test_a_breath_gives_way_without_a_step(catalogue: Catalogue) -> None:
    routine = catalogue.routine("diaphragmatic-breathing")
    assert routine
    found = compile_timeline(routine, catalogue)
    both, words = mix(found, Hum(), Mix(tones=False)), mix(found, Hum(), VOICE)
    breath = whole(both)[: words.length] - whole(words)[: both.length]
    assert np.abs(breath).max() > 0.05
    assert np.abs(np.diff(breath)).max() < 0.02


@pytest.mark.parametrize(("left_out", "heard"), [(VOICE, True), (TONES, False), (BREATH, False)])
def test_what_is_not_wanted_is_not_there(left_out: Mix, heard: bool) -> None:  # noqa: FBT001
    """And a voice that is not wanted is not even asked."""
    hum = Hum()
    mixed = whole(mix(timeline(say(5_000, "Hello there.")), hum, left_out))
    assert bool(mixed.any()) is heard
    assert bool(hum.said) is heard


def test_a_text_that_comes_again_is_spoken_once() -> None:
    hum = Hum()
    mix(timeline(*(say(each * 2_000, "And hold.") for each in range(10))), hum, VOICE)
    assert hum.said == ["And hold."]


def test_made_in_pieces_it_is_the_same(catalogue: Catalogue) -> None:
    """A seam between two pieces would be a click."""
    routine = catalogue.routine("cat-cow")
    assert routine
    mixed = mix(compile_timeline(routine, catalogue), Hum(), Mix())
    pieces = [mixed.window(start, min(start + 77_777, mixed.length)) for start in range(0, mixed.length, 77_777)]
    assert np.allclose(np.concatenate(pieces), whole(mixed), atol=1e-6)
    assert not mixed.window(-50, 0).any()
