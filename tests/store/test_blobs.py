"""A stored file comes back as it was, or not at all."""

import hashlib
from pathlib import Path

import pytest

from intake.errors import NotFound
from intake.store.blobs import Blobs


def test_a_file_is_found_by_what_is_in_it(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "blobs")
    sha256 = blobs.put(b"evidence")
    assert sha256 == hashlib.sha256(b"evidence").hexdigest() == blobs.put(b"evidence")
    assert blobs.get(sha256) == blobs.get(f"sha256:{sha256}") == b"evidence"
    assert blobs.get(blobs.put(b"")) == b""


def test_an_altered_file_is_never_given_out_and_can_be_put_again(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    sha256 = blobs.put(b"evidence")
    (path,) = tmp_path.glob("*/*")
    path.write_bytes(b"evidencf")
    with pytest.raises(NotFound, match="altered"):
        blobs.get(sha256)
    blobs.put(b"evidence")
    assert blobs.get(sha256) == b"evidence"


@pytest.mark.parametrize("wanted", ["", "ab", "../../etc/passwd", "0" * 64, "/" * 64])
def test_what_is_not_there_is_not_found(tmp_path: Path, wanted: str) -> None:
    with pytest.raises(NotFound, match="missing"):
        Blobs(tmp_path).get(wanted)
