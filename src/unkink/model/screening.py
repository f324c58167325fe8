"""Screening: questions, what their answers mean, and the clearance they lead to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from unkink.model.movement import SourceRef

Answers: TypeAlias = Mapping[str, tuple[str, ...]]
"""The choices picked for each question, by id. One that is not there, or has none, was not answered."""


class Outcome(StrEnum):
    """What screening may answer, the loosest first."""

    GO = "go"
    GO_WITH_LIMITS = "go-with-limits"
    SEE_SOMEONE_FIRST = "see-someone-first"
    EMERGENCY = "emergency"

    @property
    def severity(self) -> int:
        """0 for go, 3 for an emergency."""
        return tuple(Outcome).index(self)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be given to a question. `clear`: all is well there, so it goes with no other answer."""

    id: str
    name: str
    clear: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """What answers mean: where one of `answers` was picked, and for every question of `also` one of its own.

    `cautions` and `positions` are what a limit leaves out; `do` is what the person should do, in plain words.
    """

    answers: tuple[str, ...]
    outcome: Outcome
    finding: str
    do: str
    also: Mapping[str, tuple[str, ...]]
    cautions: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question in plain words, the answers it offers, and what they mean. It must be answered.

    `order` is its place among the questions. `several`: more than one choice may be picked. It is asked where
    `only_if` is empty, or one of the answers named there was given to an earlier question.
    """

    id: str
    order: int
    ask: str
    help: str
    choices: tuple[Choice, ...]
    rules: tuple[Rule, ...]
    sources: tuple[SourceRef, ...]
    several: bool = False
    only_if: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def worrying(self) -> tuple[str, ...]:
        """The answers that say that not all is well, or that it is not known."""
        return tuple(choice.id for choice in self.choices if not choice.clear)


@dataclass(frozen=True, slots=True)
class Finding:
    """What answers led to: the question and the picks, what was found, what to do, and where that is from."""

    question: str
    answers: tuple[str, ...]
    outcome: Outcome
    finding: str
    do: str
    cautions: tuple[str, ...]
    positions: tuple[str, ...]
    sources: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True)
class Clearance:
    """Whether, and within which limits, a person may stretch. Made by `unkink.screening.screen` alone.

    `findings` come worst first. `cautions` are those of the catalogue that hold for this person, `positions` those that
    are out, `unanswered` the questions still open: with any of them the outcome is at least see-someone-first.
    """

    outcome: Outcome
    findings: tuple[Finding, ...]
    cautions: frozenset[str]
    positions: frozenset[str]
    unanswered: tuple[str, ...]

    @property
    def cleared(self) -> bool:
        """Whether a plan may be made."""
        return self.outcome in {Outcome.GO, Outcome.GO_WITH_LIMITS}


@dataclass(frozen=True, slots=True)
class Screened:
    """The answers as they were kept, and when they were given, in ms since 1970 UTC."""

    answers: Answers
    at: int


class Due(StrEnum):
    """Why the questions must be asked, or asked again."""

    NEVER = "never"
    WISHED = "wished"
    SHARP = "sharp"
    RED = "red"
    OLD = "old"
