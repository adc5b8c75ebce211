"""Files that are attached to an answer: their name, digest and size; their bytes are kept by whoever reads them."""

import hashlib
from pathlib import PurePath

from intake.interviewing.entry import ReadFile
from intake.interviewing.entry.faults import EntryFault
from intake.model.text import clean
from intake.model.values import Item


def parse_file(text: str, read: ReadFile | None) -> Item:
    """The file behind a path as `name`, `sha256` (hexadecimal) and `size` (bytes)."""
    if read is None:
        raise EntryFault("files cannot be attached here")
    try:
        raw = read(text)
    except OSError as fault:
        raise EntryFault("cannot read '{text}': {why}", text=text, why=fault.strerror or "no such file") from fault
    name = clean(PurePath(text).name, limit=255)
    return Item.of({"name": name, "sha256": hashlib.sha256(raw).hexdigest(), "size": len(raw)})
