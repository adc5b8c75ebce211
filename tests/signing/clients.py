"""Clients who sign the offer with software of their own: Poppler, pyHanko, and an update written by hand."""

import io
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from intake.signing.revision import read_revision
from intake.signing.structure import Printed

FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)
PLACE = b"[370 764 530 826]"
"""Where the client's field stands on the first page."""
NOWHERE = "0 0 0 0"
_ROOM = 6000


@dataclass(frozen=True, slots=True)
class Identity:
    """A client's key with its certificate, and those above it, as cryptography holds them."""

    key: Any
    certificate: Any
    above: tuple[Any, ...] = ()

    def pkcs12(self) -> bytes:
        """The form in which programs take it in."""
        from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12

        return pkcs12.serialize_key_and_certificates(
            b"client",
            self.key,
            self.certificate,
            self.above,
            NoEncryption(),
        )


@cache
def identity(name: str = "Åsa Bergström", *, kind: str = "rsa", issuer: str = "") -> Identity:
    """A client of that name, self-signed, or with a certificate from an issuer of ours."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    def made(name: str, public: Any, by: str, key: Any, *, authority: bool) -> x509.Certificate:
        subject, issuer = ([x509.NameAttribute(x509.NameOID.COMMON_NAME, each)] for each in (name, by))
        return (
            x509.CertificateBuilder()
            .subject_name(x509.Name(subject))
            .issuer_name(x509.Name(issuer))
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(FIRST)
            .not_valid_after(LAST)
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
            .sign(key, hashes.SHA256())
        )

    key: Any = ec.generate_private_key(ec.SECP384R1())
    if kind == "rsa":
        key = rsa.generate_private_key(65537, 2048)
    if not issuer:
        return Identity(key, made(name, key.public_key(), name, key, authority=False))
    root = ec.generate_private_key(ec.SECP384R1())
    above = made(issuer, root.public_key(), issuer, root, authority=True)
    return Identity(key, made(name, key.public_key(), issuer, root, authority=False), (above,))


def by_pyhanko(offer: bytes, who: Identity | None = None, *, form: str = "adbe.pkcs7.detached", **more: Any) -> bytes:
    """The offer as pyHanko signs it, which also notes itself and the time in the metadata."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    (folder := Path(_scratch())).mkdir(exist_ok=True)
    path = folder / "client.p12"
    path.write_bytes((who or identity()).pkcs12())
    signer = signers.SimpleSigner.load_pkcs12(str(path), passphrase=b"")  # type: ignore[no-untyped-call]
    assert signer is not None
    details = signers.PdfSignatureMetadata(
        field_name=more.pop("field_name", "Client"), subfilter=fields.SigSeedSubFilter("/" + form), **more
    )
    written = io.BytesIO()
    signers.PdfSigner(details, signer=signer).sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(offer)), output=written, in_place=False
    )
    return written.getvalue()


@cache
def _scratch() -> str:
    import tempfile

    return tempfile.mkdtemp(prefix="clients-")


