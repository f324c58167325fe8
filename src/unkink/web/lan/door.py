"""The door for what comes from the network: devices that are let in pass, all others meet one page, or a refusal.

It stands before the app, on the listener of the network alone; what comes through loopback never meets it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, quote

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from unkink.errors import UnkinkError
from unkink.language import of_header, speaking, text
from unkink.moments import DAY_MS
from unkink.web.guard import HEADERS
from unkink.web.lan import page
from unkink.web.lan.devices import DAYS, Device, Devices, name_of
from unkink.web.lan.names import is_near
from unkink.web.lan.pairing import Answer, Code, Pairing, digits_of

COOKIE = "__Host-unkink"  # browsers let nobody else set a cookie of such a name, neither over HTTP nor for a domain
LONGEST_FORM = 200  # bytes
# For the page at the door alone. Its form may be sent, and tells its origin: without a referrer it would be "null".
PAGE_HEADERS = {
    "content-security-policy": HEADERS["content-security-policy"].replace("form-action 'none'", "form-action 'self'"),
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
}
_STYLE = Path(__file__).with_name("style.css")
# What of the built front end the page shows too: a font and a picture, and nothing that tells of anybody.
_SHOWN = {page.FONT: "atkinson-hyperlegible-next-latin-wght-normal-*.woff2", page.ICON: "icon-*.svg"}
_READING = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class Told:
    """What the person at the computer is told of the door."""

    code: Callable[[Code], None]
    let_in: Callable[[Device, str], None]
    paused: Callable[[str, int], None]


class Door:
    """ASGI, to be put behind a Guard, which knows the origins and adds the policy."""

    def __init__(  # noqa: PLR0913 (it is put together in one place)
        self,
        app: ASGIApp,
        *,
        pairing: Pairing,
        devices: Devices,
        authority: bytes,
        front_end: Path,
        clock: Callable[[], int],
        told: Told,
    ) -> None:
        """`authority` is the certificate that a phone may trust (DER); `clock` gives ms since 1970 UTC."""
        self.app = app
        self.pairing = pairing
        self.devices = devices
        self.authority = authority
        self.front_end = front_end
        self.clock = clock
        self.told = told

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what a known device asks; answer everything else here."""
        if scope["type"] != "http":  # the app knows nothing else, and what is not understood does not get in
            return
        request = Request(scope, receive)
        with speaking(of_header(request.headers.get("accept-language", ""))):
            answer = await self._answer(request)
        await (answer or self.app)(scope, receive, send)

    async def _answer(self, request: Request) -> Response | None:
        """What is said at the door; None lets the request in."""
        # The address is that of the connection. What a header says of it is anybody's word.
        if not is_near(_address(request)):
            error = text("Unkink answers its own network only.")
            return _refusal(HTTPStatus.FORBIDDEN, error, text("Join it, then try again."))
        path = request.url.path
        if request.method in _READING and (shown := self._shown(path)):
            return shown
        device = self.devices.known(request.cookies.get(COOKIE, ""), self.clock())
        if path == page.PAGE:
            return await self._at_the_door(request, device)
        return None if device else self._refuse(request)

    def _shown(self, path: str) -> Response | None:
        """What everybody may see."""
        if path == page.AUTHORITY:
            return Response(self.authority, media_type="application/x-x509-ca-cert")
        if path == page.STYLE:
            return FileResponse(_STYLE, media_type="text/css", headers={"cache-control": "no-cache"})
        if path in _SHOWN:
            found = next((self.front_end / "assets").glob(_SHOWN[path]), None)
            return FileResponse(found) if found else None
        return None

    def _refuse(self, request: Request) -> Response:
        """Not let in: the page where a person looks for one, the error's shape where a program asks."""
        if request.method not in _READING or not _is_visit(request):
            known = COOKIE in request.cookies
            error = text("This device is no longer let in.") if known else text("This device is not let in.")
            way_out = text("Let it in at {page}, with the code that the computer shows.", page=page.PAGE)
            return _refusal(HTTPStatus.UNAUTHORIZED, error, way_out)
        self._knock()
        answer = _page(page.door(), HTTPStatus.UNAUTHORIZED)
        if request.headers.get("sec-fetch-site") == "cross-site":
            # From a link elsewhere the cookie does not come along. From our own page it does: ask once more from here.
            answer.headers["refresh"] = f"0; url=/{quote(request.url.path.lstrip('/'))}"
        return answer

    async def _at_the_door(self, request: Request, device: Device | None) -> Response:
        if request.method == "POST":
            return await self._typed(request)
        if request.method not in _READING:
            error = text("Nothing can be done here in this way.")
            return _refusal(HTTPStatus.METHOD_NOT_ALLOWED, error, text("Open the page in a browser."))
        if device:
            return _page(page.inside(device.name))
        self._knock()
        wait = self.pairing.pause(_address(request), self.clock())
        return _page(page.door(page.wait(wait) if wait else None))

    async def _typed(self, request: Request) -> Response:
        """A code was typed: let the device in, or say why not."""
        # Browsers say where every form comes from. Another site must not use up a person's tries.
        if request.headers.get("origin") != f"{request.url.scheme}://{request.headers.get('host')}":
            return _page(page.door(page.elsewhere()), HTTPStatus.FORBIDDEN)
        digits = digits_of(await _field(request, "code"))
        if not digits:
            self._knock()
            return _page(page.door(page.unreadable()), HTTPStatus.BAD_REQUEST)
        address, now = _address(request), self.clock()
        answer = self.pairing.attempt(digits, address, now)
        wait = self.pairing.pause(address, now)
        if answer is Answer.LET_IN:
            return self._welcome(request, address, now)
        if answer is Answer.EXPIRED:
            self._knock()
            return _page(page.door(page.expired()), HTTPStatus.UNAUTHORIZED)
        if answer is Answer.WRONG and not wait:
            return _page(page.door(page.wrong()), HTTPStatus.UNAUTHORIZED)
        if answer is Answer.WRONG:
            self.told.paused(address, wait)
        later = _page(page.door(page.wait(wait)), HTTPStatus.TOO_MANY_REQUESTS)
        later.headers["retry-after"] = str(-(-wait // 1_000))
        return later

    def _welcome(self, request: Request, address: str, now: int) -> Response:
        try:
            token, device = self.devices.let_in(name_of(request.headers.get("user-agent", "")), now)
        except UnkinkError as error:
            trouble = page.Trouble(error.message, error.way_out)
            return _page(page.door(trouble), HTTPStatus.SERVICE_UNAVAILABLE)
        self.told.let_in(device, address)
        answer = RedirectResponse("/", HTTPStatus.SEE_OTHER, PAGE_HEADERS)
        seconds = DAYS * DAY_MS // 1_000
        answer.set_cookie(COOKIE, token, max_age=seconds, path="/", secure=True, httponly=True, samesite="strict")
        return answer

    def _knock(self) -> None:
        """Somebody is at the door: show a code at the computer, where none holds."""
        if code := self.pairing.knock(self.clock()):
            self.told.code(code)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _is_visit(request: Request) -> bool:
    """Whether a person opens a page, as against a page fetching what it needs."""
    if mode := request.headers.get("sec-fetch-mode"):
        return mode == "navigate" and not request.url.path.startswith("/api/")
    accepts = request.headers.get("accept", "")  # what older browsers tell
    return "text/html" in accepts and not request.url.path.startswith("/api/")


async def _field(request: Request, name: str) -> str:
    """That field of a form; nothing where the form is too long to be ours."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_FORM:
            return ""
    return parse_qs(body.decode("utf-8", "replace")).get(name, [""])[0]


def _page(html: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return HTMLResponse(html, status, PAGE_HEADERS)


def _refusal(status: HTTPStatus, error: str, way_out: str) -> Response:
    shape = {"error": error, "way_out": way_out, "nearest": []}
    return JSONResponse(shape, status, {"cache-control": "no-store"})
