"""The player on the whole screen (Textual). It decides nothing: keys go to the run, and the run to the screens."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from unkink.language import text
from unkink.model.session import Pain
from unkink.playback import Phase, Playback
from unkink.terminal import around, commands
from unkink.terminal.bells import rings
from unkink.terminal.clock import LOOK_S, Clock
from unkink.terminal.playing import Playing
from unkink.terminal.run import Run
from unkink.terminal.screens import After, Asking, Before, Help, Stopped
from unkink.terminal.theme import DARK, LIGHT, fitting
from unkink.terminal.view import countdown

if TYPE_CHECKING:
    from uuid import UUID

    from unkink.model.play import Play
    from unkink.service import Unkink
    from unkink.terminal.commands import Answer


def play(service: "Unkink", ready: "Play", *, speed: float, session: "UUID | None") -> int:
    """Play on the screen, to the end or until the person leaves; then say in a few lines how it went."""
    run = Run(service, ready, clock=Clock(speed), session=session)
    app = Player(run)
    app.run()
    for line in around.how_it_ended(run):
        print(line)
    if app.failure:
        raise app.failure
    return 0


class Player(App[None]):
    """Leads a person through a run: before, playing (with questions over it), after."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,ctrl+q", "leave_at_once", priority=True),
        Binding("d,D", "other_light"),
    ]

    def __init__(self, led: Run) -> None:
        super().__init__()
        self.led = led
        self.playing = Playing(led)
        self.asking: Asking | None = None
        self.asked: Phase | None = None
        self.leaving = False
        self.muted = False
        self.failure: Exception | None = None
        for theme in (LIGHT, DARK):
            self.register_theme(theme)
        self.theme = fitting()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of ours that a theme of Textual's does not have."""
        return DARK.variables

    def on_mount(self) -> None:
        """A session that was left waits for a key where it was; a new one begins with what to have ready."""
        self.set_interval(LOOK_S, self.look)
        if self.led.earlier:
            self.led.clock.start()
            self.push_screen(self.playing)
        else:
            self.push_screen(Before(self.led), self.begin)

    def begin(self, pain: tuple[Pain, ...] | None) -> None:
        """Start, or leave where the person would not."""
        if pain is None:
            self.exit()
            return
        self.push_screen(self.playing)
        self.led.begin(pain)

    # As time passes

    def look(self) -> None:
        """Let time pass, ring, and show what has changed."""
        if self.playing not in self.screen_stack or self.led.over:
            return
        cues = self.led.tick()
        if rings(cues, self.led.state.position_ms) and not self.muted:
            self.bell()
        self.follow()

    def follow(self) -> None:
        """Let the screens follow the run: questions come and go, and the end comes once."""
        phase = self.led.state.phase
        if self.playing.is_mounted:
            self.playing.show()
        if phase is not self.asked:
            if phase is Phase.ASKING_AGAIN and not self.muted:
                self.bell()
            self._ask(phase)
        if self.asking and phase is Phase.WAITING:
            self.asking.count_down(countdown(self.led.state.wait_ms))
        if self.led.over:
            self._end(sharp=phase is Phase.STOPPED and not self.leaving)

    def _ask(self, phase: Phase) -> None:
        if self.asking and self.asking.is_current:
            self.asking.dismiss(None)
        self.asking, self.asked = None, phase
        if question := commands.QUESTIONS.get(phase):
            forms = around.easier(self.led) if phase is Phase.CHOOSING else ()
            self.asking = Asking(question, forms, counts=phase is Phase.WAITING)
            self.push_screen(self.asking, self.obey)

    def obey(self, answer: "Answer | None") -> None:
        """Take the answer to a question."""
        if answer:
            self.led.do(answer.command)
            self.follow()

    def _end(self, *, sharp: bool) -> None:
        if sharp:
            self.push_screen(Stopped(self.led), lambda _: self._after())
        else:
            self._after()

    def _after(self) -> None:
        self.push_screen(After(self.led), self._rated)

    def _rated(self, pain: tuple[Pain, ...] | None) -> None:
        self.led.rate(pain or ())
        self.exit()

    # Keys

    def action_act(self, action: str) -> None:
        """Do what a key of the player stands for."""
        match action:
            case "toggle":
                self.led.toggle()
            case "mute":
                self.muted = not self.muted
                self.notify(text("Bells are off.") if self.muted else text("Bells are on."), timeout=2)
            case "help":
                self.push_screen(Help())
            case "leave":
                self._leave()
            case _:
                self.led.do(commands.COMMANDS[action])
        self.follow()

    def _leave(self) -> None:
        was_playing = self.led.state.phase is Phase.PLAYING
        self.led.leave()

        def answered(answer: "Answer | None") -> None:
            if answer is None or answer.key == "c":
                if was_playing:
                    self.led.do(Playback.resume)
            elif answer.key == "l":
                self.action_leave_at_once()
            else:
                self.leaving = True
                self.led.do(answer.command)
            self.follow()

        self.push_screen(Asking(commands.LEAVING), answered)

    def action_leave_at_once(self) -> None:
        """Leave, so that it can be gone on with."""
        self.led.leave()
        self.exit()

    def action_other_light(self) -> None:
        """Dark instead of light, or the other way round."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    # What goes wrong inside

    def _handle_exception(self, error: Exception) -> None:
        self.failure = error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End without Textual's page of traceback: the command line tells it in one line."""
        self._close_messages_no_wait()
