"""A routine as MP3: as long, as loud and as spoken as it should be, by a decoder that is not ours."""

from dataclasses import dataclass

import numpy as np
import pytest

from tests.hum import A_MS, Hum, at, decoded, found_at, loudness, peak_db
from unkink.exports.mp3 import title
from unkink.exports.target import Target
from unkink.model.timeline import Channel, Pacing, Timeline
from unkink.model.words import Chattiness
from unkink.service import Unkink
from unkink.settings import Settings
from unkink.track.model import LEAD_IN_MS, TAIL_MS, Mix
from unkink.voice.port import Samples


@dataclass(frozen=True)
class Taken:
    """A routine that was written into a file, and read back."""

    timeline: Timeline
    samples: Samples
    content: bytes


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    """A hold on both sides with words and tones, breaths among them, and silence."""
    folder = tmp_path_factory.mktemp("taken")
    hum = Hum()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Unkink, "voice", hum)
        unkink = Unkink(Settings.of(folder / "data"))
        ready = unkink.play("knee-to-chest", pacing=Pacing(chatty=Chattiness.CHANGES))
        unkink.export(ready, "mp3", Target(folder / "knee.mp3"), Mix())
        unkink.close()
    content = (folder / "knee.mp3").read_bytes()
    return Taken(ready.timeline, decoded(content), content)


def test_it_is_as_long_as_the_session_with_its_silence(taken: Taken) -> None:
    least = LEAD_IN_MS + taken.timeline.duration_ms + TAIL_MS
    assert least <= len(taken.samples) / A_MS < least + 10_000


def test_it_is_as_loud_as_it_should_be_and_nowhere_too_loud(taken: Taken) -> None:
    assert abs(loudness(taken.samples) + 16) < 1
    assert peak_db(taken.samples) <= -1


def test_every_word_is_where_the_timeline_has_it(taken: Taken) -> None:
    """Found by its sound: 30 ms off, and the count would no longer fit what is shown."""
    said = [cue for cue in taken.timeline.cues if cue.channel is Channel.SAY]
    assert len(said) > 5
    for cue in said:
        assert abs(found_at(taken.samples, Hum().speak(cue.text), cue.at_ms) - cue.at_ms) < 30


def test_between_words_and_tones_there_is_silence(taken: Taken) -> None:
    sounding = sorted(
        (cue.at_ms, cue.at_ms + (len(Hum().speak(cue.text)) // A_MS if cue.channel is Channel.SAY else 3_000))
        for cue in taken.timeline.cues
        if cue.channel is not Channel.SHOW
    )
    quiet, end = 0, sounding[0][1]
    for start, until in sounding[1:]:
        if start - end > 1_000:
            quiet += 1
            assert np.abs(at(taken.samples, end + 200, start - 200)).max() < 0.002
        end = max(end, until)
    assert quiet > 2
    assert np.abs(taken.samples[: (LEAD_IN_MS - 50) * A_MS]).max() < 0.002
    assert np.abs(taken.samples[-TAIL_MS * A_MS + 100 * A_MS :]).max() < 0.002


def test_the_players_display_has_its_name(taken: Taken) -> None:
    assert taken.content.startswith(b"ID3\x03\x00\x00")
    assert "Knee to chest".encode("utf-16")[2:] in taken.content[:100]


@pytest.mark.parametrize("name", ["Rücken – sanft", "Espalda y cuello", "a" * 300])
def test_a_title_of_any_language_and_length_is_as_long_as_it_says(name: str) -> None:
    """A length that is wrong would make a player take the title for sound, and crackle."""
    tag = title(name)
    length = sum(byte << shift for byte, shift in zip(tag[6:10], (21, 14, 7, 0), strict=True))
    assert len(tag) == 10 + length
    assert tag[20 + 1 :].decode("utf-16") == name
