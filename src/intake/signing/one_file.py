"""Checking one PDF with the files beside it that belong to it, offline. No other file is read, and nobody is asked.

Files are found without pathlib, which takes as long to load as the check takes (decision 35).
"""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from intake.errors import CannotTell, NotFound
from intake.signing import suffixes
from intake.signing.verification import Given, Verification, nobody_told
from intake.signing.verifying import verify as verify_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from intake.signing.pins import Pin

_LARGEST = 64 * 1024 * 1024


def verify(
    path: "str | Path", pins: "Sequence[Pin]" = (), *, pages: bool = True, printing: Callable[[], None] = nobody_told
) -> Verification:
    """Check a PDF of ours; `pins` are the keys the caller trusts, `pages` whether they are printed again from the data inside,
    and `printing` is called before they are.

    NotFound where there is no such file.
    """
    folder, name = os.path.split(path)
    folder = folder or os.curdir
    near = {each.name: each.path for each in os.scandir(folder) if each.is_file()} if os.path.isdir(folder) else {}
    return verify_bytes(read_whole(path), Given(pins, (), beside(near, name.removesuffix(".pdf")), pages, printing))


def beside(files: "Mapping[str, str] | Mapping[str, Path]", stem: str) -> dict[str, bytes]:
    """The files beside a document that belong to it, by what their name adds."""
    return {suffix: read_whole(files[stem + suffix]) for suffix in suffixes.ALL if stem + suffix in files}


def read_whole(path: "str | Path") -> bytes:
    """What a file holds; NotFound where there is none that can be read, CannotTell where it is larger than any brief."""
    if not os.path.isfile(path):
        raise NotFound("there is no such file or folder", where=str(path), remedy="Name a signed PDF or its folder.")
    try:
        with open(path, "rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as fault:
        raise NotFound(f"it cannot be read: {fault.strerror}", where=str(path), remedy="Ask for access.") from fault
    if len(content) > _LARGEST:
        # Never the part that fits: what follows it could show something else.
        raise CannotTell(
            "it is larger than any brief of ours (64 MiB)",
            where=str(path),
            remedy="Ask whoever sent it for their copy.",
        )
    return content
