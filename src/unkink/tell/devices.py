"""The devices that were let in, in lines of text."""

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from unkink.tell.layout import paragraph
from unkink.tell.words import day

if TYPE_CHECKING:
    from unkink.web.lan.devices import Device


def devices(found: "Sequence[Device]", now_ms: int) -> Iterator[str]:
    """The list, and how one is forgotten."""
    if not found:
        yield from paragraph("No device is let in. To let one in: unkink serve --lan")
        return
    for device in found:
        seen = f"{day(device.seen, now_ms)}, {time.strftime('%H:%M', time.localtime(device.seen / 1_000))}"
        told = f"{device.name}. Let in: {day(device.let_in, now_ms)}. Last seen: {seen}."
        yield from paragraph(told, f"{device.number:>3}. ")
    yield ""
    yield from paragraph(f"To forget one: unkink devices forget {found[0].number}")


def forgotten(gone: "Sequence[Device]") -> Iterator[str]:
    """Who is not let in any more."""
    for device in gone:
        yield from paragraph(f"Forgotten: {device.number}. {device.name}. It is let in no more.")
    if not gone:
        yield from paragraph("There was no device to forget.")
