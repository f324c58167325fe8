"""The screen of the player: the count, the side, what to do, what comes next, and how far it is."""

import sys
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from unkink import figures, places
from unkink.language import sentences, text
from unkink.model.words import Side
from unkink.playback import Phase
from unkink.tell import clock
from unkink.terminal import around
from unkink.terminal.commands import KEYS
from unkink.terminal.drawing import Outline, outline
from unkink.terminal.view import Scene, View
from unkink.terminal.widgets import Bar, Count, Drawing, Steps

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult

    from unkink.terminal.run import Run

_FIRST = ("toggle", "hurt", "leave", "help")
_TEXTS = ("routine", "place", "name", "left", "right", "doing", "of", "caption", "next", "trouble", "keys")
_PLACES = {Side.LEFT: "left", Side.RIGHT: "right", Side.BOTH: "center"}


class Playing(Screen[None]):
    """Shows a run; what its keys do, the app does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            ",".join({*key.keys, *(each.upper() for each in key.keys if len(each) == 1)}), f"app.act('{key.action}')"
        )
        for key in KEYS
    ]
    # Below 64 columns the steps have no room beside the count; from 100 on the drawing has a column of its own.
    # Below 30 rows every line counts.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (64, "-wide"), (100, "-broad")]  # noqa: RUF012 (declared so by Textual)
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012 (as above)

    def __init__(self, run: "Run") -> None:
        super().__init__()
        self.run = run
        self.scene = Scene(run.ready, run.service.catalogue)
        # Held here and not looked up: a last look may come when the screen is being taken down.
        self.count, self.drawing, self.steps = Count(), Drawing(), Steps()
        self.part, self.whole = Bar(id="part"), Bar(id="whole")
        self.texts = {place: Static(id=place) for place in _TEXTS}
        self.shown: dict[str, str] = {}

    def compose(self) -> "ComposeResult":
        """From top to bottom: where, what, which side, the count beside the steps, the words, what is next."""
        texts = self.texts
        yield Horizontal(texts["routine"], texts["place"], id="head")
        yield texts["name"]
        yield Horizontal(texts["left"], texts["right"], id="band")
        with Horizontal(id="body"):
            yield Vertical(texts["doing"], self.count, texts["of"], self.part, id="figure")
            # What rows the steps leave are the drawing's.
            yield Vertical(self.drawing, self.steps, id="how")
        yield texts["caption"]
        yield texts["next"]
        yield self.whole
        yield texts["trouble"]
        yield texts["keys"]

    def on_mount(self) -> None:
        """Nothing is empty at first."""
        self.show()

    def on_resize(self) -> None:
        """How many keys are told depends on the width."""
        self.call_after_refresh(self.show)

    def show(self) -> None:
        """Bring everything up to this moment; only what has changed is drawn."""
        state = self.run.state
        view = self.scene.at(state)
        paused = state.phase is Phase.PAUSED
        self.set_class(paused, "-paused")
        for side in Side:
            self.set_class(view.side is side, f"-{side}")
        self._head(view)
        self.count.text, self.count.align_to = view.count, _PLACES[view.side]
        self._write("doing", text("Paused: space goes on") if paused else _doing(view))
        self._write("of", ", ".join(filter(None, (view.of, view.tally))))
        self._bars(view)
        self._draw(view)
        self.steps.texts, self.steps.current = view.instructions, view.current
        self._write("caption", self._caption(view))
        self._write("next", text("Next: {what}", what=view.next))
        trouble = self.run.recorder.trouble
        self.texts["trouble"].display = bool(trouble)
        self._write("trouble", sentences(trouble, text("The routine goes on.")))
        self._write("keys", self._keys())

    def _head(self, view: View) -> None:
        self._write("routine", self.run.ready.routine.name)
        self._write("place", text("{n} of {all}, {time} left", n=view.step, all=view.steps, time=clock(view.left_ms)))
        self._write("name", f"{view.name}, {view.way}" if view.way else view.name)
        self._write("left", text("◀ LEFT") if view.side is Side.LEFT else "")
        self._write("right", text("RIGHT ▶") if view.side is Side.RIGHT else "")

    def _bars(self, view: View) -> None:
        led = view.breath is not None and self.app.animation_level != "none"
        self.part.breathing = led
        # Rounded: what is no column more is not drawn again.
        self.part.part = round(view.breath.full if led and view.breath else view.done, 2)
        self.whole.part = round(self.run.state.position_ms / self.run.ready.timeline.duration_ms, 3)

    def _draw(self, view: View) -> None:
        step = self.run.ready.routine.steps[view.step - 1]
        drawn = pose(places.figures() / "lines", step.movement, step.form) if can_draw() else ()
        self.drawing.outline, self.drawing.mirrored = drawn, view.side is Side.RIGHT
        self.set_class(bool(drawn), "-drawn")

    def _caption(self, view: View) -> str:
        if self.run.slept:
            return text(around.SLEPT)
        if self.run.earlier and not self.run.begun:
            return around.where_it_stands(self.run)
        return view.caption

    def _keys(self) -> str:
        """The keys, as far as one line has room; always those that matter most."""
        line = "  ".join(f"{key.shown} {text(key.short)}" for key in KEYS if key.action != "mute")
        if len(line) <= self.size.width - 2:
            return line
        return "  ".join(f"{key.shown} {text(key.short)}" for key in KEYS if key.action in _FIRST)

    def _write(self, place: str, text: str) -> None:
        if self.shown.get(place) != text:
            self.shown[place] = text
            self.texts[place].update(Content(text))


def _doing(view: View) -> str:
    if view.breath is None:
        return view.doing
    way = text("Breathe in") if view.breath.inward else text("Breathe out")
    return f"{way}  {view.breath.left_s}"


def can_draw() -> bool:
    """Whether the terminal takes the signs that a drawing is made of."""
    return (getattr(sys.__stdout__, "encoding", "") or "").lower().replace("-", "") == "utf8"


@cache
def pose(folder: "Path", movement: str, form: str | None) -> Outline:
    """The outline of a movement, in its form where that is drawn; none where neither is."""
    for name in dict.fromkeys((figures.name(movement, form), movement)):
        try:
            return outline((folder / f"{name}.svg").read_text(encoding="utf-8"))
        except (OSError, ValueError):  # it is an ornament: without it the player is whole
            continue
    return ()
