"""Nobody but this person's own pages may read or write their journal."""

from pathlib import Path

import httpx2 as httpx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:9999", "127.0.0.1", "localhost", ""])
def test_another_name_for_this_machine_is_refused(app: FastAPI, host: str) -> None:
    """A site whose name is pointed at 127.0.0.1 could otherwise read the journal (DNS rebinding)."""
    with TestClient(app, base_url="http://127.0.0.1:8420") as client:
        answer = client.get("/api/sessions", headers={"host": host})
    assert answer.status_code == 403
    assert answer.json()["way_out"]


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9999", "https://127.0.0.1:8420"])
def test_another_site_cannot_write(client: httpx.Client, origin: str) -> None:
    assert client.post("/api/events", json={"events": []}, headers={"origin": origin}).status_code == 403


def test_another_site_cannot_even_read_or_embed(client: httpx.Client) -> None:
    answer = client.get("/api/sessions", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


def test_a_link_from_elsewhere_opens_the_app_but_never_the_journal(client: httpx.Client) -> None:
    """A person may keep a link to Unkink in their notes."""
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert client.get("/programmes", headers=headers).status_code == 200
    assert client.get("/api/sessions", headers=headers).status_code == 403


def test_its_own_page_may(client: httpx.Client) -> None:
    headers = {"origin": "http://127.0.0.1:8420", "sec-fetch-site": "same-origin"}
    assert client.post("/api/events", json={"events": []}, headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/", "/api/about", "/api/nothing", "/movements/x", "/assets/none.js"])
def test_every_answer_carries_the_strict_policy(client: httpx.Client, path: str) -> None:
    policy = client.get(path).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(
    ("name", "kind"), [("sw.js", "text/javascript"), ("unkink.webmanifest", "application/manifest+json")]
)
def test_a_new_version_is_found_and_the_app_can_be_installed(
    client: httpx.Client, tmp_path: Path, name: str, kind: str
) -> None:
    """A worker that a browser keeps for a day, or takes for plain text, would hold on to an old version."""
    (tmp_path / "front-end" / name).write_text("{}", encoding="utf-8")
    answer = client.get(f"/{name}")
    assert answer.headers["content-type"].split(";")[0] == kind
    assert answer.headers["cache-control"] == "no-cache"
