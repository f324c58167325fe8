"""Ids are made on a phone, in a terminal, in a browser: they must not meet, and must tell the order of events."""

import threading
import time
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from unkink.ids import Maker, uuid7


def ms_of(made: UUID) -> int:
    """The time in an id, in ms since 1970."""
    return made.int >> 80


def test_is_a_uuid_of_version_7() -> None:
    """Other programs can read what Unkink exports."""
    made = uuid7()
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"


def test_carries_the_time_it_was_made() -> None:
    """The ids alone would be enough to put a journal in order."""
    before = time.time_ns() // 1_000_000
    made = uuid7()
    assert before <= ms_of(made) <= time.time_ns() // 1_000_000 + 1


def test_grows_within_a_millisecond() -> None:
    """Things that happen in the same millisecond keep their order."""
    made = [uuid7() for _ in range(20_000)]
    assert made == sorted(set(made))


@given(st.lists(st.integers(min_value=0, max_value=2**40), min_size=1, max_size=50))
def test_grows_whatever_the_clock_does(times: list[int]) -> None:
    """The clock is set back in the middle of a session: what comes later still sorts later."""
    clock = iter(times)
    maker = Maker(clock=lambda: next(clock))
    made = [maker.make() for _ in times]
    assert made == sorted(set(made))


def test_borrows_from_the_next_millisecond_when_the_count_is_full() -> None:
    """No id is made twice, however many are made at once."""
    maker = Maker(clock=lambda: 1_000)
    maker.make()
    maker.counter = 2**42 - 1
    full = maker.make()
    assert ms_of(full) == 1_001
    assert maker.make() > full


def test_threads_do_not_get_the_same_id() -> None:
    """The web server answers several requests at a time."""
    made: list[UUID] = []

    def make() -> None:
        made.extend(uuid7() for _ in range(2_000))

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 8_000


def test_two_processes_do_not_get_the_same_id() -> None:
    """Two devices that start in the same millisecond differ in what is random."""
    ids = {Maker(clock=lambda: 1_000).make() for _ in range(1_000)}
    assert len(ids) == 1_000
