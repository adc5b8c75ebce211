"""Your key held by ssh-agent, so that no file and no passphrase is at hand: it signs, and the key never leaves it.

The agent is asked by its own protocol (draft-miller-ssh-agent) over the socket that it names in SSH_AUTH_SOCK.
"""

import base64
from pathlib import Path
from typing import TYPE_CHECKING

from intake.errors import Refused
from intake.frugal import dataclass
from intake.signing.sshsig import number_of, pack, unpack

if TYPE_CHECKING:
    from socket import socket as Socket  # noqa: N812

_LIST, _LISTED, _SIGN, _SIGNED = 11, 12, 13, 14
_MOST_BYTES = 256 * 1024
_SECONDS = 120.0  # an agent may ask its user to confirm


@dataclass(frozen=True, slots=True)
class AgentKey:
    """A P-256 key that an agent holds: its socket, and its public half as OpenSSH writes it."""

    place: Path
    public_line: str

    def sign(self, data: bytes) -> bytes:
        """The DER signature (ECDSA, SHA-256) of the data; Refused where the agent does not give it."""
        from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

        try:
            asked = pack(_blob(self.public_line)) + pack(data) + bytes(4)
            (signature,) = unpack(_ask(self.place, _SIGN, asked, _SIGNED), 1)
            kind, numbers = unpack(signature, 2)
            if kind != b"ecdsa-sha2-nistp256":
                raise ValueError("it signed with another kind of key")
            return encode_dss_signature(*(number_of(each) for each in unpack(numbers, 2)))
        except (OSError, ValueError) as fault:
            raise Refused(f"ssh-agent did not sign: {fault}", remedy="Look at `ssh-add -l`, and try again.") from fault


def held(agent: Path | None, public_line: str) -> AgentKey | None:
    """The key, where there is an agent that holds it; None otherwise."""
    if agent is None:
        return None
    try:
        listed = _ask(agent, _LIST, b"", _LISTED)
        parts = unpack(listed[4:], 2 * int.from_bytes(listed[:4], "big"))
    except (OSError, ValueError):
        return None
    return AgentKey(agent, public_line) if _blob(public_line) in parts[::2] else None


def _blob(line: str) -> bytes:
    return base64.b64decode(line.split()[1])


def _ask(agent: Path, kind: int, body: bytes, wanted: int) -> bytes:
    """The body of the agent's answer; ValueError where it is another than the one that is wanted."""
    from socket import AF_UNIX, socket

    with socket(AF_UNIX) as talk:
        talk.settimeout(_SECONDS)
        talk.connect(str(agent))
        talk.sendall(pack(bytes((kind,)) + body))
        answer = _read(talk, int.from_bytes(_read(talk, 4), "big"))
    if answer[:1] != bytes((wanted,)):
        raise ValueError("it refused")
    return answer[1:]


def _read(talk: "Socket", length: int) -> bytes:
    if length > _MOST_BYTES:
        raise ValueError("its answer is too long")
    found = b""
    while len(found) < length:
        part = talk.recv(length - len(found))
        if not part:
            raise ValueError("it broke off")
        found += part
    return found
