"""The supplier's key: one P-256 key that signs documents (X.509) and statements (SSHSIG)."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from intake.errors import NotFound, Refused
from intake.frugal import dataclass
from intake.model.text import clean
from intake.signing import low_s
from intake.signing.agent import AgentKey, held
from intake.signing.files import make_folder, write_whole
from intake.signing.public_key import PublicKey

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey, EllipticCurvePublicKey
    from cryptography.x509 import Certificate

KEY_FILE = "supplier.key"
CERTIFICATE_FILE = "supplier.crt"
_LONGEST_COMMON_NAME = 64  # RFC 5280, upper bound ub-common-name
_VALID_FOR = timedelta(days=20 * 365)
_BCRYPT_ROUNDS = 128


@dataclass(frozen=True, slots=True)
class SupplierKey(PublicKey):
    """The key as loaded, or as an agent holds it, which can sign."""

    private: "EllipticCurvePrivateKey | AgentKey"

    def sign(self, data: bytes) -> bytes:
        """The DER signature (ECDSA, SHA-256, lower s) of the data; Refused where the agent does not give it."""
        if isinstance(self.private, AgentKey):
            return low_s.lowered(self.private.sign(data))
        return low_s.sign(self.private, data)


def create(folder: Path, name: str, passphrase: bytes | None, *, now: datetime) -> SupplierKey:
    """Make a new key in the folder: OpenSSH format, mode 0600, and a self-signed certificate beside it.

    Refused where a key exists already or the name is empty, CannotWrite where it cannot be stored.
    """
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding

    if not (name := clean(name, limit=_LONGEST_COMMON_NAME)):
        raise Refused("the key needs the name of its holder", remedy="Give the supplier's name.")
    if (folder / KEY_FILE).exists():
        raise Refused("there is a key already", where=str(folder / KEY_FILE), remedy="Use it, or move it away first.")
    private = ec.generate_private_key(ec.SECP256R1())
    certificate = _certify(private, name, now).public_bytes(Encoding.PEM)
    make_folder(folder, mode=0o700)
    # The certificate goes first: a key without one could not be loaded, a certificate without a key is harmless.
    write_whole(folder / CERTIFICATE_FILE, certificate, mode=0o600)
    write_whole(folder / KEY_FILE, _private_bytes(private, passphrase), mode=0o600)
    return SupplierKey(name, certificate, public_line(private.public_key()), private)


def load(folder: Path, passphrase: bytes | None, agent: Path | None = None) -> SupplierKey:
    """The key in the folder, or in the ssh-agent behind that socket where no passphrase is given and the agent holds it.

    NotFound where there is none, Refused where others can read it or it does not open.
    """
    known, path = public(folder), folder / KEY_FILE
    if passphrase is None and (held_key := held(agent, known.public_line)):
        return SupplierKey(known.name, known.certificate_pem, known.public_line, held_key)
    try:
        raw, mode = path.read_bytes(), path.stat().st_mode
    except OSError as fault:
        raise _missing(folder) from fault
    if mode & 0o077:
        raise Refused("other users can read the signing key", where=str(path), remedy=f"chmod 600 {path}")
    private = _open(raw, passphrase, path)
    if known.public_line != public_line(private.public_key()):
        raise Refused("the certificate belongs to another key", where=str(folder), remedy="Restore both from a backup.")
    return SupplierKey(known.name, known.certificate_pem, known.public_line, private)


def public(folder: Path) -> PublicKey:
    """The public half of the key in the folder, for which no passphrase is needed; NotFound where there is none."""
    try:
        return PublicKey.in_pem((folder / CERTIFICATE_FILE).read_bytes())
    except OSError as fault:
        raise _missing(folder) from fault


def public_line(public: "EllipticCurvePublicKey") -> str:
    """The public key as OpenSSH writes it: `ecdsa-sha2-nistp256 AAAA...`."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return public.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode("ascii")


def _missing(folder: Path) -> NotFound:
    return NotFound("there is no signing key here", where=str(folder), remedy="intake key new")


def _private_bytes(private: "EllipticCurvePrivateKey", passphrase: bytes | None) -> bytes:
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        KeySerializationEncryption,
        NoEncryption,
        PrivateFormat,
    )

    encryption: KeySerializationEncryption = NoEncryption()
    if passphrase:
        encryption = PrivateFormat.OpenSSH.encryption_builder().kdf_rounds(_BCRYPT_ROUNDS).build(passphrase)
    return private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, encryption)


def _open(raw: bytes, passphrase: bytes | None, path: Path) -> "EllipticCurvePrivateKey":
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.serialization import load_ssh_private_key

    try:
        private = load_ssh_private_key(raw, passphrase or None)
    except TypeError as fault:  # how the library says that a passphrase is missing or needless
        raise Refused("the passphrase does not open the signing key", where=str(path), remedy="Try again.") from fault
    except (ValueError, UnsupportedAlgorithm) as fault:
        remedy = "Try the passphrase again, or restore the key from a backup."
        raise Refused("the signing key does not open", where=str(path), remedy=remedy) from fault
    if not isinstance(private, EllipticCurvePrivateKey) or private.curve.name != "secp256r1":
        raise Refused("the signing key is no P-256 key", where=str(path), remedy="Make one with `intake`.")
    return private


def _certify(private: "EllipticCurvePrivateKey", name: str, now: datetime) -> "Certificate":
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    usage = dict.fromkeys(
        "key_encipherment data_encipherment key_agreement key_cert_sign crl_sign encipher_only decipher_only".split(),
        False,
    )
    public = private.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + _VALID_FOR)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .sign(private, hashes.SHA256())
    )
