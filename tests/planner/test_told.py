"""A plan as the command line tells it, through the service."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.planner.people import cleared, somebody
from unkink import cli
from unkink.errors import Refused, Unknown
from unkink.service import Unkink
from unkink.settings import Settings

WISHES = ["--minutes", "12", "--region", "lower-back:6", "--region", "neck:3", "--cause", "sitting"]


@pytest.fixture
def unkink(data_dir: Path) -> Unkink:
    """A service with an empty journal."""
    return Unkink(Settings.of(data_dir))


def run(monkeypatch: pytest.MonkeyPatch, data_dir: Path, *words: str) -> str:
    """What `unkink plan` prints for somebody whom screening has let through."""
    monkeypatch.setattr(Unkink, "clearance", lambda _: cleared("twisting-hurts"))
    done = CliRunner().invoke(cli.app, ["plan", *WISHES, *words, "--data-dir", str(data_dir)])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_plan_is_printed_with_its_proof_and_its_reasons(monkeypatch: pytest.MonkeyPatch, data_dir: Path) -> None:
    told = run(monkeypatch, data_dir, "--avoid", "kneeling", "--prop", "towel", "--seed", "4")
    assert "Your session A: 1" in told
    assert "Proven: nothing better" in told
    assert "For your lower back" in told
    assert "Left out. Out by what you answered to the safety questions:" in told
    assert "--seed 4 give this plan again" in told
    assert max(map(len, told.splitlines())) <= 100


def test_the_same_as_json(monkeypatch: pytest.MonkeyPatch, data_dir: Path) -> None:
    plan = json.loads(run(monkeypatch, data_dir, "--json", "--days", "3"))
    assert plan.keys() == {"seed", "days", "sessions", "left_out", "notes"}
    assert sorted(plan["days"]) == ["0", "2", "4"]
    for session in plan["sessions"]:
        assert session["duration_ms"] <= 12 * 60_000
        assert [step["movement"] for step in session["steps"]] == [each["movement"] for each in session["reasons"]]
        assert session["worth"]["value"] <= session["worth"]["bound"]


def test_a_rating_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch, data_dir: Path) -> None:
    monkeypatch.setattr(Unkink, "clearance", lambda _: cleared())
    for wrong in ("neck", "neck:eleven", "neck:11"):
        done = CliRunner().invoke(cli.app, ["plan", "--minutes", "9", "--region", wrong, "--data-dir", str(data_dir)])
        assert done.exit_code == 1
        assert "0 to 10" in done.output


def test_a_word_that_is_not_known_is_named_with_the_nearest(unkink: Unkink) -> None:
    for person, nearest in (
        (somebody("lower-bak:5"), "lower-back"),
        (somebody(causes=frozenset({"siting"})), "sitting"),
        (somebody(positions=frozenset({"kneling"})), "kneeling"),
        (somebody(props=frozenset({"towl"})), "towel"),
        (somebody(disliked=frozenset({"plnk"})), "plank"),
    ):
        with pytest.raises(Unknown) as told:
            unkink.plan(person, cleared())
        assert nearest in told.value.nearest


def test_props_are_beside_what_most_homes_have(unkink: Unkink) -> None:
    assert unkink.props(None) is None
    assert {"foam-roller", "chair"} <= (unkink.props(["foam-roller"]) or set())
    assert unkink.props(["none"]) == frozenset()


def test_a_person_without_answers_gets_no_plan(unkink: Unkink) -> None:
    with pytest.raises(Refused):
        unkink.plan(somebody(), unkink.clearance())
