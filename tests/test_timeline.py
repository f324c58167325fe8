"""The timeline: what a person is led through, to the millisecond."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.routines import BUILT_IN, pacings, routines
from unkink.model.catalogue import Catalogue
from unkink.model.dose import Dose
from unkink.model.programme import Routine, Step
from unkink.model.timeline import Channel, Kind, Pacing, Timeline
from unkink.model.words import Chattiness, Mode, Side, Sides
from unkink.timeline import compile_timeline, speech_ms, transition_ms

WORK = (Kind.HOLD, Kind.REP, Kind.BREATHE)
QUIET = Pacing(chatty=Chattiness.TONES)


def told(timeline: Timeline) -> list[str]:
    """Segments as readable lines: when, what, side, set.rep."""
    return [f"{s.start_ms / 1000:g}-{s.end_ms / 1000:g} {s.kind} {s.side} {s.set}.{s.rep}" for s in timeline.segments]


def one(movement: str, dose: Dose, pacing: Pacing = QUIET) -> Timeline:
    """The timeline of a single step."""
    return compile_timeline(Routine("one", "One", (Step(movement, dose),)), BUILT_IN, pacing)


def test_a_hold_on_each_side_goes_down_gets_ready_holds_switches_and_holds_again() -> None:
    timeline = one("knee-to-chest", Dose(hold_ms=30_000))
    assert told(timeline) == [
        "0-18 transition left 0.0",
        "18-26 prepare left 0.0",
        "26-56 hold left 1.1",
        "56-62 switch right 0.0",
        "62-92 hold right 1.1",
    ]


def test_sets_are_outermost_so_the_sides_take_turns() -> None:
    timeline = one("trunk-rotation", Dose(hold_ms=15_000, sets=3))
    holds = [(s.set, s.side) for s in timeline.segments if s.kind is Kind.HOLD]
    assert holds == [(n, side) for n in (1, 2, 3) for side in (Side.LEFT, Side.RIGHT)]


def test_twenty_knee_rolls_are_ten_a_side_as_the_source_counts_them() -> None:
    timeline = one("knee-rolls", Dose(reps=20, rep_ms=4_000))
    reps = [s for s in timeline.segments if s.kind is Kind.REP]
    assert [s.rep for s in reps] == list(range(1, 21))
    assert [s.side for s in reps] == [Side.LEFT, Side.RIGHT] * 10


def test_a_minute_of_cat_cow_is_six_breaths_of_four_and_six_seconds() -> None:
    timeline = one("cat-cow", Dose(hold_ms=60_000))
    reps = [s for s in timeline.segments if s.kind is Kind.REP]
    assert [s.end_ms - s.start_ms for s in reps] == [10_000] * 6


def test_the_breath_is_the_persons_own() -> None:
    timeline = one("cat-cow", Dose(reps=5), replace(QUIET, inhale_ms=3_000, exhale_ms=5_000))
    first = next(s for s in timeline.segments if s.kind is Kind.REP)
    sounds = {cue.text: cue.at_ms for cue in reversed(timeline.cues) if cue.channel is Channel.SOUND}
    assert sounds["inhale"] == first.start_ms
    assert sounds["exhale"] == first.start_ms + 3_000


def test_a_dose_in_time_is_kept_to_the_millisecond_in_both_directions() -> None:
    """Thirty seconds of shoulder rolls are thirty seconds, whatever the tempo divides them into."""
    timeline = one("shoulder-roll", Dose(hold_ms=30_000, rep_ms=4_000))
    worked = sum(s.end_ms - s.start_ms for s in timeline.segments if s.kind is Kind.REP)
    assert worked == 2 * 30_000


def test_repeated_holds_rest_in_between_and_not_after_the_last() -> None:
    timeline = one("seated-forward-bend", Dose(hold_ms=20_000, reps=3, rest_ms=10_000))
    kinds = [s.kind for s in timeline.segments if s.kind in (Kind.HOLD, Kind.REST)]
    assert kinds == [Kind.HOLD, Kind.REST, Kind.HOLD, Kind.REST, Kind.HOLD]


def test_a_form_can_turn_the_flow_into_counted_arches() -> None:
    """One source asks for five arches into cat and then five into cow; the step's form says so."""
    step = Step("cat-cow", Dose(reps=5, rep_ms=6_000), form="arches-apart")
    timeline = compile_timeline(Routine("r", "R", (step,)), BUILT_IN, QUIET)
    assert [s.rep for s in timeline.segments if s.kind is Kind.REP] == [1, 2, 3, 4, 5] * 2


