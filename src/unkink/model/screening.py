"""Screening: questions, what their answers mean, and the clearance they lead to."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from unkink.model.movement import SourceRef

Answers: TypeAlias = Mapping[str, str]
"""The answer to each question by id; a question that is not there was not answered."""


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
    """One answer that can be given to a question."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What answers mean: where the question has one of `answers`, and every question of `also` one of its own.

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
    """One question in plain words, the answers it offers, and what they mean.

    `required`: without its answer nobody is cleared. `order` is its place among the questions.
    """

    id: str
    order: int
    ask: str
    help: str
    choices: tuple[Choice, ...]
    required: bool
    rules: tuple[Rule, ...]
    sources: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What an answer led to: the question, what was found, what it means for the person, and where that is from."""

    question: str
    outcome: Outcome
    finding: str
    do: str
    cautions: tuple[str, ...]
    positions: tuple[str, ...]
    sources: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True)
class Clearance:
    """Whether, and within which limits, a person may stretch. Made by `unkink.screening.screen` alone.

    `cautions` are those of the catalogue that hold for this person, `positions` those that are out, `unanswered` the
    required questions without an answer: with any of them the outcome is at least see-someone-first.
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
