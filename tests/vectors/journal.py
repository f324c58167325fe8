"""Sessions as events, and what is read from them; the browser reads them too, for what it has not sent yet.

Run `python -m tests.vectors.journal` to write journal.json anew.
"""

import json
import random
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from tests.stories import tell
from unkink import wire
from unkink.journal import fold
from unkink.model.session import Event, EventKind, Hurt, Pain

FILE = Path(__file__).with_name("journal.json")
SESSION = UUID("0198c0de-0000-7000-8000-000000000000")
NAME = "Upper back"

STORIES = {
    "a whole session": """
        0:00 started upper-back-nine +childs-pose-between
        0:05 pain-before 6/lower-back 4
        0:06 reached cat-cow @0
        0:30 hurt thread-the-needle mild @24000
        0:40 hurt thread-the-needle gone @24000
        0:50 extended thread-the-needle @34000
        1:10 skipped childs-pose @54000
        2:00 finished sphinx @110000
        2:10 pain-after 3/lower-back
        """,
    "left in the middle": "0:00 started neck-easy\n0:05 reached chin-tuck @5000\n0:09 paused chin-tuck @9000",
    "a rating is no place": "0:00 started neck-easy\n0:09 paused chin-tuck @9000\n0:10 pain-before 5/neck",
    "the later rating counts": "0:00 started neck-easy\n0:01 pain-before 8\n0:03 pain-before 5/neck",
    "once stopped, stopped": "0:00 started neck-easy\n0:05 stopped chin-tuck @5000\n0:07 finished chin-tuck @9000",
    "sharp pain ends it": "0:00 started neck-easy\n0:05 hurt chin-tuck sharp @5000\n0:06 reached chin-tuck @6000",
    "the next morning ends it": "0:00 started neck-easy\n9:05 pain-next-day 4/neck",
    "a clock that was set back": "5:00 started neck-easy\n0:10 reached chin-tuck @8000",
    "nothing without a beginning": "0:10 reached chin-tuck @8000",
}


def random_stories(count: int = 30, length: int = 12) -> dict[str, list[Event]]:
    """Events in every order; the seed is fixed, so that they are the same everywhere."""
    rng = random.Random(8420)
    (start,) = tell("1:00 started neck-easy", SESSION)
    stories = {}
    for number in range(count):
        events = [start]
        for _ in range(length):
            kind = rng.choice([kind for kind in EventKind if kind is not EventKind.STARTED])
            hurt = rng.choice([Hurt.MILD, Hurt.GONE, Hurt.STAYS]) if kind is EventKind.HURT else None
            pain = (Pain(rng.randrange(11)),) if kind.value.startswith("pain") else ()
            at, place = start.at + rng.randrange(-5, 50) * 1_000, rng.randrange(99) * 1_000
            movement = None if pain else rng.choice(["cat-cow", "chin-tuck"])
            event = Event(SESSION, SESSION, kind, at, place, movement=movement, hurt=hurt, pain=pain)
            events.append(event)
        stories[f"random {number}"] = events
    return stories


def vectors() -> list[dict[str, object]]:
    """Each story with its events, in the order in which they came in, and the session that they tell."""
    told = {name: tell(text, SESSION) for name, text in STORIES.items()} | random_stories()
    made: list[dict[str, object]] = []
    for name, events in told.items():
        # Ids that are the same everywhere.
        named = [replace(event, id=UUID(int=SESSION.int + number)) for number, event in enumerate(events)]
        session = fold(named)
        made.append(
            {
                "name": name,
                "events": [wire.event(event) for event in named],
                "session": session and wire.session(session, NAME),
            }
        )
    return made


def text() -> str:
    """The file's content."""
    return json.dumps(vectors(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
