"""Certificates for the servers of the lab, from an authority of its own: good ones, and ones that do not hold."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Kind = Literal["good", "expired", "other", "self-signed"]
_DAY = timedelta(days=1)


class Authority:
    """An authority that nobody but the lab trusts; its files lie in the folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "intake lab")])
        own = _build(self._name, self._name, self._key.public_key())
        own = own.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        self.file = folder / "authority.pem"
        signed = own.sign(self._key, hashes.SHA256())
        self.file.write_bytes(signed.public_bytes(serialization.Encoding.PEM))

    def context(self, host: str, kind: Kind) -> ssl.SSLContext:
        """What a server needs to be that host, or to fail to show it."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = [x509.DNSName("other.example" if kind == "other" else host)]
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a server of the lab")])
        issuer = subject if kind == "self-signed" else self._name
        days = (-20, -10) if kind == "expired" else (-1, 10)
        built = _build(subject, issuer, key.public_key(), days)
        built = built.add_extension(x509.SubjectAlternativeName(names), critical=False)
        signed = built.sign(key if kind == "self-signed" else self._key, hashes.SHA256())
        file = self._folder / f"{host}.pem"
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        file.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context


def _build(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, days: tuple[int, int] = (-1, 10)
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + days[0] * _DAY)
        .not_valid_after(now + days[1] * _DAY)
    )
