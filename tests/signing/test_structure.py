"""Reading a printed PDF: what was attached comes out, and what is built otherwise is refused."""

import pytest

from intake.signing import document
from intake.signing.structure import Printed
from intake.signing.wording import LAYOUT
from signing import sample
from signing.conftest import Agreement


def test_the_attached_brief_comes_out_byte_for_byte() -> None:
    for repeated in (1, 200):
        raw = sample.raw(sample.brief(client="Bergström) /Names[(brief.json)1 0 R] stream endobj " * repeated))
        assert Printed.read(document.render(raw)).attachments() == {"brief.json": raw}


def test_the_printer_is_named() -> None:
    assert Printed.read(document.render(sample.raw(sample.brief()))).printer().startswith(f"{LAYOUT} Typst 0.")


def test_a_certified_file_is_no_printed_file_but_begins_with_one(agreement: Agreement) -> None:
    with pytest.raises(ValueError, match="as `intake` prints it"):
        Printed.read(agreement.offer)
    assert Printed.before_update(agreement.offer).raw == document.render(agreement.brief)


@pytest.mark.parametrize(
    ("written", "altered"),
    [
        (b"%PDF-1.7\n", b"%PDF-1.6\n"),
        (b"/Type/Pages/Count", b"/Type/Pagez/Count"),
        (b"/Filter/FlateDecode/Subtype", b"/Filter/FlateDecodX/Subtype"),
        (b"/Type/EmbeddedFile/", b"/Type/EmbeddedFil>/"),
        (b"/Params<</Size ", b"/Params<</Size+"),
        (b"/Params<</Size ", b"/Params<</Size 9"),
        (b"Names[(brief.json)", b"Names[(brief\\json)"),
        (b"Names[(brief.json)", b"Names[ brief.json)"),
        (b"/EF<</F ", b"/EF<</F 9999"),
        (b" 65535 f\r\n", b" 65535 x\r\n"),
        (b" 00000 n\r\n", b" 0000a n\r\n"),
        (b"\nxref\n0 ", b"\nxref\n1 "),
        (b"trailer\n<</Size ", b"trailer\n<</size "),
        (b"/Info ", b"/Encrypt 1 0 R/Info "),
        (b"/ID[(", b"/ID[(("),
        (b")]>>\nstartxref", b")]/XRefStm 1>>\nstartxref"),
        (b"startxref\n", b"startxref\n1"),
        (b"startxref\n", b"startxref\n+"),
        (b"%%EOF", b"%%EOX"),
    ],
)
def test_what_is_built_otherwise_is_refused(written: bytes, altered: bytes) -> None:
    printed = document.render(sample.raw(sample.brief()))
    assert Printed.read(printed).attachments()
    head, found, tail = printed.rpartition(written)
    assert found
    with pytest.raises(ValueError, match=r"printed brief|as `intake`|that `intake`|damaged|cut short|table says"):
        Printed.read(head + altered + tail).attachments()
