"""Segments, cues, sounds, settings and the times between positions, from the timeline and its model."""

import ast
import inspect
from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import ModuleType
from typing import TypeVar

from scripts.pages.markdown import code, joined, table
from unkink import playback
from unkink import timeline as rules
from unkink.model.catalogue import Catalogue
from unkink.model.session import EventKind
from unkink.model.timeline import Channel, Kind, Pacing
from unkink.model.words import Chattiness
from unkink.web.bodies import PacingBody

Word = TypeVar("Word", bound=StrEnum)

SEGMENTS = {
    Kind.TRANSITION: "The body changes position.",
    Kind.PREPARE: "Getting into the movement, or stopping and turning the other way.",
    Kind.HOLD: "The stretch is held.",
    Kind.REP: "One repetition; in a flow, one breath in and out.",
    Kind.BREATHE: "One breath in and out.",
    Kind.REST: "Rest between sets, or between holds that are repeated.",
    Kind.SWITCH: "The other side gets ready.",
}
CHANNELS = {
    Channel.SAY: "Words for a voice, shown as a caption as long as there is none.",
    Channel.SOUND: "The name of a tone.",
    Channel.SHOW: "Words that are shown and not spoken.",
}
SOUNDS = {
    "rest": "The body may let go: a rest, or a change of position.",
    "switch": "Change sides, or turn the other way.",
    "begin": "A hold begins.",
    "halfway": "A long hold is half over.",
    "count": "One for each of the last five seconds of a hold.",
    "rep": "A repetition begins.",
    "inhale": "Breathe in.",
    "exhale": "Breathe out.",
    "end": "The routine is over.",
}
TALK = {
    Chattiness.STEPS: "Every step of a movement when it comes for the first time, and what should be felt.",
    Chattiness.CHANGES: "One sentence to get into a movement, sides, halfway, rest.",
    Chattiness.TONES: "Nothing is said: the same words are shown.",
}
EVENTS = {
    EventKind.STARTED: "A session begins: `routine`, `choices`, `pacing`.",
    EventKind.PAIN_BEFORE: "Pain before it: `pain`.",
    EventKind.REACHED: "A segment begins: `movement`.",
    EventKind.PAUSED: "It stands still.",
    EventKind.RESUMED: "It goes on.",
    EventKind.SKIPPED: "The rest of a movement was left out: `movement`.",
    EventKind.WENT_BACK: "Back to the start of this movement, or of the one before.",
    EventKind.REPEATED: "This movement once more.",
    EventKind.EXTENDED: "More time: `extra_ms`.",
    EventKind.HURT: "“That hurts”, and how it was answered: `hurt`.",
    EventKind.EASED: "On in an easier form.",
    EventKind.STOPPED: "Ended before its end.",
    EventKind.FINISHED: "Ended at its end.",
    EventKind.PAIN_AFTER: "Pain after it: `pain`.",
    EventKind.PAIN_NEXT_DAY: "Pain on the next morning: `pain`. It ends a session that was left open.",
}
SETTINGS = {
    "pace": "Percent. 50 takes twice as long to change position, get ready, change sides and repeat.",
    "prepare_ms": "Time to get into a movement.",
    "inhale_ms": "A breath in.",
    "exhale_ms": "A breath out.",
    "chatty": "How much is said.",
}
FIGURES = {
    "TRANSITION_MS": "a change of position, at the least",
    "LEVEL_MS": "more for each level between the positions",
    "TURN_MS": "more where the chest looks elsewhere afterwards",
    "TURN_AROUND_MS": "turning the other way within a movement",
    "SPEECH_MS": "a spoken text, before its letters and pauses are reckoned",
    "LETTER_MS": "a letter of it",
    "DIGIT_MS": "a digit",
    "SENTENCE_MS": "the pause between two of its sentences",
    "COMMA_MS": "the pause at a comma, colon or semicolon",
    "COUNTED_HOLD_MS": "a hold of this length or more counts its last five seconds",
    "LONG_HOLD_MS": "a hold of this length or more announces them",
    "HALFWAY_HOLD_MS": "a hold of this length or more says when half of it is over",
    "HALFWAY_REPS": "so many repetitions or more say when half of them are done",
    "QUIET_MS": "the end of a hold, in which nothing is said",
    "FEEL_AFTER_MS": "into the first hold, what should be felt is said (where half the hold leaves time for it)",
    "EXTENSION_MS": "what one press of + adds",
    "LAST_SECONDS_MS": "before the end of a segment, added time is spent",
    "BACK_WITHIN_MS": "into a movement, going back means the movement before",
    "MILD_WAIT_MS": "the wait after mild discomfort",
}

