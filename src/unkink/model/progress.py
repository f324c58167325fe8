"""Progress: where a person stands, and every change that led there, each with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from unkink.model.words import Depth, Kind


class Light(StrEnum):
    """What the signs say: go on and a little further, stay as it is, go back."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Sign(StrEnum):
    """What a light was read from, the calmest first."""

    COMFORTABLE = "comfortable"
    SETTLED = "settled"
    UNRATED = "unrated"
    GONE = "gone"
    ACCEPTABLE = "acceptable"
    ROSE = "rose"
    ALREADY_HIGH = "already-high"
    STAYS = "stays"
    UNSETTLED = "unsettled"
    HIGH = "high"
    SHARP = "sharp"


class Seen(NamedTuple):
    """A sign, when it was told (ms since 1970 UTC), and the movement it came with; None: the session as a whole."""

    sign: Sign
    at: int
    movement: str | None = None


class ChangeKind(StrEnum):
    """What can change. All but the first two make it less or gentler."""

    DOSE_UP = "dose-up"
    HARDER_FORM = "harder-form"
    DOSE_DOWN = "dose-down"
    EASIER_FORM = "easier-form"
    DROPPED = "dropped"
    TAKEN_BACK = "taken-back"
    STEP_BACK = "step-back"
    FLARE_UP = "flare-up"


class Place(NamedTuple):
    """Where one movement stands: steps of dose from the usual one (0), the form (None: as usual), left out or not."""

    level: int = 0
    form: str | None = None
    dropped: bool = False


class Shift(NamedTuple):
    """One movement goes from one place to another."""

    movement: str
    before: Place
    after: Place


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed, and why, in plain words. `id` is a UUIDv7; `at` is ms since 1970 UTC.

    `shifts` has one movement, but for a step back after an absence (every movement above its usual dose) and a
    flare-up (none; until `until` sessions are gentle). `sessions` are those it rests on.
    """

    id: UUID
    at: int
    kind: ChangeKind
    reason: str
    shifts: tuple[Shift, ...] = ()
    sessions: tuple[UUID, ...] = ()
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Undone:
    """The person took a change back. `id` is a UUIDv7; `at` is ms since 1970 UTC."""

    id: UUID
    at: int
    change: UUID


@dataclass(frozen=True, slots=True)
class Helped:
    """How much more pain fell (NRS points) in sessions with a movement than in those without it.

    `points` is shrunk towards 0 where sessions are few, `difference` is not; a comparison, not a cause.
    """

    points: float
    difference: float
    sessions_with: int
    sessions_without: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands: every movement that a change moved, what has helped, and a flare-up.

    `places` holds for any plan. `begins` is where the other movements of the present plan stand: the planner chose it,
    and may choose anew in another plan. `flare_until` is ms since 1970 UTC; sessions before that moment are gentle.
    """

    places: Mapping[str, Place] = field(default_factory=dict)
    helped: Mapping[str, Helped] = field(default_factory=dict)
    flare_until: int | None = None
    begins: Mapping[str, Place] = field(default_factory=dict)

    def place(self, movement: str) -> Place:
        """Where that movement stands."""
        return self.places.get(movement) or self.begins.get(movement) or Place()

    @property
    def dropped(self) -> frozenset[str]:
        """The movements that are left out."""
        return frozenset(movement for movement, place in self.places.items() if place.dropped)

    def flares(self, now: int) -> bool:
        """Whether this moment belongs to a flare-up."""
        return self.flare_until is not None and now < self.flare_until


@dataclass(frozen=True, slots=True)
class Request:
    """What the planner is asked for on a flare-up day: at most so many minutes, no deeper, of these kinds only."""

    minutes: int
    deepest: Depth
    kinds: frozenset[Kind]
    note: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One session as the rules read it: when it began, its light, the light of each movement done, and the signs."""

    session: UUID
    at: int
    light: Light
    movements: Mapping[str, Light]
    signs: tuple[Seen, ...]
    skipped: frozenset[str] = frozenset()
    repeated: frozenset[str] = frozenset()
    pain_before: int | None = None
    fall: float | None = None

    def own(self, movement: str) -> tuple[Seen, ...]:
        """The signs that came with that movement."""
        return tuple(seen for seen in self.signs if seen.movement == movement)


@dataclass(frozen=True, slots=True)
class Review:
    """What a look at the journal leads to: at most one change; the light of the newest session, None without one.

    `screen_again`: a red light since the screening questions were last answered; ask them before the next session.
    """

    change: Change | None
    light: Light | None
    screen_again: bool
