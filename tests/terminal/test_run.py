"""A run: what happens is on disk when it has happened, and no trouble takes a person out of their routine."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.terminal.conftest import ROUTINE, Hand, MakeRun, first_hold, kept, kinds, pass_time, play_to
from unkink.model.session import Event, EventKind, Hurt, Pain, State
from unkink.model.timeline import Pacing
from unkink.playback import Phase, Playback
from unkink.service import Unkink
from unkink.storage.errors import DiskFull
from unkink.terminal import around
from unkink.terminal.recorder import Recorder
from unkink.terminal.run import Run


def test_a_new_session_says_what_its_timeline_was_made_with(run: Run, service: Unkink) -> None:
    """Otherwise it could not be resumed after the person changed their settings."""
    run.begin([Pain(4, "lower-back")])
    started, pain, reached = kept(service)
    assert (started.kind, started.routine, started.pacing) == (EventKind.STARTED, ROUTINE, Pacing())
    assert (pain.kind, pain.pain) == (EventKind.PAIN_BEFORE, (Pain(4, "lower-back"),))
    assert (reached.kind, reached.position_ms, reached.movement) == (EventKind.REACHED, 0, "knee-to-chest")


def test_every_segment_is_on_disk_when_it_is_reached(run: Run, hand: Hand, service: Unkink) -> None:
    run.begin()
    for segment in run.ready.timeline.segments[1:6]:
        play_to(run, hand, segment.start_ms)
        assert service.sessions(1)[0].position_ms == segment.start_ms


def test_played_to_the_end_it_is_finished_in_the_journal(run: Run, hand: Hand, service: Unkink) -> None:
    run.begin()
    cues = pass_time(run, hand, run.ready.timeline.duration_ms / 1_000 + 1)
    assert cues == list(run.ready.timeline.cues)
    assert run.over
    run.rate([Pain(2)])
    assert service.sessions(1)[0].state is State.FINISHED
    assert kinds(service) == ["started", "finished", "pain-after"]


def test_a_command_is_obeyed_where_the_person_sees_themselves(run: Run, hand: Hand) -> None:
    """Not where the last look at the clock was."""
    run.begin()
    hand.move(1.25)
    run.do(Playback.pause)
    assert run.state.position_ms == 1_250


def test_cues_that_fall_due_with_a_command_are_not_swallowed(run: Run, hand: Hand) -> None:
    run.begin()
    first = run.ready.timeline.cues[0]
    hand.move(1)
    run.do(Playback.pause)
    assert first in run.tick()


def test_after_sleep_it_stands_where_it_was(run: Run, hand: Hand, service: Unkink) -> None:
    """Closing the lid must not lose the place, nor go on unseen."""
    run.begin()
    play_to(run, hand, 20_000)
    hand.move(3_600)
    run.tick()
    assert (run.state.phase, run.state.position_ms, run.slept) == (Phase.PAUSED, 20_000, True)
    assert kinds(service)[-1] == "paused"
    run.toggle()
    assert (run.state.phase, run.slept) == (Phase.PLAYING, False)


def test_a_key_that_wakes_the_machine_pauses_and_does_not_go_on(run: Run, hand: Hand) -> None:
    run.begin()
    hand.move(60)
    run.toggle()
    assert run.state.phase is Phase.PAUSED


def test_left_and_gone_on_with_it_is_one_session(make_run: MakeRun, hand: Hand, service: Unkink) -> None:
    run = make_run()
    run.begin()
    in_a_hold = first_hold(run).start_ms + 7_000
    play_to(run, hand, in_a_hold)
    run.leave()
    left = service.resumable()
    assert left
    again = make_run(session=left.id)
    assert (again.state.position_ms, again.state.phase) == (in_a_hold, Phase.PAUSED)
    again.begin()
    pass_time(again, hand, again.ready.timeline.duration_ms / 1_000)
    assert kinds(service) == ["started", "paused", "resumed", "finished"]
    assert len(service.sessions()) == 1


def test_times_never_go_back_though_the_wall_clock_does() -> None:
    """A session is read in order of time: `finished` before `started` would be lost."""
    times = iter([5_000, 3_000, 9_000])
    kept_events: list[Event] = []

    def record(events: Sequence[Event]) -> int:
        kept_events.extend(events)
        return len(events)

    recorder = Recorder(record, lambda: next(times))
    for _ in range(3):
        recorder.pain_after([Pain(1)], 0)
    assert [event.at for event in kept_events] == [5_000, 5_000, 9_000]


class Full:
    """A disk that is full until it is not."""

    def __init__(self, service: Unkink) -> None:
        self.record = service.record
        self.full = False
        self.tries = 0

    def __call__(self, events: Sequence[Event]) -> int:
        self.tries += 1
        if self.full:
            raise DiskFull.at(Path("unkink.db"))
        return self.record(events)


@pytest.fixture
def disk(service: Unkink, monkeypatch: pytest.MonkeyPatch) -> Full:
    full = Full(service)
    monkeypatch.setattr(service, "record", full)
    return full


def test_a_full_disk_does_not_end_the_routine_and_nothing_is_lost(
    disk: Full, make_run: MakeRun, hand: Hand, service: Unkink
) -> None:
    run = make_run()
    run.begin()
    disk.full = True
    play_to(run, hand, 60_000)
    assert run.state.phase is Phase.PLAYING
    assert "full" in run.recorder.trouble
    assert len(kept(service)) == 2
    disk.full = False
    pass_time(run, hand, run.ready.timeline.duration_ms / 1_000)
    assert run.recorder.trouble == ""
    assert kept(service) == tuple(run.recorder.events)


def test_what_is_still_unsaved_at_the_end_is_tried_again_and_then_told(
    disk: Full, make_run: MakeRun, hand: Hand
) -> None:
    run = make_run()
    run.begin()
    disk.full = True
    run.do(Playback.stop)
    assert "could not be saved" in around.how_it_ended(run)[-1]
    disk.full = False
    assert around.how_it_ended(run)[-1] == "It is in your journal: unkink journal"


def test_a_locked_journal_is_not_waited_for_at_every_step(
    make_run: MakeRun, service: Unkink, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each try can take five seconds in which the player stands still."""
    disk = Full(service)
    monkeypatch.setattr(service, "record", disk)
    monkeypatch.setattr("unkink.terminal.recorder.SLOW_S", -1)
    run = make_run()
    disk.full = True
    run.begin()
    tried = disk.tries
    play_to(run, hand, 90_000)
    assert disk.tries == tried
    assert run.close()
    assert disk.tries == tried + 1


