"""Lines of plain text: what a person reads in a terminal must be right, whole, and within its width."""

import time
from collections.abc import Iterator

import pytest

from tests.routines import BUILT_IN
from unkink import tell, wire
from unkink.model.timeline import Pacing
from unkink.screening import screen
from unkink.shapes import DoseShape, SessionShape
from unkink.timeline import compile_timeline

WIDTHS = [32, 60, 80, 200]
NOON = 1_772_539_200_000  # 2026-03-03 12:00 UTC
DAY = 24 * 60 * 60_000


@pytest.fixture(autouse=True)
def greenwich(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Times of day are local; here that is UTC."""
    monkeypatch.setenv("COLUMNS", "80")
    if not hasattr(time, "tzset"):
        yield
        return
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def dose(
    sets: int = 1, reps: int | None = None, hold_s: float | None = None, rest_s: float = 0, rep_s: float | None = None
) -> DoseShape:
    return {"sets": sets, "reps": reps, "hold_s": hold_s, "rest_s": rest_s, "rep_s": rep_s}


@pytest.mark.parametrize(
    ("said", "value", "mode", "sides"),
    [
        ("30 s each side", dose(hold_s=30), "hold", "each"),
        ("1 min", dose(hold_s=60), "hold", "both"),
        ("10 s, 5 times", dose(hold_s=10, reps=5), "hold", "both"),
        ("2 sets: 30 s each side", dose(hold_s=30, sets=2), "hold", "each"),
        ("20 s, 3 times, 10 s rest between", dose(hold_s=20, reps=3, rest_s=10), "hold", "both"),
        ("30 s", dose(hold_s=30, rest_s=10), "hold", "both"),
        ("20 times, side to side", dose(reps=20, rep_s=4), "reps", "alternating"),
        ("30 s, side to side", dose(hold_s=30, rep_s=1), "reps", "alternating"),
        ("12 times each side", dose(reps=12, rep_s=4), "reps", "each"),
        ("5 slow breaths", dose(reps=5), "flow", "both"),
        ("1 slow breath", dose(reps=1), "breath", "both"),
        ("5 times", dose(reps=5, rep_s=6), "reps", "both"),
        ("2 min 30 s", dose(hold_s=150), "breath", "both"),
    ],
)
def test_doses_as_people_say_them(said: str, value: DoseShape, mode: str, sides: str) -> None:
    assert tell.dose(value, mode, sides) == said


def test_a_dose_in_several_directions_says_so() -> None:
    assert tell.dose(dose(hold_s=30, rep_s=4), "reps", "both", ways=True) == "30 s each way"


def test_times() -> None:
    assert [tell.exactly(seconds) for seconds in (0, 4.5, 59, 60, 90, 119.96)] == [
        *("0 s", "4.5 s", "59 s", "1 min", "1 min 30 s", "2 min"),
    ]
    assert [tell.length(ms) for ms in (89_999, 90_000, 1_093_000)] == ["90 s", "2 min", "18 min"]
    assert [tell.clock(ms) for ms in (0, 125_999, 3_725_000)] == ["00:00", "02:05", "1:02:05"]


def test_days() -> None:
    assert tell.day(NOON, NOON + 11 * 3_600_000) == "Today"
    assert tell.day(NOON, NOON + 13 * 3_600_000) == "Yesterday"
    assert tell.day(NOON, NOON + 2 * DAY) == "Tuesday 3 March"
    assert tell.day(NOON, NOON + 365 * DAY) == "Tuesday 3 March 2026"


def everything() -> dict[str, list[str]]:
    """Every page there is."""
    pages = {
        key: [*tell.movement(wire.movement(value, BUILT_IN), BUILT_IN)] for key, value in BUILT_IN.movements.items()
    }
    for key, value in BUILT_IN.programmes.items():
        pages[key] = [*tell.programme(wire.programme(value, BUILT_IN, 700_000), BUILT_IN)]
    pages["movements"] = [*tell.movements(list(BUILT_IN.movements.values()), BUILT_IN)]
    pages["programmes"] = [*tell.programmes([(value, 700_000) for value in BUILT_IN.programmes.values()], BUILT_IN)]
    pages["questions"] = [*tell.questions([wire.question(each, BUILT_IN) for each in BUILT_IN.questions.values()])]
    for outcome, answers in SCREENINGS.items():
        pages[outcome] = screened(answers)
    pages["journal"] = [*tell.journal([session()], BUILT_IN, NOON)]
    return pages


NO: dict[str, tuple[str, ...]] = {key: ("none",) for key in BUILT_IN.questions if key != "seen"}
SCREENINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "go": NO,
    "go-with-limits": {**NO, "joints": ("knee", "hip"), "places": ("prone",)},
    "see-someone-first": {**NO, "pain": ("further",), "joints": ("knee",)},
    "open": {**NO, "danger": ()},
    "emergency": {**NO, "nerves": ("numb", "sex"), "joints": ("knee",)},
}


def screened(answers: dict[str, tuple[str, ...]]) -> list[str]:
    """What is told after these answers."""
    shape = wire.clearance(screen(answers, BUILT_IN.questions), BUILT_IN)
    return [*tell.clearance(shape, {key: question.ask for key, question in BUILT_IN.questions.items()})]


def test_an_emergency_says_what_to_do_now_and_nothing_else() -> None:
    assert " ".join(screened(SCREENINGS["emergency"])) == (
        "Go to an emergency department now. Do not stretch, and do not wait for an appointment. "
        "Tell them which of these signs you have."
    )


def test_a_clearance_tells_what_is_left_out_or_who_to_ask() -> None:
    told = {outcome: " ".join(" ".join(screened(answers)).split()) for outcome, answers in SCREENINGS.items()}
    assert "Nothing you said speaks against it" in told["go"]
    assert "A knee hurts" in told["go-with-limits"]
    assert "No movement lies on the front" in told["go-with-limits"]
    assert "Unkink makes no plan" in told["see-someone-first"]
    assert "A knee hurts" not in told["see-someone-first"]
    assert "1 question still open" in told["open"]
    assert "Right now: any of these? (danger)" in told["open"]
    assert all("If in doubt, ask a person" in text for outcome, text in told.items() if outcome != "emergency")


@pytest.mark.parametrize("columns", WIDTHS)
def test_no_line_is_wider_than_the_terminal(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for what cannot be broken: an id, a command, an address."""
    monkeypatch.setenv("COLUMNS", str(columns))
    for key, lines in everything().items():
        for line in lines:
            parts = line.split()
            assert len(line) <= columns or len(parts) <= 2 or line.startswith("Do it: "), (key, line)


def test_all_that_is_known_of_a_movement_is_told() -> None:
    value = wire.movement(BUILT_IN.movements["knee-to-chest"], BUILT_IN)
    told = " ".join(" ".join(tell.movement(value, BUILT_IN)).split())
    texts = [
        *(step["text"] for step in value["steps"]),
        *(caution["text"] for caution in value["cautions"]),
        *(form["text"] for form in value["forms"]),
        *(other["text"] for other in value["unlike"]),
        *(source["title"].rstrip(".") for source in value["sources"]),
        value["feel"]["text"],
    ]
    assert [text for text in texts if " ".join(text.split()) not in told.replace(" - ", " ")] == []
    assert "unkink play knee-to-chest" in told


def test_a_programme_says_its_sides_in_its_steps() -> None:
    value = wire.programme(BUILT_IN.programmes["upper-back-nine"], BUILT_IN, 1_093_000)
    lines = [*tell.programme(value, BUILT_IN)]
    assert any("Knee rolls: 20 times, side to side" in line for line in lines)
    assert any("Child's pose side stretch: 30 s each side" in line for line in lines)
    assert any(line.startswith("Takes") and "18 min, 9 movements" in line for line in lines)


def test_a_list_has_one_line_an_entry_where_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    lines = [*tell.movements(list(BUILT_IN.movements.values()), BUILT_IN)]
    assert len(lines) == len(BUILT_IN.movements) + 2
    assert lines[0].startswith(next(iter(BUILT_IN.movements)))


def test_the_timeline_tells_every_segment_and_every_cue() -> None:
    """What is missing here could not be found by somebody who mends a routine."""
    routine = BUILT_IN.programmes["upper-middle-lower"].routine()
    value = compile_timeline(routine, BUILT_IN, Pacing())
    lines = [*tell.timeline(value)]
    starts = [line for line in lines if line[:1].isdigit()]
    assert len(starts) == len(value.segments) + len(value.cues)
    moments = [line.split()[0] for line in starts]
    assert moments == sorted(moments)


def session(**changes: object) -> SessionShape:
    shape: SessionShape = {
        "id": "0",
        "routine": "upper-back-nine",
        "name": "Nine for the upper back",
        "choices": [],
        "pacing": None,
        "started_at": NOON,
        "last_at": NOON,
        "position_ms": 1_093_000,
        "state": "finished",
        "pain_before": [{"nrs": 4, "region": "neck"}, {"nrs": 4, "region": "lower-back"}],
        "pain_after": [{"nrs": 2, "region": None}],
        "hurts": [{"movement": "childs-pose", "hurt": "mild"}, {"movement": "childs-pose", "hurt": "gone"}],
        "skipped": ["double-v", "double-v"],
    }
    shape.update(changes)  # type: ignore[typeddict-item]
    return shape


def test_the_journal_says_when_what_how_far_and_how_it_felt() -> None:
    shapes = [
        session(),
        session(started_at=NOON - DAY, state="open", pain_before=[], pain_after=[], hurts=[], skipped=[]),
    ]
    assert [*tell.journal(shapes, BUILT_IN, NOON)] == [
        "Today",
        "  12:00  Nine for the upper back: finished, 18 min of it done",
        "         Pain before 4 (neck and lower back), after 2",
        "         It hurt in Child's pose: a little, eased",
        "         Left out: Double V",
        "",
        "Yesterday",
        "  12:00  Nine for the upper back: not finished, 18 min of it done",
    ]


def test_what_is_empty_says_how_to_begin() -> None:
    assert "unkink play upper-back-nine" in " ".join(tell.journal([], BUILT_IN))
    assert "unkink movements" in " ".join(tell.movements([], BUILT_IN))
    assert "unkink programmes" in " ".join(tell.programmes([], BUILT_IN))
