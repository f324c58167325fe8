"""The listener of the network, put together: names, certificate, door."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

from starlette.types import ASGIApp

from unkink import places
from unkink.language import current, speaking
from unkink.service import Unkink
from unkink.web.guard import Guard
from unkink.web.lan import certificate, names, told
from unkink.web.lan.devices import Devices
from unkink.web.lan.door import Door, Told
from unkink.web.lan.pairing import Pairing
from unkink.web.listen import LOOPBACK, Listener, asked, listen

EVERYWHERE = "0.0.0.0"  # noqa: S104 (the person asked for it, and nobody passes the door without a code)
LAST_PORT = 65_535
MOST_CONNECTIONS = 100  # at a time: this person's phones need few
LAST_ANSWERS_S = 3  # a phone that went away in the middle must not hold the server

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Lan:
    """That phones may ask too: the address to listen at (None: all), the port (None: the next after loopback's)."""

    host: str | None = None
    port: int | None = None


class Network:
    """A bound socket on the network, with the origins by which this machine is found there."""

    def __init__(self, service: Unkink, lan: Lan, beside: int) -> None:
        """`beside` is the port that was asked for on loopback.

        Raises UnkinkError where there is no network, the port is taken, or the certificate cannot be kept.
        """
        self._service = service
        self._addresses = names.served(lan.host)
        port = lan.port if lan.port is not None else (beside + 1) % (LAST_PORT + 1) if beside else 0
        host = self._addresses[0] if names.is_one_address(lan.host) else EVERYWHERE
        self._socket = listen(port, host, "--lan-port")
        self._port = self._socket.getsockname()[1]
        self._hosts = dict.fromkeys((*self._addresses, *names.host_names(), "localhost", LOOPBACK))
        self.origins = names.origins(self._hosts, self._port)
        self._certificate = certificate.kept(service.settings.data_folder, self._hosts, service.clock())

    def listener(self, app: ASGIApp, say: Say) -> Listener:
        """The listener over that app, with the door before it. Says where it is, and the first code."""
        pairing = Pairing()
        door = Door(
            app,
            pairing=pairing,
            devices=Devices(self._service.settings.data_folder),
            authority=self._certificate.authority,
            front_end=places.front_end(),
            clock=self._service.clock,
            told=_told(say),
        )
        self._socket.listen()  # so that a quick phone waits for the answer instead of being refused
        self._say_where(say)
        if code := pairing.knock(self._service.clock()):
            say(told.code(code))
        config = asked(
            Guard(door, lambda: self.origins),  # the app's own is behind the door, whose answers need one too
            ssl_certfile=self._certificate.path,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_graceful_shutdown=LAST_ANSWERS_S,
        )
        return Listener(config, self._socket)

    def _say_where(self, say: Say) -> None:
        """As a picture for a camera, where somebody looks, and in words."""
        urls = [names.url(host, self._port) for host in (*self._addresses, *names.host_names()[:1])]
        if sys.stdout.isatty():
            drawn = told.pattern(urls[0])
            if _can_show(drawn):
                say(told.coloured(drawn))
        for line in told.where(urls, self._certificate):
            say(line)


def _told(say: Say) -> Told:
    """What the terminal hears of the door: in its own language, whatever the phone's is."""
    language = current()

    def saying(told: Callable[..., str]) -> Callable[..., None]:
        def tell(*what: object) -> None:
            with speaking(language):
                say(told(*what))

        return tell

    return Told(code=saying(told.code), let_in=saying(told.let_in), paused=saying(told.paused))


def _can_show(drawn: str) -> bool:
    """Whether the terminal has these signs."""
    try:
        drawn.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
