"""The program itself, over TLS: refused before the code, let in after it, and out again when forgotten."""

import json
import os
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import pytest

from tests.web.lan.served import ROOT, Served, on_the_network
from unkink.web.lan.certificate import FILE


@pytest.fixture
def served(data_dir: Path) -> Iterator[Served]:
    with on_the_network(data_dir) as served:
        yield served


def phone(served: Served) -> httpx.Client:
    """A phone that trusts the certificate."""
    with httpx.Client(verify=False, trust_env=False) as stranger:
        authority = ask(stranger, f"{served.address}/unkink.crt").content
    context = ssl.create_default_context(cadata=authority)
    return httpx.Client(base_url=served.address, verify=context, trust_env=False)


def ask(client: httpx.Client, address: str) -> httpx.Response:
    """The answer of a server that may only just have started."""
    for _ in range(200):
        try:
            return client.get(address)
        except httpx.TransportError:
            time.sleep(0.05)
    raise TimeoutError(address)


def pair(client: httpx.Client, code: str) -> httpx.Response:
    return client.post("/pair", data={"code": code}, headers={"origin": str(client.base_url).rstrip("/")})


def test_refused_before_let_in_after_and_forgotten_again(served: Served) -> None:
    """The whole way, with every check of TLS that a phone makes which trusts the certificate."""
    with phone(served) as client:
        client.headers["accept-language"] = "de"  # the terminal goes on in its own language
        assert client.get("/api/sessions").status_code == 401
        assert pair(client, "000 000" if served.code() != "000 000" else "000 001").status_code == 401
        assert pair(client, served.code()).status_code == 303
        assert client.get("/api/sessions").json() == []
        assert "Let in: " in served.told("(Let in: .*)")
        assert "1. " in served.unkink("devices")
        assert "Forgotten: 1." in served.unkink("devices", "forget", "1")
        assert client.get("/api/sessions").status_code == 401
        assert served.unkink("devices").startswith("No device")


def test_loopback_needs_no_code_and_takes_no_name_of_the_network(served: Served) -> None:
    port = served.address.rpartition(":")[2]
    with httpx.Client(base_url=served.loopback, trust_env=False) as client:
        assert ask(client, "/api/sessions").json() == []
        for headers in (
            {"host": f"127.0.0.1:{port}"},
            {"origin": served.address},
            {"host": f"127.0.0.1:{port}", "x-forwarded-proto": "https"},
        ):
            assert client.get("/api/sessions", headers=headers).status_code == 403
        assert client.get("/unkink.crt").headers["content-type"].startswith("text/html"), "there is no door here"


def test_no_header_opens_the_door_or_says_who_asks(served: Served) -> None:
    """The server stands behind no proxy; whoever says so lies."""
    with phone(served) as client:
        for name, value in (("x-forwarded-for", "127.0.0.1"), ("x-forwarded-proto", "http"), ("x-real-ip", "::1")):
            assert client.get("/api/sessions", headers={name: value}).status_code == 401
        codes = (f"{number:06}" for number in range(10) if f"{number:06}" != served.code().replace(" ", ""))
        answers = []
        for number, code in zip(range(6), codes, strict=False):
            headers = {"origin": served.address, "x-forwarded-for": f"192.168.1.{number}"}
            answers.append(client.post("/pair", data={"code": code}, headers=headers).status_code)
        assert answers[-1] == 429


def test_plain_http_gets_nothing_at_the_port_of_the_network(served: Served) -> None:
    """The cookie and the journal never go over the air in the open."""
    host, port = served.address.removeprefix("https://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(f"GET /api/sessions HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
        said = connection.recv(1_000)
    assert b"HTTP" not in said


def test_a_device_is_known_and_the_certificate_the_same_after_a_restart(data_dir: Path) -> None:
    """Nobody types a code every morning."""
    with on_the_network(data_dir) as served:
        with phone(served) as client:
            assert pair(client, served.code()).status_code == 303
            cookies = client.cookies
        fingerprint = served.told(r"SHA-256\): (\S+)")
        assert served.stop() == 0, "Ctrl-C ends it in peace"
    assert "Traceback" not in served.shown
    with on_the_network(data_dir) as again:
        assert again.told(r"SHA-256\): (\S+)") == fingerprint
        with phone(again) as client:
            client.cookies = cookies
            assert client.get("/api/sessions").json() == []


def test_a_phone_that_hangs_does_not_hold_the_server(served: Served) -> None:
    """Ctrl-C ends it, whoever has left a request in the middle."""
    with phone(served) as client:
        assert pair(client, served.code()).status_code == 303
        host, port = served.address.removeprefix("https://").split(":")
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        with context.wrap_socket(socket.create_connection((host, int(port)), timeout=20)) as half:
            cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
            head = f"POST /api/events HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {cookie}\r\nContent-Length: 99\r\n\r\n"
            half.sendall(head.encode())
            assert client.get("/api/about").status_code == 200
            assert served.stop() == 0


def refused(data_dir: Path, *arguments: str) -> str:
    """The one line with which the program ends."""
    command = [sys.executable, "-m", "unkink", "serve", "--no-open", "--port", "0", *arguments]
    command += ["--data-dir", str(data_dir)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, env=environment)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    return done.stderr


def test_a_taken_port_or_an_address_of_another_is_told_in_one_line(data_dir: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = refused(data_dir, "--lan", "--host", "127.0.0.1", "--lan-port", str(port))
        assert f"--lan-port {port + 1}" in told
    assert "no address of this computer" in refused(data_dir, "--lan", "--host", "198.51.100.7")
    assert "is not an address" in refused(data_dir, "--lan", "--host", "desk")
    assert "--lan" in refused(data_dir, "--host", "127.0.0.1")
    assert "--lan" in refused(data_dir, "--lan-port", "8421")
    assert not (data_dir / FILE).exists()


def test_devices_as_json_and_the_ways_out(served: Served) -> None:
    with phone(served) as client:
        pair(client, served.code())
    (device,) = json.loads(served.unkink("devices", "--json"))
    assert device.keys() == {"number", "name", "let_in", "seen"}
    with pytest.raises(subprocess.CalledProcessError) as told:
        served.unkink("devices", "forget", "7")
    assert "unkink devices" in told.value.stderr
    with pytest.raises(subprocess.CalledProcessError):
        served.unkink("devices", "forget")
    assert [each["number"] for each in json.loads(served.unkink("devices", "forget", "all", "--json"))] == [1]
