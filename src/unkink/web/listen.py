"""Listening sockets, and serving on several of them until Ctrl-C."""

import asyncio
import contextlib
import errno
import ipaddress
import os
import signal
import socket
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import FrameType

import uvicorn
from starlette.types import ASGIApp
from uvicorn.server import HANDLED_SIGNALS

from unkink.errors import UnkinkError
from unkink.language import text

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Listener:
    """An app, and the socket at which it is asked."""

    config: uvicorn.Config
    socket: socket.socket


def listen(port: int, host: str = LOOPBACK, flag: str = "--port") -> socket.socket:
    """A socket bound there. Raises UnkinkError where it cannot be; `flag` chooses another port."""
    family = socket.AF_INET6 if isinstance(ipaddress.ip_address(host), ipaddress.IPv6Address) else socket.AF_INET
    # With its protocol named: only then does asyncio send small answers at once, and not 40 ms later.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":  # elsewhere this would let two servers share a port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            address = f"http://{LOOPBACK}:{port}"
            taken = text(
                "Port {port} is taken, perhaps by an Unkink that runs already: {address}.", port=port, address=address
            )
            another = text("Open that, or choose another port: {port}", port=f"{flag} {port + 1}")
            raise UnkinkError(taken, another) from error
        if error.errno == errno.EADDRNOTAVAIL:
            message = text("{host} is no address of this computer.", host=host)
            raise UnkinkError(message, text("Leave --host out to listen at all that it has.")) from error
        message = text("Port {port} cannot be used ({reason}).", port=port, reason=error.strerror)
        raise UnkinkError(message, text("Choose another one, such as {port}", port=f"{flag} 8420")) from error
    return listener


def asked(app: ASGIApp, **more: object) -> uvicorn.Config:
    """How the app is served: in silence, and believing no header about who asks."""
    settings: dict[str, object] = {
        "log_level": "warning",
        "access_log": False,
        "lifespan": "off",
        "ws": "none",
        "server_header": False,
        "proxy_headers": False,
        **more,
    }
    return uvicorn.Config(app, **settings)  # type: ignore[arg-type]


class _Server(uvicorn.Server):
    """One of several in this process: `run` hears the signals for all of them."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave them alone."""
        yield


def run(listeners: Sequence[Listener], closing: threading.Event) -> None:
    """Serve on all until Ctrl-C, which sets `closing`. A second one does not wait for who is still being answered."""
    servers = [_Server(listener.config) for listener in listeners]

    def stop(_number: int, _frame: FrameType | None) -> None:
        closing.set()
        for server in servers:
            server.force_exit = server.should_exit
            server.should_exit = True

    async def serve_all() -> None:
        await asyncio.gather(
            *(server.serve([listener.socket]) for server, listener in zip(servers, listeners, strict=True))
        )

    before = {number: signal.signal(number, stop) for number in HANDLED_SIGNALS}
    try:
        asyncio.run(serve_all())
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
