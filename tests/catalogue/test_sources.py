"""The catalogue against its sources: every movement and dose that the five articles give (dosage.csv).

Whoever follows a programme must get what its source asks for, neither more nor less.
"""

import csv
from collections import defaultdict
from itertools import permutations
from pathlib import Path

import pytest

from tests.routines import BUILT_IN
from unkink.model.dose import Dose
from unkink.model.words import Mode
from unkink.search import find
from unkink.timeline import compile_timeline

ROWS = list(csv.DictReader((Path(__file__).parent / "dosage.csv").read_text(encoding="utf-8").splitlines()))
NAMED_ONLY = "named-only"  # movements that a source names outside any programme
PROGRAMMES: dict[str, list[dict[str, str]]] = defaultdict(list)
for _row in ROWS:
    if _row["programme"] != NAMED_ONLY:
        PROGRAMMES[_row["programme"]].append(_row)
for _rows in PROGRAMMES.values():
    _rows.sort(key=lambda row: int(row["order"]))

FAMILIES = [
    {"seated-twist-crossed-leg", "seated-spine-twist", "seated-knee-twist"},
    {"lumbar-rotation", "knee-rolls", "supine-spinal-twist", "trunk-rotation"},
    {"knee-to-chest", "double-knee-to-chest"},
    {"shoulder-roll", "shoulder-rolls-arms-out"},
]


def test_the_catalogue_has_every_movement_and_programme_of_the_sources() -> None:
    assert {row["movement"] for row in ROWS} == BUILT_IN.movements.keys()
    assert PROGRAMMES.keys() == BUILT_IN.programmes.keys()
    assert len(BUILT_IN.movements) == 49
    assert len(BUILT_IN.programmes) == 8


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['programme']}/{row['movement']}")
def test_a_movement_is_what_its_source_says(row: dict[str, str]) -> None:
    movement = BUILT_IN.movements[row["movement"]]
    assert row["region"] in movement.regions
    assert row["sides"] == movement.sides
    assert row["source"] in {ref.key for ref in movement.sources}
    modes = {movement.mode} | {form.mode for form in movement.forms if form.mode}
    # One source lists active isolated stretching among repeated movements; it is a mode of its own.
    assert row["mode"] in modes | ({"reps"} if movement.mode is Mode.ISOLATED else set())
    assert movement in find(row["name_in_source"], BUILT_IN.movements.values())[:4]


@pytest.mark.parametrize("programme_id", PROGRAMMES)
def test_a_programme_has_its_sources_movements_in_its_order(programme_id: str) -> None:
    programme = BUILT_IN.programmes[programme_id]
    assert [step.movement for step in programme.steps] == [row["movement"] for row in PROGRAMMES[programme_id]]
    assert programme.source == PROGRAMMES[programme_id][0]["source"]


def _within(value: float | None, row: dict[str, str], name: str) -> bool:
    low, high = row[f"{name}_min"], row[f"{name}_max"]
    if not low and not high:
        return True
    figure = 0 if value is None else value
    return (not low or figure >= float(low)) and (not high or figure <= float(high))


@pytest.mark.parametrize("programme_id", PROGRAMMES)
def test_every_dose_lies_in_the_range_its_source_gives(programme_id: str) -> None:
    for step, row in zip(BUILT_IN.programmes[programme_id].steps, PROGRAMMES[programme_id], strict=True):
        dose: Dose = step.dose
        assert _within(dose.hold_ms and dose.hold_ms / 1_000, row, "hold_s"), step
        assert _within(dose.reps, row, "reps"), step
        assert _within(dose.sets, row, "sets"), step
        if row["rest_s_min"]:
            assert _within(dose.rest_ms / 1_000, row, "rest_s"), step


def test_every_programme_takes_as_long_as_a_person_can_find_in_a_day() -> None:
    minutes = {
        key: compile_timeline(p.routine(), BUILT_IN).duration_ms / 60_000 for key, p in BUILT_IN.programmes.items()
    }
    assert all(3 < length < 30 for length in minutes.values()), minutes


def test_movements_that_are_easily_confused_say_how_they_differ() -> None:
    for family in FAMILIES:
        for one, other in permutations(family, 2):
            assert other in BUILT_IN.movements[one].unlike, (one, other)


def test_every_movement_has_an_easier_or_harder_form_and_a_caution() -> None:
    for movement in BUILT_IN.movements.values():
        assert movement.forms, movement.id
        assert movement.cautions, movement.id


@pytest.mark.parametrize(
    "page",
    [
        "before-you-start",
        "both-sides-equal",
        "sharp-pain-means-stop",
        "sitting-posture",
        "causes",
        "questions-and-answers",
        "kinds-of-stretching",
        "walking-and-cycling",
        "see-a-professional",
        "what-stretching-can-do",
    ],
)
def test_the_guidance_of_the_sources_is_there(page: str) -> None:
    assert len(BUILT_IN.guidance[page].body.split()) > 80


def test_the_upper_back_nine_are_meant_twice_a_day() -> None:
    fitt = BUILT_IN.programmes["upper-back-nine"].fitt
    assert fitt.sessions_per_day == 2
    assert "before" in fitt.frequency.lower()
