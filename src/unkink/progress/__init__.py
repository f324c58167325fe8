"""How the plan changes with the person: a pure function of the journal, the plan and a clock that is passed in."""

from unkink.progress.helped import helped
from unkink.progress.levels import dose_at, levels
from unkink.progress.light import read
from unkink.progress.look import Case
from unkink.progress.review import review
from unkink.progress.standing import bad_day, in_force, request, stand, taken_back, undoable

__all__ = [
    "Case",
    "bad_day",
    "dose_at",
    "helped",
    "in_force",
    "levels",
    "read",
    "request",
    "review",
    "stand",
    "taken_back",
    "undoable",
]
