"""Running the web app on this machine's loopback."""

import contextlib
import errno
import os
import socket
import sys
import webbrowser

import uvicorn

from unkink.errors import UnkinkError
from unkink.language import text
from unkink.service import Unkink
from unkink.web.app import create_app

LOOPBACK = "127.0.0.1"
NAMES = (LOOPBACK, "localhost")


def listen(port: int) -> socket.socket:
    """A listening socket on loopback. Raises UnkinkError where the port is taken or not allowed."""
    # With its protocol named: only then does asyncio send small answers at once, and not 40 ms later.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":  # elsewhere this would let two servers share a port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            address = f"http://{LOOPBACK}:{port}"
            taken = text(
                "Port {port} is taken, perhaps by an Unkink that runs already: {address}.", port=port, address=address
            )
            another = text("Open that, or choose another port: --port {port}", port=port + 1)
            raise UnkinkError(taken, another) from error
        message = text("Port {port} cannot be used ({reason}).", port=port, reason=error.strerror)
        raise UnkinkError(message, text("Choose another one, such as --port 8420")) from error
    return listener


def serve(service: Unkink, port: int, *, open_browser: bool) -> None:
    """Serve until stopped. Port 0 takes a free one."""
    listener = listen(port)
    port = listener.getsockname()[1]
    hosts = frozenset(f"{name}:{port}" for name in NAMES)
    service.pacing()  # the journal must open before the page is offered: its errors belong in the terminal
    app = create_app(service, lambda: hosts)
    config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off", server_header=False)
    address = f"http://{LOOPBACK}:{port}"
    for problem in service.left_out:
        print(text("Left out of your catalogue: {problem}", problem=problem), file=sys.stderr)
    folder = service.settings.data_folder
    print(
        text("Unkink is at {address} (Ctrl-C stops it). Your data: {folder}", address=address, folder=folder),
        flush=True,
    )
    if open_browser:
        listener.listen()  # so that the browser waits for the answer instead of being refused
        _open(address)
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])
    service.close()


def _open(address: str) -> None:
    """Open the page where there is a browser with a screen."""
    has_screen = (
        os.name != "posix" or sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    if has_screen:
        with contextlib.suppress(webbrowser.Error, OSError):
            webbrowser.open(address)
