"""Where a person stands, and what a look at their journal changes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from unkink.ids import uuid7
from unkink.model.coach import Kept
from unkink.model.progress import Change, Standing, Undone
from unkink.model.screening import Clearance
from unkink.planner.begins import places
from unkink.planner.options import Rules
from unkink.progress import Case, helped, in_force, read, review, stand

if TYPE_CHECKING:
    from unkink.service import Unkink

READ_BACK = 120  # sessions; the rules look at 60 at most, and never further back than some weeks of them
AT_ONCE = 20  # changes one look may bring: far more than any journal asks for


class Course:
    """Reads a person's journal and changes; `kept` is the plan they follow."""

    def __init__(self, house: "Unkink", kept: Kept, clearance: Clearance) -> None:
        self._house = house
        self._kept = kept
        self._clearance = clearance
        self._now = house.clock()
        newest = house.journal.sessions(READ_BACK)
        self.sessions = house.journal.sessions_since(newest[-1].started_at) if newest else ()
        self.changes: list[Change] = list(house.journal.changes())
        self.undone: tuple[Undone, ...] = house.journal.undone()

    @property
    def standing(self) -> Standing:
        """Where each movement stands, what has helped, whether it is a bad day."""
        begins = places(self._kept.plan, self._house.catalogue)
        return stand(self.changes, self.undone, helped(read(self.sessions, self._now)), begins)

    def look(self) -> tuple[list[Change], bool]:
        """All that changes now, kept at once; and whether the safety questions are to be asked again."""
        new: list[Change] = []
        while (seen := review(self._case())).change and len(new) < AT_ONCE:
            self._house.journal.record_changes([seen.change])
            self.changes.append(seen.change)
            new.append(seen.change)
        return new, seen.screen_again

    def undo(self, change: Change) -> None:
        """Take a change back."""
        back = Undone(uuid7(), self._now, change.id)
        self._house.journal.record_changes([], [back])
        self.undone = (*self.undone, back)

    def add(self, change: Change) -> None:
        """Keep a change that the person asked for."""
        self._house.journal.record_changes([change])
        self.changes.append(change)

    def since(self, at: int) -> Iterator[Change]:
        """What changed or was taken back after that moment."""
        back = {each.change for each in self.undone if each.at > at}
        yield from (change for change in self.changes if change.at > at or change.id in back)

    def in_force(self) -> tuple[Change, ...]:
        """The changes that were not taken back, in order of time."""
        return in_force(self.changes, self.undone)

    def bad_days(self) -> Iterator[Change]:
        """The bad days that are not over, and were not taken back."""
        yield from (each for each in self.in_force() if each.until is not None and each.until > self._now)

    def _case(self) -> Case:
        catalogue, kept = self._house.catalogue, self._kept
        screened = self._house.screened()
        return Case(
            sessions=self.sessions,
            movements=catalogue.movements,
            routines=tuple(kept.routines().values()),
            allowed=Rules(kept.person, self._clearance, catalogue).forms_allowed(),
            now=self._now,
            changes=self.changes,
            undone=self.undone,
            screened_at=screened.at if screened else None,
            begins=places(kept.plan, catalogue),
        )