def by_poppler(offer: bytes, folder: Path, who: Identity | None = None, *options: str) -> bytes:
    """The offer as `pdfsig -sign` signs it with a key in a database of NSS; skips where the tools are missing."""
    for tool in ("pdfsig", "certutil", "pk12util"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    base = f"sql:{folder}"
    (folder / "client.p12").write_bytes((who or identity()).pkcs12())
    (folder / "offer.pdf").write_bytes(offer)
    run(folder, "certutil", "-N", "-d", base, "--empty-password")
    run(folder, "pk12util", "-i", "client.p12", "-d", base, "-W", "")
    run(folder, "certutil", "-M", "-d", base, "-n", "client", "-t", "Cu,Cu,Cu")
    run(folder, "pdfsig", "-nssdir", base, "-sign", "Client", "-nick", "client", *options, "offer.pdf", "signed.pdf")
    return (folder / "signed.pdf").read_bytes()


def run(folder: Path, *command: str) -> str:
    """What a program prints; an error with it where it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, (command, done.stdout, done.stderr)
    return done.stdout


@dataclass(slots=True)
class Update:
    """A signature written by hand, every part of which a test may change: the base is the offer it is put after."""

    offer: bytes
    who: Identity = field(default_factory=identity)
    objects: dict[int, bytes] = field(default_factory=dict)
    field_entries: bytes = b""
    signature_entries: bytes = b""
    trailer_entries: bytes = b""
    field_text: bytes = b""
    again: set[int] = field(default_factory=set)

    @property
    def printed(self) -> Printed:
        """The printed part of the offer."""
        return Printed.before_update(self.offer)

    @property
    def number(self) -> int:
        """The number of the client's field; the next are free, from the second on."""
        return max(read_revision(self.offer, len(self.printed.raw)).objects)

    def text_of(self, number: int) -> bytes:
        """An object as the offer wrote it, to be changed."""
        start = self.offer.rindex(b"\n%d 0 obj\n" % number) + len(b"\n%d 0 obj\n" % number)
        return self.offer[start : self.offer.index(b"\nendobj", start)]

    def move(self, place: str) -> None:
        """Puts the client's field elsewhere."""
        text = self.text_of(self.number)
        assert PLACE in text
        self.field_text = text.replace(PLACE, b"[%b]" % place.encode())

    def signed(self) -> bytes:
        """The file with this update, signed over all of it."""
        value = self.number + 1
        empty = self.field_text or self.text_of(self.number)
        if b"/AP" in self.field_entries:
            empty = re.sub(rb"/AP<</N \d+ 0 R>>", b"", empty)
        written = {
            self.number: empty.removesuffix(b">>") + self.field_entries + b"/V %d 0 R>>" % value,
            value: b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/M(D:20270116080000Z)%b"
            b"/ByteRange[%b]/Contents<%b>>>" % (self.signature_entries, b" " * 40, b"0" * 2 * _ROOM),
            **self.objects,
        }
        return self._sealed(self._bytes(written))

    def _bytes(self, objects: Mapping[int, bytes]) -> bytes:
        base = read_revision(self.offer, len(self.printed.raw))
        parts, offsets, at = [], {}, len(self.offer)
        for number, text in sorted(objects.items()):
            parts.append(b"%d %d obj\n%b\nendobj\n" % (number, number in self.again, text))
            offsets[number], at = at, at + len(parts[-1])
        parts.append(b"xref\n")
        parts += [b"%d 1\n%010d %05d n\r\n" % (n, offset, n in self.again) for n, offset in offsets.items()]
        size = max(*objects, self.number) + 1
        trailer = self.printed.trailer.replace(b"/Size %d/" % self.printed.size, b"/Size %d/" % size)
        end = b"trailer\n%b%b/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, self.trailer_entries, base.table, at)
        return self.offer + b"".join(parts) + end

    def _sealed(self, file: bytes) -> bytes:
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

        first = file.index(b"/Contents<0000", len(self.offer)) + len(b"/Contents")
        last = first + 2 * _ROOM + 2
        ranges = b"0 %d %d %d" % (first, last, len(file) - last)
        at = file.index(b"/ByteRange[" + b" " * 40, len(self.offer)) + len(b"/ByteRange[")
        file = file[:at] + ranges.ljust(40) + file[at + 40 :]
        builder = (
            pkcs7.PKCS7SignatureBuilder()
            .set_data(file[:first] + file[last:])
            .add_signer(self.who.certificate, self.who.key, hashes.SHA256())
        )
        for each in self.who.above:
            builder = builder.add_certificate(each)
        options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary, pkcs7.PKCS7Options.NoCapabilities]
        made = builder.sign(Encoding.DER, options)
        return file[: first + 1] + made.hex().encode().ljust(2 * _ROOM, b"0") + file[last - 1 :]


def appearance(
    drawing: bytes, *, resources: bytes = b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
) -> bytes:
    """A form that draws on the page what the client's field shows."""
    return b"<</Type/XObject/Subtype/Form/BBox[0 0 160 40]/Resources<<%b>>/Length %d>>\nstream\n%b\nendstream" % (
        resources,
        len(drawing),
        drawing,
    )


def words(*lines: str) -> bytes:
    """A drawing of these lines in Helvetica."""
    shown = b"".join(b"(%b) Tj 0 -10 Td " % line.encode("cp1252") for line in lines)
    return b"BT /F1 8 Tf 4 30 Td " + shown + b"ET"


def visible(
    offer: bytes, *lines: str, who: Identity | None = None, drawing: bytes = b"", place: str = "370 760 530 800"
) -> bytes:
    """The offer signed with an appearance of these lines at a place on the first page."""
    update = Update(offer, who or identity())
    update.move(place)
    update.field_entries = b"/AP<</N %d 0 R>>" % (update.number + 2)
    update.objects[update.number + 2] = appearance(drawing or words(*lines))
    return update.signed()
