"""What the terminal says of the door: where it is, the code, and what comes of it."""

import io
import os
from collections.abc import Iterator
from datetime import UTC, datetime

from unkink.language import text
from unkink.web.lan.certificate import Certificate
from unkink.web.lan.devices import Device
from unkink.web.lan.pairing import Code

QUIET = 4  # modules of white around the pattern: what cameras are promised
# Black on white whatever the terminal's colours are: some phones do not read it the other way round.
_COLOURS, _AS_BEFORE = "\x1b[97;40m", "\x1b[0m"


def pattern(address: str) -> str:
    """The address as a QR code of half blocks, drawn in white for a black background."""
    import segno  # noqa: PLC0415 (only needed here)

    drawn = io.StringIO()
    segno.make_qr(address, error="m").terminal(drawn, border=QUIET, compact=True)
    return drawn.getvalue()


def coloured(drawn: str) -> str:
    """The pattern with its colours, where terminals know them."""
    if os.name != "posix":
        return drawn
    return "".join(f"{_COLOURS}{line}{_AS_BEFORE}\n" for line in drawn.splitlines())


def where(addresses: list[str], certificate: Certificate) -> Iterator[str]:
    """Where a phone finds it, and what its browser will say."""
    first, others = addresses[0], ", ".join(addresses[1:])
    if others:
        yield text("On a phone in the same network: {address} (or {others})", address=first, others=others)
    else:
        yield text("On a phone in the same network: {address}", address=first)
    yield text("Its browser will warn that it does not know this computer’s certificate. Open the details and go on.")
    own, authority = certificate.fingerprint, certificate.authority_fingerprint
    yield "  " + text("Its fingerprint, to compare (SHA-256): {fingerprint}", fingerprint=own)
    yield "  " + text("Of the authority, if you trust it: {fingerprint}", fingerprint=authority)


def code(shown: Code) -> str:
    """The code."""
    half = len(shown.digits) // 2
    until = datetime.fromtimestamp(shown.ends / 1_000, UTC).astimezone()
    digits = f"{shown.digits[:half]} {shown.digits[half:]}"
    return text("Code for one device: {digits} (until {until})", digits=digits, until=f"{until:%H:%M}")


def let_in(device: Device, address: str) -> str:
    """Somebody has come in; the owner may not know of it."""
    forget = f"unkink devices forget {device.number}"
    name = device.name
    return text("Let in: {name}, from {address}. Not yours? {forget}", name=name, address=address, forget=forget)


def paused(address: str, ms: int) -> str:
    """Somebody guesses, or cannot read the code."""
    minutes = -(-ms // 60_000)
    return text(
        "Too many wrong codes, the last from {address}. The next try is possible in {minutes} min.",
        address=address,
        minutes=minutes,
    )
