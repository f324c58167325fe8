"""The catalogue as a value: every fact that was authored, joined and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from unkink.model.movement import Movement, SourceRef
from unkink.model.programme import Programme, Routine, routine_of
from unkink.model.screening import Question


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a closed list, and how people say it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Position:
    """How the body is placed; `level` counts steps up from lying on the floor, `facing` is where the chest looks.

    `prop` is what it cannot be done without.
    """

    id: str
    name: str
    level: int
    facing: str
    prop: str | None = None


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing used in stretching, what else will do, and whether nearly every home has one of them.

    `said` is what stands after "You need".
    """

    id: str
    name: str
    said: str
    instead: tuple[str, ...]
    at_home: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from. `read` is how closely: "whole", "quoted" (on a page that quotes it)."""

    key: str
    title: str
    author: str
    year: int | None
    address: str
    read: str


@dataclass(frozen=True, slots=True)
class Guidance:
    """Something to read; the body is Markdown."""

    id: str
    title: str
    summary: str
    body: str
    sources: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """What a person thinks brings their pain on, and how it shapes a plan.

    `kinds` and `muscles` are how much more than usual a kind of movement and what reaches a muscle count (1.0: as
    usual). `note` is told with the plan; `guidance` are the pages to read.
    """

    id: str
    name: str
    kinds: Mapping[str, float]
    muscles: Mapping[str, float]
    note: str
    guidance: tuple[str, ...]
    sources: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal (model.person.Goal) and how it shapes a plan, as a cause does."""

    id: str
    name: str
    kinds: Mapping[str, float]
    note: str
    guidance: tuple[str, ...]
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The closed lists, by id, in the order they are shown."""

    regions: Mapping[str, Term]
    positions: Mapping[str, Position]
    props: Mapping[str, Prop]
    cautions: Mapping[str, Term]
    muscles: Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every movement, programme and page of guidance, by id, with the words they use.

    `phrases` are the templates of what is said during a routine, by key.
    """

    vocabulary: Vocabulary
    sources: Mapping[str, Source]
    movements: Mapping[str, Movement]
    programmes: Mapping[str, Programme]
    guidance: Mapping[str, Guidance]
    phrases: Mapping[str, str]
    causes: Mapping[str, Cause] = field(default_factory=dict)
    aims: Mapping[str, Aim] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)

    def routine(self, routine_id: str, choices: frozenset[str] | None = None) -> Routine | None:
        """The routine of a programme, or of a single movement; None where the id is neither."""
        if programme := self.programmes.get(routine_id):
            return programme.routine(choices)
        if movement := self.movements.get(routine_id):
            return routine_of(movement)
        return None
