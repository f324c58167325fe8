"""People and their weeks as readable text, for the tests of progress."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from tests.stories import BEGINNING, tell
from unkink.ids import uuid7
from unkink.journal import journal
from unkink.model.catalogue import Catalogue
from unkink.model.dose import Dose
from unkink.model.movement import Movement
from unkink.model.programme import Routine, Step
from unkink.model.progress import Change, Place, Review, Standing, Undone
from unkink.model.session import Event
from unkink.progress import Case, review, stand, undoable
from unkink.progress.levels import Allowed

DAY = 24 * 60 * 60 * 1_000
PLAN = ("cat-cow", "plank", "superman")


def all_forms(movement: Movement) -> Allowed:
    """Every form there is."""
    return frozenset({None, *(form.id for form in movement.forms)})


def done(*movements: str, before: str = "3", after: str = "2", more: str = "") -> str:
    """A finished session of these movements, rated."""
    reached = "\n".join(f"{number}:30 reached {name}" for number, name in enumerate(movements, 1))
    end = len(movements) + 1
    begin, finish = f"0:00 started plan\n0:10 pain-before {before}", f"{end}:00 finished\n{end}:10 pain-after {after}"
    return f"{begin}\n{reached}\n{more}\n{finish}"


@dataclass
class Someone:
    """A person with a journal, to whom days happen.

    `planned` is where their plan has each movement, which follows every change; without it all begin as usual.
    """

    catalogue: Catalogue
    plan: tuple[str, ...] = PLAN
    day: int = 0
    events: list[Event] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    undone: list[Undone] = field(default_factory=list)
    screened_day: float | None = None
    forbidden: frozenset[str] = frozenset()
    planned: dict[str, Place] | None = None

    def does(self, text: str) -> list[Event]:
        """A session today."""
        lines = "\n".join(line for line in text.splitlines() if line.strip())
        told = [replace(event, at=event.at + self.day * DAY) for event in tell(lines)]
        self.events += told
        return told

    def days(self, count: int, text: str) -> list[Change]:
        """The same session on that many days, with a review after each; what changed."""
        changed: list[Change] = []
        for _ in range(count):
            self.does(text)
            changed += self.reviewed()
            self.day += 1
        return changed

    @property
    def now(self) -> int:
        """Today in the evening."""
        return BEGINNING + self.day * DAY + DAY // 4

    def case(self, events: Iterable[Event] | None = None) -> Case:
        """All that is known today."""
        steps = tuple(Step(name, Dose()) for name in self.plan)
        forms = {name: all_forms(m) - self.forbidden for name, m in self.catalogue.movements.items()}
        screened = None if self.screened_day is None else BEGINNING + int(self.screened_day * DAY)
        sessions = tuple(journal(self.events if events is None else events).values())
        routines = (Routine("plan", "Plan", steps),)
        known = (self.changes, self.undone, screened, self.planned or {})
        return Case(sessions, self.catalogue.movements, routines, forms, self.now, *known)

    def looks(self) -> Review:
        """One review; a change is kept."""
        found = review(self.case())
        if found.change:
            self.changed(found.change)
        return found

    def reviewed(self) -> list[Change]:
        """Reviews until nothing more changes."""
        changed = []
        while change := self.looks().change:
            changed.append(change)
            assert len(changed) < 20, "it never ends"
        return changed

    def undoes(self, change: Change) -> None:
        """The person takes it back."""
        assert change in undoable(self.changes, self.undone)
        self.undone.append(Undone(uuid7(), self.now, change.id))
        self.adapts()

    def changed(self, change: Change) -> None:
        """A change is kept, and the plan follows it."""
        self.changes.append(change)
        self.adapts()

    def adapts(self) -> None:
        """The plan as it is now, for whoever has one."""
        if self.planned is not None:
            now = self.standing
            self.planned = {each: now.place(each) for each in self.plan if not now.place(each).dropped}

    @property
    def standing(self) -> Standing:
        """Where the person stands."""
        return stand(self.changes, self.undone, begins=self.planned)

    def place(self, movement: str) -> Place:
        """Where the movement stands."""
        return self.standing.place(movement)
