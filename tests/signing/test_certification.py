"""The certification: written in one form, taken apart to the same parts."""

from datetime import UTC, datetime, timedelta, timezone
from functools import partial

import pytest

from intake.signing import certification, cms, document
from intake.signing.certification import Permission, certify, take_apart
from intake.signing.keys import SupplierKey
from signing import sample


@pytest.mark.parametrize("permission", [Permission.NOTHING, Permission.SIGNING])
def test_what_is_put_together_comes_apart(supplier: SupplierKey, permission: int) -> None:
    printed = document.render(sample.raw(sample.brief()))
    at = datetime(2027, 6, 1, 1, 2, 3, 456, tzinfo=timezone(timedelta(hours=2)))
    parts = take_apart(certify(printed, supplier, permission, at=at))
    assert (parts.printed.raw, parts.permission) == (printed, permission)
    assert parts.at == datetime(2027, 5, 31, 23, 2, 3, tzinfo=UTC)
    assert cms.signer(parts.contents, parts.digest).public_line == supplier.public_line


def test_an_offer_of_an_earlier_version_with_a_field_without_an_area_still_comes_apart(
    supplier: SupplierKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = document.render(sample.raw(sample.brief()))
    now = certify(printed, supplier, Permission.SIGNING, at=datetime(2027, 6, 1, tzinfo=UTC))
    monkeypatch.setattr(certification, "_appended", partial(certification._appended, placed=False))
    former = certify(printed, supplier, Permission.SIGNING, at=datetime(2027, 6, 1, tzinfo=UTC))
    monkeypatch.undo()
    assert (now.count(b"/Rect[0 0 0 0]"), former.count(b"/Rect[0 0 0 0]")) == (1, 2)
    parts = take_apart(former)
    assert cms.signer(parts.contents, parts.digest).public_line == supplier.public_line
    with pytest.raises(ValueError, match="has been altered"):
        take_apart(former.replace(b"/T(Client)", b"/T(Cliemt)"))
