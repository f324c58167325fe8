"""Ids of planned routines: a journal that names one must never mean other steps than those that were done."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.planner.people import cleared, somebody
from tests.routines import BUILT_IN
from unkink.model.dose import Dose
from unkink.model.programme import Routine, Step
from unkink.planner.make import make_plan
from unkink.planner.names import break_id, letter_of, session_id

AN_ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
steps = st.lists(
    st.builds(
        Step,
        st.sampled_from(sorted(BUILT_IN.movements)),
        st.builds(Dose, st.integers(1, 3), st.none() | st.integers(1, 9), st.none() | st.integers(1, 9)),
        st.none() | st.just("sitting"),
    ),
    max_size=3,
).map(tuple)


@given(steps, steps)
def test_ids_are_the_same_where_the_steps_are(one: tuple[Step, ...], other: tuple[Step, ...]) -> None:
    assert (session_id("A", one) == session_id("A", other)) == (one == other)
    assert (break_id(one) == break_id(other)) == (one == other)
    assert AN_ID.match(session_id("A", one))
    assert AN_ID.match(break_id(one))


def test_a_session_keeps_its_letter() -> None:
    assert letter_of(Routine(session_id("B", ()), "Your session B", ())) == "B"


def test_a_week_made_from_other_wishes_has_other_ids() -> None:
    """Or a session of last month would be shown with the steps of this one."""
    ids = [
        {each.routine.id for of_day in make_plan(person, cleared(), BUILT_IN).days.values() for each in of_day}
        for person in (somebody("lower-back:6"), somebody("neck:5"))
    ]
    assert not ids[0] & ids[1]
    assert {each[:7] for each in ids[0]} == {"plan-a-", "plan-b-"}
