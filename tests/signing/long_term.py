"""Clients whose programs keep what proves a signature in later years (PAdES-LT, PAdES-LTA), and updates written packed or by hand."""

import io
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from intake.signing.revision import read_revisions
from intake.signing.structure import Printed
from signing.clients import Update

_NOW = datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Centre:
    """A trust centre of our own: the signer's key and certificate, a time stamp's, and what says that none was revoked."""

    root: Any
    revoked: Any
    client: tuple[Any, Any]
    stamps: tuple[Any, Any]


@cache
def centre() -> Centre:
    """The one trust centre of these tests."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import rsa

    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])

    keys = [rsa.generate_private_key(65537, 2048) for _ in range(3)]

    def certified(text: str, key: Any, *, stamps: bool = False) -> x509.Certificate:
        usage = dict.fromkeys(
            "key_encipherment data_encipherment key_agreement encipher_only decipher_only".split(), False
        )
        top = key is keys[0]
        builder = (
            x509.CertificateBuilder()
            .subject_name(named(text))
            .issuer_name(named("Example Trust Centre"))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(_NOW - timedelta(days=1))
            .not_valid_after(_NOW + timedelta(days=900))
            .add_extension(x509.BasicConstraints(ca=top, path_length=None), critical=True)
            .add_extension(
                x509.KeyUsage(
                    digital_signature=not top, content_commitment=not top, key_cert_sign=top, crl_sign=top, **usage
                ),
                critical=True,
            )
        )
        if stamps:
            extended = x509.ExtendedKeyUsage([x509.oid.ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(extended, critical=True)
        return builder.sign(keys[0], hashes.SHA256())

    listed = x509.CertificateRevocationListBuilder().issuer_name(named("Example Trust Centre"))
    listed = listed.last_update(_NOW - timedelta(hours=1)).next_update(_NOW + timedelta(days=30))
    return Centre(
        certified("Example Trust Centre", keys[0]),
        listed.sign(keys[0], hashes.SHA256()),
        (keys[1], certified("Åsa Bergström", keys[1])),
        (keys[2], certified("Example Time Stamps", keys[2], stamps=True)),
    )


def _certificate(ours: Any) -> Any:
    from asn1crypto import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    return x509.Certificate.load(ours.public_bytes(Encoding.DER))


def _key(ours: Any) -> Any:
    from asn1crypto import keys
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    return keys.PrivateKeyInfo.load(ours.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))


def for_years(offer: bytes, *, stamped: bool = False, archived: bool = False, packed: bool = False) -> bytes:
    """The offer as pyHanko signs it with all that proves it later: with a time stamp, with one of the whole file, packed."""
    from asn1crypto import crl
    from cryptography.hazmat.primitives.serialization import Encoding
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers, timestamps
    from pyhanko_certvalidator import ValidationContext
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    made, store = centre(), SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register(_certificate(made.root))
    stamps: Any = timestamps.DummyTimeStamper(
        tsa_cert=_certificate(made.stamps[1]), tsa_key=_key(made.stamps[0]), certs_to_embed=store
    )
    details = signers.PdfSignatureMetadata(
        field_name="Client",
        subfilter=fields.SigSeedSubFilter.PADES,
        embed_validation_info=True,
        use_pades_lta=archived,
        validation_context=ValidationContext(
            trust_roots=[_certificate(made.root)],
            other_certs=[_certificate(made.stamps[1])],
            crls=[crl.CertificateList.load(made.revoked.public_bytes(Encoding.DER))],
            allow_fetching=False,
        ),
    )
    own = signers.SimpleSigner(
        signing_cert=_certificate(made.client[1]), signing_key=_key(made.client[0]), cert_registry=store
    )
    writer, written = IncrementalPdfFileWriter(io.BytesIO(offer)), io.BytesIO()
    writer.stream_xrefs = packed
    signer = signers.PdfSigner(details, signer=own, timestamper=stamps if stamped or archived else None)
    signer.sign_pdf(writer, output=written)
    return written.getvalue()


def with_its_store(offer: bytes) -> bytes:
    """The offer as pyHanko signs it when the store of certificates is put in first: one revision holds both, and is signed."""
    from asn1crypto import crl, x509
    from cryptography.hazmat.primitives.serialization import Encoding
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.sign.validation.dss import DocumentSecurityStore
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    made, writer, written = centre(), IncrementalPdfFileWriter(io.BytesIO(offer)), io.BytesIO()
    DocumentSecurityStore.supply_dss_in_writer(
        writer,
        None,
        certs=[x509.Certificate.load(each.public_bytes(Encoding.DER)) for each in (made.root, made.client[1])],
        crls=[crl.CertificateList.load(made.revoked.public_bytes(Encoding.DER))],
    )
    signer = signers.SimpleSigner(
        signing_cert=_certificate(made.client[1]),
        signing_key=_key(made.client[0]),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )
    details = signers.PdfSignatureMetadata(field_name="Client")
    signers.PdfSigner(details, signer=signer).sign_pdf(writer, output=written)
    return written.getvalue()


def token_in(archived: bytes) -> bytes:
    """The time stamp of the whole file in a file that was kept for years."""
    from asn1crypto import parser

    found = [*re.finditer(rb"/Contents <([0-9A-Fa-f]+)>", archived)][-1]
    raw = bytes.fromhex(found[1].decode())
    return raw[: parser.peek(raw)]


@dataclass(slots=True)
class PackedUpdate(Update):
    """A signature written by hand whose table is packed; objects with these numbers are packed, too."""

    inside: set[int] = field(default_factory=set)
    rows: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    between: bytes = b" "
    table_entries: bytes = b""
    package_number: int = 0

    def _bytes(self, objects: Mapping[int, bytes]) -> bytes:
        highest = max(*objects, self.number)
        package = self.package_number or highest + 1
        table = highest + 2
        packed = {number: text for number, text in objects.items() if number in self.inside}
        written = {number: text for number, text in objects.items() if number not in self.inside}
        rows = {0: (0, 0, 65535)} | {number: (2, package, index) for index, number in enumerate(packed)}
        if packed:
            written[package] = package_of(packed, self.between)
        parts, at = [], len(self.offer)
        for number, text in sorted(written.items()):
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, text))
            rows[number], at = (1, at, 0), at + len(parts[-1])
        rows |= {table: (1, at, 0)} | self.rows
        listed = sorted(rows)
        content = predicted([b"%c%b%b" % (rows[n][0], rows[n][1].to_bytes(4), rows[n][2].to_bytes(2)) for n in listed])
        index = b" ".join(b"%d 1" % number for number in listed)
        trailer = re.sub(rb"/Size \d+", b"/Size %d" % (max(package, table) + 1), self.printed.trailer).removeprefix(
            b"<<"
        )
        previous = int(self.offer[self.offer.rindex(b"startxref\n") :].split()[1])
        parts.append(
            b"%d 0 obj\n<</Type/XRef/W[1 4 2]/Index[%b]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 7>>"
            b"/Length %d%b/Prev %d%b>>\nstream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
            % (table, index, len(content), trailer, previous, self.table_entries, content, at)
        )
        return self.offer + b"".join(parts)


def package_of(objects: Mapping[int, bytes], between: bytes = b" ") -> bytes:
    """A stream of these objects."""
    offsets, at = [], 0
    for number, text in objects.items():
        offsets.append(b"%d %d" % (number, at))
        at += len(text) + len(between)
    heads = b" ".join(offsets) + b" "
    content = zlib.compress(heads + between.join(objects.values()))
    return b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (
        len(objects),
        len(heads),
        len(content),
        content,
    )


def predicted(rows: list[bytes]) -> bytes:
    """The rows as what differs from the one above, packed, as Acrobat and others write a table."""
    above, found = bytes(len(rows[0])), []
    for row in rows:
        found.append(b"\x02" + bytes((mine - theirs) & 0xFF for mine, theirs in zip(row, above, strict=True)))
        above = row
    return zlib.compress(b"".join(found))


def appended(file: bytes, objects: Mapping[int, bytes], *, size: int = 0) -> bytes:
    """The file with one more revision, written by hand."""
    printed = Printed.before_update(file)
    last = read_revisions(file, len(printed.raw))[-1]
    old = last.trailer["Size"]
    assert isinstance(old, int)
    parts, offsets, at = [], {}, len(file)
    for number, text in sorted(objects.items()):
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, text))
        offsets[number], at = at, at + len(parts[-1])
    parts.append(b"xref\n")
    parts += [b"%d 1\n%010d 00000 n\r\n" % (number, offset) for number, offset in offsets.items()]
    trailer = re.sub(rb"/Size \d+", b"/Size %d" % (size or max(old, *(n + 1 for n in objects))), printed.trailer)
    parts.append(b"trailer\n%b/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, last.table, at))
    return file + b"".join(parts)
