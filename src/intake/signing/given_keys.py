"""A public key as somebody gives it to you: pasted, or by the file it is in."""

from pathlib import Path

from intake.errors import NotFound, Refused, Usage
from intake.signing.pins import public_lines
from intake.typed_paths import typed_path

_MOST_BYTES = 64 * 1024


def text_in(path: Path) -> str:
    """What a file says of keys: OpenSSH lines, or the key of a certificate; Usage for a private key, NotFound without one."""
    try:
        with path.open("rb") as file:
            raw = file.read(_MOST_BYTES)
    except OSError as fault:
        raise NotFound(f"cannot read {path}: {fault.strerror}", remedy="Check the path.") from fault
    if b"PRIVATE KEY" in raw:
        raise Usage("this is a private key", where=str(path), remedy="Ask for the public one (.pub), and tell them.")
    return _in_certificate(raw) if b"BEGIN CERTIFICATE" in raw else raw.decode("utf-8", "replace")


def public_line(given: str) -> str:
    """The one public key, as OpenSSH writes it, in a text or in the file that it names; Usage for none or several."""
    found, where = public_lines(given), ""
    if not found:
        path = typed_path(given.strip())
        found, where = public_lines(text_in(path)), str(path)
    if len(found) != 1:
        raise Usage(f"{len(found)} public keys are in it", where=where, remedy="Name a .pub file with one key.")
    return found[0]


def _in_certificate(raw: bytes) -> str:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
    from cryptography.x509 import load_pem_x509_certificate

    try:
        public = load_pem_x509_certificate(raw).public_key()
        return public.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode("ascii")
    except (ValueError, UnsupportedAlgorithm) as fault:
        raise Refused(f"the certificate cannot be read: {fault}", remedy="Ask for the file again.") from fault
