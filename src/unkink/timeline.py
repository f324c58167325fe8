"""A routine with every moment fixed: segments and cues in whole ms. Pure: the same input gives the same timeline.

Pace stretches what the body moves through (changing position, getting ready, changing sides, the tempo of reps);
holds, rests and the breath are doses and stay as they are.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from operator import itemgetter

from unkink.model.catalogue import Catalogue, Position
from unkink.model.dose import Dose
from unkink.model.movement import Direction, Movement, sided
from unkink.model.programme import Routine, Step
from unkink.model.timeline import Channel, Cue, Kind, Pacing, Segment, Timeline
from unkink.model.words import Chattiness, Mode, Side, Sides
from unkink.prose import listed

# Getting up or down takes about three seconds a level; turning over takes as long again.
TRANSITION_MS = 3_000
LEVEL_MS = 3_000
TURN_MS = 3_000
TURN_AROUND_MS = 6_000  # changing direction within a movement: stop, hear how, start again

# How long a calm voice takes, reckoned from above: no text of the catalogue takes ours longer (tests/voice holds it),
# and on average it is done a fifth sooner. By letters, as words are longer in German than in English.
SPEECH_MS = 400
LETTER_MS = 67
DIGIT_MS = 350
SENTENCE_MS = 620
COMMA_MS = 310

COUNTED_HOLD_MS = 10_000  # shorter holds are over before a count-down helps
LONG_HOLD_MS = 15_000
HALFWAY_HOLD_MS = 20_000
HALFWAY_REPS = 8
FEEL_AFTER_MS = 6_000
QUIET_MS = 3_000  # the end of a hold belongs to the body

# A third quicker than calling the named tuples: their own __new__ is Python, this one is C.
_cue = partial(tuple.__new__, Cue)
_segment = partial(tuple.__new__, Segment)

_COUNTED = (Mode.REPS, Mode.ROLL, Mode.ISOLATED)


def compile_timeline(routine: Routine, catalogue: Catalogue, pacing: Pacing | None = None) -> Timeline:
    """Fix every moment of a routine. Raises KeyError where a step's movement is not in the catalogue."""
    writer = _Writer(catalogue, pacing or Pacing())
    for step in routine.steps:
        writer.step(step)
    return writer.finish(routine.id)


@cache
def speech_ms(text: str) -> int:
    """How long a calm voice takes to say the text, at most, reckoned from its letters and pauses."""
    inside = text.rstrip()[:-1]  # what ends the text needs no pause after it
    return (
        SPEECH_MS
        + LETTER_MS * sum(map(str.isalpha, text))
        + DIGIT_MS * sum(map(str.isdigit, text))
        + SENTENCE_MS * sum(map(inside.count, ".!?…"))
        + COMMA_MS * sum(map(inside.count, ",;:"))
    )


def transition_ms(start: Position, end: Position) -> int:
    """How long a change of position takes at usual pace: by the levels climbed, and by turning over."""
    if start.id == end.id:
        return 0
    turn = TURN_MS if start.facing != end.facing else 0
    return TRANSITION_MS + LEVEL_MS * abs(start.level - end.level) + turn


@dataclass(frozen=True, slots=True)
class _Work:
    """A step as it is done: the movement, its dose, and what the form changes of position, mode and directions."""

    movement: Movement
    dose: Dose
    position: str
    mode: Mode
    directions: tuple[Direction, ...]
    index: int

    def blocks(self) -> Iterator[tuple[int, Side]]:
        """Set and side of each stretch of work without a break, in order."""
        sets = range(1, self.dose.sets + 1)
        if self.movement.sides is not Sides.EACH:
            yield from ((number, Side.BOTH) for number in sets)
        elif self.movement.timing.side_by_side:
            yield from ((number, side) for side in (Side.LEFT, Side.RIGHT) for number in sets)
        else:
            yield from ((number, side) for number in sets for side in (Side.LEFT, Side.RIGHT))


