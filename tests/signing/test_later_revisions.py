"""Honest files that programs write in other ways: packed tables and objects, what proves a signature in later years, logos."""

import re
import subprocess
import zlib
from pathlib import Path

import pytest

from intake.signing import receipt, suffixes, verifying
from intake.signing.pdf_values import Reference, Stream, read_object
from intake.signing.revision import read_revisions
from intake.signing.structure import Printed
from intake.signing.verification import Given
from signing.attacking import judged
from signing.clients import NOWHERE, Update, appearance, by_pyhanko, visible, words
from signing.conftest import Agreement
from signing.long_term import PackedUpdate, appended, for_years, token_in, with_its_store


def is_taken(file: bytes, agreement: Agreement) -> str:
    """What is said of a file, which must be taken."""
    found = judged(agreement, file)
    assert (found.outcome, found.faults) == ("valid", ())
    return " ".join(found.statements)


def other_programs_agree(file: Path, pdfsig: str, qpdf: str) -> None:
    """Both signatures are valid to Poppler, and QPDF finds no fault in the file."""
    shown = subprocess.run([pdfsig, str(file)], capture_output=True, text=True, check=True).stdout
    assert shown.count("Signature is Valid") == 2
    checked = subprocess.run([qpdf, "--check", str(file)], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("stamped", [False, True])
@pytest.mark.parametrize("packed", [False, True])
def test_a_store_of_certificates_after_the_signature_is_taken(
    agreement: Agreement, *, stamped: bool, packed: bool
) -> None:
    """PAdES-LT, as pyHanko writes it, with a classic table or a packed one."""
    said = is_taken(for_years(agreement.offer, stamped=stamped, packed=packed), agreement)
    assert "certificates and answers on revocation were put into the file" in said
    assert ("says that the client's signature existed on" in said) is stamped


@pytest.mark.parametrize("packed", [False, True])
def test_a_time_stamp_of_the_whole_file_is_taken_and_said(agreement: Agreement, *, packed: bool) -> None:
    """PAdES-LTA: a store, a time stamp in a field of its own, and the store once more."""
    said = is_taken(for_years(agreement.offer, archived=True, packed=packed), agreement)
    assert "“Example Time Stamps” says that the file with the client's signature existed on" in said


def test_a_store_of_certificates_that_is_signed_with_the_rest_is_taken(agreement: Agreement) -> None:
    """PAdES-B-LT in one go: the store is in the catalogue of the very revision that the client signed, and may grow later."""
    file = with_its_store(agreement.offer)
    assert "certificates and answers on revocation were put into the file" in is_taken(file, agreement)
    last = read_revisions(file, len(Printed.before_update(file).raw))[-1]
    root = Printed.before_update(file).root
    catalogue = last.objects[root]
    assert isinstance(catalogue, dict)
    pointer = catalogue["DSS"]
    assert isinstance(pointer, Reference)
    start = file.rindex(b"\n%d 0 obj" % pointer.number)
    store = file[file.index(b"<<", start) : file.index(b"endobj", start)]
    is_taken(appended(file, {pointer.number: store.replace(b"/CRLs [", b"/OCSPs [ ]\n/CRLs [")}), agreement)


def test_a_time_stamp_in_the_store_is_taken(agreement: Agreement) -> None:
    signed = Update(agreement.offer)
    token = token_in(for_years(agreement.offer, archived=True))
    number = signed.number + 2
    of_one = b"/VRI<</%b<</TS %d 0 R>>>>" % (b"A1" * 20, number)
    root = signed.text_of(signed.printed.root).replace(b"/Type/Catalog", b"/Type/Catalog/DSS<<%b>>" % of_one)
    stamp = b"<</Length %d>>\nstream\n%b\nendstream" % (len(token), token)
    is_taken(appended(signed.signed(), {signed.printed.root: root, number: stamp}), agreement)


def test_lengths_that_stand_in_objects_of_their_own_are_taken(
    agreement: Agreement, pdfsig: str, qpdf: str, tmp_path: Path
) -> None:
    update = Update(agreement.offer)
    drawing, number = words("Åsa Bergström"), update.number + 2
    update.field_entries = b"/AP<</N %d 0 R>>" % number
    text = appearance(drawing)
    update.objects[number] = text.replace(b"/Length %d" % len(drawing), b"/Length %d 0 R" % (number + 1))
    update.objects[number + 1] = b"%d" % len(drawing)
    metadata = re.search(rb"/Metadata (\d+) 0 R", update.text_of(update.printed.root))
    assert metadata is not None
    value, _ = read_object(
        agreement.offer, update.printed.offsets[int(metadata[1])] + len(b"%d 0 obj" % int(metadata[1]))
    )
    assert isinstance(value, Stream)
    head = b"<</Type/Metadata/Subtype/XML/Length %d 0 R>>" % (number + 2)
    update.objects[int(metadata[1])] = head + b"\nstream\n%b\nendstream" % value.data
    update.objects[number + 2] = b"%d" % len(value.data)
    file = tmp_path / "000.pdf"
    file.write_bytes(update.signed())
    is_taken(file.read_bytes(), agreement)
    other_programs_agree(file, pdfsig, qpdf)


def test_packed_tables_and_objects_are_taken_and_other_programs_agree(
    agreement: Agreement, pdfsig: str, qpdf: str, tmp_path: Path
) -> None:
    for inside in (set(), {Update(agreement.offer).number}):
        update = PackedUpdate(agreement.offer, inside=inside)
        file = tmp_path / "000.pdf"
        file.write_bytes(update.signed())
        is_taken(file.read_bytes(), agreement)
        other_programs_agree(file, pdfsig, qpdf)


def test_a_program_that_names_itself_before_the_end_is_taken(agreement: Agreement) -> None:
    class AsIText(Update):
        def _bytes(self, objects: object) -> bytes:
            whole = Update._bytes(self, objects)  # type: ignore[arg-type]
            start, end = whole[: len(self.offer)], whole[len(self.offer) :]
            return start + end.replace(b"\nstartxref", b"\n%iText-Core-8.0.2-no registered products\nstartxref")

    is_taken(AsIText(agreement.offer).signed(), agreement)


def with_a_logo(offer: bytes, place: str = NOWHERE) -> Update:
    """An appearance as Acrobat lays it out: a form in a form, with a picture and a font of its own, in a field without an area."""
    update = Update(offer)
    update.move(place)
    number = update.number + 2
    update.field_entries = b"/AP<</N %d 0 R>>" % number
    layers = b"/XObject<</FRM %d 0 R>>" % (number + 1)
    update.objects[number] = appearance(b"q 1 0 0 1 0 0 cm /FRM Do Q", resources=layers)
    inner = b"/XObject<</n0 %d 0 R/n2 %d 0 R>>/ProcSet[/PDF/Text/ImageC]" % (number + 2, number + 3)
    update.objects[number + 1] = appearance(b"q /n0 Do Q q /n2 Do Q", resources=inner)
    update.objects[number + 2] = appearance(
        b"% DSBlank\nq 40 0 0 40 0 0 cm /Logo Do Q 0 0 m 1 2 3 4 5 6 c f",
        resources=b"/XObject<</Logo %d 0 R>>" % (number + 4),
    )
    fonts = b"/Font<</T1_0 %d 0 R>>/ExtGState<</GS0<</Type/ExtGState/ca .5/SMask/None>>>>" % (number + 6)
    update.objects[number + 3] = appearance(b"/GS0 gs BT /T1_0 9 Tf 44 20 Td <0102> Tj ET", resources=fonts)
    picture = zlib.compress(bytes(12))
    update.objects[number + 4] = (
        b"<</Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceRGB/SMask %d 0 R"
        b"/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (number + 5, len(picture), picture)
    )
    update.objects[number + 5] = (
        b"<</Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray/Length 4>>\nstream\n"
        b"abcd\nendstream"
    )
    update.objects[number + 6] = (
        b"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+MyriadPro/FirstChar 1/LastChar 2/Widths[500 500]"
        b"/FontDescriptor %d 0 R>>" % (number + 7)
    )
    update.objects[number + 7] = (
        b"<</Type/FontDescriptor/FontName/ABCDEF+MyriadPro/Flags 4/FontBBox[0 0 1 1]/ItalicAngle 0/Ascent 1/Descent 0"
        b"/CapHeight 1/StemV 1/FontFile2 %d 0 R>>" % (number + 8)
    )
    update.objects[number + 8] = b"<</Length 4/Length1 4>>\nstream\nfont\nendstream"
    return update


def test_a_logo_and_a_font_that_nobody_sees_are_taken(agreement: Agreement, tmp_path: Path) -> None:
    file = with_a_logo(agreement.offer).signed()
    is_taken(file, agreement)
    assert pages(file, tmp_path) == pages(agreement.offer, tmp_path)


def test_a_logo_that_is_seen_is_taken_once_the_supplier_looked(agreement: Agreement) -> None:
    file = with_a_logo(agreement.offer, "370 760 540 830").signed()
    assert "attests to have looked at it" in is_taken(file, agreement)
    plain = {suffixes.RECEIPT: receipt.issue(agreement.key, file)}
    found = verifying.verify(file, Given(beside=plain))
    assert found.outcome == "unknown"
    assert "no receipt says that the supplier looked at it" in " ".join(found.statements)


def test_what_pyhanko_draws_by_itself_is_taken_once_the_supplier_looked(agreement: Agreement) -> None:
    assert "attests to have looked at it" in is_taken(by_pyhanko(agreement.offer), agreement)


def test_a_field_signed_as_it_is_shows_nothing_to_look_at(agreement: Agreement) -> None:
    file = Update(agreement.offer).signed()
    plain = {suffixes.RECEIPT: receipt.issue(agreement.key, file)}
    assert verifying.verify(file, Given(beside=plain)).outcome == "valid"


def test_a_font_inside_the_file_that_says_its_letters_is_read(agreement: Agreement) -> None:
    for text, outcome in (("Digitally signed by Åsa Bergström", "valid"), ("under protest", "invalid")):
        update = Update(agreement.offer)
        number = update.number + 2
        update.field_entries = b"/AP<</N %d 0 R>>" % number
        descriptor = b"/FontDescriptor<</Type/FontDescriptor/FontName/Own/Flags 4/FontFile2 %d 0 R>>" % (number + 2)
        font = b"<</Type/Font/Subtype/TrueType/BaseFont/Own/ToUnicode %d 0 R%b>>" % (number + 1, descriptor)
        codes = {letter: code for code, letter in enumerate(sorted(set(text)), 1)}
        table = b"".join(b"<%02x> <%02x> <%04x>\n" % (code, code, ord(letter)) for letter, code in codes.items())
        table = b"/CMapName/Own def\n%d beginbfrange\n%bendbfrange" % (len(codes), table)
        shown = bytes(codes[letter] for letter in text).hex().encode()
        drawing = b"q BT /F1 8 Tf 4 30 Td <%b> Tj ET Q" % shown
        update.objects[number] = appearance(drawing, resources=b"/Font<</F1 %b>>" % font)
        update.objects[number + 1] = b"<</Length %d>>\nstream\n%b\nendstream" % (len(table), table)
        update.objects[number + 2] = b"<</Length 4/Length1 4>>\nstream\nfont\nendstream"
        assert judged(agreement, update.signed()).outcome == outcome


_CURVES = b"1 1 1 rg -800 -1600 1600 1600 re f 0 0 m 1 2 3 4 5 6 c f "


@pytest.mark.parametrize("drawing", [b"1 1 1 rg -800 -1600 1600 1600 re f ", _CURVES])
def test_what_is_drawn_beyond_the_field_is_not_seen(agreement: Agreement, tmp_path: Path, drawing: bytes) -> None:
    """A white box over all the page in the appearance of a small field: readers cut off what leaves the field."""
    file = visible(agreement.offer, drawing=drawing + words("Åsa Bergström"), place="370 760 372 762")
    is_taken(file, agreement)
    shown, before = pages(file, tmp_path), pages(agreement.offer, tmp_path)
    assert shown[1:] == before[1:]
    differing = [at for at, (mine, theirs) in enumerate(zip(shown[0], before[0], strict=True)) if mine != theirs]
    rows = {at // WIDTH for at in differing}
    assert all(row < HEIGHT * (842 - 750) / 842 for row in rows)


WIDTH, HEIGHT = 595, 842


def pages(file: bytes, folder: Path) -> list[bytes]:
    """The pages as Poppler draws them, in grey, one byte a point."""
    import shutil

    if (tool := shutil.which("pdftoppm")) is None:
        pytest.skip("pdftoppm is not installed")
    (folder / "shown.pdf").write_bytes(file)
    command = [tool, "-r", "72", "-gray", "-scale-to-x", str(WIDTH), "-scale-to-y", str(HEIGHT), "shown.pdf", "page"]
    subprocess.run(command, cwd=folder, check=True)
    found = sorted(folder.glob("page-*.pgm"))
    drawn = [each.read_bytes()[-WIDTH * HEIGHT :] for each in found]
    for each in found:
        each.unlink()
    return drawn
