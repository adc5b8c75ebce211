"""The signature that a mail domain puts under a message (DKIM, RFC 6376): does it fit, and which domain's key made it.

Stricter than a mail server has to be: the whole body is signed, the sender and the subject too, and no header stands twice
that a reader shows. ValueError says what is not so. The key comes from a DNS record that the caller kept.
"""

import base64
import binascii
import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from intake.frugal import dataclass
from intake.locale import worded

_TAG = re.compile(r"\s*([A-Za-z][A-Za-z0-9_]*)\s*=\s*([^;]*?)\s*(?:;|$)", re.DOTALL)
_FOLD = re.compile(rb"\r\n(?=[ \t])")
_SPACES = re.compile(rb"[ \t]+")
_SIGNATURE = re.compile(rb"([ \t\r\n]*b[ \t\r\n]*=)[^;]*")
_ONCE = ("from", "subject", "date", "to", "mime-version", "content-type", "content-transfer-encoding", "reply-to")
# Readers of mail end a line at a lone CR, and the signature does not: what it leaves out could begin a text of its own.
_OTHER_END = re.compile(rb"\r(?!\n)|\0")
_SHORTEST_RSA = 1024  # RFC 8301, section 3.2: shorter ones must not be taken

Header = tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Stamp:
    """A signature in a message: which domain signed with which of its keys, and the number of the header."""

    domain: str
    selector: str
    header: int

    @property
    def record(self) -> str:
        """Where the key stands in the DNS."""
        return f"{self.selector}._domainkey.{self.domain}"


def stamps(message: bytes) -> tuple[Stamp, ...]:
    """The signatures in a message, in their order; none where there are none that can be read."""
    headers, _ = _parts(message)
    found = []
    for number, (name, value) in enumerate(headers):
        if name.lower() == b"dkim-signature":
            tags = _tags(value.decode("utf-8", "replace"))
            if tags.get("d") and tags.get("s"):
                found.append(Stamp(tags["d"].lower(), tags["s"], number))
    return tuple(found)


def covers(message: bytes, stamp: Stamp, name: str) -> bool:
    """Whether this signature covers the headers of that name, in small letters."""
    headers, _ = _parts(message)
    return name in _names(_tags(headers[stamp.header][1].decode("ascii", "replace")))


def check(message: bytes, stamp: Stamp, record: str) -> int:
    """The bits of the key, where this signature covers the message and fits the key in the DNS record."""
    headers, body = _parts(message)
    value = headers[stamp.header][1]
    tags = _tags(value.decode("ascii", "strict"))
    names = _names(tags)
    _check_form(tags, names, headers)
    of_headers, _, of_body = tags.get("c", "simple/simple").partition("/")
    if base64.b64encode(sha256(_body(body, of_body or "simple")).digest()).decode() != "".join(tags["bh"].split()):
        raise ValueError(worded("the text of the mail is not the one that was signed"))
    bare = (headers[stamp.header][0], _emptied(value))
    signed = b"".join(_header(each, of_headers) for each in _chosen(headers, names)) + _header(bare, of_headers)[:-2]
    return _verify(tags, record, signed)


def is_testing(record: str) -> bool:
    """Whether the domain says in its record that it only tries out signing (section 3.6.1)."""
    return "y" in _tags(record).get("t", "").replace(" ", "").split(":")


def _check_form(tags: dict[str, str], names: Sequence[str], headers: Sequence[Header]) -> None:
    for wrong, why in (
        (tags.get("v") != "1", "it is of another version"),
        (tags.get("a") not in ("rsa-sha256", "ed25519-sha256"), f"it is made by {tags.get('a', 'nothing')!r:.40}"),
        ("l" in tags, "it covers a part of the text only"),
        (not {"from", "subject"} <= set(names), "it does not cover sender and subject"),
        (not {"b", "bh", "d", "s", "h"} <= tags.keys(), "it is not whole"),
    ):
        if wrong:
            raise ValueError(worded(f"the signature of the mail's domain is not taken: {why}"))
    present = [name.decode("ascii", "replace").strip().lower() for name, _ in headers]
    if twice := [name for name in _ONCE if present.count(name) > 1]:
        raise ValueError(worded(f"the header {twice[0]} stands twice"))


def _names(tags: dict[str, str]) -> list[str]:
    """The headers that are signed."""
    return [name.strip().lower() for name in tags.get("h", "").split(":")]


def _emptied(value: bytes) -> bytes:
    """The signature's own header as it was signed: without the signature in it (section 3.5)."""
    parts = value.split(b";")
    return b";".join(_SIGNATURE.sub(rb"\1", part) if _SIGNATURE.fullmatch(part) else part for part in parts)