def test_sharp_pain_is_in_the_journal_at_once(run: Run, hand: Hand, service: Unkink) -> None:
    run.begin()
    play_to(run, hand, 30_000)
    run.do(Playback.hurt)
    run.do(lambda state: state.answer(Hurt.SHARP))
    session = service.sessions(1)[0]
    assert (session.state, session.hurts) == (State.STOPPED, (("knee-to-chest", Hurt.SHARP),))


def test_the_way_back_names_the_folders_that_are_not_the_usual_ones(run: Run, service: Unkink) -> None:
    """Without them `--resume` would look in another journal and find nothing."""
    run.begin()
    run.leave()
    (line,) = around.how_it_went(run)
    assert line.startswith("Left at 00:00 of ")
    assert line.endswith(f": unkink play {ROUTINE} --resume --data-dir {service.settings.data_folder}")


def test_nothing_begun_is_nothing_written(run: Run, service: Unkink) -> None:
    assert around.how_it_ended(run) == ["Nothing was begun."]
    assert service.sessions() == ()


def test_places_are_understood_by_number_and_by_the_beginning_of_their_name(service: Unkink) -> None:
    terms = around.where_it_can_hurt(service.catalogue)
    assert "breathing" not in [term.id for term in terms]
    assert around.read_places("1, lower, neck", terms) == (["neck", "lower-back"], [])
    assert around.read_places("elbow", terms) == ([], ["elbow"])
    assert around.read_nrs(" 10 ") == 10
    assert [around.read_nrs(text) for text in ("11", "-1", "2.5", "two")] == [None] * 4


def test_a_place_alone_is_no_rating() -> None:
    assert around.ratings(None, ["neck"]) == ()
    assert around.ratings(3, []) == (Pain(3),)
    assert around.ratings(3, ["neck", "legs"]) == (Pain(3, "neck"), Pain(3, "legs"))
