"""All dossiers of a home: made, added to, loaded, listed, and found again when a client comes back."""

import difflib
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from intake import canonical
from intake.errors import CannotTell, NotFound, Refused, Usage
from intake.model.client import Client
from intake.model.dossier import Dossier
from intake.model.values import Json
from intake.store import durable, folding, identity
from intake.store.blobs import Blobs
from intake.store.chain import Entry, Log
from intake.store.folding import Created
from intake.store.journal import LOG, Journal
from intake.store.locking import Lock
from intake.store.references import needed
from intake.store.unsent import Unsent
from intake.store.vault import Vault

if TYPE_CHECKING:
    from intake.store.catalogue import Catalogue, Listing


IN_USE = "in-use.lock"
_MOST_OPEN = 8
"""So many journals are kept in memory; a look at all dossiers holds no more at once."""


def _unwatched(done: int, count: int) -> None:
    """Nobody wants to know."""


class Dossiers:
    """The store of one home; several processes may use it at once."""

    def __init__(self, home: Path, vault: Vault | None = None, *, patience: float = 2.0) -> None:
        """Over that folder, made by the first dossier; wait `patience` seconds for another writer.

        The vault keeps the keys of a protected home. `watch` may be set, to hear how many of how many journals are read.
        """
        self.home = home
        self.vault = vault or Vault(home)
        self.blobs = Blobs(home / "blobs", self.vault)
        self.watch: Callable[[int, int], None] = _unwatched
        self._folder = home / "dossiers"
        self._patience = patience
        self._journals: dict[str, Journal] = {}
        self._folded: dict[str, tuple[Log, Dossier]] = {}

    def create(
        self, client: Client, *, questionnaire: bytes, policy: bytes, actor: str, at: datetime, token: str
    ) -> Dossier:
        """A new dossier, its id the client's name and the token; keeps the questionnaire's and the policy's bytes.

        Raises Refused where the id is taken, CannotWrite where the disk does not take it.
        """
        dossier_id = f"{identity.slug(client.name)}-{token}"
        for data in (questionnaire, policy):
            self.blobs.put(data)
        durable.make_folder(self._folder)
        with durable.writing(self._folder / dossier_id):
            try:
                (self._folder / dossier_id).mkdir(mode=0o700)
            except FileExistsError as fault:
                raise Refused(f"there is a dossier {dossier_id!r} already", remedy="Choose another token.") from fault
            durable.sync_folder(self._folder)
        created = Created(client, canonical.digest(questionnaire), canonical.digest(policy))
        self.journal(dossier_id).append("created", canonical.encode(created), actor=actor, at=at)
        return self.load(dossier_id)

    def append(self, dossier_id: str, kind: str, body: Json, *, actor: str, at: datetime) -> Dossier:
        """The dossier after one more event, which is on disk.

        Raises NotFound, Busy, CannotWrite, Refused (a damaged journal) and Usage (a body that does not fit its kind).
        """
        dossier_id = self._resolve(dossier_id)
        journal = self.journal(dossier_id)
        log, dossier = self._state(dossier_id)
        if dossier.damage not in ("", log.remark):
            raise Refused(
                f"{dossier.damage}, so nothing is added to it",
                where=str(journal.path),
                remedy="Update intake if a newer version wrote it, else restore the dossier from a backup.",
            )
        try:
            folding.check(dossier, Entry(0, at, actor, kind, body, ""))
        except ValueError as fault:
            raise Usage(f"this is no body for {kind!r}: {fault}", where=dossier_id) from fault
        journal.append(kind, body, actor=actor, at=at, begun=True)
        return self.load(dossier_id)

    def load(self, dossier_id: str) -> Dossier:
        """The dossier of that id or of the only id that begins so.

        Raises NotFound, Usage (several begin so) and CannotTell (nothing of it can be read). Where a part cannot be
        read, `damage` says which, and the dossier stands as it was before.
        """
        return self._state(self._resolve(dossier_id))[1]

    def entries(self, dossier_id: str) -> tuple[Entry, ...]:
        """The dossier's events, oldest first."""
        return self.journal(self._resolve(dossier_id)).entries()

    def ids(self) -> tuple[str, ...]:
        """The id of every dossier that has a journal, sorted."""
        return tuple(each for each in self._names() if (self._folder / each / LOG).exists())

    @property
    def strays(self) -> tuple[Path, ...]:
        """Folders beside the dossiers with a journal in them and a name that no dossier has."""
        others = (self._folder / each for each in self._there() if not identity.is_id(each))
        return tuple(each for each in others if (each / LOG).exists())

    @property
    def none(self) -> bool:
        """Whether there is none at all, not even one that was begun; told at a glance, without the catalogue."""
        return not (self._folder.is_dir() and any(self._folder.iterdir()))

    def journal(self, dossier_id: str) -> Journal:
        """The journal of the dossier of that very id, which need not exist."""
        known = self._journals.pop(dossier_id, None)
        journal = known or Journal(self._folder / dossier_id / LOG, self.vault, patience=self._patience)
        self._journals[dossier_id] = journal
        if len(self._journals) > _MOST_OPEN:
            oldest = next(iter(self._journals))
            self._journals.pop(oldest, None)
            self._folded.pop(oldest, None)
        return journal

    def using(self, dossier_id: str) -> Lock:
        """The right to work long on a dossier, as a vetting or an erasure does; Busy at once where another process does."""
        return Lock(self._folder / dossier_id / IN_USE, 0)

    def unsent(self, dossier_id: str) -> Unsent:
        """What is being typed in that dossier's interview."""
        return Unsent(self._folder / dossier_id, self.vault)

    def rows(self) -> "Listing":
        """One row a dossier, the latest change first."""
        return self._catalogue.rows()

    def rebuild(self) -> None:
        """Make the catalogue anew from the journals."""
        self._catalogue.rebuild()

    def renew(self, ids: Collection[str]) -> None:
        """Make the rows of these dossiers anew, and leave nothing in the catalogue of what they were."""
        self._catalogue.renew(ids)

    def told(self, name: str, tell: Callable[[Dossier], Json]) -> Mapping[str, Json]:
        """What `tell` says of each dossier by its id, kept under that name and asked again where the dossier changed.

        None of one of which nothing can be read. So all dossiers are looked at without reading their journals.
        """

        def tell_of(dossier_id: str) -> Json:
            try:
                return tell(self._state(dossier_id)[1])
            except CannotTell:
                return None

        return self._catalogue.told(name, tell_of)

    def past(self, client: Client, *, but: str = "") -> tuple[Dossier, ...]:
        """The dossiers of the same client, oldest first, without the one of id `but`.

        The same client is one with the same identifier, website host, e-mail address or folded name.
        """
        ids = [row.id for row in self.rows().known_by(identity.marks(client)) if row.id != but]
        return tuple(sorted((self.load(each) for each in ids), key=lambda dossier: (dossier.created_at, dossier.id)))

    def drop(self, sha256: str) -> bool:
        """Remove a stored file that no journal needs any more; whether it is gone."""
        naming = (journal for journal in map(self.journal, self.ids()) if journal.may_name(sha256))
        if any(sha256 in needed(journal.entries()) for journal in naming):
            return False
        self.blobs.drop(sha256)
        return True

    @cached_property
    def _catalogue(self) -> "Catalogue":
        # TinyDB is loaded for listing only: one dossier is shown without it.
        from intake.store.catalogue import Catalogue

        path = self.home / "catalogue.jsonl"
        return Catalogue(path, self._folder, self.vault, patience=self._patience, watch=self.watch)

    def _state(self, dossier_id: str) -> tuple[Log, Dossier]:
        log = self.journal(dossier_id).read()
        known = self._folded.get(dossier_id)
        if known is None or known[0] is not log:
            known = self._folded[dossier_id] = (log, folding.dossier_of(dossier_id, log, known))
        return known

    def _resolve(self, wanted: str) -> str:
        if identity.is_id(wanted) and self._begun(wanted):
            return wanted
        names = self._names()
        found = [each for each in names if wanted and each.startswith(wanted) and self._begun(each)]
        if len(found) == 1:
            return found[0]
        if found:
            raise Usage(f"several dossiers begin with {wanted!r}: {', '.join(found)}", remedy="Write more of it.")
        near = difflib.get_close_matches(wanted, names, 1, 0.5)
        remedy = f"Did you mean {near[0]!r}?" if near else "`intake list` shows what there is."
        raise NotFound(f"there is no dossier {wanted!r}", where=str(self._folder), remedy=remedy)

    def _names(self) -> list[str]:
        return [each for each in self._there() if identity.is_id(each)]

    def _there(self) -> list[str]:
        return sorted(each.name for each in self._folder.iterdir()) if self._folder.is_dir() else []

    def _begun(self, dossier_id: str) -> bool:
        # A journal without a whole line is a creation that was never acknowledged.
        log = self.journal(dossier_id).read()
        return bool(log.entries or log.damage)
