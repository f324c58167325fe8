"""The API: what the browser reads and writes."""

import time
from uuid import UUID

import httpx2 as httpx
import pytest

from unkink.ids import uuid7


def event(session: UUID, kind: str, **more: object) -> dict[str, object]:
    """An event as the browser sends it."""
    return {"id": str(uuid7()), "session": str(session), "kind": kind, "at": 1_700_000_000_000, **more}


def test_a_movement_says_everything_a_person_needs(client: httpx.Client) -> None:
    movement = client.get("/api/movements/passive-backbend").json()
    assert {"id", "name", "aliases", "mode", "position", "sides", "regions", "props", "steps"} <= movement.keys()
    assert {"cautions", "dose", "sources", "feel", "forms"} <= movement.keys()
    assert [prop["id"] for prop in movement["props"] if prop["required"]] == ["roll"]
    assert movement["props"][0]["instead"]


def test_filters_work_together(client: httpx.Client) -> None:
    found = client.get("/api/movements", params={"region": "lower-back", "position": "supine", "mode": "hold"}).json()
    assert found
    assert all("lower-back" in m["regions"] and m["position"] == "supine" and m["mode"] == "hold" for m in found)


def test_without_props_nothing_must_be_fetched(client: httpx.Client) -> None:
    found = client.get("/api/movements", params={"prop": "none"}).json()
    assert found
    assert not any(prop["required"] for movement in found for prop in movement["props"])


def test_an_unknown_id_gets_the_nearest_three(client: httpx.Client) -> None:
    answer = client.get("/api/movements/childs-poze")
    assert answer.status_code == 404
    assert answer.json()["nearest"][0] == "childs-pose"
    assert len(answer.json()["nearest"]) == 3


def test_a_routine_ready_to_play_tells_each_side_its_steps(client: httpx.Client) -> None:
    play = client.get("/api/routines/upper-back-nine/play").json()
    assert len(play["steps"]) == 9
    sided = next(step for step in play["steps"] if step["movement"] == "seated-side-bend")
    assert set(sided["instructions"]) == {"left", "right"}
    assert sided["instructions"]["left"] != sided["instructions"]["right"]
    assert play["steps"][-1]["end_ms"] == play["duration_ms"]


def test_a_choice_makes_the_routine_longer(client: httpx.Client) -> None:
    path = "/api/routines/upper-middle-lower/play"
    plain = client.get(path).json()["duration_ms"]
    assert client.get(path, params={"choice": "none"}).json()["duration_ms"] == plain
    assert client.get(path, params={"choice": "childs-pose-between"}).json()["duration_ms"] > plain
    assert client.get(path, params={"choice": "tea-between"}).status_code == 404


def test_what_happened_is_kept_once_however_often_it_is_sent(client: httpx.Client) -> None:
    session = uuid7()
    events = [event(session, "started", routine="upper-back-nine"), event(session, "reached", position_ms=9_000)]
    assert client.post("/api/events", json={"events": events}).json() == {"saved": 2, "known": 0}
    assert client.post("/api/events", json={"events": events}).json() == {"saved": 0, "known": 2}
    assert [s["id"] for s in client.get("/api/sessions").json()] == [str(session)]
    assert len(client.get(f"/api/sessions/{session}").json()["events"]) == 2


def test_an_event_that_comes_back_changed_is_refused(client: httpx.Client) -> None:
    first = event(uuid7(), "started", routine="upper-back-nine")
    client.post("/api/events", json={"events": [first]})
    answer = client.post("/api/events", json={"events": [{**first, "routine": "conquer-core"}]})
    assert answer.status_code == 409
    assert answer.json()["way_out"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "danced"},
        {"id": "not-a-uuid"},
        {"at": -1},
        {"pain": [{"nrs": 11}]},
        {"kind": "started", "routine": None},
        {"kind": "hurt"},
        {"mood": "sunny"},
    ],
    ids=str,
)
def test_nonsense_is_refused_in_one_plain_line(client: httpx.Client, wrong: dict[str, object]) -> None:
    body = {**event(uuid7(), "reached"), **wrong}
    answer = client.post("/api/events", json={"events": [body]})
    assert answer.status_code == 422
    assert "\n" not in answer.json()["error"]
    assert client.get("/api/sessions").json() == []


def test_a_session_left_open_is_offered_again_with_its_own_pacing(client: httpx.Client) -> None:
    """Changing the pace in between must not move the place where the person was."""
    slow = {"pace": 50, "prepare_ms": 20_000, "inhale_ms": 4_000, "exhale_ms": 6_000, "chatty": "changes"}
    session = uuid7()
    assert client.get("/api/resumable").json() == {"session": None, "duration_ms": None}
    begun = {**event(session, "started", routine="upper-back-nine", pacing=slow), "at": int(time.time() * 1_000)}
    client.post("/api/events", json={"events": [begun]})
    assert client.get("/api/resumable").json()["session"]["id"] == str(session)
    again = client.get("/api/routines/upper-back-nine/play", params={"session": str(session)}).json()
    assert again["pacing"] == slow
    assert client.get("/api/routines/conquer-core/play", params={"session": str(session)}).status_code == 409
    assert client.get("/api/routines/upper-back-nine/play", params={"session": str(uuid7())}).status_code == 404


def test_settings_are_kept_and_change_how_long_a_programme_takes(client: httpx.Client) -> None:
    before = client.get("/api/programmes/upper-back-nine").json()["duration_ms"]
    slow = {**client.get("/api/settings").json(), "pace": 50}
    assert client.put("/api/settings", json=slow).json() == slow
    assert client.get("/api/settings").json() == slow
    assert client.get("/api/programmes/upper-back-nine").json()["duration_ms"] > before
    assert client.put("/api/settings", json={**slow, "pace": 0}).status_code == 422


def test_guidance_links_lead_to_screens_of_the_app(client: httpx.Client) -> None:
    pages = client.get("/api/guidance").json()
    html = "".join(page["html"] for page in pages)
    assert 'href="/learn/' in html
    assert "guidance:" not in html
    assert "http" not in html


def test_every_path_of_the_app_is_its_one_page_but_the_api_has_no_page(client: httpx.Client) -> None:
    assert client.get("/movements/cat-cow").headers["content-type"].startswith("text/html")
    assert client.get("/api/nothing").status_code == 404
    assert client.get("/api/nothing").json()["error"]
    assert client.get("/..%2f..%2fpyproject.toml").headers["content-type"].startswith("text/html")
