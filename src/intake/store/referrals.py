"""The book of people whom you recommend, by service, kept in the home."""

from pathlib import Path

from intake import canonical
from intake.documents import did_you_mean
from intake.errors import CannotTell, NotFound
from intake.frugal import dataclass
from intake.model.referral import Referral
from intake.store import durable
from intake.store.locking import Lock

FILE = "referrals.json"


@dataclass(frozen=True, slots=True)
class _Book:
    entries: tuple[Referral, ...]


class Referrals:
    """The book of one home; several processes may use it at once."""

    def __init__(self, home: Path, *, patience: float = 2.0) -> None:
        """Over that home; wait `patience` seconds for another writer."""
        self._path = home / FILE
        self._patience = patience

    def all(self) -> tuple[Referral, ...]:
        """Everybody in the book, by name; CannotTell where it cannot be read."""
        if not self._path.exists():
            return ()
        try:
            return canonical.decode(_Book, canonical.from_bytes(self._path.read_bytes())).entries
        except (ValueError, OSError) as fault:
            raise CannotTell(
                f"the book of referrals cannot be read: {fault}",
                where=str(self._path),
                remedy="Restore it from a backup.",
            ) from fault

    def of(self, service: str) -> tuple[Referral, ...]:
        """Who stands for a service."""
        return tuple(each for each in self.all() if service.casefold() in each.services)

    def add(self, referral: Referral) -> None:
        """Puts somebody into the book, in place of who bears the same name."""
        durable.make_folder(self._path.parent)
        with self._lock:
            rest = [each for each in self.all() if each.name != referral.name]
            self._write([*rest, referral])

    def remove(self, name: str) -> None:
        """Takes somebody out; NotFound where nobody bears that name."""
        if name not in (names := [each.name for each in self.all()]):
            raise NotFound(
                f"the book has no '{name}'", remedy=did_you_mean(name, tuple(names)) or "intake referral list"
            )
        with self._lock:
            self._write([each for each in self.all() if each.name != name])

    @property
    def _lock(self) -> Lock:
        return Lock(self._path.with_suffix(".lock"), self._patience)

    def _write(self, entries: list[Referral]) -> None:
        book = _Book(tuple(sorted(entries, key=lambda each: each.name.casefold())))
        durable.replace(self._path, canonical.to_bytes(canonical.encode(book)) + b"\n")
