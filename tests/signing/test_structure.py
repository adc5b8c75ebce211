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
