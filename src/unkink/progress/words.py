"""The reasons of changes, in plain words."""

from collections.abc import Sequence

from unkink.model.movement import Movement
from unkink.model.progress import Place, Sign
from unkink.model.words import Mode
from unkink.progress.levels import dose_at


def dose(movement: Movement, level: int) -> str:
    """A dose in a few words: "2 sets of 10", "3 × 20 s"."""
    given = dose_at(movement, level)
    one = f"{given.reps}" if given.reps is not None else ""
    if given.hold_ms is not None:
        held = f"{given.hold_ms / 1_000:g} s"
        one = f"{one} × {held}" if one else held
    elif movement.mode in {Mode.FLOW, Mode.BREATH}:
        one = f"{one} breaths"
    else:
        one = f"{one} times"
    return f"{given.sets} sets of {one}" if given.sets > 1 else one


def form(movement: Movement, form_id: str | None) -> str:
    """A form by its name."""
    found = movement.form(form_id) if form_id else None
    return f"“{found.name}”" if found else "the usual form"


def move(movement: Movement, before: Place, after: Place) -> str:
    """What changes: "Plank goes from 3 × 10 s to 3 × 15 s"."""
    if after.dropped:
        return f"{movement.name} is left out"
    if after.form != before.form:
        return f"{movement.name} goes from {form(movement, before.form)} to {form(movement, after.form)}"
    return f"{movement.name} goes from {dose(movement, before.level)} to {dose(movement, after.level)}"


def further(movement: Movement, before: Place, after: Place, greens: int) -> str:
    """Why it goes one step further."""
    begins = ", at its usual dose or below," if after.form != before.form else ""
    return (
        f"{move(movement, before, after)}{begins} because your last {greens} sessions with it were comfortable. "
        "Nothing else goes further."
    )


def hurt(movement: Movement, before: Place, after: Place, signs: Sequence[Sign], sessions: int) -> str:
    """Why a movement that hurt in so many sessions goes back."""
    why = "you felt sharp pain in it" if Sign.SHARP in signs else "it hurt, and the pain did not ease"
    if after.dropped and Sign.SHARP not in signs:
        why = "it hurt more than once, and the pain did not ease" if sessions > 1 else "it hurt again"
    return f"{move(movement, before, after)} because {why}. You can take it back when you wish."


def session(movement: Movement, before: Place, after: Place, signs: Sequence[Sign], *, grew: bool) -> str:
    """Why one movement goes back after a session that was too much."""
    told = {
        Sign.HIGH: "your pain was 6 or more after a session",
        Sign.UNSETTLED: "your pain had not settled by the next morning",
    }
    why = " and ".join(told[sign] for sign in told if sign in signs)
    which = "It is what grew last" if grew else "It asks the most of what you did"
    return f"{move(movement, before, after)} because {why}. {which}; we cannot know that it was the cause."


def skipped(movement: Movement, times: int) -> str:
    """Why a movement that is always skipped is left out."""
    return f"{movement.name} is left out because you skipped it {times} times in a row. Take it back whenever you like."


def flare_up(nrs: int, usual: float | None) -> str:
    """Why a day is gentle."""
    beside = f", and {usual:g} is usual for you" if usual is not None else ""
    return f"You rated your pain {nrs}{beside}. For a day, sessions are short and gentle."


def absence(days: int, count: int) -> str:
    """Why all goes one step back."""
    what = "What asked more than usual goes" if count == 1 else f"The {count} movements that asked more than usual go"
    return f"Welcome back. {what} one step back after {days} days without a session."