@dataclass(slots=True)
class _Writer:
    catalogue: Catalogue
    pacing: Pacing
    now: int = 0
    voice_free: int = 0
    position: Position | None = None
    segments: list[Segment] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    met: set[str] = field(default_factory=set)
    silent: bool = False

    def __post_init__(self) -> None:
        self.silent = self.pacing.chatty is Chattiness.TONES

    def paced(self, ms: int) -> int:
        """A time the body moves through, at this person's pace."""
        return ms * 100 // self.pacing.pace

    def segment(self, work: _Work, kind: Kind, length: int, side: Side, place: tuple[int, int] = (0, 0)) -> None:
        """Append a segment of that length; `place` is set and rep."""
        end = self.now + length
        self.segments.append(_segment((self.now, end, kind, work.movement.id, side, *place, work.index)))
        self.now = end

    def sound(self, name: str, at: int | None = None) -> None:
        self.cues.append(_cue((self.now if at is None else at, Channel.SOUND, name)))

    def show(self, text: str, at: int) -> None:
        self.cues.append(_cue((at, Channel.SHOW, text)))

    def say(self, text: str, at: int | None = None) -> None:
        """Say this now, or as soon as the voice is free: never earlier. With tones alone it is shown instead."""
        at = self.now if at is None else at
        if self.silent:
            self.show(text, at)
            return
        at = max(at, self.voice_free)
        self.cues.append(_cue((at, Channel.SAY, text)))
        self.voice_free = at + speech_ms(text)

    def say_in_time(self, at: int, end: int, *texts: str) -> None:
        """Say at that moment the first of the texts that is over by the end; none where the voice is still busy."""
        fitting = (text for text in texts if self.silent or at + speech_ms(text) <= end)
        text = next(fitting, None)
        if text and at >= self.voice_free:
            self.say(text, at)

    def phrase(self, key: str, side: Side | None = None, **words: str | int) -> str:
        text = self.catalogue.phrases[key]
        text = sided(text, side) if side else text
        return text.format(**words) if words else text

    def say_within(self, work: _Work, kind: Kind, length: int, side: Side, texts: list[str]) -> None:
        """A segment long enough to say the texts in, one after the other."""
        for text in texts:
            self.say(text)
        self.segment(work, kind, max(length, self.voice_free - self.now), side)

    # One step: change position, get ready, work.

    def step(self, step: Step) -> None:
        movement = self.catalogue.movements[step.movement]
        form = movement.form(step.form) if step.form else None
        work = _Work(
            movement,
            step.dose,
            (form and form.position) or movement.position,
            (form and form.mode) or movement.mode,
            (form.directions if form else ()) or movement.directions,
            len(self.starts),
        )
        self.starts.append(self.now)
        first_side = Side.LEFT if movement.sides is not Sides.BOTH else Side.BOTH
        shown = Side.BOTH if movement.sides is Sides.ALTERNATING else first_side
        self._change_position(work, shown)
        self._prepare(work, first_side, shown)
        for number, direction in enumerate(work.directions or (None,)):
            if direction and number:
                self.sound("switch")
                say = direction.say
                self.say_within(work, Kind.PREPARE, self.paced(TURN_AROUND_MS), shown, [say])
            self._work(work)
        self.met.add(movement.id)

    def _change_position(self, work: _Work, side: Side) -> None:
        """The way from the position before; nothing where it stays. A routine begins standing."""
        target = self.catalogue.vocabulary.positions[work.position]
        start = self.position or self.catalogue.vocabulary.positions["standing"]
        self.position = target
        length = self.paced(transition_ms(start, target))
        if not length:
            return
        key = "next" if work.index else "first"
        texts = [
            self.phrase(key, name=work.movement.name),
            *self._needed(work.movement),
            self.phrase("go_to", position=target.name),
        ]
        self.sound("rest")
        self.say_within(work, Kind.TRANSITION, length, side, texts)

    def _prepare(self, work: _Work, first_side: Side, shown: Side) -> None:
        """Getting into the movement: every step the first time (if wanted), later only the lead-in."""
        movement = work.movement
        texts: list[str] = []
        if not self.segments or self.segments[-1].step != work.index:
            key = "same_position" if work.index else "first"
            texts += [self.phrase(key, name=movement.name), *self._needed(movement)]
        new = movement.id not in self.met
        if movement.sides is Sides.EACH:
            texts.append(self.phrase("first_side", first_side))
        elif movement.sides is Sides.ALTERNATING:
            texts.append(self.phrase("in_turn", first_side))
        if new and self.pacing.chatty is Chattiness.STEPS:
            texts.extend(instruction.for_side(first_side) for instruction in movement.steps)
        else:
            texts.append(movement.lead_in.for_side(first_side))
        if work.directions:
            texts.append(work.directions[0].say)
        setup = movement.timing.setup_ms if new else 0
        self.say_within(work, Kind.PREPARE, self.paced(self.pacing.prepare_ms + setup), shown, texts)

    def _needed(self, movement: Movement) -> list[str]:
        """What to fetch, said before the body goes down, the first time."""
        if movement.id in self.met or not movement.props.required:
            return []
        things = [self.catalogue.vocabulary.props[prop].said for prop in movement.props.required]
        return [self.phrase("props", props=listed(things))]

    def _work(self, work: _Work) -> None:
        before: tuple[int, Side] | None = None
        for number, side in work.blocks():
            if before:
                self._between(work, before, (number, side))
            self._block(work, number, side, first=before is None)
            before = (number, side)

    def _between(self, work: _Work, before: tuple[int, Side], after: tuple[int, Side]) -> None:
        """Rest between sets and change of sides."""
        number, side = after
        new_set = number != before[0]
        if new_set and work.dose.rest_ms:
            self._rest(work, before[1], before[0])
        if side is not before[1]:
            texts = [self.phrase("switch", side)]
            if number == 1 and self.pacing.chatty is Chattiness.STEPS:
                texts.append(work.movement.lead_in.for_side(side))
            self.sound("switch")
            self.say_within(work, Kind.SWITCH, self.paced(work.movement.timing.switch_ms), side, texts)

    def _rest(self, work: _Work, side: Side, number: int, rep: int = 0) -> None:
        self.sound("rest")
        release, rest = work.movement.release, self.phrase("rest")
        self.say_in_time(self.now, self.now + work.dose.rest_ms, release.for_side(side) if release else rest, rest)
        self.segment(work, Kind.REST, work.dose.rest_ms, side, (number, rep))

    def _block(self, work: _Work, number: int, side: Side, *, first: bool) -> None:
        """One set on one side, without a break (but for rests between repeated holds)."""
        opens_set = side is not Side.RIGHT or work.movement.timing.side_by_side
        told = self.phrase("next_set", set=number, sets=work.dose.sets) if number > 1 and opens_set else None
        if work.mode is Mode.HOLD:
            self._holds(work, (number, side), told, first=first)
        elif work.mode in _COUNTED:
            self._reps(work, (number, side), told, first=first)
        else:
            self._breaths(work, (number, side), told, first=first)

    def _holds(self, work: _Work, block: tuple[int, Side], told: str | None, *, first: bool) -> None:
        number, side = block
        length = work.dose.hold_ms or 0
        times = work.dose.reps or 1
        for rep in range(1, times + 1):
            if rep > 1 and work.dose.rest_ms:
                self._rest(work, side, number, rep - 1)
            end = self.now + length
            quiet = end - QUIET_MS
            if first and rep == 1:
                self._begin_first_hold(work, length)
            else:
                self.say_in_time(
                    self.now, quiet, *([told] if told and rep == 1 else []), self.phrase("again" if rep > 1 else "hold")
                )
            self.sound("begin")
            if length >= HALFWAY_HOLD_MS:
                middle = self.now + (length + 1) // 2
                self.sound("halfway", middle)
                self.say_in_time(middle, quiet, self.phrase("halfway"))
            if length >= LONG_HOLD_MS:
                self.say_in_time(end - 5_000, quiet, self.phrase("last_five"))
            if length >= COUNTED_HOLD_MS:
                for left in range(5, 0, -1):
                    self.sound("count", end - left * 1_000)
            self.segment(work, Kind.HOLD, length, side, (number, rep))

    def _begin_first_hold(self, work: _Work, length: int) -> None:
        """Say how long, and once the body has settled, what should be felt (where there is time for it)."""
        every = self.pacing.chatty is Chattiness.STEPS
        time = self._time(length)
        keys = ("hold_long", "hold_for", "hold") if every else ("hold_for", "hold")
        self.say_in_time(self.now, self.now + length - QUIET_MS, *(self.phrase(key, time=time) for key in keys))
        if every and work.movement.id not in self.met:
            self.say_in_time(self.now + FEEL_AFTER_MS, self.now + length // 2, work.movement.feel.text)

    def _reps(self, work: _Work, block: tuple[int, Side], told: str | None, *, first: bool) -> None:
        number, side = block
        lengths = list(self._rep_lengths(work))
        count = len(lengths)
        end = self.now + sum(lengths)
        self.sound("begin")
        if told or first:
            self.say_in_time(self.now, end, told or self._amount(work, count))
        halfway = (count + 1) // 2 + 1
        alternating = work.movement.sides is Sides.ALTERNATING
        for rep, length in enumerate(lengths, 1):
            if alternating:
                side = Side.LEFT if rep % 2 else Side.RIGHT
            self.sound("rep")
            if rep == count and count > 2:  # noqa: PLR2004 (with one or two there is nothing to look forward to)
                self.say_in_time(self.now, end, self.phrase("last_rep"))
            elif rep == halfway and count >= HALFWAY_REPS:
                self.say_in_time(self.now, end, self.phrase("halfway"))
            self.segment(work, Kind.REP, length, side, (number, rep))

    def _rep_lengths(self, work: _Work) -> Iterator[int]:
        """The length of each rep: the tempo, or a dose in time shared out evenly in whole ms."""
        tempo = self.paced(work.dose.rep_ms or 0)
        if work.dose.reps:
            yield from (tempo for _ in range(work.dose.reps))
            return
        total = work.dose.hold_ms or 0
        count = max(1, round(total / tempo))
        if work.movement.sides is Sides.ALTERNATING:
            count += count % 2
        yield from (total * (rep + 1) // count - total * rep // count for rep in range(count))

    def _breaths(self, work: _Work, block: tuple[int, Side], told: str | None, *, first: bool) -> None:
        """Rounds of breath: in for one phase of the movement, out for the other."""
        number, side = block
        inhale, exhale = self.pacing.inhale_ms, self.pacing.exhale_ms
        count = work.dose.reps or max(1, round((work.dose.hold_ms or 0) / (inhale + exhale)))
        kind = Kind.BREATHE if work.mode is Mode.BREATH else Kind.REP
        phases = work.movement.phases
        inward = self.phrase("breathe_in", phase=phases.inhale if phases else "")
        outward = self.phrase("breathe_out", phase=phases.exhale if phases else "")
        guided = 0 if not first else 2 if self.pacing.chatty is Chattiness.STEPS else 1
        for rep in range(1, count + 1):
            turn = self.now + inhale
            self.sound("inhale")
            self.sound("exhale", turn)
            if rep <= guided:
                self.say_in_time(self.now, turn, inward, self.phrase("inhale"))
                self.say_in_time(turn, turn + exhale, outward, self.phrase("exhale"))
            else:
                if told and rep == 1:
                    self.say_in_time(self.now, turn, told)
                elif rep == count and count > guided + 1:
                    self.say_in_time(self.now, turn, self.phrase("last_breath"))
                self.show(inward, self.now)
                self.show(outward, turn)
            self.segment(work, kind, inhale + exhale, side, (number, rep))

    def _amount(self, work: _Work, count: int) -> str:
        """How many, or for how long where the dose is in time."""
        if work.dose.reps:
            return self.phrase("count", count=count)
        return self.phrase("for_time", time=self._time(work.dose.hold_ms or 0))

    def _time(self, ms: int) -> str:
        """A length of time as it is said: whole minutes as minutes."""
        minutes, rest = divmod(ms // 1_000, 60)
        if rest or not minutes:
            return self.phrase("seconds", count=ms // 1_000)
        return self.phrase("one_minute") if minutes == 1 else self.phrase("minutes", count=minutes)

    def finish(self, routine: str) -> Timeline:
        """The timeline, with its last words at the very end and its cues in order."""
        self.sound("end")
        self.say(self.phrase("finished"))
        self.cues.sort(key=itemgetter(0))
        return Timeline(routine, self.now, tuple(self.segments), tuple(self.cues), tuple(self.starts))
