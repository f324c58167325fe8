"""What the browser may send: strict shapes, and how they become values of the model."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from unkink.model.person import Experience, Goal, Person
from unkink.model.session import Event, EventKind, Hurt, Pain
from unkink.model.timeline import Pacing
from unkink.model.words import Chattiness
from unkink.moments import DAY_MS
from unkink.track.model import Mix

LATEST_MS = 2**53 - 1  # what JavaScript counts to
Id = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Body(BaseModel):
    """What all bodies share: a key that is not known is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PacingBody(Body):
    """Settings for time and talk: pace in percent, times in ms."""

    pace: Annotated[int, Field(ge=50, le=200)]
    prepare_ms: Annotated[int, Field(ge=2_000, le=60_000)]
    inhale_ms: Annotated[int, Field(ge=2_000, le=10_000)]
    exhale_ms: Annotated[int, Field(ge=2_000, le=15_000)]
    chatty: Chattiness

    def model(self) -> Pacing:
        """The pacing."""
        return Pacing(**self.model_dump())


class TrackQuery(PacingBody):
    """Which track: the extras (None: the usual, `none`: no extra), the pacing, and what is heard."""

    choice: Annotated[tuple[Id, ...], Field(max_length=20)] | None = None
    voice: bool = True
    tones: bool = True
    breath: bool = True

    def model(self) -> Pacing:
        """The pacing."""
        return Pacing(**self.model_dump(include=set(PacingBody.model_fields)))

    def mix(self) -> Mix:
        """What is heard."""
        return Mix(self.voice, self.tones, self.breath)


class PainBody(Body):
    """A rating of pain on the NRS."""

    nrs: Annotated[int, Field(ge=0, le=10)]
    region: Id | None = None


class EventBody(Body):
    """One thing that happened, as the browser wrote it down."""

    id: UUID
    session: UUID
    kind: EventKind
    at: Annotated[int, Field(ge=0, le=LATEST_MS)]
    position_ms: Annotated[int, Field(ge=0, le=DAY_MS)] = 0
    routine: Id | None = None
    choices: Annotated[tuple[Id, ...], Field(max_length=20)] = ()
    pacing: PacingBody | None = None
    movement: Id | None = None
    hurt: Hurt | None = None
    pain: Annotated[tuple[PainBody, ...], Field(max_length=20)] = ()
    extra_ms: Annotated[int, Field(ge=0, le=DAY_MS)] | None = None

    @model_validator(mode="after")
    def _says_what_its_kind_needs(self) -> Self:
        if self.kind is EventKind.STARTED and self.routine is None:
            message = "a started event names its routine"
            raise ValueError(message)
        if self.kind is EventKind.HURT and self.hurt is None:
            message = "a hurt event says how it was answered"
            raise ValueError(message)
        return self

    def model(self) -> Event:
        """The event."""
        return Event(
            id=self.id,
            session=self.session,
            kind=self.kind,
            at=self.at,
            position_ms=self.position_ms,
            routine=self.routine,
            choices=self.choices,
            pacing=self.pacing.model() if self.pacing else None,
            movement=self.movement,
            hurt=self.hurt,
            pain=tuple(Pain(pain.nrs, pain.region) for pain in self.pain),
            extra_ms=self.extra_ms,
        )


class EventsBody(Body):
    """Events in the order they happened."""

    events: Annotated[tuple[EventBody, ...], Field(max_length=1_000)]


class AnswersBody(Body):
    """The answers to the safety questions, by question."""

    answers: Annotated[dict[Id, Annotated[tuple[Id, ...], Field(max_length=40)]], Field(max_length=100)]


class PersonBody(Body):
    """What a person says of themselves: only pain (NRS by region) and minutes must be told."""

    pain: Annotated[dict[Id, Annotated[int, Field(ge=0, le=10)]], Field(min_length=1, max_length=20)]
    minutes: Annotated[int, Field(ge=3, le=45)]
    causes: Annotated[frozenset[Id], Field(max_length=20)] = frozenset()
    goal: Goal = Goal.EASE_NOW
    sessions_per_day: Annotated[int, Field(ge=1, le=4)] = 1
    days_per_week: Annotated[int, Field(ge=1, le=7)] = 5
    props: Annotated[frozenset[Id], Field(max_length=40)] | None = None
    positions: Annotated[frozenset[Id], Field(max_length=40)] = frozenset()
    disliked: Annotated[frozenset[Id], Field(max_length=500)] = frozenset()
    liked: Annotated[frozenset[Id], Field(max_length=500)] = frozenset()
    experience: Experience = Experience.NEW
    mixed_positions: bool = False

    def model(self) -> Person:
        """The person."""
        return Person(**{name: getattr(self, name) for name in type(self).model_fields})


class ShorterBody(Body):
    """How many minutes a shorter session may have; None: two thirds of the usual."""

    minutes: Annotated[int, Field(ge=3, le=45)] | None = None


class SwapBody(Body):
    """Which step of today's session goes, and which movement comes for it. `never_again`: it is not planned again."""

    step: Annotated[int, Field(ge=0, le=100)]
    movement: Id
    never_again: bool = False


class MovementBody(Body):
    """One movement."""

    movement: Id
