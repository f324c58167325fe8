"""Playing a timeline: pause, back, skip, more time, and "that hurts"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vectors import playback as vectors
from tests.vectors.playback import TIMELINE, obey, run
from unkink.model.session import EventKind, Hurt
from unkink.model.timeline import Cue
from unkink.playback import Note, Phase, Playback, at

COMMANDS = ["pause", "resume", "skip", "back", "repeat", "extend", "hurt", "cancel", "ease", "stop"]


def last(script: str) -> dict[str, object]:
    """What came of a script's last command."""
    return run(script)[-1]


def test_the_vectors_the_browser_reads_are_those_of_this_code() -> None:
    """Otherwise the browser's player could drift from the terminal's unseen."""
    assert vectors.FILE.read_text(encoding="utf-8") == vectors.text(), "run: python -m tests.vectors.playback"


def test_played_through_every_cue_is_given_once() -> None:
    whole = run(vectors.SCRIPTS["second by second"])
    assert [cue for step in whole for cue in step["cues"]] == [cue.text for cue in TIMELINE.cues]  # type: ignore[attr-defined]
    assert whole[-1]["phase"] == Phase.FINISHED


def test_ten_more_seconds_are_ten_more_on_the_other_side_too() -> None:
    """Both sides get equal time, also when the person asks for more."""
    state = at(TIMELINE, 20_000, Phase.PLAYING).extend().state
    assert state.remaining_ms == 24_000
    state = state.advance(24_000).state
    assert state.position_ms == 34_000
    assert state.advance(6_000).state.remaining_ms == 30_000


def test_the_count_down_waits_until_the_added_time_is_over() -> None:
    state = at(TIMELINE, 20_000, Phase.PLAYING).extend().state
    before = state.advance(18_999)
    assert "Five more seconds." not in [cue.text for cue in before.cues]
    assert "Five more seconds." in [cue.text for cue in before.state.advance(1).cues]


def test_sharp_pain_stops_the_session_for_good() -> None:
    done = last("resume, advance 20000, hurt, answer sharp")
    assert done["phase"] == Phase.STOPPED
    assert last("resume, advance 20000, hurt, answer sharp, resume, advance 9000")["position_ms"] == 20_000


def test_mild_pain_waits_ten_seconds_and_asks_again() -> None:
    assert last("resume, advance 20000, hurt, answer mild, advance 9999")["phase"] == Phase.WAITING
    assert last("resume, advance 20000, hurt, answer mild, advance 10000")["phase"] == Phase.ASKING_AGAIN


def test_repeat_does_not_send_the_body_through_the_change_of_position_again() -> None:
    assert last("resume, advance 30000, repeat")["position_ms"] == 8_000


def test_taken_up_while_changing_sides_the_change_is_told_from_its_beginning() -> None:
    assert last("resumed 36000")["position_ms"] == 34_000
    assert last("resumed 27500")["position_ms"] == 27_500


@pytest.mark.parametrize("command", [*COMMANDS, *(f"answer {hurt}" for hurt in Hurt)])
@pytest.mark.parametrize("phase", Phase)
def test_no_command_in_any_phase_breaks_the_player(command: str, phase: Phase) -> None:
    change = obey(Playback(TIMELINE, 20_000, phase), command)
    assert 0 <= change.state.position_ms <= TIMELINE.duration_ms
    if phase in (Phase.STOPPED, Phase.FINISHED):
        assert change.state.phase is phase
        assert not change.notes


@given(st.lists(st.integers(1, 40_000), min_size=1, max_size=60))
def test_however_time_is_cut_the_place_and_the_cues_are_the_same(ticks: list[int]) -> None:
    """A busy machine ticks unevenly; the person must not hear a cue twice or miss one."""
    state = at(TIMELINE, 0, Phase.PLAYING).extend().state
    cues: list[Cue] = []
    notes: list[Note] = []
    for tick in ticks:
        change = state.advance(tick)
        state = change.state
        cues += change.cues
        notes += change.notes
    whole = at(TIMELINE, 0, Phase.PLAYING).extend().state.advance(sum(ticks))
    assert (state.position_ms, state.extra, state.phase) == (
        whole.state.position_ms,
        whole.state.extra,
        whole.state.phase,
    )
    assert cues == list(whole.cues)
    assert notes == list(whole.notes)


@given(st.lists(st.sampled_from([*COMMANDS, "advance 700", "advance 9000", "answer mild", "answer gone"]), max_size=60))
def test_time_never_runs_backwards_but_by_a_command(commands: list[str]) -> None:
    state = at(TIMELINE, 0)
    for command in commands:
        change = obey(state, command)
        if command.startswith("advance"):
            assert change.state.position_ms >= state.position_ms
        if any(note.kind is EventKind.FINISHED for note in change.notes):
            assert change.state.phase is Phase.FINISHED
        state = change.state
