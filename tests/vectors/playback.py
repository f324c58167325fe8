"""Scripts of what a person does in a player, and what must come of it; the browser's player reads them too.

Run `python -m tests.vectors.playback` to write playback.json anew.
"""

import json
import random
from pathlib import Path

from unkink import wire
from unkink.model.session import Hurt
from unkink.model.timeline import Channel, Cue, Kind, Segment, Timeline
from unkink.model.words import Side
from unkink.playback import Change, Playback, at, resumed

FILE = Path(__file__).with_name("playback.json")

L, R, B = Side.LEFT, Side.RIGHT, Side.BOTH

TIMELINE = Timeline(
    routine="two-steps",
    duration_ms=80_000,
    segments=(
        Segment(0, 8_000, Kind.TRANSITION, "knee-to-chest", L, 0, 0, 0),
        Segment(8_000, 14_000, Kind.PREPARE, "knee-to-chest", L, 0, 0, 0),
        Segment(14_000, 34_000, Kind.HOLD, "knee-to-chest", L, 1, 1, 0),
        Segment(34_000, 40_000, Kind.SWITCH, "knee-to-chest", R, 0, 0, 0),
        Segment(40_000, 60_000, Kind.HOLD, "knee-to-chest", R, 1, 1, 0),
        Segment(60_000, 64_000, Kind.TRANSITION, "cat-cow", B, 0, 0, 1),
        Segment(64_000, 70_000, Kind.PREPARE, "cat-cow", B, 0, 0, 1),
        Segment(70_000, 75_000, Kind.REP, "cat-cow", B, 1, 1, 1),
        Segment(75_000, 80_000, Kind.REP, "cat-cow", B, 1, 2, 1),
    ),
    cues=(
        Cue(0, Channel.SAY, "First: Knee to chest."),
        Cue(8_000, Channel.SAY, "Draw your left knee in."),
        Cue(14_000, Channel.SOUND, "begin"),
        Cue(24_000, Channel.SAY, "Halfway."),
        Cue(29_000, Channel.SAY, "Five more seconds."),
        Cue(29_000, Channel.SOUND, "count"),
        Cue(30_000, Channel.SOUND, "count"),
        Cue(34_000, Channel.SAY, "Switch."),
        Cue(40_000, Channel.SOUND, "begin"),
        Cue(55_000, Channel.SAY, "Five more seconds."),
        Cue(60_000, Channel.SAY, "Next: Cat-cow."),
        Cue(70_000, Channel.SOUND, "inhale"),
        Cue(72_000, Channel.SOUND, "exhale"),
        Cue(75_000, Channel.SOUND, "inhale"),
        Cue(80_000, Channel.SOUND, "end"),
    ),
    starts=(0, 60_000),
)

SCRIPTS = {
    "from beginning to end in one go": "resume, advance 80000",
    "second by second": "resume, " + ", ".join(["advance 1000"] * 80),
    "nothing moves while it is paused": "resume, advance 3000, pause, advance 9000, resume, advance 1000",
    "ten more seconds, and as many on the other side": "resume, advance 20000, extend, advance 9000, advance 10000, "
    "advance 5000, advance 21000, advance 10000, advance 5000",
    "ten more in the last seconds": "resume, advance 31000, extend, advance 10000, advance 3000",
    "ten more twice while getting ready": "resume, advance 2000, extend, extend, advance 22000, advance 4000",
    "skip to the end": "resume, advance 1000, skip, advance 500, skip",
    "skip while paused stays paused": "resume, advance 1000, pause, skip, advance 1000, resume, advance 1000",
    "back at the beginning of a movement goes to the one before": "resume, advance 65000, back",
    "back later in a movement goes to its beginning": "resume, advance 30000, back, advance 1000, back",
    "repeat leaves out the change of position": "resume, advance 30000, extend, repeat, advance 30000",
    "sharp stops": "resume, advance 20000, hurt, answer sharp, resume, advance 5000, skip, back",
    "mild and gone": "resume, advance 20000, hurt, advance 500, answer mild, advance 4000, answer gone, advance 1000",
    "mild, and sharp after all": "resume, advance 20000, hurt, answer mild, advance 10000, answer sharp",
    "mild, stays, easier": "resume, advance 20000, hurt, answer mild, advance 12000, answer stays, ease, advance 1000",
    "mild, stays, skip": "resume, advance 20000, hurt, answer mild, advance 10000, answer stays, skip, advance 1000",
    "it was nothing": "resume, advance 20000, hurt, cancel, resume, advance 1000",
    "end here": "resume, advance 20000, stop, resume, extend, repeat",
    "taken up in a hold": "resumed 27500, resume, advance 3000",
    "taken up while changing sides": "resumed 36000, resume, advance 7000",
}


def random_scripts(count: int = 40, length: int = 30) -> dict[str, str]:
    """Scripts nobody would think of; the seed is fixed, so that they are the same everywhere."""
    rng = random.Random(8420)
    commands = ["pause", "resume", "skip", "back", "repeat", "extend", "hurt", "cancel", "ease", "resume"]
    commands += [f"answer {hurt}" for hurt in Hurt] + [f"advance {ms}" for ms in (1, 400, 1_000, 3_500, 9_999, 12_000)]
    return {f"random {n}": ", ".join(["resume", *rng.choices(commands, k=length)]) for n in range(count)}


def run(script: str) -> list[dict[str, object]]:
    """Each command with the state, the cues and the notes that came of it."""
    state = at(TIMELINE, 0)
    told = []
    for command in script.split(", "):
        change = obey(state, command)
        state = change.state
        told.append(
            {
                "do": command,
                "position_ms": state.position_ms,
                "phase": state.phase.value,
                "remaining_ms": state.remaining_ms,
                "wait_ms": state.wait_ms,
                "cues": [cue.text for cue in change.cues],
                "notes": [
                    {
                        "kind": note.kind.value,
                        "position_ms": note.position_ms,
                        "movement": note.movement,
                        "hurt": note.hurt and note.hurt.value,
                        "extra_ms": note.extra_ms,
                    }
                    for note in change.notes
                ],
            }
        )
    return told


def obey(state: Playback, command: str) -> Change:
    """Carry out one command of a script."""
    match command.split():
        case ["advance", ms]:
            return state.advance(int(ms))
        case ["resumed", ms]:
            return Change(resumed(state.timeline, int(ms)))
        case ["answer", hurt]:
            return state.answer(Hurt(hurt))
        case [name]:
            change: Change = getattr(state, name)()
            return change
    raise AssertionError(command)


def text() -> str:
    """The file's content."""
    timeline = {**wire.timeline(TIMELINE), "starts": list(TIMELINE.starts)}
    scripts = {name: run(script) for name, script in (SCRIPTS | random_scripts()).items()}
    return json.dumps({"timeline": timeline, "scripts": scripts}, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
