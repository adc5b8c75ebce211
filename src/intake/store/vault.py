"""The keys of a protected home: one for the home, which your passphrase opens, and one for each dossier, which goes with it.

    protection.json        the home's key, sealed with what scrypt makes of your passphrase
    dossiers/<id>/key      the dossier's key, sealed with the home's

A home without the first file is not protected, and needs no key.
"""

import importlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from intake import canonical
from intake.errors import CannotTell, CannotWrite, Refused
from intake.frugal import dataclass, replace
from intake.store import durable, sealing
from intake.store.locking import Lock
from intake.store.sealing import Key

FILE = "protection.json"
KEY = "key"
_FORMAT = "intake: protection/1"
_KEYRING = "client-intake"


@dataclass(frozen=True, slots=True)
class Protection:
    """How the home's key is sealed: the salt and cost of scrypt. `ending` says that what is written is sealed no more.

    `known_as` names the key, whatever passphrase opens it: to the system's keyring, and in the backups that it sealed.
    """

    salt: bytes
    cost: int
    sealed: bytes
    ending: bool = False
    format: str = _FORMAT
    known_as: str = ""

    @staticmethod
    def of(secret: bytes, passphrase: bytes, cost: int, known_as: str = "") -> "Protection":
        """That key behind a passphrase; Refused where the passphrase is empty."""
        _expect_letters(passphrase)
        salt = os.urandom(16)
        sealed = sealing.stretched(passphrase, salt, cost).seal(secret, FILE)
        return Protection(salt, cost, sealed, known_as=known_as or salt.hex())

    @property
    def name(self) -> str:
        """What the key is known as; in a home of before it had a name, its salt."""
        return self.known_as or self.salt.hex()

    def open(self, passphrase: bytes) -> Key:
        """The home's key; Refused where the passphrase is another one."""
        try:
            return Key(sealing.stretched(passphrase, self.salt, self.cost).open(self.sealed, FILE))
        except ValueError as fault:
            raise Refused(
                "the passphrase does not open the store", remedy="Try again. Without it nothing can be read."
            ) from fault


def _expect_letters(passphrase: bytes) -> None:
    if not passphrase:
        raise Refused("a passphrase of no letters protects nothing", remedy="Choose one of several words.")


def _nobody() -> bytes:
    raise Refused("the store is protected by a passphrase", remedy="Set INTAKE_STORE_PASSPHRASE, or use a terminal.")


