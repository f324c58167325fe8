"""The door over an app with a fresh journal, asked as phones ask."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2 as httpx
import pytest
from starlette.testclient import TestClient

from unkink.service import Unkink
from unkink.web.app import create_app
from unkink.web.guard import Guard
from unkink.web.lan.devices import Devices
from unkink.web.lan.door import COOKIE, Door, Told
from unkink.web.lan.names import origins
from unkink.web.lan.pairing import Code, Pairing

HOSTS, PORT = ("192.168.1.20", "desk.local"), 8421
ADDRESS = f"https://192.168.1.20:{PORT}"
PHONE = "192.168.1.30"
AUTHORITY = b"the certificate of the authority"
PAGE = {"accept": "text/html", "sec-fetch-mode": "navigate", "sec-fetch-site": "none"}
FORM = {**PAGE, "origin": ADDRESS, "sec-fetch-site": "same-origin"}

Ask = Callable[..., httpx.Client]


@dataclass
class House:
    """The computer with its door, and what its terminal told."""

    door: Guard
    devices: Devices
    codes: list[Code]
    told: list[str]
    now: int = 1_700_000_000_000

    def wrong(self) -> str:
        """A code that is not the one."""
        return f"{(int(self.codes[-1].digits) + 1) % 1_000_000:06}"


@pytest.fixture
def house(service: Unkink, front_end: Path, data_dir: Path) -> House:
    own = origins(HOSTS, PORT)
    codes: list[Code] = []
    told: list[str] = []
    hours: list[House] = []
    door = Door(
        create_app(service, lambda: own | {"http://127.0.0.1:8420"}, front_end),
        pairing=Pairing(),
        devices=Devices(data_dir),
        authority=AUTHORITY,
        front_end=front_end,
        clock=lambda: hours[0].now,
        told=Told(
            code=codes.append,
            let_in=lambda device, address: told.append(f"{device.name} from {address}"),
            paused=lambda address, ms: told.append(f"{address} waits {ms}"),
        ),
    )
    hours.append(House(Guard(door, lambda: own), door.devices, codes, told))
    return hours[0]


@pytest.fixture
def ask(house: House) -> Iterator[Ask]:
    """Makes a browser at that address in the network; it keeps its cookies."""
    made: list[TestClient] = []

    def asking(address: str = PHONE, at: str = ADDRESS) -> httpx.Client:
        client = TestClient(house.door, base_url=at, client=(address, 50_000), follow_redirects=False)
        made.append(client)
        return client

    yield asking
    for client in made:
        client.close()


@pytest.fixture
def phone(ask: Ask) -> httpx.Client:
    """A phone that is not let in."""
    return ask()


def pair(client: httpx.Client, code: str) -> httpx.Response:
    """Type that code on the page."""
    return client.post("/pair", data={"code": code}, headers=FORM)


@pytest.fixture
def known(phone: httpx.Client, house: House) -> httpx.Client:
    """A phone that was let in."""
    phone.get("/pair", headers=PAGE)
    assert pair(phone, house.codes[-1].digits).status_code == 303
    assert COOKIE in phone.cookies
    return phone