LEAD = """
A timeline is a routine with every moment fixed, in whole milliseconds. `unkink timeline ID --json` prints one. Segments
say what the body does; they neither overlap nor leave gaps. Cues say what is said, sounded and shown; none comes before
the thing it announces. The same routine with the same settings always gives the same timeline.
"""

MOVES = "Seconds at the usual pace, from the position on the left to the one above. A routine begins standing."


def page(catalogue: Catalogue) -> str:
    """The whole page."""
    settings = PacingBody.model_json_schema()["properties"]
    usual = Pacing()
    rows = [(code(key), SETTINGS[key], code(getattr(usual, key)), _span(value)) for key, value in settings.items()]
    return joined(
        "# The timeline",
        LEAD,
        "## Segments",
        table(("kind", "what the body does"), _told(Kind, SEGMENTS)),
        "Each names its movement, its side (`left`, `right` or `both`), and set and repetition from 1 (0: none).",
        "## Cues",
        table(("channel", "how it reaches the person"), _told(Channel, CHANNELS)),
        "## Sounds",
        table(("name", "when"), [(code(name), SOUNDS[name]) for name in _sounds()]),
        "## Settings",
        table(("setting", "what", "usual", "allowed"), rows),
        table(("`chatty`", "what is said"), _told(Chattiness, TALK)),
        "Holds, rests and breaths are doses: pace never changes them.",
        "## Figures",
        table(("name", "figure", "what"), [*_figures(rules), *_figures(playback)]),
        "## Changing position",
        MOVES,
        _moves(catalogue),
        "## What is written down",
        "Every event of a session has `id` and `session` (UUIDv7), `kind`, `at` (ms since 1970 UTC) and `position_ms`.",
        table(("kind", "what happened, and what goes with it"), _told(EventKind, EVENTS)),
    )


def _told(words: type[Word], meanings: Mapping[Word, str]) -> Iterator[tuple[str, str]]:
    return ((code(word.value), meanings[word]) for word in words)


def _sounds() -> list[str]:
    """Every name that the timeline gives to `sound`, in the order of its text."""
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(rules))) if isinstance(node, ast.Call)]
    found = [
        str(call.args[0].value)
        for call in sorted(calls, key=lambda call: call.lineno)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "sound" and isinstance(call.args[0], ast.Constant)
    ]
    return list(dict.fromkeys(found))


def _figures(module: ModuleType) -> Iterator[tuple[str, str, str]]:
    for name, value in vars(module).items():
        if name.isupper() and isinstance(value, int):
            yield code(name), f"{value / 1_000:g} s" if name.endswith("_MS") else str(value), FIGURES[name]


def _span(schema: dict[str, object]) -> str:
    if "minimum" in schema:
        return f"{schema['minimum']} to {schema['maximum']}"
    return ", ".join(code(word.value) for word in Chattiness)


def _moves(catalogue: Catalogue) -> str:
    positions = list(catalogue.vocabulary.positions.values())
    rows = [[start.name, *(rules.transition_ms(start, end) // 1_000 or "" for end in positions)] for start in positions]
    return table(["", *(position.name for position in positions)], rows)