class Vault:
    """The keys of one home; the passphrase is asked for once, when a key is first needed."""

    def __init__(self, home: Path, ask: Callable[[], bytes] = _nobody) -> None:
        """Over that home; `ask` returns the passphrase."""
        self._path = home / FILE
        self._ask = ask
        self._key: Key | None = None

    @property
    def begun(self) -> bool:
        """Whether the home is protected, or a protection was begun or is about to end."""
        return self._path.exists()

    @property
    def on(self) -> bool:
        """Whether what is written now has to be sealed."""
        return self.begun and not self.protection.ending

    @property
    def protection(self) -> Protection:
        """How the home's key is sealed; CannotTell where that cannot be read."""
        try:
            found = canonical.decode(Protection, canonical.from_bytes(self._path.read_bytes()))
            if found.format != _FORMAT:
                raise ValueError(f"its format is {found.format[:40]!r}")
        except (ValueError, OSError) as fault:
            remedy = "Restore the file from a copy: without it nothing of the store can be read."
            raise CannotTell(f"the home's key cannot be read: {fault}", where=str(self._path), remedy=remedy) from fault
        return found

    @property
    def key(self) -> Key:
        """The home's key; asks for the passphrase where the system's keyring does not know it. Raises as `open` does."""
        if self._key is None:
            known = self._recall()
            self._key = Key(known) if known else self.protection.open(self._ask())
        return self._key

    def unlock(self, then: Callable[[], bytes] = _nobody) -> None:
        """Ask for the passphrase now, where one is needed; from now on it is asked of `then`."""
        if self.begun:
            self._key = self.key
        self._ask = then

    def asking(self, ask: Callable[[], bytes]) -> "Vault":
        """The same keys; `ask` returns the passphrase of what they do not open."""
        vault = Vault(self._path.parent, ask)
        vault._key = self._key
        return vault

    def open(self, protection: Protection) -> Key:
        """The key sealed there, this home's or a backup's; Refused without the right passphrase."""
        if self.begun and self.protection.name == protection.name:
            return self.key  # also behind the passphrase of before it was changed
        return protection.open(self._ask())

    def key_of(self, folder: Path, *, make: bool = False) -> Key:
        """The key of the dossier in that folder; CannotTell where it is gone or is not to be opened."""
        path = folder / KEY
        try:
            return Key(self.key.open(path.read_bytes(), folder.name))
        except FileNotFoundError as fault:
            if not make:
                raise CannotTell("the dossier's key is gone", where=str(path), remedy="Restore a backup.") from fault
        except ValueError as fault:
            raise CannotTell(f"the dossier's key {fault}", where=str(path), remedy="Restore a backup.") from fault
        secret = sealing.new_secret()
        durable.replace(path, self.key.seal(secret, folder.name))
        return Key(secret)

    def begin(self, passphrase: bytes, *, cost: int = sealing.COST) -> None:
        """Protect what is written from now on; a protection that is there already goes on with its key."""
        _expect_letters(passphrase)
        durable.make_folder(self._path.parent)
        with self._lock():
            former = self.protection if self.begun else None
            secret = former.open(passphrase).secret if former else sealing.new_secret()
            self._keep(Protection.of(secret, passphrase, cost, former.name if former else ""))
        self._key = Key(secret)

    def change(self, choose: Callable[[], bytes], *, cost: int = sealing.COST) -> None:
        """Let the passphrase that `choose` returns open the home's key, in one step: at each moment the former one does, or
        the new one. Refused where the home is not protected, or cannot be opened.
        """
        if not self.begun:
            raise Refused("the home is not protected", remedy="intake protect")
        key, passphrase = self.key, choose()
        with self._lock():
            former = self.protection
            changed = Protection.of(key.secret, passphrase, cost, former.name)
            self._keep(replace(changed, ending=former.ending))

    def begin_to_end(self) -> None:
        """Seal nothing more; what is sealed can be opened still."""
        self._key = self.key  # whoever cannot open what is sealed may not end its protection
        self._keep(replace(self.protection, ending=True))

    def end(self) -> None:
        """Forget the home's key: nothing may be sealed any more."""
        self._forget()
        durable.destroy(self._path)
        self._key = None

    def remember(self) -> None:
        """Keep the home's key in the system's keyring too; Refused where there is none."""
        keyring = _keyring()
        if keyring is None:
            raise Refused("there is no keyring here", remedy="pip install 'client-intake[keyring]', or leave it out.")
        try:
            keyring.set_password(_KEYRING, self.protection.name, self.key.secret.hex())
        except keyring.errors.KeyringError as fault:
            raise CannotWrite(f"the system's keyring does not take the key: {fault}") from fault

    def _recall(self) -> bytes:
        """The key that the system's keyring knows, or empty."""
        if (keyring := _keyring()) is not None:
            with suppress(keyring.errors.KeyringError, ValueError):
                return bytes.fromhex(keyring.get_password(_KEYRING, self.protection.name) or "")
        return b""

    def _forget(self) -> None:
        if (keyring := _keyring()) is not None:
            with suppress(keyring.errors.KeyringError):
                keyring.delete_password(_KEYRING, self.protection.name)

    def _lock(self) -> Lock:
        return Lock(self._path.with_suffix(".lock"), 2.0)

    def _keep(self, protection: Protection) -> None:
        durable.replace(self._path, canonical.to_bytes(canonical.encode(protection)) + b"\n")


def _keyring() -> Any:
    """The package that talks to the system's keyring, or None where it is not installed."""
    try:
        return importlib.import_module("keyring")
    except ModuleNotFoundError:
        return None
