"""The door: who comes from the network meets one page, until the code is typed; and never again after forgetting."""

import re
from pathlib import Path

import httpx2 as httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.lan.conftest import ADDRESS, AUTHORITY, FORM, PAGE, PHONE, Ask, House, pair
from unkink.moments import HOUR_MS
from unkink.web.lan import page
from unkink.web.lan.devices import FOLDER
from unkink.web.lan.door import COOKIE
from unkink.web.lan.pairing import CODE_MS, PAUSE_MS, TRIES

ROOT = Path(__file__).parents[3]
INSIDE = ("/api/sessions", "/api/about", "/api/openapi.json", "/figures/manifest.json", "/assets/x.js", "/theme.js")


def test_nothing_is_to_be_had_without_being_let_in(phone: httpx.Client) -> None:
    paths = (
        *INSIDE,
        "/",
        "/sw.js",
        "/play/knee-to-chest",
        "/api",
        "/%2Fapi/sessions",
        "/pair/x",
        "/pair/..%2fapi/about",
    )
    for path in paths:
        for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"):
            answer = phone.request(method, path)
            assert answer.status_code == 401, (method, path)
            assert "set-cookie" not in answer.headers
            if method != "HEAD":
                assert answer.json().keys() == {"error", "way_out", "nearest"}


@pytest.mark.parametrize("path", ["/", "/play/knee-to-chest", "/settings"])
def test_who_opens_a_page_is_asked_for_the_code(phone: httpx.Client, house: House, path: str) -> None:
    answer = phone.get(path, headers=PAGE)
    assert answer.status_code == 401
    assert 'action="/pair"' in answer.text
    assert len(house.codes) == 1, "the terminal shows a code now"
    assert house.codes[0].digits not in answer.text + str(answer.headers)


def test_no_call_is_answered_with_a_page(phone: httpx.Client) -> None:
    """A program that asks for JSON gets the shape of all errors."""
    headers = {"accept": "*/*", "sec-fetch-mode": "cors", "sec-fetch-site": "same-origin"}
    for path in INSIDE:
        assert phone.get(path, headers=headers).json()["error"] == "This device is not let in."


def test_the_right_code_lets_in_and_is_shown_to_nobody_else(known: httpx.Client, ask: Ask, house: House) -> None:
    assert known.get("/api/sessions").json() == []
    assert known.get("/", headers=PAGE).status_code == 200
    assert ask().get("/api/sessions").status_code == 401, "another browser on the same phone"
    assert pair(ask(), house.codes[0].digits).status_code == 401, "a code is for one device"
    assert house.told == [f"A browser from {PHONE}"]


def test_the_cookie_can_be_read_and_sent_by_nobody_else(phone: httpx.Client, house: House) -> None:
    phone.get("/pair", headers=PAGE)
    answer = pair(phone, house.codes[0].digits)
    assert answer.headers["location"] == "/"
    name, _, rest = answer.headers["set-cookie"].partition("=")
    assert name.startswith("__Host-")
    flags = {part.strip().lower() for part in rest.split(";")[1:]}
    assert {"secure", "httponly", "samesite=strict", "path=/"} <= flags
    assert not any(flag.startswith("domain") for flag in flags)


def test_who_is_forgotten_is_out_at_the_next_request(known: httpx.Client, house: House) -> None:
    assert known.get("/api/about").status_code == 200
    house.devices.forget(None, house.now)
    answer = known.get("/api/about")
    assert answer.status_code == 401
    assert answer.json()["error"] == "This device is no longer let in."
    assert known.get("/", headers=PAGE).status_code == 401


@settings(suppress_health_check=list(HealthCheck))
@given(token=st.text(st.characters(codec="ascii", exclude_characters=';, "\\', exclude_categories=["Cc"]), max_size=60))
def test_no_made_up_cookie_lets_in(ask: Ask, known: httpx.Client, token: str) -> None:
    stranger = ask()
    assert stranger.get("/api/about", headers={"cookie": f"{COOKIE}={token}"}).status_code == 401


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "1234567", "x" * 500])
def test_what_is_no_code_is_said_to_be_none_and_costs_no_try(phone: httpx.Client, house: House, code: str) -> None:
    phone.get("/pair", headers=PAGE)
    answers = [pair(phone, code) for _ in range(TRIES + 1)]
    assert {answer.status_code for answer in answers} == {400}
    assert "six digits" in answers[-1].text
    assert pair(phone, house.codes[0].digits).status_code == 303


