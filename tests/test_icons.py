"""The icons of the installed app."""

from scripts import icons


def test_the_icons_are_those_of_the_drawing() -> None:
    """A phone would show an older one for years."""
    assert icons.fresh(), f"run: {icons.COMMAND}"


def test_what_a_phone_cuts_has_no_corners_of_its_own() -> None:
    """Else the home screen shows a square with a rim."""
    svg = icons.SOURCE.read_text(encoding="utf-8")
    cut = icons.drawn(svg, cut=True)
    assert icons.drawn(svg, cut=False) == svg
    assert icons.CORNERS not in cut
    assert cut.count(icons.MIDDLE) == 1
