"""One PDF is read whole, or not judged at all."""

from pathlib import Path

import pytest

from intake.errors import CannotTell
from intake.signing import one_file
from signing.conftest import Agreement


def test_what_is_larger_than_any_brief_is_not_judged_by_its_beginning(
    agreement: Agreement, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = agreement.write(tmp_path) / "000.pdf"
    monkeypatch.setattr(one_file, "_LARGEST", len(agreement.sealed))
    assert one_file.verify(path).outcome == "valid"
    path.write_bytes(agreement.sealed + b"\n% and something else to show")
    with pytest.raises(CannotTell, match="larger than any brief"):
        one_file.verify(path)
