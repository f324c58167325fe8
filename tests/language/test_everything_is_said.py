"""Whoever asked for another language is told nothing in English: all through the API, texts come in their brackets."""

import re
from collections.abc import Iterator
from typing import Any

import httpx2 as httpx
import pytest

from tests.coach.conftest import NO
from tests.language.conftest import CLOSE, OPEN

pytestmark = pytest.mark.usefixtures("brackets")

GERMAN = {"accept-language": "de-DE,de;q=0.9"}
WISHES = {"pain": {"lower-back": 8, "neck": 3}, "minutes": 12, "causes": ["sitting"], "days_per_week": 7}
LIMITS = {**NO, "joints": ["knee"], "directions": ["bending"]}
TEXTS = {
    *("name", "aliases", "summary", "lead_in", "text", "instead", "say", "inhale", "exhale", "note", "notes", "easier"),
    *("frequency", "intensity", "time", "type", "ask", "help", "finding", "do", "reason", "not_cleared", "error"),
    *("way_out", "title", "html", "feel", "muscles", "where", "left", "right", "both", "position_name"),
}
# Names of papers stay as they are.
PAPERS = {"sources", "source"}
_INNERMOST = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
_LETTERS = re.compile(r"[A-Za-z]{2,}")


def unsaid(answer: Any, path: tuple[str, ...] = ()) -> Iterator[str]:  # noqa: ANN401 (JSON)
    """The texts of an answer that hold words outside of brackets."""
    if isinstance(answer, dict):
        for key, value in answer.items():
            if key == "cues":
                yield from unsaid([cue["text"] for cue in value if cue["channel"] != "sound"], ("text",))
            elif (key == "title" and PAPERS & {*path}) or (key == "instead" and path == ("turns",)):
                continue
            else:
                yield from unsaid(value, (*path, key))
    elif isinstance(answer, list):
        for each in answer:
            yield from unsaid(each, path)
    elif isinstance(answer, str) and path and path[-1] in TEXTS and _LETTERS.search(bare(answer)):
        yield f"{'.'.join(path)}: {answer}"


def bare(text: str) -> str:
    """A text without what is in brackets, and without HTML."""
    text = re.sub(r"<[^>]*>|&\w+;", " ", text)
    while (shorter := _INNERMOST.sub("", text)) != text:
        text = shorter
    return text


def german(client: httpx.Client, call: str, **body: object) -> Any:  # noqa: ANN401 (JSON)
    method, _, path = call.partition(" ")
    answer = client.request(method, f"/api/{path}", headers=GERMAN, json=body or None)
    assert answer.headers["content-language"] == "de"
    return answer.json()


CALLS = (
    *("vocabulary", "movements", "programmes", "guidance", "screening/questions"),
    *("routines/conquer-lower-back/play", "routines/cat-cow/play", "routines/low-and-mid-six/play"),
    *("movements/nothing-like-it", "programmes?region=elbow", "nothing", "words/tlh"),
)


def test_the_catalogue_speaks(client: httpx.Client) -> None:
    for path in CALLS:
        answer = german(client, f"GET {path}")
        assert answer, path
        assert [*unsaid(answer)] == [], path


def test_a_plan_and_its_days_speak(client: httpx.Client) -> None:
    """Reasons, what was left out and why, notes, findings, swaps, breaks, changes: all that is put together."""
    answers = [
        german(client, "PUT plan", **WISHES),
        german(client, "PUT screening", answers=LIMITS),
        german(client, "PUT plan", **WISHES),
        german(client, "GET plan"),
        german(client, "POST today/look"),
        german(client, "GET today/0/swaps?step=0"),
        german(client, "GET breaks?count=3&minutes=3"),
        german(client, "POST today/0/shorter", minutes=5),
        german(client, "POST today/bad-day"),
        german(client, "PUT plan", pain={"neck": 3}, minutes=3, positions=["chair", "standing"], disliked=["cat-cow"]),
        german(client, "POST changes/take-back", movement="cat-cow"),
        german(client, "PUT screening", answers={**NO, "nerves": ["bladder"]}),
        german(client, "PUT plan", **WISHES),
        german(client, "GET routines/conquer-lower-back/play"),
    ]
    assert [*unsaid(answers)] == []


@pytest.mark.parametrize(("made_in", "read_in"), [("en", "de"), ("de", "en")])
def test_a_kept_plan_is_told_in_the_language_of_whoever_looks(client: httpx.Client, made_in: str, read_in: str) -> None:
    """Whoever changes the language sees none of the old one: reasons, changes and names of sessions are said anew."""
    there, here = {"accept-language": made_in}, {"accept-language": read_in}
    client.put("/api/screening", json={"answers": LIMITS}, headers=there).raise_for_status()
    client.put("/api/plan", json=WISHES, headers=there).raise_for_status()
    client.post("/api/today/bad-day", headers=there).raise_for_status()
    for path in ("plan", "today"):
        told = client.get(f"/api/{path}", headers=here).raise_for_status().json()
        before = client.get(f"/api/{path}", headers=there).raise_for_status().json()
        spoken, english = (told, before) if read_in == "de" else (before, told)
        assert [*unsaid(spoken)] == []
        assert OPEN not in str(english)
        assert [*map(plain, texts(spoken))] == [*map(plain, texts(english))]


def texts(answer: Any) -> Iterator[str]:  # noqa: ANN401 (JSON)
    """Every string of an answer, in order."""
    if isinstance(answer, dict):
        for value in answer.values():
            yield from texts(value)
    elif isinstance(answer, list):
        for each in answer:
            yield from texts(each)
    elif isinstance(answer, str):
        yield answer


def plain(text: str) -> str:
    """Without the brackets, the full stop that a sentence gets which seems to end in one, and German capitals."""
    return text.replace(OPEN, "").replace(CLOSE, "").replace("..", ".").casefold()


def test_english_stays_english_beside_it(client: httpx.Client) -> None:
    """Two people may ask at once; neither gets the other's language, and a cache is told that there are several."""
    german(client, "GET movements/cat-cow")
    answer = client.get("/api/movements/cat-cow")
    assert answer.json()["name"] == "Cat-cow"
    assert answer.headers["content-language"] == "en"
    assert "accept-language" in answer.headers["vary"].lower()
