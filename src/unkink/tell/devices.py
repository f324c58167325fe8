"""The devices that were let in, in lines of text."""

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from unkink.language import text
from unkink.tell.layout import paragraph
from unkink.tell.words import day

if TYPE_CHECKING:
    from unkink.web.lan.devices import Device


def devices(found: "Sequence[Device]", now_ms: int) -> Iterator[str]:
    """The list, and how one is forgotten."""
    if not found:
        yield from paragraph(text("No device is let in. To let one in: {command}", command="unkink serve --lan"))
        return
    for device in found:
        seen = f"{day(device.seen, now_ms)}, {time.strftime('%H:%M', time.localtime(device.seen / 1_000))}"
        let_in = day(device.let_in, now_ms)
        told = text("{name}. Let in: {let_in}. Last seen: {seen}.", name=device.name, let_in=let_in, seen=seen)
        yield from paragraph(told, f"{device.number:>3}. ")
    yield ""
    yield from paragraph(text("To forget one: {command}", command=f"unkink devices forget {found[0].number}"))


def forgotten(gone: "Sequence[Device]") -> Iterator[str]:
    """Who is not let in any more."""
    for device in gone:
        told = text("Forgotten: {number}. {name}. It is let in no more.", number=device.number, name=device.name)
        yield from paragraph(told)
    if not gone:
        yield from paragraph(text("There was no device to forget."))