def test_lying_down_from_standing_takes_longer_than_from_sitting(catalogue: Catalogue) -> None:
    places = catalogue.vocabulary.positions
    from_standing = transition_ms(places["standing"], places["supine"])
    assert from_standing > transition_ms(places["seated-floor"], places["supine"]) > 0
    assert transition_ms(places["supine"], places["supine"]) == 0


def test_the_steps_are_told_once_and_the_lead_in_when_the_movement_comes_again() -> None:
    steps = (Step("knee-to-chest", Dose(hold_ms=20_000)), Step("knee-to-chest", Dose(hold_ms=20_000)))
    timeline = compile_timeline(Routine("r", "R", steps), BUILT_IN, Pacing())
    said = [cue.text for cue in timeline.cues if cue.channel is Channel.SAY]
    movement = BUILT_IN.movements["knee-to-chest"]
    assert all(said.count(step.for_side(Side.LEFT)) == 1 for step in movement.steps)
    assert said.count(movement.lead_in.for_side(Side.LEFT)) == 1


def test_upper_middle_lower_offers_childs_pose_between_every_two_movements(catalogue: Catalogue) -> None:
    programme = catalogue.programmes["upper-middle-lower"]
    plain = [step.movement for step in programme.routine().steps]
    between = [step.movement for step in programme.routine(frozenset({"childs-pose-between"})).steps]
    assert plain == ["childs-pose", "knee-to-chest", "cat-cow", "passive-backbend", "shoulder-roll"]
    assert between == [
        "childs-pose", "knee-to-chest", "childs-pose", "cat-cow", "childs-pose", "passive-backbend",
        "childs-pose", "shoulder-roll",
    ]  # fmt: skip


@pytest.mark.parametrize("routine_id", [*BUILT_IN.programmes, *BUILT_IN.movements])
def test_everything_in_the_catalogue_can_be_played(routine_id: str) -> None:
    routine = BUILT_IN.routine(routine_id)
    assert routine
    timeline = compile_timeline(routine, BUILT_IN, Pacing())
    assert {s.movement for s in timeline.segments} == {step.movement for step in routine.steps}
    assert timeline.duration_ms == timeline.segments[-1].end_ms


@given(routines(), pacings())
def test_segments_neither_overlap_nor_leave_gaps(routine: Routine, pacing: Pacing) -> None:
    timeline = compile_timeline(routine, BUILT_IN, pacing)
    assert timeline.segments[0].start_ms == 0
    assert all(a.end_ms == b.start_ms for a, b in pairwise(timeline.segments))
    assert all(s.end_ms > s.start_ms for s in timeline.segments)
    assert timeline.segments[-1].end_ms == timeline.duration_ms
    assert list(timeline.starts) == [
        min(s.start_ms for s in timeline.segments if s.step == n) for n in range(len(routine.steps))
    ]


@given(routines(), pacings())
def test_both_sides_get_exactly_equal_time(routine: Routine, pacing: Pacing) -> None:
    timeline = compile_timeline(routine, BUILT_IN, pacing)
    for number, step in enumerate(routine.steps):
        if BUILT_IN.movements[step.movement].sides is Sides.BOTH:
            continue
        spent = dict.fromkeys((Side.LEFT, Side.RIGHT), 0)
        for s in timeline.segments:
            if s.step == number and s.kind in WORK:
                spent[s.side] += s.end_ms - s.start_ms
        assert spent[Side.LEFT] == spent[Side.RIGHT] > 0


