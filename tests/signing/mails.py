"""Mails such as a client's server sends them, signed by dkimpy with keys made here; nothing is asked of the DNS."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from intake.signing.reply import Record, asked_words
from signing.conftest import NOW

FROM = "Åsa Bergström <asa@bergstrom.example>"
SELECTOR, DOMAIN = "s1", "bergstrom.example"
SIGNED = (b"from", b"to", b"subject", b"date", b"mime-version", b"content-type", b"content-transfer-encoding")


@dataclass(frozen=True, slots=True)
class DomainKey:
    """A mail domain's key, and the record under which it is published."""

    private_pem: bytes
    record: str


@cache
def domain_key(bits: int = 2048) -> DomainKey:
    """A key of that many bits."""
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

    key: Any = rsa.generate_private_key(65537, bits)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return DomainKey(pem, f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}")


def record(text: str = "", name: str = f"{SELECTOR}._domainkey.{DOMAIN}") -> Record:
    """The record as it was kept."""
    return Record(name, text or domain_key().record, "record.txt", NOW)


def words(offer_digest: str, *, brief_id: str = "BR-2027-0142", seq: int = 0) -> str:
    """The words that were asked for."""
    return asked_words(brief_id, seq, offer_digest)


def plain(text: str, *, sender: str = FROM, subject: str = "Re: Brief BR-2027-0142", more: Sequence[str] = ()) -> bytes:
    """A mail of plain text, before it is signed."""
    from email.header import Header

    name, _, address = sender.rpartition(" ")
    shown = f"{Header(name, 'utf-8').encode()} {address}".strip()
    head = [
        "Received: from mx.bergstrom.example by mx.field.example; Sat, 16 Jan 2027 08:00:00 +0000",
        f"From: {shown}",
        "To: ann@field.example",
        f"Subject: {subject}",
        "Date: Sat, 16 Jan 2027 08:00:00 +0000",
        "MIME-Version: 1.0",
        *(more or ("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit")),
    ]
    return ("\r\n".join(head) + "\r\n\r\n" + text.rstrip("\n").replace("\n", "\r\n") + "\r\n").encode("utf-8")


def both_forms(text: str, html: str) -> bytes:
    """A mail with the text in two forms, as most programs send it."""
    body = (
        f"--b1\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
        f"--b1\nContent-Type: text/html; charset=utf-8\n\n{html}\n--b1--\n"
    )
    return plain(body, more=('Content-Type: multipart/alternative; boundary="b1"', "Content-Transfer-Encoding: 8bit"))


def sign(mail: bytes, *, key: DomainKey | None = None, domain: str = DOMAIN, **options: Any) -> bytes:
    """The mail with the signature of a domain at its head."""
    import dkim

    options = {"include_headers": SIGNED, "canonicalize": (b"relaxed", b"relaxed"), **options}
    header = dkim.sign(mail, SELECTOR.encode(), domain.encode(), (key or domain_key()).private_pem, **options)
    return bytes(header) + mail
