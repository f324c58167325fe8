"""The clock: a person at the end of a long routine must be where the timeline is."""

from tests.terminal.conftest import Hand
from unkink.terminal.clock import Clock, steady_ns


def test_uneven_looks_lose_nothing_in_half_an_hour(hand: Hand) -> None:
    clock = Clock(1, hand)
    clock.start()
    total = 0
    for look in range(36_000):
        hand.ns += 50_000_000 + (look % 7) * 333_333 - 999_999
        total += clock.look() or 0
    assert total == (hand.ns - 10**15) // 1_000_000


def test_speed_multiplies(hand: Hand) -> None:
    clock = Clock(2.5, hand)
    clock.start()
    hand.move(2)
    assert clock.look() == 5_000


def test_a_gap_is_told_and_not_counted(hand: Hand) -> None:
    """Otherwise a laptop that slept would wake at the end of the routine."""
    clock = Clock(1, hand)
    clock.start()
    hand.move(3.5)
    assert clock.look() is None
    hand.move(0.05)
    assert clock.look() == 50


def test_steady_time_never_goes_back() -> None:
    before = steady_ns()
    assert steady_ns() >= before
