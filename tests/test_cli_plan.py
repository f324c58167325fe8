"""A person's plan in the terminal: made, kept, shown, played, and never where an answer speaks against it."""

import json
from pathlib import Path

from tests.coach.conftest import NO
from tests.test_cli import Run, unkink  # noqa: F401 (a fixture)

WISHES = ("--minutes", "8", "--region", "lower-back:5", "--days", "7")
ANSWERS = [word for key, picked in NO.items() for word in ("--answer", f"{key}={picked[0]}")]


def test_from_the_questions_to_the_end_of_the_session(unkink: Run) -> None:  # noqa: F811
    """Asked, planned, shown, done: four commands, and the day says that it is done."""
    assert "unkink screen" in unkink("today").stdout
    assert "safety questions" in unkink("plan", "--keep", *WISHES).stderr
    unkink("screen", *ANSWERS)
    assert "There is no plan yet" in unkink("today").stdout
    assert unkink("plan", "--keep", *WISHES).returncode == 0
    shown = unkink("today").stdout
    assert "Your session A" in shown
    assert "unkink play today" in shown
    played = unkink("play", "today", "--plain", "--speed", "5000")
    assert (played.returncode, played.stderr) == (0, "")
    assert "done" in unkink("today").stdout
    left = unkink("play", "today", "--plain")
    assert left.returncode == 1
    assert "No session is left for today" in left.stderr
    assert "Your session A" in unkink("journal").stdout


def test_a_plan_is_kept_only_when_asked_for(unkink: Run) -> None:  # noqa: F811
    """Trying out what a plan would be does not throw away the one that is followed."""
    unkink("screen", *ANSWERS)
    unkink("plan", "--keep", *WISHES)
    before = json.loads(unkink("today", "--json").stdout)
    unkink("plan", "--minutes", "20", "--region", "neck:4")
    assert json.loads(unkink("today", "--json").stdout) == before


def test_an_emergency_stops_what_is_played(unkink: Run, data_dir: Path) -> None:  # noqa: F811
    """Neither a plan nor a fixed programme begins; what to do now is said instead."""
    unkink("screen", "--answer", "nerves=bladder")
    for words in (("play", "upper-back-nine", "--plain"), ("play", "cat-cow", "--plain")):
        stopped = unkink(*words)
        assert stopped.returncode == 1
        assert "emergency" in stopped.stdout.lower()
    assert "emergency" in unkink("today").stdout.lower()
    assert data_dir.exists()
