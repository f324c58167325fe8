"""The plain player: one line a cue, for pipes, screen readers and whoever likes it quiet."""

import contextlib
import io
import shutil
import sys
import textwrap
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from unkink.language import mark, sentences, text, within
from unkink.model.session import Pain
from unkink.model.timeline import Channel, Cue
from unkink.playback import Phase, Playback
from unkink.tell import clock
from unkink.terminal import around, commands
from unkink.terminal.bells import rings
from unkink.terminal.clock import LOOK_S, Clock
from unkink.terminal.keyboard import END, Keyboard
from unkink.terminal.run import Run

if TYPE_CHECKING:
    from uuid import UUID

    from unkink.model.play import Play
    from unkink.service import Unkink

GOING_ON = mark("Going on.")

SKIPS = mark("Enter skips:")
COMMAS = mark("Commas between several.")

# A tone is told as a word where the voice had no time for it, and it changes what the body does.
WORDS = {
    "begin": mark("Begin."),
    "switch": mark("Change sides."),
    "halfway": mark("Halfway."),
    "rest": mark("Rest."),
}


def play(service: "Unkink", ready: "Play", *, speed: float, session: "UUID | None") -> int:
    """Play in lines, to the end or until the person leaves."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a sign that a pipe's encoding lacks must not end the routine
    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    lines = Lines(Run(service, ready, clock=Clock(speed), session=session), Keyboard() if terminal else None)
    with contextlib.suppress(KeyboardInterrupt):
        lines.play()
    lines.end()
    return 0


class Lines:
    """A run told line by line; without a keyboard nothing is asked, and it runs through."""

    def __init__(self, run: Run, keyboard: Keyboard | None) -> None:
        self.run = run
        self.keyboard = keyboard
        self.phase = run.state.phase
        self.trouble = ""
        self.muted = False
        self.leaving = False
        self.was_playing = False
        self.left = False

    # From beginning to end

    def play(self) -> None:
        """Everything until it is over or left. Raises KeyboardInterrupt on Ctrl-C."""
        run, catalogue = self.run, self.run.service.catalogue
        say(f"{run.ready.routine.name}. {around.what_it_is(run.ready)}.")
        pain: Sequence[Pain] = ()
        if run.earlier:
            say(around.where_it_stands(run))
        else:
            for line in (*around.what_to_have(run.ready, catalogue), text(around.CAREFUL)):
                say(line)
            pain = self.ask_pain(around.NOW)
        if self.keyboard:
            self.help()
        run.begin(pain)
        self.phase = run.state.phase
        with self.keyboard or contextlib.nullcontext():
            while not (run.over or self.left):
                self.turn()

    def turn(self) -> None:
        """One look at the clock and at the keyboard."""
        self.give(self.run.tick())
        self.tell_changes()
        if self.run.over:
            return
        if self.keyboard is None:
            time.sleep(self.wait_s())
        elif key := self.keyboard.get(self.wait_s()):
            self.press(key)
            self.tell_changes()

    def wait_s(self) -> float:
        """Until the next cue, but never long."""
        state = self.run.state
        if state.phase is not Phase.PLAYING or state.next_cue >= len(state.timeline.cues):
            return LOOK_S
        due = state.timeline.cues[state.next_cue].at_ms - state.position_ms
        return min(LOOK_S, max(0.001, due / 1_000 / self.run.clock.speed))

    def end(self) -> None:
        """How it went; after a routine that is over also how it feels now."""
        run = self.run
        if not run.over:
            run.leave()
        elif self.keyboard:
            with contextlib.suppress(KeyboardInterrupt):
                run.rate(self.ask_pain(around.AFTER))
        for line in around.how_it_ended(run):
            print(line)  # never wrapped: there may be a command in it to copy

    # Cues

    def give(self, cues: Sequence[Cue]) -> None:
        """Words as lines; tones as one bell, or as a word where nothing else tells of that moment."""
        told = {cue.at_ms for cue in cues if cue.channel is not Channel.SOUND}
        for cue in cues:
            if cue.channel is not Channel.SOUND:
                say(f"{clock(cue.at_ms)}  {cue.text}")
            elif cue.text in WORDS and cue.at_ms not in told:
                say(f"{clock(cue.at_ms)}  {text(WORDS[cue.text])}")
        if rings(cues, self.run.state.position_ms):
            self.ring()

    def ring(self) -> None:
        """The terminal's bell, where somebody may hear it."""
        if self.keyboard and not self.muted:
            print("\a", end="", flush=True)

    def tell_changes(self) -> None:
        """What nobody pressed a key for: sleep, trouble with the journal, the end of a wait."""
        run = self.run
        if run.slept:
            say(text(around.SLEPT))
            if self.keyboard:
                self.keyboard.listen()
            else:
                run.do(Playback.resume)
        trouble = run.recorder.trouble
        if trouble != self.trouble:
            warn(sentences(trouble, text("The routine goes on.")) if trouble else text(around.SAVED))
            self.trouble = trouble
        if run.state.phase is not self.phase:
            self.phase = run.state.phase
            self.tell_phase()

    def tell_phase(self) -> None:
        """Where the playback stands now, and which keys there are."""
        match self.phase:
            case Phase.PAUSED if not self.leaving:
                say(text("Paused at {time}. Space goes on.", time=clock(self.run.state.position_ms)))
            case Phase.STOPPED if not self.leaving:
                for line in (*commands.STOP, *commands.WARNINGS):
                    say(text(line))
            case phase if question := commands.QUESTIONS.get(phase):
                if phase is Phase.ASKING_AGAIN:
                    self.ring()
                asks, answers = commands.told(question)
                forms = around.easier(self.run) if phase is Phase.CHOOSING else ()
                for line in (asks, *(text("Easier. {form}", form=form) for form in forms), answers):
                    say(line)
            case _:
                pass

    # Keys

    def press(self, key: str) -> None:
        """Obey a key."""
        if key == END:
            self.left = True
        elif self.leaving:
            self.answer_leaving(key)
        elif question := commands.QUESTIONS.get(self.run.state.phase):
            wanted = "c" if key == "escape" else key
            for answer in question.answers:
                if answer.key == wanted and self.run.do(answer.command) and self.run.state.phase is Phase.PLAYING:
                    say(text(GOING_ON))
        elif action := commands.action_of(key):
            self.act(action)

    def act(self, action: str) -> None:
        """Do what a key of the player stands for."""
        run, name = self.run, self.name()
        match action:
            case "toggle":
                run.toggle()
                if run.state.phase is Phase.PLAYING:
                    say(text(GOING_ON))
            case "leave":
                self.was_playing = run.state.phase is Phase.PLAYING
                self.leaving = True
                run.do(Playback.pause)
                for line in commands.told(commands.LEAVING):
                    say(line)
            case "mute":
                self.muted = not self.muted
                say(text("Bells are off.") if self.muted else text("Bells are on."))
            case "help":
                self.help()
            case _ if run.do(commands.COMMANDS[action]):
                self.confirm(action, name)

    def confirm(self, action: str, before: str) -> None:
        """Say that a command was heard; `before` is the movement it was given in."""
        told = {
            "skip": text("Skipped {movement}.", movement=before),
            "back": text("Back to {movement}.", movement=self.name()),
            "repeat": text("{movement}, once more.", movement=self.name()),
            "extend": text("Ten seconds more."),
        }
        if action in told:
            say(told[action])

    def answer_leaving(self, key: str) -> None:
        """Leave, end, or stay."""
        if key == "l":
            self.left = True
        elif key == "e":
            self.run.do(Playback.stop)
        elif key in ("c", "q", "escape", "space"):
            self.leaving = False
            if self.was_playing:
                self.run.do(Playback.resume)
                say(text(GOING_ON))
            self.phase = self.run.state.phase

    def name(self) -> str:
        """The present movement."""
        return self.run.service.catalogue.movements[self.run.state.segment.movement].name

    def help(self) -> None:
        """The keys, in one line."""
        keys = ", ".join(f"{key.shown} {text(key.short)}" for key in commands.KEYS)
        say(text("Keys: {keys}.", keys=keys))

    # Pain

    def ask_pain(self, question: str) -> tuple[Pain, ...]:
        """A rating and where, typed; nothing without a keyboard, on Enter, or at the end of input."""
        if self.keyboard is None:
            return ()
        try:
            while typed := input(f"{text(question)} {text(SKIPS)} ").strip():
                nrs = around.read_nrs(typed)
                if nrs is not None:
                    return around.ratings(nrs, self.ask_places() if nrs else ())
                say(text("A whole number from 0 to 10, please."))
        except EOFError:
            say("")
        return ()

    def ask_places(self) -> list[str]:
        """Where it hurts; nothing is all in all."""
        terms = around.where_it_can_hurt(self.run.service.catalogue)
        offer = ", ".join(f"{number} {within(term.name)}" for number, term in enumerate(terms, 1))
        while True:
            typed = input(f"{text(around.WHERE)} {offer}. {text(COMMAS)} {text(SKIPS)} ")
            found, unknown = around.read_places(typed, terms)
            if not unknown:
                return found
            say(text("Not a place in the list: {places}.", places=", ".join(unknown)))


def say(line: str) -> None:
    """One line, seen at once; in a terminal that is too narrow for it, no word is torn."""
    if sys.stdout.isatty():
        columns = shutil.get_terminal_size().columns
        line = textwrap.fill(line, columns, break_long_words=False, break_on_hyphens=False)
    print(line, flush=True)


def warn(line: str) -> None:
    """One line that is not of the routine."""
    print(line, file=sys.stderr, flush=True)
