"""The one track over the web: what the player of the browser, and of a phone in the next room, gets."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2 as httpx
import pytest
from fastapi import FastAPI

from tests.hum import A_MS, Hum, decoded, found_at
from unkink.model.timeline import Channel
from unkink.service import Unkink
from unkink.voice.errors import VoiceError
from unkink.voice.port import Samples

PATH = "/api/routines/knee-to-chest/track"
PACING: dict[str, Any] = {
    "pace": 200,
    "prepare_ms": 2_000,
    "inhale_ms": 4_000,
    "exhale_ms": 6_000,
    "chatty": "changes",
}


@pytest.fixture
def hum(monkeypatch: pytest.MonkeyPatch) -> Hum:
    """The voice of these tests."""
    hum = Hum()
    monkeypatch.setattr(Unkink, "voice", hum)
    return hum


def test_a_session_is_one_file_that_says_how_it_lies_in_time(client: httpx.Client, hum: Hum, service: Unkink) -> None:
    """The player's clock is this file: an offset that is wrong is heard in every count."""
    answer = client.get(PATH, params=PACING)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "audio/mpeg"
    assert "content-encoding" not in answer.headers
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert answer.headers["vary"] == "accept-language"
    lead_in, tail = int(answer.headers["x-unkink-lead-in-ms"]), int(answer.headers["x-unkink-tail-ms"])
    duration = int(answer.headers["x-unkink-duration-ms"])
    assert (lead_in, tail, answer.headers["x-unkink-spoken"]) == (2_000, 12_000, "true")
    samples = decoded(answer.content)
    assert lead_in + duration + tail <= len(samples) / A_MS < lead_in + duration + tail + 10_000
    timeline = service.track("knee-to-chest", None, service.pacing()).timeline
    assert timeline.duration_ms != duration  # its own pacing, not the person's settings
    last = [cue.text for cue in timeline.cues if cue.channel is Channel.SAY][-1]
    assert abs(found_at(samples, hum.speak(last), duration) - duration) < 30


def test_what_is_heard_is_chosen_in_the_address(client: httpx.Client, hum: Hum) -> None:
    silent = client.get(PATH, params={**PACING, "voice": "false", "tones": "false", "breath": "false"})
    assert silent.headers["x-unkink-spoken"] == "false"
    assert abs(decoded(silent.content)).max() < 0.001
    tones = client.get(PATH, params={**PACING, "voice": "false"})
    assert tones.headers["x-unkink-spoken"] == "false"
    assert abs(decoded(tones.content)).max() > 0.05
    assert hum.said == []


def test_without_a_voice_for_the_language_the_track_says_so(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then the browser's own voice may speak over it."""
    monkeypatch.setattr(Unkink, "voice", None)
    answer = client.get(PATH, params=PACING)
    assert (answer.status_code, answer.headers["x-unkink-spoken"]) == (200, "false")


def test_who_has_it_already_gets_it_no_second_time(client: httpx.Client, hum: Hum) -> None:
    first = client.get(PATH, params=PACING)
    again = client.get(PATH, params=PACING, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other = client.get(PATH, params={**PACING, "pace": 100}, headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200
    assert other.headers["etag"] != first.headers["etag"]


def test_choices_are_in_it(client: httpx.Client, hum: Hum) -> None:
    client.put("/api/settings", json=PACING)
    choice = {"choice": "childs-pose-between"}
    play = client.get("/api/routines/upper-middle-lower/play", params=choice).json()
    silent = {"voice": False, "tones": False, "breath": False}
    track = client.get("/api/routines/upper-middle-lower/track", params={**PACING, **choice, **silent})
    assert int(track.headers["x-unkink-duration-ms"]) == play["duration_ms"]


@pytest.mark.parametrize(
    ("path", "more", "status"),
    [
        ("/api/routines/knee-to-chess/track", {}, 404),
        (PATH, {"choice": "tea"}, 404),
        (PATH, {"pace": 10}, 422),
        (PATH, {"pace": ""}, 422),
        (PATH, {"voice": "loud"}, 422),
        (PATH, {"volume": 3}, 422),
    ],
)
def test_what_cannot_be_played_is_told_in_one_plain_line(
    client: httpx.Client, path: str, more: dict[str, Any], status: int
) -> None:
    answer = client.get(path, params={**PACING, **more})
    assert answer.status_code == status
    assert answer.json()["error"]
    assert answer.json()["way_out"]


def test_a_voice_that_fails_is_told_so_that_the_player_can_go_on_without(
    client: httpx.Client, hum: Hum, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hoarse(_: str) -> Samples:
        raise VoiceError("The voice cannot be loaded.", "Read along.")

    monkeypatch.setattr(hum, "speak", hoarse)
    answer = client.get(PATH, params=PACING)
    assert (answer.status_code, answer.json()["way_out"]) == (503, "Read along.")


def test_a_program_that_is_to_end_renders_no_further(
    client: httpx.Client, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C would otherwise wait until a long session has been said to its end."""

    class Interrupted(Hum):
        def speak(self, text: str) -> Samples:
            app.state.closing.set()
            return super().speak(text)

    hum = Interrupted()
    monkeypatch.setattr(Unkink, "voice", hum)
    answer = client.get(PATH, params=PACING)
    assert (answer.status_code, answer.json()["error"]) == (503, "Unkink is being closed.")
    assert len(hum.said) == 1


def test_while_a_track_is_rendered_everything_else_is_answered(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The events of a session that runs in another tab must not wait for it."""
    speaking, go_on = threading.Event(), threading.Event()

    class Slow(Hum):
        def speak(self, text: str) -> Samples:
            speaking.set()
            assert go_on.wait(60)
            return super().speak(text)

    monkeypatch.setattr(Unkink, "voice", Slow())
    with ThreadPoolExecutor(1) as pool:
        track = pool.submit(client.get, PATH, params=PACING)
        assert speaking.wait(60)
        assert client.get("/api/settings").status_code == 200
        assert not track.done()
        go_on.set()
        assert track.result(120).status_code == 200


def test_the_page_may_play_what_it_has_fetched(client: httpx.Client) -> None:
    """The player plays the track from memory, so that it goes on when the server is gone."""
    assert "media-src 'self' blob:;" in client.get("/").headers["content-security-policy"]


def test_the_second_request_renders_nothing(client: httpx.Client, hum: Hum) -> None:
    first = client.get(PATH, params=PACING)
    said = len(hum.said)
    assert client.get(PATH, params=PACING).content == first.content
    assert len(hum.said) == said > 0
