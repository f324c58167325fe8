"""The keys of the player, and the words around them: the same on the screen and in plain lines."""

import shlex
from collections.abc import Callable
from typing import NamedTuple

from unkink import places
from unkink.model.session import Hurt
from unkink.playback import Change, Phase, Playback
from unkink.settings import Settings


class Key(NamedTuple):
    """A key: what it is called in the code, which keys press it, how it is shown, what it does."""

    action: str
    keys: tuple[str, ...]
    shown: str
    says: str
    short: str


KEYS = (
    Key("toggle", ("space",), "space", "Pause, and go on", "pause"),
    Key("back", ("b", "left"), "b", "Back to the start of this movement, or to the one before (also: left)", "back"),
    Key("skip", ("s", "right"), "s", "Skip to the next movement (also: right)", "skip"),
    Key("extend", ("+", "="), "+", "Ten seconds more", "10 s"),
    Key("repeat", ("r",), "r", "This movement again", "again"),
    Key("hurt", ("h",), "h", "That hurts", "hurts"),
    Key("mute", ("m",), "m", "Bells off or on", "bells"),
    Key("leave", ("q",), "q", "Leave", "leave"),
    Key("help", ("?",), "?", "These keys", "keys"),
)

COMMANDS: dict[str, Callable[[Playback], Change]] = {
    "back": Playback.back,
    "skip": Playback.skip,
    "extend": Playback.extend,
    "repeat": Playback.repeat,
    "hurt": Playback.hurt,
}


def action_of(pressed: str) -> str:
    """What a key asks for; nothing where it is none of ours."""
    return next((key.action for key in KEYS if pressed in key.keys), "")


class Answer(NamedTuple):
    """One answer to a question: its key, its words, and what the playback makes of it."""

    key: str
    says: str
    command: Callable[[Playback], Change]


class Question(NamedTuple):
    """What is asked in a phase of "that hurts", what to do meanwhile, and the answers."""

    asks: str
    meanwhile: str
    answers: tuple[Answer, ...]


_SHARP = Answer("s", "It is sharp", lambda state: state.answer(Hurt.SHARP))
_GONE = Answer("g", "It has eased: go on", lambda state: state.answer(Hurt.GONE))


def told(question: Question) -> list[str]:
    """A question and its answers, in two lines."""
    answers = " ".join(f"{answer.key}: {answer.says[0].lower()}{answer.says[1:]}." for answer in question.answers)
    return [" ".join(filter(None, (question.asks, question.meanwhile))), answers]


# The letter s is "sharp" throughout, and never "skip": it must not be the key that goes on.
QUESTIONS = {
    Phase.ASKING: Question(
        "What kind of pain is it?",
        "Sharp is stabbing, electric or intense, or travels down a limb. Mild is a pull, a warmth, a dull ache.",
        (
            _SHARP,
            Answer("m", "It is mild", lambda state: state.answer(Hurt.MILD)),
            Answer("c", "It was nothing", Playback.cancel),
        ),
    ),
    Phase.WAITING: Question(
        "Ease off a little, and breathe.",
        "Mild discomfort is fine if it eases within ten seconds.",
        (_GONE, _SHARP),
    ),
    Phase.ASKING_AGAIN: Question(
        "Is it still there?",
        "",
        (_GONE, Answer("t", "Still there", lambda state: state.answer(Hurt.STAYS)), _SHARP),
    ),
    Phase.CHOOSING: Question(
        "Make it easier, or leave it out.",
        "",
        (
            Answer("e", "Go on, more gently", Playback.ease),
            Answer("n", "Next movement: skip this one", Playback.skip),
            _SHARP,
        ),
    ),
}

LEAVING = Question(
    "Leave now?",
    "What you did so far is kept either way.",
    (
        Answer("l", "Leave, and go on later", Playback.pause),
        Answer("e", "End it here", Playback.stop),
        Answer("c", "Go on here", Playback.resume),
    ),
)

JUST_LESS = "Do it smaller: half as far, half as hard."

STOP = (
    "Stop. Come out of it slowly.",
    "Rest in whatever position is easiest.",
    "Do not go on today. What you did is kept.",
)
WARNINGS = (
    (
        "Go to an emergency department now if you are newly numb between the legs or in the buttocks, have new "
        "trouble with bladder or bowel, or both legs are weak, numb or in pain."
    ),
    "Get help today if the pain spreads down a leg or an arm, or one of them is getting weaker.",
    "If it does not settle in a few days, see a professional.",
)
READ_ON = ("sharp-pain-means-stop", "see-a-professional")


def how_to_go_on(routine: str, settings: Settings) -> str:
    """The command that goes on with a session that was left."""
    words = ["unkink", "play", routine, "--resume"]
    if settings.data_folder != places.data_folder().expanduser().absolute():
        words += ["--data-dir", str(settings.data_folder)]
    if settings.own_catalogue != settings.data_folder / "catalogue":
        words += ["--catalogue", str(settings.own_catalogue)]
    return shlex.join(words)
