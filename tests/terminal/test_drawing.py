"""The pose in block art: it fits, keeps its shape, and turns with the side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unkink import places
from unkink.terminal.drawing import Outline, draw, outline, rings

SQUARE = rings("M 0 0 L 10 0 L 10 10 L 0 10 Z")
MIRROR = str.maketrans("▘▝▖▗▌▐▛▜▙▟▞▚", "▝▘▗▖▐▌▜▛▟▙▚▞")
places_on_paper = st.tuples(st.integers(-500, 500), st.integers(-500, 500))
outlines = st.lists(st.lists(places_on_paper, min_size=1, max_size=9).map(tuple), max_size=4).map(tuple)
sizes = st.integers(0, 40)


@given(outlines, sizes, sizes)
def test_it_fits_and_its_lines_are_of_one_width(drawn: Outline, columns: int, rows: int) -> None:
    """Else it would push the count aside."""
    lines = draw(drawn, columns, rows)
    assert len(lines) <= rows
    assert len({len(line) for line in lines}) <= 1
    assert all(len(line) <= columns for line in lines)


@given(outlines, st.integers(1, 40), st.integers(1, 40))
def test_the_other_side_is_its_mirror_image(drawn: Outline, columns: int, rows: int) -> None:
    plain = draw(drawn, columns, rows)
    assert draw(drawn, columns, rows, mirrored=True) == [line[::-1].translate(MIRROR) for line in plain]


@given(outlines, st.integers(-50, 50), st.integers(-50, 50))
def test_where_it_lies_on_the_paper_changes_nothing(drawn: Outline, right: int, down: int) -> None:
    moved = tuple(tuple((x + right, y + down) for x, y in ring) for ring in drawn)
    assert draw(moved, 24, 12) == draw(drawn, 24, 12)


@given(st.lists(st.lists(places_on_paper, min_size=1, max_size=5).map(tuple), max_size=3).map(tuple))
def test_what_is_written_is_read(drawn: Outline) -> None:
    path = " ".join("M " + " L ".join(f"{x} {y}" for x, y in ring) + " Z" for ring in drawn)
    assert rings(path) == drawn


@given(st.integers(1, 30))
def test_a_square_is_twice_as_many_characters_wide_as_high(rows: int) -> None:
    lines = draw(SQUARE, 100, rows)
    assert lines == ["█" * 2 * rows] * rows


def test_a_hole_stays_empty() -> None:
    """Between an arm and the body one sees through."""
    ring = SQUARE + rings("M 2.5 2.5 L 7.5 2.5 L 7.5 7.5 L 2.5 7.5 Z")
    assert draw(ring, 8, 4) == ["████████", "██    ██", "██    ██", "████████"]


def test_quarters_draw_a_slope() -> None:
    assert draw(rings("M 0 0 L 0 8 L 4 8 Z"), 2, 2) == ["▙ ", "█▙"]


def test_only_the_silhouette_is_drawn() -> None:
    svg = '<svg viewBox="0 0 9 9"><path d="M 0 0 L 9 9"/><path class="silhouette" d="M 0 0 L 4 0 L 4 4 Z"/></svg>'
    assert outline(svg) == (((0, 0), (4, 0), (4, 4)),)
    assert outline("<svg/>") == ()


@pytest.mark.parametrize("path", ["M 0 0 C 1 1 2 2 3 3", "1 1 L 2 2", "M 0 0 L 1", "m 0 0"])
def test_another_kind_of_path_is_refused(path: str) -> None:
    """Drawn as if it were straight it would show a pose that nobody takes."""
    with pytest.raises(ValueError, match="path"):
        rings(path)


def test_every_drawing_of_ours_shows_something() -> None:
    for file in (places.figures() / "lines").glob("*.svg"):
        assert len(draw(outline(file.read_text(encoding="utf-8")), 40, 14)) >= 3, file
