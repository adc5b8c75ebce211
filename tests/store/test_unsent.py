"""What is typed and not given is kept beside the journal, sealed where the home is, and goes with its dossier."""

from pathlib import Path

import pytest

from intake.model.values import Json
from intake.store import erasing, protecting
from intake.store.dossiers import Dossiers
from intake.store.erasing import Order
from intake.store.vault import Vault
from store.sample import CLIENT, NOW

TYPED: dict[str, Json] = {"asked": "name", "typed": {"name": {"text": "Lindqv", "from": 2, "to": 6}}}
WORDS = b"correct horse battery staple"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cost of scrypt that suits tests."""
    monkeypatch.setattr(Vault.begin, "__kwdefaults__", {"cost": 2**4})


@pytest.fixture
def dossiers(home: Path) -> Dossiers:
    """A home with one dossier."""
    made = Dossiers(home)
    made.create(CLIENT, questionnaire=b"q", policy=b"p", actor="me", at=NOW, token="1")
    return made


def test_it_is_read_as_it_was_kept_until_nothing_is_kept(dossiers: Dossiers) -> None:
    (dossier,) = dossiers.ids()
    assert dossiers.unsent(dossier).read() == {}
    dossiers.unsent(dossier).keep(TYPED)
    assert Dossiers(dossiers.home).unsent(dossier).read() == TYPED
    assert dossiers.unsent(dossier).path.stat().st_mode & 0o777 == 0o600
    dossiers.unsent(dossier).keep({})
    assert not dossiers.unsent(dossier).path.exists()
    dossiers.unsent(dossier).keep({})


@pytest.mark.parametrize("raw", [b"", b'{"asked": ', b"[]", b"\xff", b'{"asked":1.5}'])
def test_what_cannot_be_understood_is_nothing(raw: bytes, dossiers: Dossiers) -> None:
    unsent = dossiers.unsent(*dossiers.ids())
    unsent.path.write_bytes(raw)
    assert unsent.read() == {}


def test_a_protected_home_seals_it_and_an_open_one_opens_it(dossiers: Dossiers) -> None:
    (dossier,) = dossiers.ids()
    dossiers.unsent(dossier).keep(TYPED)
    locked = Dossiers(dossiers.home, Vault(dossiers.home, lambda: WORDS))
    assert protecting.protect(locked, WORDS) == ()
    assert b"Lindqv" not in locked.unsent(dossier).path.read_bytes()
    assert locked.unsent(dossier).read() == TYPED
    locked.unsent(dossier).keep(TYPED | {"asked": "country"})
    assert b"country" not in locked.unsent(dossier).path.read_bytes()
    protecting.unprotect(locked)
    assert Dossiers(dossiers.home).unsent(dossier).read()["asked"] == "country"


def test_what_can_be_read_without_the_passphrase_is_told(dossiers: Dossiers) -> None:
    (dossier,) = dossiers.ids()
    locked = Dossiers(dossiers.home, Vault(dossiers.home, lambda: WORDS))
    protecting.protect(locked, WORDS)
    locked.unsent(dossier).path.write_bytes(b'{"asked":"name"}')
    assert list(protecting.readable(locked)) == [f"{dossier}/unsent"]


def test_an_erasure_takes_it_along_and_nothing_brings_it_back(dossiers: Dossiers) -> None:
    (dossier,) = dossiers.ids()
    unsent = dossiers.unsent(dossier)
    unsent.keep(TYPED)
    erasing.erase(dossiers, Order((dossier,), ("Acme",), "me", NOW))
    assert not unsent.path.parent.exists()
    unsent.keep(TYPED)
    assert not unsent.path.parent.exists()
