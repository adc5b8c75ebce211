"""What a certificate of somebody else's can honestly be said to show: a name that an issuer vouches for, or nobody.

No trust list is asked, so nothing is ever called advanced or qualified here, whatever a certificate says of itself.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from intake.locale import worded
from intake.model.text import clean

if TYPE_CHECKING:
    from cryptography.x509 import Certificate, Name


def holder(certificate: "Certificate") -> str:
    """The name of whoever a certificate is for."""
    return _called(certificate.subject)


def issuer(certificate: "Certificate") -> str:
    """The name of whoever issued a certificate."""
    return _called(certificate.issuer)


def subject_words(certificate: "Certificate") -> tuple[str, ...]:
    """Every text in the holder's and the issuer's name, which a signature may repeat."""
    return tuple(str(part.value) for name in (certificate.subject, certificate.issuer) for part in name)


def fingerprint(certificate: "Certificate") -> str:
    """The key's fingerprint as `ssh-keygen -l` prints it, or the certificate's SHA-256 where the key is of another kind."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    from intake.signing import ssh_keys

    try:
        line = certificate.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
    except (ValueError, UnsupportedAlgorithm):
        return f"certificate sha256:{certificate.fingerprint(SHA256()).hex()}"
    return ssh_keys.fingerprint(line.decode("ascii"))


def statements(chain: "Sequence[Certificate]", at: datetime | None) -> Iterator[str]:
    """What the chain shows, in words; `at` is the time that was said, against which the certificate's own days are held."""
    own, last = chain[0], chain[-1]
    if own.issuer == own.subject:
        yield worded(f"The certificate of “{holder(own)}” is self-signed: the name in it is their own word.")
    else:
        issuer = _called(own.issuer)
        issued = worded(f"The certificate of “{holder(own)}” was issued by “{issuer}”")
        if len(chain) == 1:
            yield worded(f"{issued}; the issuer's own certificate is not in the file.")
        else:
            yield worded(f"{issued}, which leads to “{holder(last)}”." if holder(last) != issuer else f"{issued}.")
    if at is not None and not own.not_valid_before_utc <= at <= own.not_valid_after_utc:
        first, until = f"{own.not_valid_before_utc:%Y-%m-%d}", f"{own.not_valid_after_utc:%Y-%m-%d}"
        yield worded(
            f"Mind: by its own words the certificate is for {first} to {until}, which the time of signing is not in."
        )
    yield worded(
        "No trust list was asked, nor whether the certificate was revoked: a simple electronic signature is all that is "
        "claimed, neither an advanced nor a qualified one."
    )


def _called(name: "Name") -> str:
    from cryptography.x509 import NameOID

    common = [str(part.value) for part in name.get_attributes_for_oid(NameOID.COMMON_NAME)]
    return clean(" ".join(common) or name.rfc4514_string(), limit=200)
