"""What there is to see of a playback at one moment: worked out from the place in the timeline. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from unkink.language import mark, text, within
from unkink.model.timeline import Channel, Kind, Segment
from unkink.model.words import Side
from unkink.tell import breaths, exactly

if TYPE_CHECKING:
    from unkink.model.catalogue import Catalogue
    from unkink.model.movement import Movement
    from unkink.model.play import Play
    from unkink.model.programme import Step
    from unkink.playback import Playback

DOING = {
    Kind.TRANSITION: mark("Change position"),
    Kind.PREPARE: mark("Get ready"),
    Kind.HOLD: mark("Hold"),
    Kind.REP: mark("Go on"),
    Kind.BREATHE: mark("Breathe"),
    Kind.REST: mark("Rest"),
    Kind.SWITCH: mark("Change sides"),
}
_WORK = (Kind.REP, Kind.BREATHE)
_IN_MINUTES_S = 100


class Breath(NamedTuple):
    """Where the breath is: in or out, how full the lungs are (0 to 1), and seconds left of this half."""

    inward: bool
    full: float
    left_s: int


@dataclass(frozen=True, slots=True)
class View:
    """One moment. `count` is the large figure, `of` what it counts towards; `step` counts from 1.

    `current` is the instruction that is being said, -1 where none is; `done` is how much of the segment is over (0 to
    1).
    """

    name: str
    way: str
    position: str
    step: int
    steps: int
    side: Side
    doing: str
    count: str
    of: str
    tally: str
    breath: Breath | None
    instructions: tuple[str, ...]
    current: int
    caption: str
    next: str
    done: float
    left_ms: int


@dataclass(frozen=True, slots=True)
class Scene:
    """A routine as it will be shown: what stays the same from moment to moment."""

    ready: "Play"
    catalogue: "Catalogue"
    by_step: tuple[tuple[Segment, ...], ...] = field(init=False)

    def __post_init__(self) -> None:
        segments = self.ready.timeline.segments
        steps = range(len(self.ready.timeline.starts))
        object.__setattr__(self, "by_step", tuple(tuple(s for s in segments if s.step == step) for step in steps))

    def movement(self, step: int) -> "Movement":
        """The movement of a step."""
        return self.catalogue.movements[self.ready.routine.steps[step].movement]

    def at(self, state: "Playback") -> View:
        """What there is to see."""
        index, segment = state.index, state.segment
        step = self.ready.routine.steps[segment.step]
        movement = self.movement(segment.step)
        own = self.by_step[segment.step]
        counting = segment.kind in _WORK
        times = _times(own, segment)
        caption = _last_words(state)
        instructions = self._instructions(movement, own, segment)
        remaining = state.remaining_ms
        length = segment.end_ms - segment.start_ms + state.extra.get(index, 0)
        return View(
            name=movement.name,
            way=_way(movement, step),
            position=self.catalogue.vocabulary.positions[movement.position].name,
            step=segment.step + 1,
            steps=len(self.by_step),
            side=segment.side,
            doing=text(DOING[segment.kind]),
            count=str(segment.rep) if counting else countdown(remaining),
            of=text("of {n}", n=times) if counting else "",
            tally=_tally(own, segment, times),
            breath=_breath(state) if counting else None,
            instructions=instructions,
            current=-1 if counting or caption not in instructions else instructions.index(caption),
            caption=caption,
            next=self._next(index),
            done=1 - remaining / length if length else 1,
            left_ms=state.timeline.duration_ms - state.position_ms + sum(state.extra.values()),
        )

    @staticmethod
    def _instructions(movement: "Movement", own: Sequence[Segment], segment: Segment) -> tuple[str, ...]:
        """The steps for the side that works; a movement that alternates is told once, for the side that begins."""
        alternates = own[0].side is Side.BOTH
        side = Side.LEFT if alternates else segment.side
        return tuple(each.for_side(side) for each in movement.steps)

    def _next(self, index: int) -> str:
        """What comes after this stretch of work, in a few words."""
        segments = self.ready.timeline.segments
        here = segments[index]
        for there in segments[index + 1 :]:
            told = self._news(here, there) if there.step == here.step else self._change_to(here.step, there.step)
            if told:
                return told
        return text("the end of the routine")

    def _change_to(self, before: int, after: int) -> str:
        movement = self.movement(after)
        if self.movement(before).position == movement.position:
            return movement.name
        return f"{movement.name} ({within(self.catalogue.vocabulary.positions[movement.position].name)})"

    def _news(self, here: Segment, there: Segment) -> str:
        """What is new about a later segment of the same step; empty where it only goes on."""
        if there.kind is here.kind and there.kind is not Kind.HOLD and there.set == here.set:
            return ""
        lasts = exactly(round((there.end_ms - there.start_ms) / 1_000))
        told = {
            Kind.HOLD: text("hold {time}", time=lasts),
            Kind.REST: text("rest {time}", time=lasts),
            Kind.SWITCH: text("the right side") if there.side is Side.RIGHT else text("the left side"),
            Kind.PREPARE: text("get ready") if here.kind is Kind.TRANSITION else text("the other direction"),
        }
        return self._amount(there) if there.kind in _WORK else told.get(there.kind, "")

    def _amount(self, there: Segment) -> str:
        count = _times(self.by_step[there.step], there)
        if _exhale_at(self.ready, there) is not None:
            return breaths(count)
        return text("once") if count == 1 else text("{n} times", n=count)


def countdown(ms: int) -> str:
    """Seconds as a count-down: "23"; from 100 on in minutes: "2:45"."""
    seconds = max(0, math.ceil(ms / 1_000))
    return str(seconds) if seconds < _IN_MINUTES_S else f"{seconds // 60}:{seconds % 60:02}"


def _way(movement: "Movement", step: "Step") -> str:
    form = movement.form(step.form) if step.form else None
    return within(form.name) if form else ""


def _times(own: Sequence[Segment], segment: Segment) -> int:
    """How many there are of such a segment in its set."""
    return max(each.rep for each in own if each.kind is segment.kind and each.set == segment.set)


def _tally(own: Sequence[Segment], segment: Segment, times: int) -> str:
    """Which set and which hold, where there are several: "set 2 of 3"."""
    sets = max(each.set for each in own)
    told: list[str] = []
    if segment.set and sets > 1:
        told.append(text("set {n} of {all}", n=segment.set, all=sets))
    if segment.kind is Kind.HOLD and times > 1:
        told.append(text("{n} of {all}", n=segment.rep, all=times))
    return ", ".join(told)


def _last_words(state: "Playback") -> str:
    """What was said or shown last, within the present step."""
    start = state.timeline.starts[state.segment.step]
    for cue in reversed(state.timeline.cues[: state.next_cue]):
        if cue.at_ms < start:
            break
        if cue.channel is not Channel.SOUND:
            return cue.text
    return ""


def _exhale_at(ready: "Play | Playback", segment: Segment) -> int | None:
    """When the breath turns outward in a segment; None where the breath is not led."""
    for cue in ready.timeline.cues:
        if cue.at_ms >= segment.end_ms:
            break
        if cue.at_ms >= segment.start_ms and cue.channel is Channel.SOUND and cue.text == "exhale":
            return cue.at_ms
    return None


def _breath(state: "Playback") -> Breath | None:
    segment, position = state.segment, state.position_ms
    turn = _exhale_at(state, segment)
    if turn is None:
        return None
    inward = position < turn
    start, end = (segment.start_ms, turn) if inward else (turn, segment.end_ms)
    left = turn - position if inward else state.remaining_ms
    part = min(1.0, max(0.0, (position - start) / (end - start)))
    eased = (1 - math.cos(math.pi * part)) / 2  # slow at both turns, as lungs are
    return Breath(inward, eased if inward else 1 - eased, math.ceil(left / 1_000))
