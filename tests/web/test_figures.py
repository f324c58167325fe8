"""The figures: what is told of them, and how their files are sent."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.web.conftest import HOST
from unkink import places
from unkink.service import Unkink
from unkink.web.app import create_app

FILES = (
    *(f"{body}.glb" for body in ("slim", "average", "heavy")),
    *(f"stills/{name}-{body}.webp" for name in ("cat-cow", "plank") for body in ("slim", "average", "heavy")),
    *(f"stills/cat-cow--on-a-chair-{body}.webp" for body in ("slim", "average", "heavy")),
    "stills/superman-slim.webp",
    "clips/cat-cow.json",
    "clips/cat-cow--on-the-forearms.json",
    "clips/no-movement-of-ours.json",
    "lines/cat-cow.svg",
    "rig.json",
)
KINDS = {"glb": "model/gltf-binary", "json": "application/json", "svg": "image/svg+xml", "webp": "image/webp"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Some figures, and a file beside them that nobody may read."""
    folder = tmp_path / "figures"
    for path in FILES:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(path.encode() * 200)
    list_them(folder)
    (tmp_path / "journal.txt").write_text("private", encoding="utf-8")
    monkeypatch.setattr(places, "figures", lambda: folder)
    return folder


def list_them(folder: Path, sha256: str = "0") -> None:
    """Write the list of figures."""
    outputs = {path: {"inputs": "0", "sha256": sha256, "bytes": 1} for path in FILES}
    (folder / "manifest.json").write_text(json.dumps({"version": 1, "outputs": outputs}), encoding="utf-8")


@pytest.fixture
def drawn(folder: Path, app: FastAPI) -> Iterator[httpx.Client]:
    """The app with those figures."""
    with TestClient(app, base_url=f"http://{HOST}") as client:
        yield client


def test_tells_which_movements_and_forms_are_drawn(drawn: httpx.Client) -> None:
    """A page that asked for what is not there would show a broken picture."""
    told = drawn.get("/api/figures").json()
    assert told["bodies"] == ["slim", "average", "heavy"]
    assert told["movements"] == {
        "cat-cow": {
            "clip": True,
            "forms": ["on-the-forearms"],
            "still": True,
            "form_stills": ["on-a-chair"],
            "elsewhere": ["on-a-chair"],
        },
        "plank": {"clip": False, "forms": [], "still": True, "form_stills": [], "elsewhere": ["standing"]},
    }


def test_the_version_changes_with_any_file(drawn: httpx.Client, folder: Path) -> None:
    before = drawn.get("/api/figures").json()["version"]
    list_them(folder, sha256="1")
    clip = drawn.get("/api/figures").json()["version"]
    (folder / "slim.glb").write_bytes(b"another body")
    body = drawn.get("/api/figures").json()["version"]
    assert len({before, clip, body, ""}) == 4


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"version": 1}', '{"outputs": 3}'])
def test_a_broken_list_is_no_figures(drawn: httpx.Client, folder: Path, text: str) -> None:
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    assert drawn.get("/api/figures").json() == {"version": "", "bodies": [], "movements": {}}


@pytest.mark.parametrize("path", [path for path in FILES if "--" not in path])
def test_each_file_has_its_kind(drawn: httpx.Client, path: str) -> None:
    """With `nosniff` a browser refuses what has the wrong one."""
    answer = drawn.get(f"/figures/{path}")
    assert answer.content == path.encode() * 200
    assert answer.headers["content-type"].partition(";")[0] == KINDS[path.rpartition(".")[2]]


def test_what_can_be_pressed_together_is(drawn: httpx.Client) -> None:
    assert drawn.get("/figures/clips/cat-cow.json").headers["content-encoding"] == "gzip"
    assert drawn.get("/figures/slim.glb").headers["content-encoding"] == "gzip"
    assert "content-encoding" not in drawn.get("/figures/stills/cat-cow-slim.webp").headers


def test_with_a_version_it_is_kept_for_good_and_else_asked_for_again(drawn: httpx.Client) -> None:
    kept = drawn.get("/figures/stills/cat-cow-slim.webp", params={"v": "abc"})
    assert "immutable" in kept.headers["cache-control"]
    asked = drawn.get("/figures/stills/cat-cow-slim.webp")
    assert asked.headers["cache-control"] == "no-cache"
    again = drawn.get("/figures/stills/cat-cow-slim.webp", headers={"if-none-match": asked.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path", ["", "none.webp", "stills", "stills/", "..%2fjournal.txt", "stills/..%2f..%2fjournal.txt", "%00"]
)
def test_what_is_not_there_is_an_error_and_never_a_page(drawn: httpx.Client, path: str) -> None:
    answer = drawn.get(f"/figures/{path}?v=1")
    assert answer.status_code == 404
    assert answer.json()["error"] == "There is no such figure."
    assert "cache-control" not in answer.headers


def test_without_figures_all_else_works(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """An own build may have none."""
    monkeypatch.setattr(places, "figures", lambda: Path("/no-such-folder"))
    assert client.get("/api/figures").json() == {"version": "", "bodies": [], "movements": {}}
    assert client.get("/api/movements/cat-cow").status_code == 200


def test_without_the_folder_a_file_of_it_is_an_error(service: Unkink, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "figures", lambda: Path("/no-such-folder"))
    with TestClient(create_app(service, lambda: frozenset({f"http://{HOST}"})), base_url=f"http://{HOST}") as client:
        assert client.get("/figures/slim.glb").status_code == 404
