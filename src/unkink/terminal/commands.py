"""The keys of the player, and the words around them: the same on the screen and in plain lines.

The words stand here in English, and are said with `text` where they are shown.
"""

import shlex
from collections.abc import Callable
from typing import NamedTuple

from unkink import places
from unkink.language import mark, sentences, text
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
    Key("toggle", ("space",), "space", mark("Pause, and go on"), mark("pause")),
    Key(
        "back",
        ("b", "left"),
        "b",
        mark("Back to the start of this movement, or to the one before (also: left)"),
        mark("back"),
    ),
    Key("skip", ("s", "right"), "s", mark("Skip to the next movement (also: right)"), mark("skip")),
    Key("extend", ("+", "="), "+", mark("Ten seconds more"), mark("10 s")),
    Key("repeat", ("r",), "r", mark("This movement again"), mark("again")),
    Key("hurt", ("h",), "h", mark("That hurts"), mark("hurts")),
    Key("mute", ("m",), "m", mark("Bells off or on"), mark("bells")),
    Key("leave", ("q",), "q", mark("Leave"), mark("leave")),
    Key("help", ("?",), "?", mark("These keys"), mark("keys")),
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


_SHARP = Answer("s", mark("It is sharp"), lambda state: state.answer(Hurt.SHARP))
_GONE = Answer("g", mark("It has eased: go on"), lambda state: state.answer(Hurt.GONE))


def told(question: Question) -> list[str]:
    """A question and its answers, in two lines."""
    answers = " ".join(f"{answer.key}: {_begun_small(text(answer.says))}." for answer in question.answers)
    meanwhile = text(question.meanwhile) if question.meanwhile else ""
    return [sentences(text(question.asks), meanwhile), answers]


def _begun_small(words: str) -> str:
    return words[0].lower() + words[1:]


# The letter s is "sharp" throughout, and never "skip": it must not be the key that goes on.
QUESTIONS = {
    Phase.ASKING: Question(
        mark("What kind of pain is it?"),
        mark("Sharp is stabbing, electric or intense, or travels down a limb. Mild is a pull, a warmth, a dull ache."),
        (
            _SHARP,
            Answer("m", mark("It is mild"), lambda state: state.answer(Hurt.MILD)),
            Answer("c", mark("It was nothing"), Playback.cancel),
        ),
    ),
    Phase.WAITING: Question(
        mark("Ease off a little, and breathe."),
        mark("Mild discomfort is fine if it eases within ten seconds."),
        (_GONE, _SHARP),
    ),
    Phase.ASKING_AGAIN: Question(
        mark("Is it still there?"),
        "",
        (_GONE, Answer("t", mark("Still there"), lambda state: state.answer(Hurt.STAYS)), _SHARP),
    ),
    Phase.CHOOSING: Question(
        mark("Make it easier, or leave it out."),
        "",
        (
            Answer("e", mark("Go on, more gently"), Playback.ease),
            Answer("n", mark("Next movement: skip this one"), Playback.skip),
            _SHARP,
        ),
    ),
}

LEAVING = Question(
    mark("Leave now?"),
    mark("What you did so far is kept either way."),
    (
        Answer("l", mark("Leave, and go on later"), Playback.pause),
        Answer("e", mark("End it here"), Playback.stop),
        Answer("c", mark("Go on here"), Playback.resume),
    ),
)

JUST_LESS = mark("Do it smaller: half as far, half as hard.")

STOP = (
    mark("Stop. Come out of it slowly."),
    mark("Rest in whatever position is easiest."),
    mark("Do not go on today. What you did is kept."),
)
WARNINGS = (
    mark(
        "Go to an emergency department now if you are newly numb between the legs or in the buttocks, have new "
        "trouble with bladder or bowel, or both legs are weak, numb or in pain."
    ),
    mark("Get help today if the pain spreads down a leg or an arm, or one of them is getting weaker."),
    mark("If it does not settle in a few days, see a professional."),
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
