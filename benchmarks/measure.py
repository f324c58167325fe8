"""How a figure is taken and shown."""

import os
import statistics
import time
from collections.abc import Callable
from typing import NamedTuple


class Row(NamedTuple):
    """One figure, its unit, and the aim: at least, or at most."""

    what: str
    value: float
    unit: str
    aim: float
    at_least: bool = False

    def line(self) -> str:
        """A line of the table."""
        met = self.value >= self.aim if self.at_least else self.value <= self.aim
        bound = "≥" if self.at_least else "≤"
        told = "met" if met else "NOT MET"
        return f"| {self.what} | {self.value:,.3g} {self.unit} | {bound} {self.aim:,g} {self.unit} | {told} |"


def median_s(work: Callable[[], object], times: int = 9) -> float:
    """The median of several runs, in seconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def per_second(work: Callable[[], int], seconds: float = 2.0) -> float:
    """How many a second: `work` does some and says how many."""
    work()
    start, done = time.perf_counter(), 0
    while (spent := time.perf_counter() - start) < seconds:
        done += work()
    return done / spent


def one_core() -> None:
    """Keep this process, and what it starts, on one core where the system lets us."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def all_cores() -> None:
    """Let this process, and what it starts, go where it likes again."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, range(os.cpu_count() or 1))