def test_who_guesses_must_wait(phone: httpx.Client, house: House) -> None:
    phone.get("/pair", headers=PAGE)
    answers = [pair(phone, house.wrong()) for _ in range(TRIES)]
    assert [answer.status_code for answer in answers] == [401] * (TRIES - 1) + [429]
    assert "not the code" in answers[0].text
    assert answers[-1].headers["retry-after"] == str(PAUSE_MS // 1_000)
    assert "too many wrong codes" in answers[-1].text
    assert pair(phone, house.codes[0].digits).status_code == 429
    assert house.told == [f"{PHONE} waits {PAUSE_MS}"]
    assert "too many wrong codes" in phone.get("/pair", headers=PAGE).text


def test_no_header_gives_a_guesser_another_address(phone: httpx.Client, house: House) -> None:
    """X-Forwarded-For is anybody's word."""
    phone.get("/pair", headers=PAGE)
    for number in range(TRIES):
        told = f"192.168.1.{100 + number}"
        headers = {**FORM, "x-forwarded-for": told, "x-real-ip": told, "forwarded": f"for={told}"}
        phone.post("/pair", data={"code": house.wrong()}, headers=headers)
    assert pair(phone, house.wrong()).status_code == 429


def test_a_code_that_is_over_is_followed_by_a_new_one(phone: httpx.Client, house: House) -> None:
    phone.get("/pair", headers=PAGE)
    house.now += CODE_MS
    answer = pair(phone, house.codes[0].digits)
    assert answer.status_code == 401
    assert "is over" in answer.text
    assert len(house.codes) == 2
    assert pair(phone, house.codes[1].digits).status_code == 303


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", "http://192.168.1.20:8421"])
def test_another_site_cannot_type_a_code(phone: httpx.Client, house: House, origin: str | None) -> None:
    """Else a page that is open on the phone could use up its tries, or guess."""
    phone.get("/pair", headers=PAGE)
    headers = {"origin": origin} if origin else {}
    answer = phone.post("/pair", data={"code": house.codes[0].digits}, headers=headers)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert pair(phone, house.codes[0].digits).status_code == 303


@pytest.mark.parametrize("host", ["evil.example:8421", "192.168.1.20", "192.168.1.20:8420", "127.0.0.1:8420"])
def test_another_name_for_this_machine_is_refused(known: httpx.Client, host: str) -> None:
    """DNS rebinding, on the network as on loopback; even where the device is let in."""
    assert known.get("/api/sessions", headers={"host": host}).status_code == 403
    assert known.get("/pair", headers={"host": host}).status_code == 403


def test_another_site_cannot_ask_as_the_phone_that_is_let_in(known: httpx.Client) -> None:
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert known.post("/api/events", json={"events": []}, headers=headers).status_code == 403
    own = {"origin": ADDRESS, "sec-fetch-site": "same-origin"}
    assert known.post("/api/events", json={"events": []}, headers=own).status_code == 200


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111"])
def test_the_internet_does_not_even_see_the_page(ask: Ask, house: House, address: str) -> None:
    """A router may pass the port on by mistake."""
    stranger = ask(address)
    for path in ("/", "/pair", "/unkink.crt", "/api/about"):
        assert stranger.get(path, headers=PAGE).status_code == 403
    assert house.codes == []


def test_the_names_of_the_machine_all_lead_in(ask: Ask, house: House) -> None:
    at = "https://desk.local:8421"
    phone = ask(at=at)
    phone.get("/pair", headers=PAGE)
    answer = phone.post("/pair", data={"code": house.codes[0].digits}, headers={**FORM, "origin": at})
    assert answer.status_code == 303


def test_a_link_from_elsewhere_opens_the_page_it_leads_to(phone: httpx.Client, known: httpx.Client) -> None:
    """A strict cookie stays behind at first: the browser is sent once more, from our own page."""
    known.cookies.clear()
    answer = known.get("/programmes/x y", headers={**PAGE, "sec-fetch-site": "cross-site"})
    assert answer.headers["refresh"] == "0; url=/programmes/x%20y"
    answer = known.get("/%2Fevil.example/", headers={**PAGE, "sec-fetch-site": "cross-site"})
    assert answer.headers["refresh"] == "0; url=/evil.example/"
    assert "refresh" not in known.get("/", headers={**PAGE, "sec-fetch-site": "same-origin"}).headers


def test_the_certificate_comes_as_phones_take_it(phone: httpx.Client) -> None:
    answer = phone.get("/unkink.crt")
    assert answer.content == AUTHORITY
    assert answer.headers["content-type"] == "application/x-x509-ca-cert"


def test_the_policy_of_the_page_allows_its_form_and_nothing_more(phone: httpx.Client, known: httpx.Client) -> None:
    """With the app's own, its form could not be sent, and would not tell where it comes from."""
    at_the_door, within = phone.get("/pair", headers=PAGE).headers, known.get("/").headers
    policy = "content-security-policy"
    assert at_the_door[policy].replace("form-action 'self'", "form-action 'none'") == within[policy]
    assert at_the_door["referrer-policy"] == "same-origin"
    assert within["referrer-policy"] == "no-referrer"
    assert at_the_door["cache-control"] == "no-store"


def test_the_page_needs_no_script_and_has_what_a_phones_keyboard_asks_for() -> None:
    text = page.door(page.wrong())
    assert "<script" not in text
    assert not re.search(r"\sstyle=|\son\w+=", text)
    (field,) = re.findall(r"<input[^>]*>", text)
    assert 'inputmode="numeric"' in field
    assert 'autocomplete="one-time-code"' in field
    assert 'aria-describedby="error hint"' in field
    assert '<label for="code">' in text
    assert 'role="alert"' in text


@pytest.mark.parametrize(
    ("wanted", "language", "heading", "refusal"),
    [
        ("en-US", "en-GB", "Let this device in", "This device is not let in."),
        ("de-AT", "de", "Dieses Gerät einlassen", "Dieses Gerät ist nicht eingelassen."),
        ("es", "es", "Dejar entrar a este dispositivo", "Este dispositivo no está admitido."),
    ],
)
def test_the_door_speaks_as_the_phone_does(
    phone: httpx.Client, wanted: str, language: str, heading: str, refusal: str
) -> None:
    """Who cannot read what the page asks for stays outside."""
    page_of_it = phone.get("/pair", headers={**PAGE, "accept-language": wanted}).text
    assert f'<html lang="{language}">' in page_of_it
    assert f"<h1>{heading}</h1>" in page_of_it
    assert phone.get("/api/about", headers={"accept-language": wanted}).json()["error"] == refusal


def test_a_device_that_is_in_is_told_so(known: httpx.Client) -> None:
    answer = known.get("/pair", headers=PAGE)
    assert answer.status_code == 200
    assert "This device is let in" in answer.text
    assert "/unkink.crt" in answer.text


def test_where_nothing_can_be_written_the_page_says_so(phone: httpx.Client, house: House, data_dir: Path) -> None:
    data_dir.mkdir(exist_ok=True)
    (data_dir / FOLDER).write_text("a file in its place", encoding="utf-8")
    phone.get("/pair", headers=PAGE)
    answer = pair(phone, house.codes[0].digits)
    assert answer.status_code == 503
    assert "cannot be written" in answer.text
    assert "set-cookie" not in answer.headers


def test_a_device_stays_known_for_weeks(known: httpx.Client, house: House) -> None:
    house.now += 60 * 24 * HOUR_MS
    assert known.get("/api/about").status_code == 200
    assert house.devices.all(house.now)[0].seen == house.now


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_the_colours_of_the_app(scheme: str) -> None:
    """They are written down twice, as the app's own styles are behind the door."""
    own = (ROOT / "src/unkink/web/lan/style.css").read_text(encoding="utf-8")
    app = (ROOT / "frontend/src/styles/tokens.css").read_text(encoding="utf-8")
    dark = "@media (prefers-color-scheme: dark)"

    def colours(css: str) -> dict[str, str]:
        light, _, after = css.partition(dark)
        part = light if scheme == "light" else after.partition("\n}")[0]
        return dict(re.findall(r"(--[\w-]+): (#\w+);", part))

    mine, theirs = colours(own), colours(app)
    assert len(mine) >= 10
    assert mine == {name: theirs[name] for name in mine}
