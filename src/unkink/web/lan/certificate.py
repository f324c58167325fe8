"""The certificate with which this machine shows itself to a phone: made here, kept in the data folder, for a year.

It is signed by an authority that is made for it, may only ever sign for these names, and whose key is forgotten as soon
as it has signed, before anything is written. Who trusts it on a phone trusts this one certificate and nothing else.
"""

import ipaddress
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from unkink.moments import DAY_MS
from unkink.web.lan import private

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

FILE = "certificate.pem"
# Browsers refuse certificates of more than 398 days from the authorities they bring, and some from any.
DAYS = 397
EARLIER_DAYS = 1  # a phone's clock may be behind
RENEWED_DAYS = 30  # before its end


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate that is kept. `path` holds key, certificate and authority; fingerprints are SHA-256."""

    path: Path
    names: frozenset[str]
    ends_at: int  # ms
    fingerprint: str
    authority: bytes  # DER, as phones take it
    authority_fingerprint: str


def kept(folder: Path, names: Iterable[str], now: int) -> Certificate:
    """The certificate of this folder for these names (host names and addresses); made anew where it will not do.

    It will not do when it is missing, damaged, readable for others, about to end, or without one of the names.
    Raises UnkinkError where it cannot be written.
    """
    wanted = tuple(dict.fromkeys(names))
    path = folder / FILE
    found = _read(path, now)
    if found and found.names >= set(wanted):
        return found
    private.write(path, _make(wanted, now))
    made = _read(path, now)
    assert made, "what was just made can be read"  # noqa: S101 (else the maker and the reader disagree)
    return made


def _read(path: Path, now: int) -> Certificate | None:
    """What is kept there, if it is whole and will do for a while yet."""
    from cryptography import x509  # noqa: PLC0415 (heavy, and only a phone needs it)
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm  # noqa: PLC0415

    try:
        if not private.is_private(path):
            return None
        # Loads the key, and says whether it is the certificate's. Without a password given, it might ask for one.
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(path, password="")
        leaf, authority = x509.load_pem_x509_certificates(path.read_bytes())
        leaf.verify_directly_issued_by(authority)
        certificate = _told(path, leaf, authority)
    except (OSError, ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm, x509.ExtensionNotFound):
        return None
    begins = int(leaf.not_valid_before_utc.timestamp() * 1_000)
    return certificate if begins <= now < certificate.ends_at - RENEWED_DAYS * DAY_MS else None


def _told(path: Path, leaf: "x509.Certificate", authority: "x509.Certificate") -> Certificate:
    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415

    alternative = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    addresses = (str(address) for address in alternative.get_values_for_type(x509.IPAddress))
    return Certificate(
        path=path,
        names=frozenset([*alternative.get_values_for_type(x509.DNSName), *addresses]),
        ends_at=int(leaf.not_valid_after_utc.timestamp() * 1_000),
        fingerprint=leaf.fingerprint(hashes.SHA256()).hex(":").upper(),
        authority=authority.public_bytes(Encoding.DER),
        authority_fingerprint=authority.fingerprint(hashes.SHA256()).hex(":").upper(),
    )


def _make(names: tuple[str, ...], now: int) -> bytes:
    """Key, certificate and authority, in PEM. The authority's own key ends with this function."""
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat  # noqa: PLC0415

    curve = ec.SECP256R1()
    own, signing = ec.generate_private_key(curve), ec.generate_private_key(curve)
    day = datetime.fromtimestamp(now / 1_000, UTC).replace(microsecond=0)
    whole = (day - timedelta(days=EARLIER_DAYS), day + timedelta(days=DAYS - EARLIER_DAYS))
    authority = _authority(names, signing, whole)
    leaf = _leaf(names, own, authority, signing, whole)
    key = own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return key + leaf.public_bytes(Encoding.PEM) + authority.public_bytes(Encoding.PEM)


def _authority(
    names: tuple[str, ...], key: "EllipticCurvePrivateKey", whole: tuple[datetime, datetime]
) -> "x509.Certificate":
    """Who signs: for these names alone, and for servers alone."""
    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415

    name = _name(f"Unkink on {names[0]}, made {whole[0]:%Y-%m-%d}")
    only = x509.NameConstraints([_general(name, network=True) for name in names], None)
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    return (
        _begun(name, name, key, whole)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([x509.oid.ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(only, critical=True)
        .add_extension(identifier, critical=False)
        .sign(key, hashes.SHA256())
    )


def _leaf(
    names: tuple[str, ...],
    key: "EllipticCurvePrivateKey",
    authority: "x509.Certificate",
    signing: "EllipticCurvePrivateKey",
    whole: tuple[datetime, datetime],
) -> "x509.Certificate":
    """What the server shows."""
    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415

    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key())
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    return (
        _begun(_name(f"Unkink on {names[0]}"), authority.subject, key, whole)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([x509.oid.ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName([_general(name) for name in names]), critical=False)
        .add_extension(issuer, critical=False)
        .add_extension(identifier, critical=False)
        .sign(signing, hashes.SHA256())
    )


def _begun(
    subject: "x509.Name",
    issuer: "x509.Name",
    key: "EllipticCurvePrivateKey",
    whole: tuple[datetime, datetime],
) -> "x509.CertificateBuilder":
    from cryptography import x509  # noqa: PLC0415

    builder = x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number())
    return builder.not_valid_before(whole[0]).not_valid_after(whole[1])


def _name(text: str) -> "x509.Name":
    from cryptography import x509  # noqa: PLC0415

    longest = 64  # of a common name, by X.520
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text[:longest])])


def _general(name: str, *, network: bool = False) -> "x509.GeneralName":
    """A host name or address; as a network of that one address where a constraint asks for one."""
    from cryptography import x509  # noqa: PLC0415

    try:
        return x509.IPAddress(ipaddress.ip_network(name) if network else ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _usage(*, signs: bool) -> "x509.KeyUsage":
    """What a key is for: signing certificates, or shaking hands."""
    from cryptography import x509  # noqa: PLC0415

    return x509.KeyUsage(
        digital_signature=not signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs,
        crl_sign=signs,
        encipher_only=False,
        decipher_only=False,
    )
