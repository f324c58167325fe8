"""Random routines out of the built-in catalogue, for hypothesis: any movements, any doses their ranges allow."""

from hypothesis import strategies as st

from unkink import places
from unkink.catalogue.load import load
from unkink.model.dose import Dose, Range
from unkink.model.movement import Movement
from unkink.model.programme import Routine, Step
from unkink.model.timeline import Pacing
from unkink.model.words import Chattiness, Mode, Sides

BUILT_IN = load(places.built_in_catalogue())


def _within(pair: Range | None, usual: int | None) -> st.SearchStrategy[int | None]:
    return st.integers(pair.low, pair.high) if pair and usual is not None else st.just(usual)


@st.composite
def doses(draw: st.DrawFn, movement: Movement) -> Dose:
    """A dose inside the movement's range, with the same figures as its usual dose."""
    usual, ranges = movement.dose, movement.dose_range
    reps = draw(_within(ranges.reps, usual.reps))
    if reps and movement.sides is Sides.ALTERNATING:
        reps += reps % 2
    if movement.mode is Mode.HOLD and ranges.reps:
        reps = draw(st.integers(ranges.reps.low, min(ranges.reps.high, 6)))
    return Dose(
        sets=draw(st.integers(ranges.sets.low, min(ranges.sets.high, 4))),
        reps=reps,
        hold_ms=draw(_within(ranges.hold_ms, usual.hold_ms)),
        rest_ms=draw(st.integers(ranges.rest_ms.low, ranges.rest_ms.high)),
        rep_ms=draw(_within(ranges.rep_ms, usual.rep_ms)),
    )


@st.composite
def routines(draw: st.DrawFn) -> Routine:
    """One to five steps."""
    movements = draw(st.lists(st.sampled_from(list(BUILT_IN.movements.values())), min_size=1, max_size=5))
    return Routine("random", "Random", tuple(Step(m.id, draw(doses(m))) for m in movements))


def pacings() -> st.SearchStrategy[Pacing]:
    """Any pacing a person may set."""
    return st.builds(
        Pacing,
        pace=st.integers(50, 200),
        prepare_ms=st.integers(2_000, 60_000),
        inhale_ms=st.integers(2_000, 10_000),
        exhale_ms=st.integers(2_000, 15_000),
        chatty=st.sampled_from(Chattiness),
    )
