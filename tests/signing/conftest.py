"""One supplier, one brief, and the outside tools that check our work."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

# asn1crypto learns the names of attributes from this module, and only where it is loaded before they are first written.
from asn1crypto import tsp as _tsp  # noqa: F401

from intake.signing import accepting, keys, offering, sealing
from intake.signing.accepting import Acceptor
from intake.signing.asked import ENGLISH
from intake.signing.exporting import Version, write_folder
from intake.signing.keys import SupplierKey
from signing import sample

NOW = datetime(2027, 1, 15, 9, 0, tzinfo=UTC)


def _tool(name: str) -> Callable[[], str]:
    @pytest.fixture(scope="session", name=name.replace("-", "_"))
    def find() -> str:
        path = shutil.which(name)
        if path is None:
            pytest.skip(f"{name} is not installed")
        return path

    return find


pdfsig = _tool("pdfsig")
pdfdetach = _tool("pdfdetach")
pdftotext = _tool("pdftotext")
pdfinfo = _tool("pdfinfo")
qpdf = _tool("qpdf")
openssl = _tool("openssl")


@pytest.fixture(autouse=True)
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase is turned into a key in 4 rounds; that it takes 128 is seen by the test of `intake key new`."""
    monkeypatch.setattr(keys, "_BCRYPT_ROUNDS", 4)


@pytest.fixture(scope="session")
def supplier(tmp_path_factory: pytest.TempPathFactory) -> SupplierKey:
    """A key without a passphrase."""
    folder: Path = tmp_path_factory.mktemp("keys")
    return keys.create(folder, "Ann Field", None, now=NOW)


@pytest.fixture(scope="session")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> SupplierKey:
    """Another supplier's key."""
    return keys.create(tmp_path_factory.mktemp("other"), "Mallory", None, now=NOW)


@dataclass(frozen=True, slots=True)
class Agreement:
    """One brief through all its steps."""

    brief: bytes
    offer: bytes
    acceptance: bytes
    sealed: bytes
    key: SupplierKey

    def write(self, target: Path) -> Path:
        """The exported folder."""
        return write_folder(target, [Version(self.offer, self.sealed)])


@pytest.fixture(scope="session")
def agreement(supplier: SupplierKey) -> Agreement:
    """The sample brief, offered, accepted and sealed."""
    return agree(sample.raw(sample.brief()), supplier)


def agree(brief: bytes, key: SupplierKey) -> Agreement:
    """Take a brief through all its steps."""
    offer = offering.offer(brief, key, at=NOW)
    acceptance = accept(brief, offer, key)
    return Agreement(brief, offer, acceptance, sealing.seal(brief, offer, acceptance, key, at=NOW), key)


def accept(brief: bytes, offer: bytes, key: SupplierKey, *, name: str = "Åsa Bergström") -> bytes:
    """The client's acceptance of an offer."""
    by = Acceptor(name, "asa@bergstrom.example", ENGLISH.intent, ENGLISH.consent)
    return accepting.accept(brief, offer, by, key, at=NOW)
