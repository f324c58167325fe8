"""A service on an unused data folder, and a clock that is moved by hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from unkink.model.session import Event
from unkink.model.timeline import Cue, Kind, Segment
from unkink.playback import Phase
from unkink.service import Unkink
from unkink.settings import Settings
from unkink.terminal.clock import Clock
from unkink.terminal.run import Run

ROUTINE = "conquer-lower-back"


@dataclass
class Hand:
    """Monotonic ns, moved by the test."""

    ns: int = 10**15

    def __call__(self) -> int:
        return self.ns

    def move(self, seconds: float) -> None:
        self.ns += round(seconds * 1_000_000_000)


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def service(data_dir: Path) -> Iterator[Unkink]:
    opened = Unkink(Settings.of(data_dir))
    yield opened
    opened.close()


MakeRun = Callable[..., Run]


@pytest.fixture
def make_run(service: Unkink, hand: Hand) -> MakeRun:
    """Makes a run of a routine, or of the rest of a session, on the hand-moved clock."""

    def make(routine: str = ROUTINE, session: UUID | None = None) -> Run:
        return Run(service, service.play(routine, session=session), clock=Clock(1, hand), session=session)

    return make


@pytest.fixture
def run(make_run: MakeRun) -> Run:
    return make_run()


def pass_time(run: Run, hand: Hand, seconds: float) -> list[Cue]:
    """Let time pass as a player would see it, look by look."""
    cues: list[Cue] = []
    while seconds > 0:
        hand.move(min(seconds, 2))
        seconds -= 2
        cues += run.tick()
    return cues


def play_to(run: Run, hand: Hand, position_ms: int) -> None:
    """Let time pass until that place in the timeline."""
    assert run.state.phase is Phase.PLAYING
    pass_time(run, hand, (position_ms - run.state.position_ms) / 1_000)
    assert run.state.position_ms == position_ms


def first_hold(run: Run) -> Segment:
    """The first hold of a run's routine."""
    return next(segment for segment in run.ready.timeline.segments if segment.kind is Kind.HOLD)


def kept(service: Unkink) -> tuple[Event, ...]:
    """The events of the newest session, as they are on disk."""
    newest = service.sessions(1)
    return service.session(newest[0].id).events if newest else ()


def kinds(service: Unkink) -> list[str]:
    """What happened in the newest session, without the segments that were reached."""
    return [event.kind.value for event in kept(service) if event.kind != "reached"]
