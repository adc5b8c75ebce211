"""One supplier, one brief, and the outside tools that check our work."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.signing import keys
from intake.signing.keys import SupplierKey

NOW = datetime(2027, 1, 15, 9, 0, tzinfo=UTC)


def _tool(name: str) -> Callable[[], str]:
    @pytest.fixture(scope="session", name=name.replace("-", "_"))
    def find() -> str:
        path = shutil.which(name)
        if path is None:
            pytest.skip(f"{name} is not installed")
        return path

    return find


ssh_keygen = _tool("ssh-keygen")
pdfsig = _tool("pdfsig")
pdfdetach = _tool("pdfdetach")
pdftotext = _tool("pdftotext")
pdfinfo = _tool("pdfinfo")
qpdf = _tool("qpdf")
openssl = _tool("openssl")


@pytest.fixture(scope="session")
def supplier(tmp_path_factory: pytest.TempPathFactory) -> SupplierKey:
    """A key without a passphrase."""
    folder: Path = tmp_path_factory.mktemp("keys")
    return keys.create(folder, "Ann Field", None, now=NOW)
