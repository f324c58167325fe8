"""Sessions as readable text, for every test that needs some."""

from uuid import UUID

from unkink.ids import uuid7
from unkink.model.session import Event, EventKind, Hurt, Pain
from unkink.model.timeline import Pacing
from unkink.model.words import Chattiness

BEGINNING = 1_760_000_000_000  # 9 October 2025
SLOW = Pacing(pace=80, prepare_ms=12_000, chatty=Chattiness.CHANGES)


def tell(text: str, session: UUID | None = None) -> list[Event]:
    """Events of one session from lines such as "1:05 reached cat-cow @60000".

    A line has minute and second, kind, then what goes with the kind: routine or movement, "@" and the position in ms,
    an answer to "that hurts", ratings such as "4" or "6/neck", and for `started` choices such as "+childs-pose".
    """
    session = session or uuid7()
    return [_event(line.split(), session) for line in text.strip().splitlines()]


def _event(words: list[str], session: UUID) -> Event:
    clock, kind = words[0], EventKind(words[1])
    minute, second = clock.split(":")
    rest = words[2:]
    names = [word for word in rest if word[0] not in "@+" and not word[0].isdigit()]
    hurt = Hurt(names.pop()) if kind is EventKind.HURT else None
    name = names[0] if names else None
    started = kind is EventKind.STARTED
    return Event(
        id=uuid7(),
        session=session,
        kind=kind,
        at=BEGINNING + int(minute) * 60_000 + int(second) * 1_000,
        position_ms=next((int(word[1:]) for word in rest if word[0] == "@"), 0),
        routine=name if started else None,
        choices=tuple(word[1:] for word in rest if word[0] == "+"),
        pacing=SLOW if started else None,
        movement=None if started else name,
        hurt=hurt,
        pain=tuple(_pain(word) for word in rest if word[0].isdigit()),
        extra_ms=10_000 if kind is EventKind.EXTENDED else None,
    )


def _pain(word: str) -> Pain:
    nrs, _, region = word.partition("/")
    return Pain(int(nrs), region or None)