def _parts(message: bytes) -> tuple[list[Header], bytes]:
    """The headers with their values as they stand, and the body; line ends as on the wire."""
    if _OTHER_END.search(message):
        raise ValueError(worded("a line of the mail ends as no line of a mail does"))
    message = re.sub(rb"\r?\n", b"\r\n", message)
    head, _, body = message.partition(b"\r\n\r\n")
    headers = []
    for line in re.split(rb"\r\n(?![ \t])", head):
        name, colon, value = line.partition(b":")
        if not colon or not re.fullmatch(rb"[!-9;-~]+[ \t]*", name):
            raise ValueError(worded("a header of the mail cannot be read"))
        headers.append((name, value))
    return headers, body


def _tags(value: str) -> dict[str, str]:
    found = _TAG.findall(value)
    if len({name for name, _ in found}) != len(found):
        raise ValueError(worded("the signature of the mail's domain says something twice"))
    return dict(found)


def _body(body: bytes, form: str) -> bytes:
    """The body in its canonical form (section 3.4.3 and 3.4.4)."""
    if form == "relaxed":
        body = b"\r\n".join(_SPACES.sub(b" ", line).rstrip(b" ") for line in body.split(b"\r\n"))
    elif form != "simple":
        raise ValueError(worded("the signature of the mail's domain has a form that is not known"))
    body = re.sub(rb"(?:\r\n)*\Z", b"", body)
    return body + b"\r\n" if body or form == "simple" else b""


def _header(header: Header, form: str) -> bytes:
    """A header in its canonical form (section 3.4.1 and 3.4.2)."""
    name, value = header
    if form == "simple":
        return name + b":" + value + b"\r\n"
    if form != "relaxed":
        raise ValueError(worded("the signature of the mail's domain has a form that is not known"))
    return name.strip().lower() + b":" + _SPACES.sub(b" ", _FOLD.sub(b"", value)).strip(b" \t") + b"\r\n"


def _chosen(headers: Sequence[Header], names: Sequence[str]) -> list[Header]:
    """The headers in the order in which they were signed: of each name the last one first (section 5.4.2)."""
    left: dict[str, list[Header]] = {}
    for header in headers:
        left.setdefault(header[0].decode("ascii", "replace").strip().lower(), []).append(header)
    return [left[name].pop() for name in names if left.get(name)]


def _verify(tags: dict[str, str], record: str, signed: bytes) -> int:
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    try:
        published = _tags(record)
        key = base64.b64decode("".join(published.get("p", "").split()), validate=True)
        signature = base64.b64decode("".join(tags["b"].split()), validate=True)
        if not key or published.get("v", "DKIM1") != "DKIM1":
            raise ValueError(worded("the DNS record holds no key, or one that was withdrawn"))
        if not _is_for_this(published, tags):
            raise ValueError(worded("the DNS record says that its key is not for such a mail"))
        return _fits(tags["a"], published.get("k", "rsa"), key, signature, signed)
    except (binascii.Error, UnsupportedAlgorithm) as fault:
        raise ValueError(worded("the key in the DNS record cannot be read")) from fault
    except InvalidSignature as fault:
        raise ValueError(worded("the signature of the mail's domain does not fit the mail")) from fault


def _is_for_this(published: dict[str, str], tags: dict[str, str]) -> bool:
    """Whether the record lets its key sign mails, by this digest, and for the very domain where it says so (section 3.6.1)."""
    services, digests, flags = (
        published.get(name, usual).replace(" ", "").lower().split(":")
        for name, usual in (("s", "*"), ("h", "sha256"), ("t", ""))
    )
    agent = tags.get("i", tags["d"]).rpartition("@")[2].lower()
    own = agent == tags["d"].lower() if "s" in flags else f".{agent}".endswith(f".{tags['d'].lower()}")
    return bool({"*", "email"} & {*services}) and "sha256" in digests and own


def _fits(algorithm: str, kind: str, key: bytes, signature: bytes, signed: bytes) -> int:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    if algorithm.partition("-")[0] != kind:
        raise ValueError(worded("the key in the DNS record is of another kind than the signature"))
    if kind == "ed25519":
        Ed25519PublicKey.from_public_bytes(key).verify(signature, sha256(signed).digest())  # RFC 8463
        return 256
    public: Any = load_der_public_key(key)
    if public.key_size < _SHORTEST_RSA:
        raise ValueError(worded(f"a key of {public.key_size} bits is too short"))
    public.verify(signature, signed, padding.PKCS1v15(), hashes.SHA256())
    return int(public.key_size)
