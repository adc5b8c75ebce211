"""The certification: written in one form, taken apart to the same parts."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from intake.signing import cms, document
from intake.signing.certification import Permission, certify, take_apart
from intake.signing.keys import SupplierKey
from signing import sample


@pytest.mark.parametrize("permission", list(Permission))
def test_what_is_put_together_comes_apart(supplier: SupplierKey, permission: Permission) -> None:
    printed = document.render(sample.raw(sample.brief()))
    at = datetime(2027, 6, 1, 1, 2, 3, 456, tzinfo=timezone(timedelta(hours=2)))
    parts = take_apart(certify(printed, supplier, permission, at=at))
    assert (parts.printed.raw, parts.permission) == (printed, permission)
    assert parts.at == datetime(2027, 5, 31, 23, 2, 3, tzinfo=UTC)
    assert cms.signer(parts.contents, parts.digest).public_line == supplier.public_line
