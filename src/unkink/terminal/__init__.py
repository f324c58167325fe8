"""The terminal's player, in two faces: a screen (Textual) and plain lines. Both obey the same keys."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from unkink.model.play import Play
    from unkink.service import Unkink


def on_screen(service: "Unkink", ready: "Play", *, speed: float, session: "UUID | None") -> int:
    """Play on the whole terminal; `session` is one to go on with. The exit code: 0 for any orderly end."""
    from unkink.terminal.app import play  # noqa: PLC0415 (Textual takes half a second to import)

    return play(service, ready, speed=speed, session=session)


def in_lines(service: "Unkink", ready: "Play", *, speed: float, session: "UUID | None") -> int:
    """Play as one line a cue; `session` is one to go on with. The exit code: 0 for any orderly end."""
    from unkink.terminal.lines import play  # noqa: PLC0415 (as above: only what is used)

    return play(service, ready, speed=speed, session=session)
