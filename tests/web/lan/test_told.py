"""What the terminal shows: a camera reads the pattern, a person everything else."""

import segno

from unkink.web.lan import told
from unkink.web.lan.devices import Device
from unkink.web.lan.pairing import CODE_MS, Code

ADDRESS = "https://192.168.1.20:8421"
# Light above and below, in this order.
HALVES = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}


def test_the_pattern_is_that_of_the_address_and_of_nothing_else() -> None:
    """A code in it would let in whoever photographs the screen."""
    modules: list[list[int]] = []
    for line in told.pattern(ADDRESS).splitlines():
        halves = [HALVES[sign] for sign in line]
        modules += [[1 - upper for upper, _ in halves], [1 - lower for _, lower in halves]]
    quiet = told.QUIET
    right = [list(row) for row in segno.make_qr(ADDRESS, error="m").matrix]
    assert [row[quiet:-quiet] for row in modules[quiet : quiet + len(right)]] == right
    assert not any(sum(row) for row in modules[:quiet]), "white around it"


def test_it_is_small_enough_for_a_window_of_80_columns_and_24_lines() -> None:
    lines = told.pattern("https://192.168.178.120:65535").splitlines()
    assert len(lines) <= 20
    assert max(map(len, lines)) <= 40


def test_a_terminal_of_any_colour_shows_dark_on_light() -> None:
    for line in told.coloured("█ ▀\n▄█ \n").splitlines():
        assert line.startswith("\x1b[97;40m")
        assert line.endswith("\x1b[0m")


def test_the_code_is_parted_for_reading_and_says_until_when() -> None:
    line = told.code(Code("012345", 0, CODE_MS))
    assert "012 345" in line
    assert "until" in line


def test_who_came_in_is_told_with_the_way_out() -> None:
    """The owner sees a device that is not theirs, and how to put it out."""
    line = told.let_in(Device(3, "Chrome on Android", 0, 0), "192.168.1.30")
    assert "Chrome on Android, from 192.168.1.30" in line
    assert "unkink devices forget 3" in line
