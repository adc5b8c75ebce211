"""What pyHanko makes of the signatures in a PDF, said beside our own check where somebody asks and it is installed.

It is no verdict: it takes some altered files and rejects some honest ones (decisions 11, 24), and whom it should trust it is not told.
"""

import io
import logging
from collections.abc import Iterator

from intake.errors import Refused


def opinion(file: bytes) -> tuple[str, ...]:
    """One line for each signature; Refused where pyHanko is not installed."""
    try:
        import pyhanko.pdf_utils.misc
        import pyhanko.pdf_utils.reader
        import pyhanko.version
    except ModuleNotFoundError as fault:
        remedy = "pipx inject client-intake pyhanko, or leave --second-opinion out."
        raise Refused("pyHanko is not installed beside intake", remedy=remedy) from fault
    # What it logs is about trust, which is nothing that it was asked.
    log = logging.getLogger("pyhanko")
    log.addHandler(logging.NullHandler())
    log.propagate = False
    name = f"pyHanko {pyhanko.version.__version__}, which is no verdict"
    try:
        return tuple(f"{name}: {each}." for each in _each(file))
    except (pyhanko.pdf_utils.misc.PdfError, ValueError) as fault:
        return (f"{name}: it cannot read the file: {fault!s:.200}.",)


def _each(file: bytes) -> Iterator[str]:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
    from pyhanko_certvalidator import ValidationContext

    for signature in PdfFileReader(io.BytesIO(file)).embedded_signatures:
        trust = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
        stamp = str(signature.sig_object.get("/Type")) == "/DocTimeStamp"
        found = (validate_pdf_timestamp if stamp else validate_pdf_signature)(signature, trust)
        later = getattr(found.modification_level, "name", "unknown").lower().replace("_", " ")
        covers = getattr(found.coverage, "name", "unknown").lower().replace("_", " ")
        intact, fits = ("yes" if holds else "no" for holds in (found.intact, found.valid))
        yield f"{signature.field_name}: intact {intact}, fits its key {fits}, covers {covers}, changed since: {later}"
