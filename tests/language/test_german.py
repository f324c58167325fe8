"""A German day through the API, with a few sentences translated: what is asked, said aloud, refused and found."""

import httpx2 as httpx
import pytest

from tests.coach.conftest import NO
from tests.language.conftest import Lay

COACH = """
msgid "New or getting worse: any of these?"
msgstr "Neu oder schlimmer geworden: etwas davon?"

msgid "And change sides. Now the {side}."
msgstr "Und Seite wechseln. Jetzt die {linke|rechte}."

msgid "{Side} side first."
msgstr "Erst die {linke|rechte} Seite."

msgid "You need {props}."
msgstr "Du brauchst {props}."

msgid "a rolled towel"
msgstr "eine Handtuchrolle"

msgid "Chair"
msgstr "Stuhl"

msgid "Lower back"
msgstr "Unterer Rücken"

msgid "Cat-cow"
msgstr "Katze-Kuh"

msgid "Draw your {side} knee towards your chest, hands behind the thigh."
msgstr "Zieh das {linke|rechte} Knie zur Brust, die Hände hinter dem Oberschenkel."
"""
APP = """
msgid "There is no movement called “{wanted}”."
msgstr "Es gibt keine Bewegung namens „{wanted}“."

msgid "For your {regions}."
msgstr "Für: {regions}."
"""
SCREENS = """
msgid "Leave"
msgstr "Verlassen"

msgid "{n} minute"
msgid_plural "{n} minutes"
msgstr[0] "{n} Minute"
msgstr[1] "{n} Minuten"
"""


@pytest.fixture(autouse=True)
def german(lay: Lay, client: httpx.Client) -> None:
    for name, entries in (("coach.po", COACH), ("app.po", APP), ("screens.po", SCREENS)):
        lay(name, entries)
    client.headers["accept-language"] = "de"


def test_a_question(client: httpx.Client) -> None:
    asked = [question["ask"] for question in client.get("/api/screening/questions").json()]
    assert "Neu oder schlimmer geworden: etwas davon?" in asked


def test_an_error(client: httpx.Client) -> None:
    assert client.get("/api/movements/katze").json()["error"] == "Es gibt keine Bewegung namens „katze“."


def test_cues_name_the_side_that_works(client: httpx.Client) -> None:
    """A wrong side said aloud would have people stretch one side twice."""
    cues = client.get("/api/routines/knee-to-chest/play").json()["cues"]
    said = [cue["text"] for cue in cues if cue["channel"] == "say"]
    assert said.index("Erst die linke Seite.") < said.index("Und Seite wechseln. Jetzt die rechte.")
    assert "Zieh das rechte Knie zur Brust, die Hände hinter dem Oberschenkel." in said
    assert not [text for text in said if "{" in text or "|" in text]


def test_nouns_keep_their_capitals(client: httpx.Client) -> None:
    cues = client.get("/api/routines/passive-backbend/play").json()["cues"]
    assert "Du brauchst eine Handtuchrolle." in [cue["text"] for cue in cues]


def test_the_reasons_of_a_plan(client: httpx.Client) -> None:
    client.put("/api/screening", json={"answers": NO}).raise_for_status()
    plan = client.put("/api/plan", json={"pain": {"lower-back": 5}, "minutes": 8}).raise_for_status().json()
    reasons = [reason["text"] for session in plan["sessions"] for reason in session["reasons"]]
    assert any("Für: unterer Rücken." in reason for reason in reasons)


def test_a_movement_is_found_by_its_german_name_and_by_its_id(client: httpx.Client) -> None:
    for typed in ("Katze-Kuh", "katse kuh", "cat-cow"):
        assert client.get("/api/movements", params={"q": typed}).json()[0]["id"] == "cat-cow", typed


def test_the_words_of_the_screens(client: httpx.Client) -> None:
    told = {"Leave": "Verlassen", "{n} minute": ["{n} Minute", "{n} Minuten"]}
    assert client.get("/api/words/de").json() == told
    assert client.get("/api/words/en").json() == {}
    nowhere = client.get("/api/words/tlh")
    assert (nowhere.status_code, {*nowhere.json()["nearest"]}) == (404, {"de", "en", "es"})


def test_what_may_stand_in_for_a_prop_hangs_on_no_language(client: httpx.Client) -> None:
    """Which movements somebody can do is worked out from the words of the catalogue; those must be the English ones."""
    client.put("/api/screening", json={"answers": NO}).raise_for_status()
    wishes = {"pain": {"lower-back": 5}, "minutes": 8, "props": ["mat", "chair", "towel"]}
    outs = []
    for language in ("de", "en"):
        plan = client.put("/api/plan", json=wishes, headers={"accept-language": language}).raise_for_status().json()
        outs.append({each["movement"] for each in plan["left_out"] if each["why"] == "no-prop"})
    assert outs[0] == outs[1]