@given(routines(), pacings())
def test_a_cue_never_comes_before_what_it_announces(routine: Routine, pacing: Pacing) -> None:
    """Someone lying down with closed eyes would move too early."""
    timeline = compile_timeline(routine, BUILT_IN, pacing)
    phrases = BUILT_IN.phrases

    def segment_at(ms: int) -> int:
        return max(i for i, s in enumerate(timeline.segments) if s.start_ms <= ms)

    for cue in timeline.cues:
        here = timeline.segments[segment_at(cue.at_ms)]
        if cue.text in (phrases["finished"], "end"):
            assert cue.at_ms == timeline.duration_ms
        elif cue.channel is Channel.SOUND and cue.text == "switch":
            assert here.kind in (Kind.SWITCH, Kind.PREPARE)
        elif cue.text == "halfway" and cue.channel is Channel.SOUND:
            assert here.kind is Kind.HOLD
            assert 2 * (cue.at_ms - here.start_ms) >= here.end_ms - here.start_ms
        elif cue.text in ("count", phrases["last_five"]):
            assert here.kind is Kind.HOLD
            assert cue.at_ms >= here.end_ms - 5_000
        elif cue.text == phrases["last_rep"]:
            following = [s for s in timeline.segments[segment_at(cue.at_ms) + 1 :][:1] if s.kind is Kind.REP]
            assert not any(s.rep > here.rep for s in following)
        else:
            for movement in BUILT_IN.movements.values():
                if cue.text in (phrases["next"].format(name=movement.name), movement.lead_in.text):
                    assert here.movement == movement.id


def said(timeline: Timeline) -> list[tuple[int, int, str]]:
    """What is spoken: from when, until when at the latest, and the words."""
    spoken = (cue for cue in timeline.cues if cue.channel is Channel.SAY)
    return [(cue.at_ms, cue.at_ms + speech_ms(cue.text), cue.text) for cue in spoken]


@given(routines(), pacings())
def test_cues_come_in_order_and_the_voice_never_talks_over_itself(routine: Routine, pacing: Pacing) -> None:
    timeline = compile_timeline(routine, BUILT_IN, pacing)
    assert all(a.at_ms <= b.at_ms for a, b in pairwise(timeline.cues))
    assert all(0 <= cue.at_ms <= timeline.duration_ms for cue in timeline.cues)
    assert all(end <= start for (_, end, _), (start, _, _) in pairwise(said(timeline)))


@given(routines(), pacings())
def test_nobody_is_talked_to_in_the_last_three_seconds_of_a_hold(routine: Routine, pacing: Pacing) -> None:
    timeline = compile_timeline(routine, BUILT_IN, pacing)
    ends = [segment.end_ms for segment in timeline.segments if segment.kind is Kind.HOLD]
    talked = [
        (text, hold) for hold in ends for start, end, text in said(timeline) if start < hold and end > hold - 3_000
    ]
    assert talked == []


@given(routines(), pacings())
def test_words_end_with_what_they_belong_to(routine: Routine, pacing: Pacing) -> None:
    """No hold, rest, or change of position begins while the one before is still being talked about."""
    timeline = compile_timeline(routine, BUILT_IN, pacing)
    whole = (Kind.TRANSITION, Kind.PREPARE, Kind.SWITCH, Kind.REST, Kind.HOLD)
    for start, end, text in said(timeline):
        here = [s for s in timeline.segments if s.start_ms <= start < s.end_ms]
        assert all(end <= s.end_ms for s in here if s.kind in whole), text
        assert all(end <= timeline.duration_ms for _ in here), text


@given(routines(), pacings())
def test_each_level_of_talk_says_what_it_is_for(routine: Routine, pacing: Pacing) -> None:
    """Steps tells how; changes leaves steps and feelings out; tones says nothing, and shows the same moments."""
    timelines = {level: compile_timeline(routine, BUILT_IN, replace(pacing, chatty=level)) for level in Chattiness}
    words = {level: [text for _, _, text in said(timeline)] for level, timeline in timelines.items()}
    movements = [BUILT_IN.movements[step.movement] for step in routine.steps]
    for movement in movements:
        side = Side.BOTH if movement.sides is Sides.BOTH else Side.LEFT
        assert all(step.for_side(side) in words[Chattiness.STEPS] for step in movement.steps)
        assert movement.feel.text not in words[Chattiness.CHANGES]
        assert movement.lead_in.for_side(side) in words[Chattiness.CHANGES]
        name = movement.name
        assert any(name in text for text in words[Chattiness.CHANGES])
    assert words[Chattiness.TONES] == []
    sounds = [[c.text for c in timeline.cues if c.channel is Channel.SOUND] for timeline in timelines.values()]
    assert sounds[0] == sounds[1] == sounds[2]
    assert timelines[Chattiness.STEPS].duration_ms >= timelines[Chattiness.TONES].duration_ms


