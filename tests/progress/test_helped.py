"""What seems to help: a comparison that says little while there is little to say."""

from collections.abc import Iterable

import pytest

from tests.progress.people import Someone, done
from unkink.ids import uuid7
from unkink.model.progress import Light, Reading
from unkink.progress import helped, read


def session(fall: float, *movements: str, before: int = 4) -> Reading:
    """A session of these movements after which pain was that much less."""
    lights = dict.fromkeys(movements, Light.GREEN)
    return Reading(uuid7(), 0, Light.GREEN, lights, (), pain_before=before, fall=fall)


def many(count: int, readings: Iterable[Reading]) -> list[Reading]:
    """Those sessions that often."""
    return [*readings] * count


def test_a_difference_shows_and_is_shrunk() -> None:
    few = helped(many(2, [session(2, "cat-cow", "plank"), session(1, "plank")]))
    more = helped(many(20, [session(2, "cat-cow", "plank"), session(1, "plank")]))
    assert few["cat-cow"].difference == more["cat-cow"].difference == pytest.approx(1)
    assert few["cat-cow"].points == pytest.approx(1 / (1 + 9))
    assert more["cat-cow"].points == pytest.approx(10 / (10 + 9))
    assert (more["cat-cow"].sessions_with, more["cat-cow"].sessions_without) == (20, 20)


def test_what_is_in_every_session_cannot_be_compared() -> None:
    assert "plank" not in helped(many(20, [session(2, "cat-cow", "plank"), session(1, "plank")]))


def test_one_session_says_nothing() -> None:
    assert helped([session(5, "cat-cow"), session(0, "plank")]) == {}


def test_sessions_are_compared_with_those_that_began_alike() -> None:
    """Done on bad days alone, when there is more to lose, it has nothing to be compared with."""
    bad, good = session(3, "cat-cow", before=7), session(0, "plank", before=2)
    assert helped(many(10, [bad, good])) == {}
    same = session(3, "plank", before=7)
    assert helped(many(10, [bad, good, same]))["cat-cow"].points == pytest.approx(0)


def test_sessions_without_ratings_do_not_count(someone: Someone) -> None:
    someone.days(3, "0:00 started plan\n1:00 reached cat-cow\n2:00 finished")
    someone.days(3, done("plank", before="4", after="2"))
    assert helped(read(someone.case().sessions, someone.now)) == {}


def test_falls_are_those_of_the_regions_rated_twice(someone: Someone) -> None:
    someone.does(done("plank", before="4/neck 6/lower-back", after="2/neck 5/lower-back 9/glutes"))
    (reading,) = read(someone.case().sessions, someone.now)
    assert reading.fall == pytest.approx(1.5)
