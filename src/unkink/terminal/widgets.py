"""What a screen is made of: the large count, bars, the steps, and the rating of pain."""

import textwrap
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from unkink.language import text, within
from unkink.tell import pain_word
from unkink.terminal.around import WORST
from unkink.terminal.drawing import Outline, draw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Size

    from unkink.model.catalogue import Term

# Three by five square dots a figure; Textual's own are three rows high, too small to read from the floor.
_FIGURES = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
}
_ROWS = 5
_LARGEST = 10
_SMALLEST = (14, 4)  # columns and rows below which a drawing is a blot
_WIDEST = 64  # columns; larger than this it would outshine the count
_PLACE = 17  # columns of a place to mark
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def figures(text: str, columns: int, rows: int) -> list[str]:
    """A number in block figures as large as fit (lines of equal width); the bare text where none do.

    The size is chosen for two figures at least, so that it stays the same from 10 to 9.
    """
    glyphs = [_FIGURES[sign] for sign in text if sign in _FIGURES]
    dots = max(sum(len(glyph[0]) + 1 for glyph in glyphs), 2 * (3 + 1)) - 1
    # A dot is `size` columns wide and `size` half rows high: a cell is twice as high as wide.
    size = next((n for n in range(_LARGEST, 0, -1) if dots * n <= columns and (_ROWS * n + 1) // 2 <= rows), 0)
    if not size or not glyphs:
        return [text]
    half_rows = [
        [dot == "#" for dot in " ".join(glyph[row] for glyph in glyphs) for _ in range(size)]
        for row in range(_ROWS)
        for _ in range(size)
    ]
    if len(half_rows) % 2:
        half_rows.append([False] * len(half_rows[0]))
    pairs = zip(half_rows[::2], half_rows[1::2], strict=True)
    return ["".join(_HALVES[cell] for cell in zip(upper, lower, strict=True)) for upper, lower in pairs]


class Count(Widget):
    """The large figure; `align_to` is the place that says the side: left, center or right."""

    text: reactive[str] = reactive("")
    align_to: reactive[str] = reactive("center")

    def render(self) -> Content:
        """The figure, in the middle of the height."""
        lines = figures(self.text, self.size.width, self.size.height)
        above = max(0, self.size.height - len(lines)) // 2
        place = {"left": str.ljust, "right": str.rjust}.get(self.align_to, str.center)
        return Content("\n" * above + "\n".join(place(line, self.size.width) for line in lines))


class Bar(Widget):
    """How much of something is done (0 to 1); a breath grows from the middle."""

    part: reactive[float] = reactive(0.0)
    breathing: reactive[bool] = reactive(default=False)

    def render(self) -> Content:
        """A line across the width."""
        width = self.size.width
        filled = min(width, round(width * self.part))
        if not self.breathing:
            return Content.from_markup("━" * filled + "[$line]" + "━" * (width - filled) + "[/]")
        left = (width - filled) // 2
        return Content(" " * left + "━" * filled)


class Drawing(Widget):
    """The pose as block art, mirrored where the right side works; nothing where there is too little room."""

    outline: reactive[Outline] = reactive(())
    mirrored: reactive[bool] = reactive(default=False)

    def render(self) -> Content:
        """The drawing, in the middle of its place."""
        columns, rows = min(self.size.width, _WIDEST), self.size.height
        if columns < _SMALLEST[0] or rows < _SMALLEST[1]:
            return Content("")
        lines = draw(self.outline, columns, rows, mirrored=self.mirrored)
        above = (rows - len(lines)) // 2
        return Content("\n" * above + "\n".join(line.center(self.size.width) for line in lines))


class Steps(Widget):
    """How a movement is done, in numbered steps; the one that is being said stands out."""

    texts: reactive[tuple[str, ...]] = reactive((), layout=True)
    current: reactive[int] = reactive(-1)

    def get_content_height(self, container: "Size", viewport: "Size", width: int) -> int:  # noqa: ARG002 (Textual's shape)
        """So many rows as all steps take."""
        return sum(map(len, self._wrapped(width)))

    def _wrapped(self, width: int) -> list[list[str]]:
        return [
            textwrap.wrap(text, max(10, width), initial_indent=f"{number}  ", subsequent_indent="   ")
            for number, text in enumerate(self.texts, 1)
        ]

    def render(self) -> Content:
        """The steps from the top; from the present one where they do not all fit."""
        wrapped = self._wrapped(self.size.width)
        first = max(0, self.current)
        while first and sum(map(len, wrapped[first - 1 :])) <= self.size.height:
            first -= 1
        return Content("\n").join(
            Content.styled("\n".join(lines), "$now bold" if number == self.current else "$soft")
            for number, lines in enumerate(wrapped[first:], first)
        )


class Rating(Widget, can_focus=True):
    """Pain from 0 to 10, and where; by digits, arrows and letters. `nrs` is None where nothing was given."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
        Binding("backspace,delete", "clear", show=False),
    ]
    nrs: reactive[int | None] = reactive(None, layout=True)
    places: reactive[tuple[str, ...]] = reactive(())

    def __init__(self, question: str, where: str, terms: "Sequence[Term]") -> None:
        super().__init__()
        self.question, self.where = question, where
        # q leaves, so no place has it.
        self.letters = dict(zip("abcdefghijklmnoprstuvwxyz", terms, strict=False))

    def on_key(self, event: "events.Key") -> None:
        """Digits rate (a 0 after a 1 makes ten), letters mark places."""
        key = event.character or ""
        if key.isdecimal():
            self.nrs = WORST if (self.nrs, key) == (1, "0") else int(key)
            event.stop()
        elif self.nrs and (term := self.letters.get(key.lower())):
            marked = term.id in self.places
            self.places = tuple(each for each in self.places if each != term.id) if marked else (*self.places, term.id)
            event.stop()

    def watch_nrs(self) -> None:
        """The places come into sight with the first number."""
        self.call_after_refresh(self.scroll_visible, animate=False)

    def action_move(self, by: int) -> None:
        """One more or less."""
        self.nrs = 0 if self.nrs is None else min(WORST, max(0, self.nrs + by))

    def action_clear(self) -> None:
        """Take it back."""
        self.nrs, self.places = None, ()

    def render(self) -> Content:
        """The question, the scale, and once it hurts the places."""
        scale = [
            Content.styled(f" {n} ", "bold $on-colour on $now" if n == self.nrs else "$foreground")
            for n in range(WORST + 1)
        ]
        word = text("Type a number, or leave it out.") if self.nrs is None else pain_word(self.nrs)
        lines = [Content.styled(self.question, "bold"), Content("").join(scale), Content.styled(word, "$soft")]
        if self.nrs:
            lines += [Content(""), Content.styled(self.where, "bold"), *self._places()]
        return Content("\n").join(lines)

    def _places(self) -> list[Content]:
        cells = []
        for letter, term in self.letters.items():
            on = term.id in self.places
            mark, style = ("■", "bold $now") if on else ("□", "$foreground")
            cells.append(Content.styled(f"{letter} {mark} {within(term.name)}".ljust(_PLACE), style))
        across = max(1, self.size.width // _PLACE)
        return [Content("").join(cells[start : start + across]) for start in range(0, len(cells), across)]
