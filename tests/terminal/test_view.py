"""What there is to see: a person glances up from the floor and must know what, which side, how long, what next."""

from dataclasses import replace

import pytest

from tests.routines import BUILT_IN
from unkink.model.play import Play
from unkink.model.programme import routine_of
from unkink.model.screening import Outcome
from unkink.model.timeline import Kind, Pacing
from unkink.model.words import Chattiness, Side
from unkink.playback import Phase, at
from unkink.terminal.view import Scene, View, countdown
from unkink.terminal.widgets import figures
from unkink.timeline import compile_timeline


def scene(movement: str) -> Scene:
    routine = routine_of(BUILT_IN.movements[movement])
    pacing = Pacing(chatty=Chattiness.CHANGES)
    timeline = compile_timeline(routine, BUILT_IN, pacing)
    return Scene(Play(routine, timeline, pacing, (), Outcome.GO, None, (None,)), BUILT_IN)


def views(of: Scene, kind: Kind) -> list[View]:
    """What is seen two seconds into each segment of a kind."""
    timeline = of.ready.timeline
    return [
        of.at(at(timeline, segment.start_ms).advance(0).state)
        if segment.end_ms - segment.start_ms <= 2_000
        else of.at(replace(at(timeline, segment.start_ms), phase=Phase.PLAYING).advance(2_000).state)
        for segment in timeline.segments
        if segment.kind is kind
    ]


def test_a_hold_counts_down_and_names_its_side() -> None:
    left, right = views(scene("knee-to-chest"), Kind.HOLD)
    assert (left.count, left.side, left.doing, left.next) == ("28", Side.LEFT, "Hold", "the right side")
    assert (right.count, right.side, right.next) == ("28", Side.RIGHT, "the end of the routine")
    assert left.done == pytest.approx(2 / 30)


def test_the_steps_are_told_for_the_side_that_works() -> None:
    left, right = views(scene("knee-to-chest"), Kind.HOLD)
    assert any("your left knee" in text for text in left.instructions)
    assert any("your right knee" in text for text in right.instructions)


def test_reps_count_up_to_how_many() -> None:
    seen = views(scene("knee-rolls"), Kind.REP)
    assert [view.count for view in seen] == [str(number) for number in range(1, 21)]
    assert {view.of for view in seen} == {"of 20"}
    assert [view.side for view in seen[:2]] == [Side.LEFT, Side.RIGHT]
    assert seen[0].instructions == seen[1].instructions


def test_a_flow_leads_the_breath() -> None:
    breath = views(scene("cat-cow"), Kind.REP)[0].breath
    assert breath
    assert (breath.inward, breath.left_s) == (True, 2)
    assert breath.full == pytest.approx(0.5)


def test_ten_more_seconds_show_at_once() -> None:
    knee = scene("knee-to-chest")
    hold = next(segment for segment in knee.ready.timeline.segments if segment.kind is Kind.HOLD)
    state = at(knee.ready.timeline, hold.start_ms).extend().state
    view = knee.at(state)
    assert (view.count, view.left_ms) == ("40", knee.ready.timeline.duration_ms - hold.start_ms + 20_000)


@pytest.mark.parametrize("movement", BUILT_IN.movements)
def test_there_is_something_to_see_at_every_moment(movement: str) -> None:
    of = scene(movement)
    for moment in range(0, of.ready.timeline.duration_ms + 1, 1_000):
        view = of.at(at(of.ready.timeline, moment))
        assert view.count
        assert view.doing
        assert view.next
        assert 0 <= view.done <= 1


def test_long_times_count_down_in_minutes() -> None:
    assert [countdown(ms) for ms in (0, 1, 1_000, 99_000, 99_001, 165_000)] == ["0", "1", "1", "99", "1:40", "2:45"]


def test_the_figures_are_as_large_as_fit_and_keep_their_size_from_ten_to_nine() -> None:
    assert len(figures("10", 80, 24)) == len(figures("9", 80, 24))
    for columns, rows in ((80, 24), (40, 10), (38, 5), (8, 3)):
        lines = figures("28", columns, rows)
        assert len(lines) <= rows
        assert {len(line) for line in lines} == {len(lines[0])}
        assert len(lines[0]) <= columns


def test_where_no_figure_fits_the_number_is_still_there() -> None:
    assert figures("28", 5, 1) == ["28"]
