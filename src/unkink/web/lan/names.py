"""What this machine is called in its own network. Nothing is sent to find out."""

import ipaddress
import re
import socket
from collections.abc import Callable, Iterable

from unkink.errors import UnkinkError
from unkink.language import text

HTTPS = 443

# Where a packet to one of these would leave this machine: asking for the way sends none. The first is reserved for
# examples and stands for "anywhere"; the others find the home network where a VPN has taken that way.
_TOWARDS = ("192.0.2.1", "192.168.0.1", "192.168.1.1", "192.168.178.1", "172.16.0.1", "10.0.0.1")
_HOME = tuple(ipaddress.ip_network(network) for network in ("192.168.0.0/16", "172.16.0.0/12", "10.0.0.0/8"))
_EXAMPLE = "--host 192.168.1.20"
_HOST_NAME = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


def sender_to(address: str) -> str | None:
    """The address of this machine that a packet to there would carry; None where there is no way."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect((address, 9))  # for UDP this only looks the way up
        except OSError:
            return None
        return str(asking.getsockname()[0])


def addresses(sender: Callable[[str], str | None] = sender_to) -> tuple[str, ...]:
    """This machine's IPv4 addresses that only its own networks can reach, the likeliest for a phone first."""
    found = dict.fromkeys(address for towards in _TOWARDS if (address := sender(towards)))
    return tuple(sorted(filter(_is_of_a_lan, found), key=_rank))


def served(host: str | None) -> tuple[str, ...]:
    """The addresses at which a phone finds what listens on that host (None: on all).

    Raises UnkinkError where there is none, or where the host is not an address.
    """
    if host is not None and is_one_address(host):
        return (str(ipaddress.ip_address(host)),)
    found = addresses()
    if not found:
        message = text("This computer is in no local network just now, so a phone cannot find it.")
        way_out = text("Join one and start again, or name this computer's address: {host}", host=_EXAMPLE)
        raise UnkinkError(message, way_out)
    return found


def is_one_address(host: str | None) -> bool:
    """Whether that means one address, and not all of them. Raises UnkinkError where it is no address to listen at."""
    try:
        chosen = ipaddress.ip_address(host or "0.0.0.0")  # noqa: S104 (nothing is bound here)
    except ValueError as error:
        message = text("“{host}” is not an address.", host=host)
        raise UnkinkError(message, text("Name one of this computer's: {host}", host=_EXAMPLE)) from error
    if isinstance(chosen, ipaddress.IPv6Address) and chosen.is_link_local:
        message = text("Browsers cannot open {host}.", host=host)
        raise UnkinkError(message, text("Name another of this computer's addresses."))
    return not chosen.is_unspecified


def host_names(host_name: str | None = None) -> tuple[str, ...]:
    """This machine's name, alone and as its neighbours find it (`.local`); nothing where it has no usable one."""
    first = (socket.gethostname() if host_name is None else host_name).lower().partition(".")[0]
    usable = _HOST_NAME.fullmatch(first) and first != "localhost"
    return (f"{first}.local", first) if usable else ()


def url(host: str, port: int) -> str:
    """The address of the app there, as a browser writes its origin: without the port where it is the usual one."""
    written = f"[{host}]" if ":" in host else host
    return f"https://{written}" if port == HTTPS else f"https://{written}:{port}"


def origins(hosts: Iterable[str], port: int) -> frozenset[str]:
    """The origins of the app's pages at these hosts."""
    return frozenset(url(host, port) for host in hosts)


def is_near(address: str) -> bool:
    """Whether who asks is in a network of this machine's own, and not somewhere on the internet."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return not (mapped or ip).is_global


def _is_of_a_lan(address: str) -> bool:
    ip = ipaddress.ip_address(address)
    return not (ip.is_global or ip.is_loopback or ip.is_unspecified)


def _rank(address: str) -> int:
    ip = ipaddress.ip_address(address)
    return next((rank for rank, network in enumerate(_HOME) if ip in network), len(_HOME))
