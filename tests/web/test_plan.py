"""The calls of a person's plan: what the browser needs from first answers to tomorrow's session."""

from typing import Any

import httpx2 as httpx
import pytest

from tests.coach.conftest import NO

WISHES = {"pain": {"lower-back": 5, "neck": 3}, "minutes": 10, "causes": ["sitting"], "days_per_week": 7}


@pytest.fixture
def cleared(client: httpx.Client) -> httpx.Client:
    """Somebody who answered that all is well."""
    client.put("/api/screening", json={"answers": NO}).raise_for_status()
    return client


def today(client: httpx.Client) -> Any:  # noqa: ANN401 (JSON)
    return client.post("/api/today/look").raise_for_status().json()


def test_nobody_is_planned_for_unasked(client: httpx.Client) -> None:
    """Without answers there are questions, no plan, and a line that says where to begin."""
    assert len(client.get("/api/screening/questions").json()) > 5
    assert client.get("/api/screening").json()["due"] == "never"
    assert today(client)["due"] == "never"
    refused = client.put("/api/plan", json=WISHES)
    assert refused.status_code == 409
    assert "safety questions" in refused.json()["error"]
    assert client.get("/api/plan").raise_for_status().json() is None


def test_from_answers_to_a_session_that_plays(cleared: httpx.Client) -> None:
    """Answers, wishes, and the first session can begin; what was wished comes back to be changed."""
    assert cleared.get("/api/screening").json()["outcome"] == "go"
    plan = cleared.put("/api/plan", json=WISHES).raise_for_status().json()
    assert plan["person"]["pain"] == WISHES["pain"]
    assert cleared.get("/api/plan").json() == plan
    (turn,) = today(cleared)["turns"]
    play = cleared.get(f"/api/routines/{turn['session']['routine']}/play").raise_for_status().json()
    assert play["duration_ms"] == turn["session"]["duration_ms"] <= 10 * 60_000
    assert (play["outcome"], play["due"]) == ("go", None)
    assert all(step["not_cleared"] == "" for step in play["steps"])


def test_an_emergency_is_told_everywhere(cleared: httpx.Client) -> None:
    """After an emergency answer no call gives a session, and a fixed programme says it as well."""
    cleared.put("/api/plan", json=WISHES).raise_for_status()
    answered = cleared.put("/api/screening", json={"answers": {**NO, "nerves": ["bladder"]}}).json()
    assert answered["outcome"] == "emergency"
    told = today(cleared)
    assert (told["outcome"], told["turns"]) == ("emergency", [])
    assert cleared.put("/api/plan", json=WISHES).status_code == 409
    assert cleared.get("/api/breaks").status_code == 409
    assert cleared.get("/api/routines/upper-back-nine/play").json()["outcome"] == "emergency"


def test_a_programme_says_what_is_not_for_this_person(cleared: httpx.Client) -> None:
    """Whoever cannot lie on their front reads so before a programme that asks for it."""
    cleared.put("/api/screening", json={"answers": {**NO, "places": ["prone"]}}).raise_for_status()
    found = [
        step
        for programme in cleared.get("/api/programmes").json()
        for step in cleared.get(f"/api/routines/{programme['id']}/play").json()["steps"]
        if step["not_cleared"]
    ]
    assert found
    assert all("front" in step["not_cleared"].lower() for step in found)


def test_wishes_that_conflict_say_what_would_mend_it(cleared: httpx.Client) -> None:
    """No plan is possible: one line says why, and the next what the smallest change is."""
    positions = [each["id"] for each in cleared.get("/api/vocabulary").json()["positions"]]
    refused = cleared.put("/api/plan", json={**WISHES, "positions": positions})
    assert refused.status_code == 409
    assert refused.json()["way_out"]
    unknown = cleared.put("/api/plan", json={**WISHES, "pain": {"lower-bakc": 4}})
    assert unknown.status_code == 404
    assert "lower-back" in unknown.json()["nearest"]


def test_the_day_can_be_changed(cleared: httpx.Client) -> None:
    """Shorter, as planned, swapped, a bad day and its undo: each answers with the day as it is then."""
    cleared.put("/api/plan", json=WISHES).raise_for_status()
    planned = today(cleared)["turns"][0]["session"]
    shorter = cleared.post("/api/today/0/shorter", json={}).raise_for_status().json()["turns"][0]
    assert shorter["instead"] == "shorter"
    assert shorter["session"]["duration_ms"] < planned["duration_ms"]
    assert cleared.post("/api/today/0/as-planned").json()["turns"][0]["session"] == planned
    offered = cleared.get("/api/today/0/swaps", params={"step": 0}).raise_for_status().json()
    body = {"step": 0, "movement": offered[0]["movement"]}
    swapped = cleared.post("/api/today/0/swap", json=body).raise_for_status().json()["turns"][0]["session"]
    assert offered[0]["movement"] in [step["movement"] for step in swapped["steps"]]
    assert swapped["duration_ms"] == offered[0]["duration_ms"]
    bad = cleared.post("/api/today/bad-day").raise_for_status().json()
    assert bad["gentle_until"]
    (change,) = bad["changes"]
    assert change["undoable"]
    assert cleared.post(f"/api/changes/{change['id']}/undo").json()["gentle_until"] is None
    assert cleared.post(f"/api/changes/{change['id']}/undo").status_code == 409
    assert cleared.post("/api/changes/take-back", json={"movement": "cat-cow"}).status_code == 409


def test_breaks_for_a_working_day(cleared: httpx.Client) -> None:
    """So many as were asked for, each playable, none longer than was said."""
    breaks = cleared.get("/api/breaks", params={"count": 5, "minutes": 1}).raise_for_status().json()["breaks"]
    assert len(breaks) == 5
    for each in breaks:
        play = cleared.get(f"/api/routines/{each['routine']}/play").raise_for_status().json()
        assert play["duration_ms"] <= 60_000


def test_plan_and_day_name_the_pages_for_what_was_told(cleared: httpx.Client) -> None:
    """Who sits long and wants to unwind is led to how to sit and how to breathe, each page once."""
    wishes = {**WISHES, "causes": ["posture", "sitting"], "goal": "stress"}
    plan = cleared.put("/api/plan", json=wishes).raise_for_status().json()
    pages = [page["id"] for page in plan["guidance"]]
    assert pages == ["sitting-posture", "desk-breaks", "how-to-breathe"]
    assert today(cleared)["guidance"] == plan["guidance"]
