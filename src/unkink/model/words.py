"""The closed words of the house: what a movement is, which side works, how much is said."""

from enum import StrEnum


class Mode(StrEnum):
    """How a movement is done; decides how its dose is read."""

    HOLD = "hold"
    REPS = "reps"
    FLOW = "flow"
    BREATH = "breath"
    ROLL = "roll"
    ISOLATED = "isolated"


class Sides(StrEnum):
    """Which sides a movement works: symmetrical, one after the other, or a rep a side in turn."""

    BOTH = "both"
    EACH = "each"
    ALTERNATING = "alternating"


class Side(StrEnum):
    """The side that works at one moment."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def other(self) -> "Side":
        """The opposite side; both stays both."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(self, Side.BOTH)


class Breath(StrEnum):
    """What the breath does during an instruction."""

    IN = "in"
    OUT = "out"
    EASY = "easy"


class Chattiness(StrEnum):
    """How much is said: every step, only changes, or tones alone."""

    STEPS = "steps"
    CHANGES = "changes"
    TONES = "tones"


class Act(StrEnum):
    """What a caution asks for: leave the movement out, or do it smaller."""

    AVOID = "avoid"
    EASE = "ease"


class Grade(StrEnum):
    """How a form compares with the movement as it is usually done."""

    EASIER = "easier"
    HARDER = "harder"
    OTHER = "other"
