"""Running the web app: on this machine's loopback, and on its network where that is asked for."""

import contextlib
import os
import sys
import webbrowser

from unkink.language import text
from unkink.service import Unkink
from unkink.web.app import create_app
from unkink.web.lan.network import Lan, Network
from unkink.web.listen import LOOPBACK, Listener, asked, listen, run

NAMES = (LOOPBACK, "localhost")


def serve(service: Unkink, port: int, *, open_browser: bool, lan: Lan | None = None) -> None:
    """Serve until stopped. Port 0 takes a free one."""
    listener = listen(port)
    taken = listener.getsockname()[1]
    address = f"http://{LOOPBACK}:{taken}"
    own = frozenset(f"http://{name}:{taken}" for name in NAMES)
    service.pacing()  # the journal must open before the page is offered: its errors belong in the terminal
    network = Network(service, lan, port) if lan else None
    app = create_app(service, lambda: own | network.origins if network else own)
    for problem in service.left_out:
        print(text("Left out of your catalogue: {problem}", problem=problem), file=sys.stderr)
    folder = service.settings.data_folder
    print(
        text("Unkink is at {address} (Ctrl-C stops it). Your data: {folder}", address=address, folder=folder),
        flush=True,
    )
    listeners = [Listener(asked(app), listener)]
    if network:
        listeners.append(network.listener(app, _say))
    if open_browser:
        listener.listen()  # so that the browser waits for the answer instead of being refused
        _open(address)
    run(listeners, app.state.closing)
    service.close()


def _say(line: str) -> None:
    """Tell the person; a terminal that was closed meanwhile keeps no phone out."""
    with contextlib.suppress(OSError):
        print(line, flush=True)


def _open(address: str) -> None:
    """Open the page where there is a browser with a screen."""
    has_screen = (
        os.name != "posix" or sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    if has_screen:
        with contextlib.suppress(webbrowser.Error, OSError):
            webbrowser.open(address)
