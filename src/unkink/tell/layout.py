"""Lines as wide as the terminal, without boxes: paragraphs, facts, sections, tables."""

import shutil
import textwrap
from collections.abc import Iterable, Iterator, Sequence

NARROWEST, USUAL, WIDEST = 32, 80, 100  # columns; longer lines are hard to read
GAP = 2


def _columns() -> int:
    """The terminal's columns; 0 where there is none, as in a pipe."""
    return shutil.get_terminal_size(fallback=(0, 0)).columns


def width() -> int:
    """Columns to write text in; 80 where there is no terminal."""
    return min(max(_columns() or USUAL, NARROWEST), WIDEST)


def paragraph(text: str, first: str = "") -> list[str]:
    """The text wrapped, its later lines under the beginning of the first. Ids and commands are never broken."""
    return textwrap.wrap(
        text,
        width(),
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]


def facts(listed: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Labels and what they say, in two columns; empty ones are left out."""
    told = [(label, text) for label, text in listed if text]
    column = max(len(label) for label, _ in told) + GAP
    for label, text in told:
        yield from paragraph(text, label.ljust(column))


def section(title: str, items: Sequence[str], *, numbered: bool = False) -> Iterator[str]:
    """A title over its items; nothing where there are none."""
    if not items:
        return
    yield ""
    yield title
    for number, item in enumerate(items, 1):
        yield from paragraph(item, f"{number:>3}. " if numbered else "  - ")


def table(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Aligned columns; where the terminal is too narrow for them, what follows the first goes under it."""
    held = list(rows)
    sizes = [max(map(len, column)) for column in zip(*held, strict=True)]
    room = _columns()
    fits = not room or sum(sizes) + GAP * (len(sizes) - 1) <= room
    for row in held:
        if fits:
            yield (" " * GAP).join(cell.ljust(size) for cell, size in zip(row, sizes, strict=True)).rstrip()
        else:
            yield row[0]
            yield from paragraph(", ".join(row[1:]), " " * GAP)
