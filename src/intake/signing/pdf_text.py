"""Texts and dates inside a PDF (ISO 32000-1, 7.9.2 and 7.9.4): whatever way they are written, the same text."""

import re

from intake.signing.pdf_values import Value

_DATE = re.compile(r"D:\d{4}(?:\d{2}){0,5}(?:Z|[+-]\d{2}'?(?:\d{2}'?)?|Z00'?(?:00'?)?)?")
# PDFDocEncoding where it differs from Latin-1 (annex D.2).
_DOCUMENT = dict(zip(range(0x18, 0x20), "˘ˇˆ˙˝˛˚˜", strict=True)) | dict(
    zip(range(0x80, 0x9F), "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž", strict=True)
)
_DOCUMENT[0xA0] = "€"


def text_of(value: Value) -> str:
    """The text in a string; nothing where it is none."""
    if not isinstance(value, bytes):
        return ""
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    if value.startswith(b"\xff\xfe"):
        return value[2:].decode("utf-16-le", "replace")
    if value.startswith(b"\xef\xbb\xbf"):
        return value[3:].decode("utf-8", "replace")
    return value.decode("latin-1").translate(_DOCUMENT)


def is_date(value: Value) -> bool:
    """Whether this is a date and nothing more."""
    return isinstance(value, bytes) and _DATE.fullmatch(text_of(value)) is not None