@pytest.mark.parametrize("routine_id", [*BUILT_IN.programmes, *BUILT_IN.movements])
def test_all_that_is_said_stands_in_the_catalogue(routine_id: str) -> None:
    """What stands in the code, nobody can put into another language or say better."""
    marked = replace(BUILT_IN, phrases={key: f"¤{phrase}" for key, phrase in BUILT_IN.phrases.items()})
    own = {
        told.for_side(side)
        for movement in BUILT_IN.movements.values()
        for told in (*movement.steps, movement.lead_in, *([movement.release] if movement.release else []))
        for side in Side
    }
    for movement in BUILT_IN.movements.values():
        ways = [movement.directions, *(form.directions for form in movement.forms)]
        own |= {movement.feel.text, *(direction.say for directions in ways for direction in directions)}
    routine = marked.routine(routine_id)
    assert routine
    assert [text for _, _, text in said(compile_timeline(routine, marked)) if text not in own and text[0] != "¤"] == []


def test_a_short_hold_gets_short_words_and_a_shorter_one_none() -> None:
    def words(hold_ms: int) -> list[str]:
        timeline = one("knee-to-chest", Dose(hold_ms=hold_ms), Pacing())
        start = next(s.start_ms for s in timeline.segments if s.kind is Kind.HOLD)
        return [text for at, _, text in said(timeline) if at == start]

    assert words(10_000) == ["And hold for 10 seconds. Breathe easily."]
    assert words(6_000) == ["And hold for 6 seconds."]
    assert words(4_500) == ["And hold."]
    assert words(3_500) == []


def test_the_count_down_is_announced_and_then_left_in_peace() -> None:
    timeline = one("knee-to-chest", Dose(hold_ms=30_000), Pacing())
    hold = next(s for s in timeline.segments if s.kind is Kind.HOLD)
    start, end, _ = next(cue for cue in said(timeline) if cue[2] == BUILT_IN.phrases["last_five"])
    assert start == hold.end_ms - 5_000
    assert end <= hold.end_ms - 3_000


def test_a_quick_breath_is_told_in_short_words() -> None:
    """What tells to breathe in must be over before it is time to breathe out."""
    timeline = one("cat-cow", Dose(reps=5), Pacing(inhale_ms=2_000, exhale_ms=6_000))
    first = next(s for s in timeline.segments if s.kind is Kind.REP)
    phrases = BUILT_IN.phrases
    spoken = [text for at, _, text in said(timeline) if first.start_ms <= at < first.end_ms]
    assert spoken[0] == phrases["inhale"]
    assert spoken[1].startswith(phrases["breathe_out"].partition("{")[0])


@given(routines(), pacings(), st.integers(50, 200))
def test_pace_never_changes_a_hold_a_rest_or_the_breath(routine: Routine, pacing: Pacing, pace: int) -> None:
    def doses(timeline: Timeline) -> list[tuple[str, int]]:
        kept = (Kind.HOLD, Kind.REST, Kind.BREATHE)
        flows = {m.id for m in BUILT_IN.movements.values() if m.mode is Mode.FLOW}
        return [
            (s.kind, s.end_ms - s.start_ms)
            for s in timeline.segments
            if s.kind in kept or (s.kind is Kind.REP and s.movement in flows)
        ]

    forms = tuple(replace(step, form=None) for step in routine.steps if step.dose.rep_ms is None)
    if forms:
        plain = replace(routine, steps=forms)
        usual = compile_timeline(plain, BUILT_IN, replace(pacing, pace=100))
        other = compile_timeline(plain, BUILT_IN, replace(pacing, pace=pace))
        assert doses(usual) == doses(other)


@given(routines(), pacings())
def test_the_same_routine_gives_the_same_timeline(routine: Routine, pacing: Pacing) -> None:
    assert compile_timeline(routine, BUILT_IN, pacing) == compile_timeline(routine, BUILT_IN, pacing)
