"""An app over a fresh journal."""

from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from unkink.service import Unkink
from unkink.settings import Settings
from unkink.web.app import create_app

HOST = "127.0.0.1:8420"


@pytest.fixture
def service(data_dir: Path) -> Iterator[Unkink]:
    unkink = Unkink(Settings.of(data_dir))
    yield unkink
    unkink.close()


@pytest.fixture
def front_end(tmp_path: Path) -> Path:
    """A page of two lines in the place of the built front end."""
    front_end = tmp_path / "front-end"
    (front_end / "assets").mkdir(parents=True)
    (front_end / "index.html").write_text("<!doctype html>\n<title>Unkink</title>", encoding="utf-8")
    return front_end


@pytest.fixture
def app(service: Unkink, front_end: Path) -> FastAPI:
    """The app as it is on loopback."""
    return create_app(service, lambda: frozenset({f"http://{HOST}", "http://localhost:8420"}), front_end)


@pytest.fixture
def client(app: FastAPI) -> Iterator[httpx.Client]:
    with TestClient(app, base_url=f"http://{HOST}", raise_server_exceptions=False) as client:
        yield client
