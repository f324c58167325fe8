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


class Kind(StrEnum):
    """What a movement is to the planner: what it trains, and where in a session it belongs."""

    BREATH = "breath"
    WARM_UP = "warm-up"
    MOBILITY = "mobility"
    STRETCH = "stretch"
    STRENGTH = "strength"


class Depth(StrEnum):
    """How far a movement or form goes into the range of the joints, or how hard it is."""

    GENTLE = "gentle"
    MODERATE = "moderate"
    DEEP = "deep"

    @property
    def rank(self) -> int:
        """0 for gentle, 2 for deep."""
        return tuple(Depth).index(self)
