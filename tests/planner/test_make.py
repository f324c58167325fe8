"""Whatever a person wishes and screening allows, a plan keeps the rules, or says plainly that there is none."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.planner.people import clearances, cleared, cut_down, days_of, hold_to_rules, people, somebody
from tests.routines import BUILT_IN, pacings
from unkink.model.person import Experience, Goal, Person
from unkink.model.plan import Plan, Proof, Why
from unkink.model.progress import Helped, Place, Standing
from unkink.model.screening import Clearance, Finding, Outcome
from unkink.model.timeline import Pacing
from unkink.model.words import Act, Grade, Kind
from unkink.planner.asked import History, NotCleared
from unkink.planner.begins import places
from unkink.planner.make import make_plan
from unkink.planner.mend import NoPlan
from unkink.planner.week import slots_of
from unkink.progress.levels import dose_at, has_own_dose, level_of, levels
from unkink.screening import screen

# Without making a failing case smaller: each try is a whole plan, so that takes minutes and tells little more.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


def named(plan: Plan) -> set[str]:
    """Every movement of the plan."""
    return set(days_of(plan))


@settings(max_examples=60, phases=PHASES)
@given(people(), clearances(), st.just(Pacing()) | pacings(), st.integers(0, 3))
def test_a_plan_keeps_every_rule(person: Person, clearance: Clearance, pacing: Pacing, seed: int) -> None:
    try:
        plan = make_plan(person, clearance, BUILT_IN, pacing, seed=seed)
    except NoPlan:
        return
    hold_to_rules(plan, person, clearance, pacing)
    told = Counter([*named(plan), *(each.movement for each in plan.left_out)])
    assert told == dict.fromkeys(BUILT_IN.movements, 1)
    assert all(each.text for each in plan.left_out)


@settings(max_examples=40, phases=PHASES)
@given(people(), clearances())
def test_so_does_the_greedy_one_and_it_says_what_it_is(person: Person, clearance: Clearance) -> None:
    try:
        plan = make_plan(person, clearance, BUILT_IN, exact=False)
    except NoPlan:
        return
    hold_to_rules(plan, person, clearance, Pacing())
    for of_day in plan.days.values():
        for session in of_day:
            near = session.worth.bound - session.worth.value <= 0.2
            assert session.worth.proof is (Proof.OPTIMAL if near else Proof.GREEDY)


@settings(max_examples=15, phases=PHASES)
@given(people(), clearances(), st.integers(0, 5))
def test_the_same_wishes_and_seed_give_the_same_plan(person: Person, clearance: Clearance, seed: int) -> None:
    def routines() -> object:
        try:
            plan = make_plan(person, clearance, BUILT_IN, seed=seed)
        except NoPlan as none:
            return str(none)
        return {day: [each.routine for each in of_day] for day, of_day in plan.days.items()}, plan.left_out, plan.notes

    assert routines() == routines()


@pytest.mark.parametrize("outcome", [Outcome.SEE_SOMEONE_FIRST, Outcome.EMERGENCY])
def test_nobody_whom_screening_stops_gets_a_plan(outcome: Outcome) -> None:
    stopped = Clearance(outcome, (), frozenset(), frozenset(), ())
    with pytest.raises(NotCleared):
        make_plan(somebody(), stopped, BUILT_IN)


def test_whoever_was_not_asked_yet_is_sent_to_the_questions() -> None:
    """Not to a doctor: nothing they said speaks against stretching."""
    open_ones = Clearance(Outcome.SEE_SOMEONE_FIRST, (), frozenset(), frozenset(), ("nerves",))
    with pytest.raises(NotCleared, match="unkink screen"):
        make_plan(somebody(), open_ones, BUILT_IN)


def test_in_an_emergency_the_error_says_what_to_do_now() -> None:
    """Not where to read it: there may be no time for that."""
    limit = Finding("joints", ("knee",), Outcome.GO_WITH_LIMITS, "A knee hurts.", "Spare it.", (), (), ())
    sign = Finding(
        "nerves", ("bladder",), Outcome.EMERGENCY, "A sign.", "Go to an emergency department now.", (), (), ()
    )
    stopped = Clearance(Outcome.EMERGENCY, (sign, limit), frozenset(), frozenset(), ("places",))
    with pytest.raises(NotCleared, match="Go to an emergency department now") as told:
        make_plan(somebody(), stopped, BUILT_IN)
    assert "Spare it" not in str(told.value)


def test_pain_in_the_lower_back_and_a_little_in_the_neck() -> None:
    person = somebody("lower-back:6 neck:3", causes=frozenset({"sitting"}), positions=frozenset({"kneeling"}))
    plan = make_plan(person, cleared(), BUILT_IN)
    session = plan.days[0][0]
    assert session.worth.proof is Proof.OPTIMAL
    assert session.duration_ms > 0.9 * 12 * 60_000
    adds = [reason.adds for reason in session.reasons]
    assert sum(each.get("lower-back", 0) for each in adds) > sum(each.get("neck", 0) for each in adds) > 0
    assert any("Sitting for long" in reason.text for reason in session.reasons)
    why = {each.movement: each.why for each in plan.left_out}
    assert why["kneeling-piriformis-stretch"] in (Why.POSITION, Why.TOO_HARD)
    assert any(note.startswith("Sitting for long") for note in plan.notes)


def test_a_weak_core_brings_strength_on_days_with_rest_between() -> None:
    person = somebody("lower-back:4", minutes=15, causes=frozenset({"weak-core"}), goal=Goal.PREVENT, days_per_week=5)
    days = days_of(make_plan(person, cleared(), BUILT_IN))
    strong = {m: when for m, when in days.items() if BUILT_IN.movements[m].planning.days_per_week == 3}
    assert strong
    assert all(len(when) <= 3 for when in strong.values())


@pytest.mark.parametrize(
    ("wishes", "kind"),
    [({"goal": Goal.STRESS}, Kind.BREATH), ({"causes": frozenset({"weak-core"})}, Kind.STRENGTH)],
)
def test_what_is_asked_for_much_is_in_the_session(wishes: dict[str, Any], kind: Kind) -> None:
    person = somebody("neck:4 lower-back:4", 12, days_per_week=2, **wishes)
    plan = make_plan(person, cleared(), BUILT_IN)
    for of_day in plan.days.values():
        assert kind in {BUILT_IN.movements[step.movement].planning.kind for step in of_day[0].routine.steps}


def test_breathing_that_finds_no_room_is_told() -> None:
    plan = make_plan(somebody("neck:4", minutes=3, goal=Goal.STRESS), cleared(), BUILT_IN)
    assert "There was no room in every session for slow breathing." in plan.notes


def test_what_bends_is_out_where_bending_hurts_and_the_caution_says_so() -> None:
    plan = make_plan(somebody("lower-back:6"), cleared("bending-hurts"), BUILT_IN)
    left = {each.movement: each for each in plan.left_out}
    assert left["crunch"].why is Why.NOT_CLEARED
    assert left["crunch"].text.startswith("Bending forward")


def test_a_caution_that_asks_for_less_gets_less_and_is_told() -> None:
    plan = make_plan(somebody("lower-back:6"), cleared("pregnancy"), BUILT_IN)
    told = [reason.text for of_day in plan.days.values() for each in of_day for reason in each.reasons]
    assert any("Done smaller or easier for you. Pregnancy:" in text for text in told)


def test_what_helped_and_what_is_liked_comes_sooner() -> None:
    person = somebody("lower-back:6", minutes=6, days_per_week=1)
    usual = named(make_plan(person, cleared(), BUILT_IN))
    other = "lumbar-rotation" if "lumbar-rotation" not in usual else "knee-to-chest"
    helped = make_plan(person, cleared(), BUILT_IN, history=History({other: 1.0}))
    liked = make_plan(
        somebody("lower-back:6", minutes=6, days_per_week=1, liked=frozenset({other})), cleared(), BUILT_IN
    )
    assert other in named(helped) | named(liked)


def test_harder_forms_are_for_those_who_are_used_to_exercise() -> None:
    def forms(experience: Experience) -> set[str | None]:
        person = somebody("lower-back:2", minutes=30, experience=experience)
        steps = [
            step
            for day in make_plan(person, cleared(), BUILT_IN).days.values()
            for s in day
            for step in s.routine.steps
        ]
        graded = {
            form.grade.value for step in steps if (form := BUILT_IN.movements[step.movement].form(step.form or ""))
        }
        return set(graded)

    assert "harder" in forms(Experience.USED)
    assert "harder" not in forms(Experience.SOME)


def test_seeds_choose_otherwise_only_among_what_is_about_as_good() -> None:
    person = somebody("upper-back:5 shoulders:4", minutes=15, days_per_week=1)
    values = {make_plan(person, cleared(), BUILT_IN, seed=seed).days[0][0].worth.value for seed in range(4)}
    assert max(values) - min(values) <= 0.2


def test_too_few_minutes_for_so_many_regions_names_the_smallest_change() -> None:
    small = cut_down(BUILT_IN, "knee-to-chest", "standing-hamstring-reach", "upper-trap-neck-stretch")
    person = somebody("neck:5 glutes:5 hamstrings:5", minutes=3)
    with pytest.raises(NoPlan, match="3 minutes are too few for 3 regions") as told:
        make_plan(person, cleared(), small)
    assert told.value.mends is not None
    assert told.value.way_out.startswith("It works with ")
    assert make_plan(told.value.mends.person, cleared(), small).days


def test_a_region_that_nothing_is_left_for_is_named() -> None:
    small = cut_down(BUILT_IN, "knee-to-chest", "seated-posture-reset", "upper-trap-neck-stretch")
    person = somebody("neck:3 lower-back:5", disliked=frozenset({"upper-trap-neck-stretch", "seated-posture-reset"}))
    with pytest.raises(NoPlan, match="nothing is left for neck") as told:
        make_plan(person, cleared(), small)
    assert "may be in it" in told.value.way_out
    assert told.value.mends is not None
    assert make_plan(told.value.mends.person, cleared(), small).days


def test_the_change_that_mends_never_touches_what_screening_said() -> None:
    small = cut_down(BUILT_IN, "upper-trap-neck-stretch")
    with pytest.raises(NoPlan) as told:
        make_plan(somebody("neck:3"), cleared("neck-arm-symptoms"), small)
    assert told.value.mends is None


def places_by_session(plan: Plan) -> dict[str, set[tuple[str | None, object]]]:
    """Every form and dose in which each movement comes in the week."""
    found: dict[str, set[tuple[str | None, object]]] = {}
    for _, session in slots_of(plan):
        for step in session.routine.steps:
            found.setdefault(step.movement, set()).add((step.form, step.dose))
    return found


def test_a_movement_is_the_same_in_all_sessions_of_the_week() -> None:
    """Or "goes from 3 × 10 s to 3 × 15 s" would be true of one day and not of the next."""
    for minutes in (6, 12, 20):
        plan = make_plan(somebody("lower-back:6 neck:3", minutes), cleared(), BUILT_IN)
        assert dict.fromkeys(named(plan), 1) == {k: len(v) for k, v in places_by_session(plan).items()}


@settings(max_examples=25, phases=PHASES)
@given(people(), clearances())
def test_every_dose_is_a_step_of_the_ladder(person: Person, clearance: Clearance) -> None:
    """What is on none could not go one step further."""
    try:
        plan = make_plan(person, clearance, BUILT_IN, exact=False)
    except NoPlan:
        return
    for name, place in places(plan, BUILT_IN).items():
        movement = BUILT_IN.movements[name]
        doses = {dose for form, dose in places_by_session(plan)[name] if not has_own_dose(movement, form)}
        assert all(dose_at(movement, level_of(movement, dose)) == dose for dose in doses)  # type: ignore[arg-type]
        assert place.level == max(level_of(movement, dose) for dose in doses)  # type: ignore[arg-type]


@settings(max_examples=40, phases=PHASES)
@given(people(), clearances(), st.data())
def test_a_plan_heeds_where_movements_stand(person: Person, clearance: Clearance, data: st.DataObject) -> None:
    """Left out stays out; no dose is higher than it was earned; cautions hold whatever was earned."""
    names = data.draw(st.lists(st.sampled_from(sorted(BUILT_IN.movements)), min_size=3, max_size=12, unique=True))
    stands = {name: some_place(name, data) for name in names}
    try:
        plan = make_plan(person, clearance, BUILT_IN, history=History(standing=Standing(stands)), exact=False)
    except NoPlan:
        return
    hold_to_rules(plan, replace(person, experience=Experience.USED), clearance, Pacing())
    for name, place in places(plan, BUILT_IN).items():
        if name in stands:
            assert not stands[name].dropped
            assert place.level <= stands[name].level
    left = {each.movement: each.why for each in plan.left_out}
    dropped = {name for name in names if stands[name].dropped} - person.disliked
    assert {left[name] for name in dropped} <= {Why.LEFT_OUT}


def some_place(name: str, data: st.DataObject) -> Place:
    """Anywhere progress can lead a movement."""
    movement = BUILT_IN.movements[name]
    forms = [form.id for form in movement.forms if form.movement is None and form.mode is None]
    low, high = levels(movement)
    return Place(
        data.draw(st.integers(low, high)), data.draw(st.sampled_from([None, *forms])), data.draw(st.booleans())
    )


def test_a_movement_comes_in_the_dose_and_form_it_has_grown_to() -> None:
    """Also in a harder form, for somebody who was new when they began."""
    person = somebody("lower-back:5", minutes=20, causes=frozenset({"weak-core"}))
    usual = places(make_plan(person, cleared(), BUILT_IN), BUILT_IN)
    name = "plank" if "plank" in usual else "bird-dog"
    harder = next(form.id for form in BUILT_IN.movements[name].forms if form.grade is Grade.HARDER)
    grown = Standing({name: Place(0, harder)})
    now = places(make_plan(person, cleared(), BUILT_IN, history=History(standing=grown)), BUILT_IN)
    assert now[name] == Place(0, harder)


def test_what_helped_is_read_from_where_a_person_stands() -> None:
    """A point of pain less counts in full, half a point half, and nothing counts more than in full."""
    helped = {"cat-cow": Helped(0.5, 1, 5, 5), "plank": Helped(-3, -4, 9, 9)}
    assert History(standing=Standing(helped=helped)).weights == {"cat-cow": 0.5, "plank": -1.0}
    assert History({"cat-cow": 1.0}, Standing(helped=helped)).weights == {"cat-cow": 1.0}


@pytest.mark.parametrize(("region", "planned"), [("lower-back", True), ("neck", True), ("glutes", False)])
def test_after_an_operation_there_is_breathing_and_sitting_tall_or_plain_words(region: str, planned: bool) -> None:  # noqa: FBT001
    """Nobody asked what was operated on, so nothing that might pull on it; and nobody is left without a word."""
    clear = {key: next(c.id for c in each.choices if c.clear) for key, each in BUILT_IN.questions.items()}
    answers = {**{key: (choice,) for key, choice in clear.items()}, "care": ("surgery",)}
    clearance = screen(answers, BUILT_IN.questions)
    assert clearance.cleared
    if planned:
        assert named(make_plan(somebody(f"{region}:5"), clearance, BUILT_IN)) <= {
            "diaphragmatic-breathing",
            "seated-posture-reset",
        }
        return
    with pytest.raises(NoPlan, match="Surgery in the last three months") as told:
        make_plan(somebody(f"{region}:5"), clearance, BUILT_IN)
    assert "your surgeon or physiotherapist gave you" in told.value.way_out


def test_only_the_two_calmest_movements_are_left_after_an_operation() -> None:
    """Whoever adds a movement, or loosens one, meets this."""
    left = {
        movement.id
        for movement in BUILT_IN.movements.values()
        if not any(each.when == "recent-surgery" and each.act is Act.AVOID for each in movement.cautions)
    }
    assert left == {"diaphragmatic-breathing", "seated-posture-reset"}
