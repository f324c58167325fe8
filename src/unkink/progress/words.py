"""The reasons of changes, in plain words."""

from collections.abc import Sequence

from unkink.language import sentences, text, texts
from unkink.model.movement import Movement
from unkink.model.progress import Place, Sign
from unkink.model.words import Mode
from unkink.progress.levels import dose_at


def dose(movement: Movement, level: int) -> str:
    """A dose in a few words: "2 sets of 10", "3 × 20 s"."""
    given = dose_at(movement, level)
    if given.hold_ms is not None:
        one = text("{seconds} s", seconds=given.hold_ms / 1_000)
        if given.reps is not None:
            one = text("{n} × {held}", n=given.reps, held=one)
    elif movement.mode in {Mode.FLOW, Mode.BREATH}:
        one = text("{n} breaths", n=given.reps)
    else:
        one = text("{n} times", n=given.reps)
    return text("{n} sets of {dose}", n=given.sets, dose=one) if given.sets > 1 else one


def form(movement: Movement, form_id: str | None) -> str:
    """A form by its name."""
    found = movement.form(form_id) if form_id else None
    return text("“{name}”", name=found.name) if found else text("the usual form")


def move(movement: Movement, before: Place, after: Place) -> str:
    """What changes: "Plank goes from 3 × 10 s to 3 × 15 s."."""
    if after.dropped:
        return text("{movement} is left out.", movement=movement.name)
    here, there = _ends(movement, before, after)
    return text("{movement} goes from {before} to {after}.", movement=movement.name, before=here, after=there)


def _ends(movement: Movement, before: Place, after: Place) -> tuple[str, str]:
    """Both places, as far as they differ: their forms, or else their doses."""
    if after.form != before.form:
        return form(movement, before.form), form(movement, after.form)
    return dose(movement, before.level), dose(movement, after.level)


def further(movement: Movement, before: Place, after: Place, greens: int) -> str:
    """Why it goes one step further."""
    begins = text("It begins at its usual dose or below.") if after.form != before.form else ""
    why = texts(
        "Your last session with it was comfortable.", "Your last {n} sessions with it were comfortable.", greens
    )
    return sentences(move(movement, before, after), begins, why, text("Nothing else goes further."))


def hurt(movement: Movement, before: Place, after: Place, signs: Sequence[Sign], sessions: int) -> str:
    """Why a movement that hurt in so many sessions goes back."""
    why = text("It hurt, and the pain did not ease.")
    if Sign.SHARP in signs:
        why = text("You felt sharp pain in it.")
    elif after.dropped:
        again = text("It hurt more than once, and the pain did not ease.")
        why = again if sessions > 1 else text("It hurt again.")
    return sentences(move(movement, before, after), why, text("You can take it back when you wish."))


def session(movement: Movement, before: Place, after: Place, signs: Sequence[Sign], *, grew: bool) -> str:
    """Why one movement goes back after a session that was too much."""
    high = text("Your pain was 6 or more after a session.") if Sign.HIGH in signs else ""
    unsettled = text("Your pain had not settled by the next morning.") if Sign.UNSETTLED in signs else ""
    which = text("It asks the most of what you did; we cannot know that it was the cause.")
    if grew:
        which = text("It is what grew last; we cannot know that it was the cause.")
    return sentences(move(movement, before, after), high, unsettled, which)


def skipped(movement: Movement, times: int) -> str:
    """Why a movement that is always skipped is left out."""
    return text(
        "{movement} is left out because you skipped it {n} times in a row. Take it back whenever you like.",
        movement=movement.name,
        n=times,
    )


def flare_up(nrs: int, usual: float | None) -> str:
    """Why a day is gentle."""
    rated = text("You rated your pain {nrs}.", nrs=nrs)
    if usual is not None:
        rated = text("You rated your pain {nrs}, and {usual} is usual for you.", nrs=nrs, usual=float(usual))
    return sentences(rated, text("For a day, sessions are short and gentle."))


def absence(days: int, count: int) -> str:
    """Why all goes one step back."""
    what = texts(
        "What asked more than usual goes one step back after {days} days without a session.",
        "The {n} movements that asked more than usual go one step back after {days} days without a session.",
        count,
        days=days,
    )
    return sentences(text("Welcome back."), what)
