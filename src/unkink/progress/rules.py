"""The figures that progress goes by, each with what it is for and where it is from. Docs and tests read them too."""

from dataclasses import dataclass

from unkink.moments import DAY_MS, HOUR_MS


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, its unit, what it decides, and the key of its source; None: our own, on the careful side."""

    value: int
    unit: str
    decides: str
    source: str | None = None

    @property
    def ms(self) -> int:
        """A figure in days or hours, in ms."""
        return self.value * {"days": DAY_MS, "hours": HOUR_MS, "s": 1_000}[self.unit]


GREEN_UP_TO = Figure(3, "NRS", "pain after a session up to here: green", "pain-traffic-light")
AMBER_UP_TO = Figure(5, "NRS", "up to here: fine if it settles, else it stays as it is", "pain-traffic-light")
SETTLES_WITHIN = Figure(
    24, "hours", "how long pain may take to settle; and how long a flare-up lasts", "pain-traffic-light"
)
REAL_CHANGE = Figure(2, "NRS", "a rise that matters; smaller ones may be the scale", "mid-jospt")
FAR_WORSE = Figure(4, "NRS", "a rise by the next morning that counts against a session that felt fine itself")
NEXT_DAY_FROM = Figure(12, "hours", "from here on pain before the next session tells of the next morning")
NEXT_DAY_TO = Figure(36, "hours", "and up to here")
GREENS = Figure(3, "sessions", "green in a row with a movement before it goes further")
COOL_DOWN = Figure(2, "sessions", "after any change before anything goes further")
SKIPS = Figure(3, "sessions", "in a row in which a movement was skipped: left out")
ABSENCE = Figure(14, "days", "without a session: every raised dose goes one step back")
LOOK_BACK = Figure(14, "days", "how long a red light, or a step back, counts")
UNDO_RESTS = Figure(28, "days", "after an undo in which the same is not proposed again")
OPEN_FOR = Figure(12, "hours", "in which an open session may still be going on and is not read")
USUAL_FROM = Figure(5, "sessions", "with a rating, before we say what pain is usual")
USUAL_OVER = Figure(28, "days", "over which usual pain is the middle rating")
FLARES = Figure(3, "days", "of flare-up in a week: the screening questions are asked again")
STRETCHED = Figure(240, "s", "of holding a session and side; past it no more was gained", "ingram-2025-plateau")
HELPED_OVER = Figure(60, "sessions", "the newest, that what helped is read from")
HELPED_NEEDS = Figure(2, "sessions", "with and without a movement, begun alike, before anything is said")
HELPED_DOUBT = Figure(9, "sessions", "worth of doubt: a lone session differs by about 1.5, movements by about 0.5")

FIGURES: dict[str, Figure] = {name: value for name, value in globals().items() if isinstance(value, Figure)}
