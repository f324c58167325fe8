"""Answers over time: kept, asked for again, and worth nothing once they are due."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.stories import tell
from unkink.errors import Unknown
from unkink.model.screening import Due, Outcome
from unkink.screening import ASK_AGAIN_MS
from unkink.service import Unkink
from unkink.settings import Settings

NO = dict.fromkeys(("nerves", "danger", "pain", "health", "care", "directions", "joints", "places"), ("none",))


@dataclass
class Clock:
    """Ms since 1970, moved by the test."""

    now: int = 1_772_539_200_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def unkink(data_dir: Path, clock: Clock) -> Iterator[Unkink]:
    """A service on an unused data folder."""
    with closing(Unkink(Settings.of(data_dir), clock)) as service:
        yield service


def test_nobody_is_cleared_before_the_first_answers(unkink: Unkink) -> None:
    assert unkink.screening_due() is Due.NEVER
    assert unkink.screened() is None
    assert not unkink.clearance().cleared


def test_kept_answers_clear_for_thirty_days(unkink: Unkink, clock: Clock) -> None:
    assert unkink.screen(NO).outcome is Outcome.GO
    clock.now += ASK_AGAIN_MS - 1
    assert unkink.screening_due() is None
    assert unkink.clearance().outcome is Outcome.GO
    clock.now += 1
    assert unkink.screening_due() is Due.OLD
    assert unkink.clearance().outcome is Outcome.SEE_SOMEONE_FIRST
    assert unkink.clearance().unanswered == tuple(NO)
    unkink.screen(NO)
    assert unkink.clearance().outcome is Outcome.GO


@pytest.mark.parametrize(("hurt", "why"), [("sharp", Due.SHARP), ("mild", None)])
def test_sharp_pain_asks_again_and_milder_pain_does_not(
    unkink: Unkink, clock: Clock, hurt: str, why: Due | None
) -> None:
    events = tell(f"0:00 started upper-back-nine\n0:06 reached cat-cow @0\n0:30 hurt cat-cow {hurt} @24000")
    clock.now = events[1].at
    unkink.screen(NO)
    unkink.record(events)
    clock.now = events[-1].at + 60_000
    assert unkink.screening_due() is why
    assert unkink.clearance().cleared == (why is None)
    unkink.screen(NO)
    assert unkink.screening_due() is None


def test_answers_that_cannot_be_read_are_not_kept(unkink: Unkink) -> None:
    unkink.screen(NO)
    with pytest.raises(Unknown):
        unkink.screen({**NO, "nerves": ("nun",)})
    screened = unkink.screened()
    assert screened is not None
    assert screened.answers == NO


def test_a_question_that_was_not_there_is_open(data_dir: Path, clock: Clock) -> None:
    """A folder of one's own asks more: the rest need not be answered again, but nobody is cleared without."""
    with closing(Unkink(Settings.of(data_dir), clock)) as service:
        service.screen(NO)
    own = Path(__file__).parent / "catalogue" / "must_pass"
    with closing(Unkink(Settings.of(data_dir, own), clock)) as service:
        assert service.clearance().unanswered == ("at-the-door",)
        assert service.screen({**NO, "at-the-door": ("none",)}).cleared
    with closing(Unkink(Settings.of(data_dir), clock)) as service:
        assert service.clearance().outcome is Outcome.GO
