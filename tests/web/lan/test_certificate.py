"""The certificate: a phone's browser takes it once it is trusted, and it is made anew when it will not do any more."""

import hashlib
import os
import socket
import ssl
import stat
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from unkink.errors import UnkinkError
from unkink.moments import DAY_MS
from unkink.web.lan.certificate import DAYS, EARLIER_DAYS, FILE, RENEWED_DAYS, Certificate, kept
from unkink.web.listen import listen

NAMES = ("192.168.1.20", "fd00::5", "desk.local", "desk", "localhost", "127.0.0.1")
NOW = int(time.time() * 1_000)


def certificates(made: Certificate) -> list[x509.Certificate]:
    """The certificate and its authority."""
    return x509.load_pem_x509_certificates(made.path.read_bytes())


@contextmanager
def shown(made: Certificate) -> Iterator[int]:
    """A server on loopback that shows the certificate to one caller; its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made.path)
    with listen(0) as listener:
        listener.listen()
        listener.settimeout(20)

        def shake_hands() -> None:
            connection, _ = listener.accept()
            with connection:
                try:
                    context.wrap_socket(connection, server_side=True).close()
                except OSError:
                    return  # the caller did not trust it

        thread = threading.Thread(target=shake_hands)
        thread.start()
        yield listener.getsockname()[1]
        thread.join()


def call(port: int, name: str, trusted: bytes | None) -> None:
    """Shake hands as a browser does that looks for this name. Raises SSLError where it would warn."""
    context = ssl.create_default_context(cadata=trusted)
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        context.wrap_socket(connection, server_hostname=name).close()


@pytest.mark.parametrize("name", NAMES)
def test_who_trusts_the_authority_gets_no_warning_for_any_name(data_dir: Path, name: str) -> None:
    made = kept(data_dir, NAMES, NOW)
    with shown(made) as port:
        call(port, name, made.authority)


@pytest.mark.parametrize("name", ["192.168.1.21", "example.org", "other.local"])
def test_it_is_for_no_other_name(data_dir: Path, name: str) -> None:
    made = kept(data_dir, NAMES, NOW)
    with shown(made) as port, pytest.raises(ssl.SSLCertVerificationError):
        call(port, name, made.authority)


def test_who_does_not_trust_it_is_warned(data_dir: Path) -> None:
    made = kept(data_dir, NAMES, NOW)
    with shown(made) as port, pytest.raises(ssl.SSLCertVerificationError):
        call(port, "localhost", kept(data_dir.with_name("another"), NAMES, NOW).authority)


def test_browsers_find_all_that_they_ask_for(data_dir: Path) -> None:
    """Without one of these, a phone refuses it even where its owner trusts it."""
    leaf, authority = certificates(kept(data_dir, NAMES, NOW))
    assert leaf.not_valid_after_utc - leaf.not_valid_before_utc <= timedelta(days=397)
    assert isinstance(leaf.public_key(), ec.EllipticCurvePublicKey)
    usage = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(usage) == [x509.oid.ExtendedKeyUsageOID.SERVER_AUTH]
    assert not leaf.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert authority.extensions.get_extension_for_class(x509.BasicConstraints).value == x509.BasicConstraints(
        ca=True, path_length=0
    )


def test_the_authority_can_sign_for_nothing_else_and_its_key_is_gone(data_dir: Path) -> None:
    """Whoever steals the folder must not be able to stand between the phone and a bank."""
    made = kept(data_dir, NAMES, NOW)
    leaf, authority = certificates(made)
    only = authority.extensions.get_extension_for_class(x509.NameConstraints)
    assert only.critical
    permitted = {str(name.value) for name in only.value.permitted_subtrees or ()}
    assert permitted == {"192.168.1.20/32", "fd00::5/128", "desk.local", "desk", "localhost", "127.0.0.1/32"}
    key = serialization.load_pem_private_key(made.path.read_bytes(), None)
    assert key.public_key() == leaf.public_key() != authority.public_key()
    assert made.path.read_bytes().count(b"PRIVATE KEY-----\n") == 2  # the begin and the end of one
    assert [path.name for path in data_dir.iterdir()] == [FILE]


def test_it_is_kept_as_long_as_it_will_do(data_dir: Path) -> None:
    """A phone that was told to go on, or to trust it, is not asked again."""
    made = kept(data_dir, NAMES, NOW)
    assert kept(data_dir, NAMES, NOW) == made
    assert kept(data_dir, reversed(NAMES[1:]), NOW + 300 * DAY_MS) == made


def test_its_fingerprint_is_that_which_browsers_show(data_dir: Path) -> None:
    made = kept(data_dir, NAMES, NOW)
    with shown(made) as port:
        server = ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate(("127.0.0.1", port)))
    assert made.fingerprint.replace(":", "").lower() == hashlib.sha256(server).hexdigest()
    assert made.authority_fingerprint.replace(":", "").lower() == hashlib.sha256(made.authority).hexdigest()


def test_a_new_address_brings_a_new_one(data_dir: Path) -> None:
    made = kept(data_dir, NAMES, NOW)
    anew = kept(data_dir, (*NAMES, "10.0.0.7"), NOW)
    assert anew.fingerprint != made.fingerprint
    assert anew.names == {*NAMES, "10.0.0.7"}


@pytest.mark.parametrize(
    ("later_days", "same"),
    [
        (-EARLIER_DAYS - 1, False),
        (0, True),
        (DAYS - EARLIER_DAYS - RENEWED_DAYS - 1, True),
        (DAYS - EARLIER_DAYS - RENEWED_DAYS, False),
        (DAYS + 1, False),
    ],
)
def test_it_is_renewed_a_month_before_its_end(data_dir: Path, later_days: int, same: bool) -> None:  # noqa: FBT001
    made = kept(data_dir, NAMES, NOW)
    then = NOW + later_days * DAY_MS
    anew = kept(data_dir, NAMES, then)
    assert (anew == made) is same
    assert anew.ends_at > then + RENEWED_DAYS * DAY_MS


@pytest.mark.parametrize(
    "damage",
    [
        lambda key, leaf, authority: b"",
        lambda key, leaf, authority: os.urandom(200),
        lambda key, leaf, authority: key + leaf[: len(leaf) // 2],
        lambda key, leaf, authority: key + leaf + authority[:-40],
        lambda key, leaf, authority: leaf + authority,
        lambda key, leaf, authority: key + leaf,
        lambda key, leaf, authority: key + authority + leaf,
        lambda key, leaf, authority: key + leaf + leaf,
    ],
    ids=("empty", "noise", "half", "cut", "no key", "no authority", "the wrong way round", "not of its authority"),
)
def test_a_damaged_file_is_made_anew(data_dir: Path, damage: Callable[[bytes, bytes, bytes], bytes]) -> None:
    """After a crash, or after somebody meant well, the next start goes on."""
    made = kept(data_dir, NAMES, NOW)
    begin = b"-----BEGIN "
    parts = [begin + part for part in made.path.read_bytes().split(begin)[1:]]
    made.path.write_bytes(damage(*parts))
    anew = kept(data_dir, NAMES, NOW)
    assert anew.fingerprint != made.fingerprint
    with shown(anew) as port:
        call(port, "localhost", anew.authority)


def test_the_key_of_another_is_noticed(data_dir: Path, tmp_path: Path) -> None:
    made, other = kept(data_dir, NAMES, NOW), kept(tmp_path / "other", NAMES, NOW)
    cut = b"-----BEGIN CERTIFICATE"
    key, _, _ = other.path.read_bytes().partition(cut)
    _, sign, rest = made.path.read_bytes().partition(cut)
    made.path.write_bytes(key + sign + rest)
    assert kept(data_dir, NAMES, NOW).fingerprint != made.fingerprint


@pytest.mark.skipif(os.name != "posix", reason="this system knows no such rights")
def test_its_key_is_for_its_owner_alone(data_dir: Path) -> None:
    """And one that others could read is not used any more: they may have."""
    made = kept(data_dir, NAMES, NOW)
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    made.path.chmod(0o644)
    anew = kept(data_dir, NAMES, NOW)
    assert anew.fingerprint != made.fingerprint
    assert stat.S_IMODE(anew.path.stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_to_is_told_in_one_plain_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in its place", encoding="utf-8")
    with pytest.raises(UnkinkError) as told:
        kept(tmp_path / "file", NAMES, NOW)
    assert told.value.way_out
