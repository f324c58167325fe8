"""A pose as block art: the outline of a line drawing, filled with the quarters of characters. Pure."""

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Outline: TypeAlias = tuple[tuple[Point, ...], ...]  # closed rings, x to the right and y down; even-odd

_PATH = re.compile(r"<path\b[^>]*>")
_WORDS = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_DRAWN = re.compile(r'(?<![\w-])d="([^"]*)"')
_SILHOUETTE = re.compile(r'(?<![\w-])class="silhouette"')
# By which quarters are filled: upper left 1, upper right 2, lower left 4, lower right 8.
_QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
_TALL = 2  # a character is twice as high as wide, and so are its quarters
_LOOKS = 4  # lines through each row of quarters
_ENOUGH = 0.42  # of a quarter; below a half, so that an arm does not vanish


def outline(svg: str) -> Outline:
    """The rings of the first path of class `silhouette`; none where there is no such path.

    Its commands are M, L and Z, absolute. Raises ValueError for any other.
    """
    for path in _PATH.findall(svg):
        drawn = _DRAWN.search(path)
        if drawn and _SILHOUETTE.search(path):
            return rings(drawn[1])
    return ()


def rings(path: str) -> Outline:
    """The rings of the `d` of a path. Raises ValueError where it is more than M, L and Z."""
    found: list[list[Point]] = []
    numbers: list[float] = []
    for word in _WORDS.findall(path):
        if word == "M":
            found.append([])
        elif word.isalpha() and word not in "LZ":
            raise ValueError(f"The path has {word}; only M, L and Z are known.")
        elif not word.isalpha():
            numbers.append(float(word))
            if len(numbers) == 2:  # noqa: PLR2004 (x and y)
                if not found:
                    raise ValueError("The path does not begin with M.")
                found[-1].append((numbers[0], numbers[1]))
                numbers.clear()
    if numbers:
        raise ValueError("The path has an x without its y.")
    return tuple(tuple(ring) for ring in found if ring)


def draw(drawn: Outline, columns: int, rows: int, *, mirrored: bool = False) -> list[str]:
    """The outline as large as fits into so many characters, in lines of equal width; nothing where it has no area."""
    points = [point for ring in drawn for point in ring]
    if not points or columns < 1 or rows < 1:
        return []
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    wide, high = right - left, bottom - top
    if not (math.isfinite(wide) and math.isfinite(high) and wide > 0 and high > 0):
        return []
    unit = max(wide / (2 * columns), high / (2 * _TALL * rows))  # the width of a quarter
    across, down = _even(wide / unit, 2 * columns), _even(high / (unit * _TALL), 2 * rows)
    # The last quarters may be only partly needed; the drawing stays in the middle of them.
    x0, y0 = left - (across * unit - wide) / 2, top - (down * unit * _TALL - high) / 2
    placed = [[((x - x0) / unit, (y - y0) / (unit * _TALL)) for x, y in ring] for ring in drawn]
    filled = [_row(placed, row, across) for row in range(down)]
    if mirrored:
        filled = [row[::-1] for row in filled]
    return [_characters(upper, lower) for upper, lower in zip(filled[::2], filled[1::2], strict=True)]


def _even(quarters: float, most: int) -> int:
    """So many quarters that they make whole characters."""
    return min(most, max(2, 2 * math.ceil(quarters / 2 - 1e-9)))


def _row(placed: Sequence[Sequence[Point]], row: int, across: int) -> list[bool]:
    """Which quarters of a row are filled: those that the shape covers enough of."""
    cover = [0.0] * across
    for look in range(_LOOKS):
        crossed = _crossings(placed, row + (look + 0.5) / _LOOKS)
        for start, end in zip(crossed[::2], crossed[1::2], strict=False):
            for column in range(max(0, math.floor(start)), min(across, math.ceil(end))):
                cover[column] += max(0.0, min(end, column + 1) - max(start, column)) / _LOOKS
    return [part >= _ENOUGH for part in cover]


def _crossings(placed: Sequence[Sequence[Point]], y: float) -> list[float]:
    found = []
    for ring in placed:
        for (x0, y0), (x1, y1) in pairwise((*ring, ring[0])):
            if (y0 <= y) != (y1 <= y):
                found.append(x0 + (x1 - x0) * (y - y0) / (y1 - y0))
    return sorted(found)


def _characters(upper: Sequence[bool], lower: Sequence[bool]) -> str:
    quarters = zip(upper[::2], upper[1::2], lower[::2], lower[1::2], strict=True)
    return "".join(_QUARTERS[a + 2 * b + 4 * c + 8 * d] for a, b, c, d in quarters)
