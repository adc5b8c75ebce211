"""Signatures over a text in the form of `ssh-keygen -Y` (OpenSSH, PROTOCOL.sshsig): ours made, everybody's checked."""

import binascii
from collections.abc import Callable
from typing import TYPE_CHECKING

from intake.locale import worded
from intake.signing import digests, ssh_keys

if TYPE_CHECKING:
    from intake.signing.keys import SupplierKey

_BEGIN = "-----BEGIN SSH SIGNATURE-----\n"
_END = "-----END SSH SIGNATURE-----\n"
_WIDTH = 70
_MAGIC = b"SSHSIG"
_VERSION = (1).to_bytes(4, "big")
_ALGORITHM = b"ecdsa-sha2-nistp256"
_HASH = b"sha512"
_HASHES: dict[bytes, Callable[[bytes], bytes]] = {b"sha256": digests.sha256, b"sha512": digests.sha512}


def sign(key: "SupplierKey", message: bytes, namespace: str) -> str:
    """The armoured signature of the message; the namespace keeps it from being used for anything else."""
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    r, s = decode_dss_signature(key.sign(_signed_data(message, namespace)))
    signature = pack(_ALGORITHM) + pack(pack(_number(r)) + pack(_number(s)))
    return _armour(binascii.a2b_base64(key.public_line.split()[1]), namespace.encode("utf-8"), b"", _HASH, signature)


def signer(armoured: str, message: bytes, namespace: str) -> str:
    """The public key line that signed the message; ValueError where the signature is not valid to the last byte.

    Keys may be Ed25519, ECDSA or RSA; one on a security token (`sk-`) says more than the text and is not read.
    """
    parts = _parse(armoured)
    blob, stated, reserved, hash_name, signature = parts
    if _armour(*parts) != armoured or reserved:
        raise ValueError(worded("the signature is not written in the one form it can have"))
    if stated != namespace.encode("utf-8"):
        raise ValueError(worded(f"the signature was made for something else than '{namespace}'"))
    if hash_name not in _HASHES:
        raise ValueError(worded("the signature rests on a hash that is not read"))
    line = _line(blob)
    algorithm, value = unpack(signature, 2)
    if not ssh_keys.holds(
        line, algorithm.decode("ascii", "replace"), value, _signed_data(message, namespace, hash_name)
    ):
        raise ValueError(worded("the signature does not fit the text"))
    return line


def _armour(*parts: bytes) -> str:
    raw = binascii.b2a_base64(_MAGIC + _VERSION + b"".join(map(pack, parts)), newline=False).decode("ascii")
    lines = [raw[start : start + _WIDTH] for start in range(0, len(raw), _WIDTH)]
    return _BEGIN + "\n".join(lines) + "\n" + _END


def _parse(armoured: str) -> list[bytes]:
    try:
        raw = binascii.a2b_base64(armoured.removeprefix(_BEGIN).removesuffix(_END).replace("\n", ""), strict_mode=True)
    except (binascii.Error, ValueError) as fault:
        raise ValueError(worded("the signature is not Base64")) from fault
    return unpack(raw[len(_MAGIC) + len(_VERSION) :], 5)


def _line(blob: bytes) -> str:
    """The public key as a line, in its one form."""
    kind = unpack(blob[: 4 + int.from_bytes(blob[:4], "big")], 1)[0].decode("ascii", "replace")
    line = f"{kind} {binascii.b2a_base64(blob, newline=False).decode('ascii')}"
    if ssh_keys.normal(line) != line:
        raise ValueError(worded("the public key is not written in the one form it can have"))
    return line


def _signed_data(message: bytes, namespace: str, hash_name: bytes = _HASH) -> bytes:
    parts = (namespace.encode("utf-8"), b"", hash_name, _HASHES[hash_name](message))
    return _MAGIC + b"".join(map(pack, parts))


def pack(content: bytes) -> bytes:
    """The bytes with their length before them, as everything in SSH is written (RFC 4251, section 5)."""
    return len(content).to_bytes(4, "big") + content


def _number(value: int) -> bytes:
    # RFC 4251 section 5: two's complement, so a leading zero where the highest bit is set.
    return value.to_bytes(value.bit_length() // 8 + 1, "big")


def number_of(raw: bytes) -> int:
    """The number behind the bytes of an `mpint`."""
    return int.from_bytes(raw, "big")


def unpack(raw: bytes, count: int) -> list[bytes]:
    """That many parts, each with its length before it; ValueError where there are more or less."""
    found = []
    for _ in range(count):
        length = int.from_bytes(raw[:4], "big")
        if len(raw) < 4 + length:
            raise ValueError(worded("the signature is cut short"))
        found.append(raw[4 : 4 + length])
        raw = raw[4 + length :]
    if raw:
        raise ValueError(worded("something stands after the signature"))
    return found
