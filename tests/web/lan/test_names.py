"""What this machine is called on its network."""

import pytest

from unkink.errors import UnkinkError
from unkink.web.lan import names


def test_addresses_are_those_of_its_own_networks_the_home_network_first() -> None:
    """Where a VPN has taken the way out, the phone is still in the network at home."""
    ways = {"192.0.2.1": "10.8.0.2", "192.168.1.1": "192.168.1.20", "10.0.0.1": "10.8.0.2"}
    assert names.addresses(ways.get) == ("192.168.1.20", "10.8.0.2")


@pytest.mark.parametrize("only", [None, "127.0.0.1", "0.0.0.0", "8.8.8.8"])  # noqa: S104
def test_without_a_local_network_there_is_none(only: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that the whole internet can reach is not a local network: it is never offered."""
    assert names.addresses(lambda _: only) == ()
    monkeypatch.setattr(names, "addresses", tuple)
    with pytest.raises(UnkinkError) as told:
        names.served(None)
    assert "--host" in told.value.way_out


def test_asking_for_the_way_sends_nothing() -> None:
    """To a host that never answers it returns at once, with an address or without."""
    found = names.sender_to("192.0.2.1")
    assert found is None or found.count(".") == 3


def test_a_chosen_address_is_the_only_one() -> None:
    assert names.served("192.168.1.20") == ("192.168.1.20",)
    assert names.served("fd00:0::5") == ("fd00::5",)


@pytest.mark.parametrize("host", ["desk", "192.168.1", "fe80::1%eth0", "192.168.1.20:8421"])
def test_what_is_no_address_is_told_in_one_plain_line(host: str) -> None:
    with pytest.raises(UnkinkError) as told:
        names.served(host)
    assert told.value.way_out


@pytest.mark.parametrize(
    ("host_name", "told"),
    [
        ("Desk", ("desk.local", "desk")),
        ("desk.home.arpa", ("desk.local", "desk")),
        ("localhost", ()),
        ("my_desk", ()),
        ("schreibtisch-größe", ()),
        ("", ()),
    ],
)
def test_a_name_is_used_only_where_a_certificate_can_carry_it(host_name: str, told: tuple[str, ...]) -> None:
    assert names.host_names(host_name) == told


def test_origins_are_written_as_browsers_write_them() -> None:
    hosts = ["192.168.1.20", "fd00::5", "desk.local"]
    assert names.origins(hosts, 8421) == {
        "https://192.168.1.20:8421",
        "https://[fd00::5]:8421",
        "https://desk.local:8421",
    }
    assert names.origins(["desk.local"], 443) == {"https://desk.local"}


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("192.168.1.30", True),
        ("10.1.2.3", True),
        ("100.64.0.9", True),
        ("169.254.3.4", True),
        ("fe80::1%eth0", True),
        ("fd00::5", True),
        ("::ffff:192.168.1.30", True),
        ("127.0.0.1", True),
        ("8.8.8.8", False),
        ("::ffff:8.8.8.8", False),
        ("2606:4700::1111", False),
        ("", False),
        ("testclient", False),
    ],
)
def test_who_is_somewhere_on_the_internet_is_not_near(address: str, near: bool) -> None:  # noqa: FBT001
    """A router that passes the port on by mistake must not open the door to everybody."""
    assert names.is_near(address) is near
