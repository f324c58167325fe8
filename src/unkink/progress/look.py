"""What a review looks at: the case as it is given, and what every rule reads from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from unkink.model.movement import Movement
from unkink.model.programme import Routine
from unkink.model.progress import Change, ChangeKind, Light, Place, Reading, Seen, Shift, Standing, Undone
from unkink.model.session import Session
from unkink.progress.helped import helped
from unkink.progress.levels import Allowed, lesser
from unkink.progress.light import LIGHT_OF, read
from unkink.progress.rules import ABSENCE, FLARES, UNDO_RESTS
from unkink.progress.standing import moment, stand

FORWARD = frozenset({ChangeKind.DOSE_UP, ChangeKind.HARDER_FORM})
BACK = frozenset({ChangeKind.DOSE_DOWN, ChangeKind.EASIER_FORM, ChangeKind.DROPPED})
_WEEK = 7 * FLARES.ms // FLARES.value


@dataclass(frozen=True, slots=True)
class Case:
    """All that is known of a person when their progress is looked at. `now` is ms since 1970 UTC.

    `sessions` come with their events. `routines` are those of the plan as it is now: only what is in them goes further.
    `allowed` has, for every movement that is cleared, the forms it may be done in (by cautions and props; None: as
    usual); a movement that is not in it never goes further, and into no other form. `screened_at` is when the screening
    questions were last answered. `begins` is where each movement of the plan stands (`planner.begins.places`); without
    it, all begin at their usual place. `planned_at` is when the plan was made new, not when it last followed a change.
    """

    sessions: Sequence[Session]
    movements: Mapping[str, Movement]
    routines: Sequence[Routine]
    allowed: Mapping[str, Allowed]
    now: int
    changes: Sequence[Change] = ()
    undone: Sequence[Undone] = ()
    screened_at: int | None = None
    begins: Mapping[str, Place] = field(default_factory=dict)
    planned_at: int = 0


class Draft(NamedTuple):
    """A change without its id and time."""

    kind: ChangeKind
    reason: str
    shifts: tuple[Shift, ...] = ()
    sessions: tuple[UUID, ...] = ()
    until: int | None = None


@dataclass(slots=True)
class Look:
    """The case, and what is read from it once for all rules."""

    case: Case
    readings: tuple[Reading, ...] = ()
    changes: tuple[Change, ...] = ()
    standing: Standing = field(default_factory=Standing)

    def __post_init__(self) -> None:
        self.readings = read(self.case.sessions, self.case.now)
        self.changes = tuple(sorted({change.id: change for change in self.case.changes}.values(), key=moment))
        case = self.case
        self.standing = stand(case.changes, case.undone, helped(self.readings), case.begins, case.planned_at)

    def place(self, movement: str) -> Place:
        """Where the movement is done: where it stands, or less where the plan has no room for that, or a caution."""
        stands, planned = self.standing.place(movement), self.case.begins.get(movement)
        if planned is None or stands.dropped or movement not in self.case.movements:
            return stands
        return lesser(self.case.movements[movement], stands, planned)

    def held_back(self, movement: str) -> bool:
        """Whether the plan gives less of it than where it stands: then a step further would not be done either."""
        return self.place(movement) != self.standing.place(movement)

    def allowed(self, movement: str) -> Allowed:
        """The forms it may be done in."""
        return self.case.allowed.get(movement, frozenset())

    def of(self, movement: str) -> list[Change]:
        """Every change of the movement, undone or not, oldest first."""
        return [change for change in self.changes if any(shift.movement == movement for shift in change.shifts)]

    def undone(self, change: Change) -> bool:
        """Whether the person took it back."""
        return any(each.change == change.id for each in self.case.undone)

    def refused(self, kinds: frozenset[ChangeKind], movement: str) -> bool:
        """Whether the person undid such a change of the movement a short while ago."""
        kept = {each.id for each in self.of(movement) if each.kind in kinds}
        return any(each.change in kept and self.case.now - each.at < UNDO_RESTS.ms for each in self.case.undone)

    def gap(self) -> int | None:
        """The number of the last session before the newest absence; None where there was none."""
        starts = [*(reading.at for reading in self.readings), self.case.now]
        gaps = [n for n in range(len(self.readings)) if starts[n + 1] - starts[n] >= ABSENCE.ms]
        return gaps[-1] if gaps else None

    def screen_again(self) -> bool:
        """Whether there was a red light, or a week of flare-ups, since the screening questions were answered."""
        since = self.case.screened_at
        reds = (seen.at for reading in self.readings for seen in reading.signs if red(seen))
        if any(since is None or at > since for at in reds):
            return True
        flares = [c.at for c in self.changes if c.kind is ChangeKind.FLARE_UP and not self.undone(c)]
        lately = [at for at in flares if self.case.now - at < _WEEK and (since is None or at > since)]
        return len(lately) >= FLARES.value


def red(seen: Seen) -> bool:
    """Whether the sign is a red one."""
    return LIGHT_OF[seen.sign] is Light.RED
