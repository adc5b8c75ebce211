"""The signatures of both sides: your offer, the client's acceptance, the seal, and the folder that both keep."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from intake import canonical
from intake.errors import NotFound, Refused, Usage
from intake.frugal import replace
from intake.model.dossier import Document, Dossier
from intake.model.rendition import languages_of
from intake.model.text import clean
from intake.model.values import Json

if TYPE_CHECKING:
    from intake.following.ledger import Due
    from intake.model.brief import Brief
    from intake.signing.accepting import Acceptor
    from intake.signing.asked import Asked
    from intake.signing.exporting import Version
    from intake.signing.keys import SupplierKey
    from intake.store.dossiers import Dossiers


_NOTHING: Mapping[str, bytes] = MappingProxyType({})


class Contracting:
    """The agreements of a home; `ready` refuses a first version that may not be offered yet, `agent` is ssh-agent's socket."""

    def __init__(
        self,
        dossiers: "Dossiers",
        home: Path,
        *,
        by: str,
        clock: Callable[[], datetime],
        ready: Callable[[Dossier], object],
        agent: Path | None = None,
    ) -> None:
        self._dossiers = dossiers
        self._keys = home / "keys"
        self._by = by
        self._clock = clock
        self._ready = ready
        self._agent = agent

    @property
    def has_key(self) -> bool:
        """Whether you have a signing key; where not, the first offer makes one."""
        from intake.signing import keys

        try:
            keys.public(self._keys)
        except NotFound:
            return False
        return True

    def offer(self, dossier_id: str, *, passphrase: bytes | None = None) -> Document:
        """Certifies the brief as your offer, with your key; makes the key on first use."""
        from intake.signing import keys, offering

        dossier = self._dossiers.load(dossier_id)
        brief = pending(dossier)
        if not brief.seq:
            self._ready(dossier)
        try:
            key = self._key(passphrase)
        except NotFound:
            key = keys.create(self._keys, brief.supplier.name, passphrase, now=self._clock())
        pdf = offering.offer(canonical.to_bytes(canonical.encode(brief)), key, at=self._clock())
        return self._keep(dossier, "offered", pdf, by=brief.supplier.name)

    def accept(
        self, dossier_id: str, *, name: str, email: str = "", consent: bool, passphrase: bytes | None = None
    ) -> Document:
        """Takes the client's acceptance, typed in person, and seals the agreement. Refused without consent or an offer."""
        from intake.signing import accepting

        dossier = self._dossiers.load(dossier_id)
        brief, offer = self._offered(dossier)
        key = self._key(passphrase)
        by = acceptor(name, email, asked_of(pending(dossier)), consent=consent)
        return self._seal(dossier, accepting.accept(brief, offer, by, key, at=self._clock()), key, by=name)

    def export(self, dossier_id: str, target: Path, forms: frozenset[str] = frozenset()) -> Path:
        """Writes the folder with every signed version and all that is needed to verify it; returns its path.

        `forms` names copies for reading that are wanted beside it (`md`, `html`, `ics`, `csv`).
        """
        from intake.publishing.forms import copies
        from intake.signing import exporting

        dossier = self._dossiers.load(dossier_id)
        folder = exporting.write_folder(target, self.versions(dossier), self._rotations())
        exporting.write_files(folder, copies(signed(dossier), forms, dossier.outcomes))
        return folder

    def evidence(
        self, dossier_id: str, target: Path, dues: "Sequence[Due]", *, passphrase: bytes | None = None
    ) -> Path:
        """Writes all that a dispute may need as one folder under your signature: the agreement, what was due and came, what
        was shown and asked for, and every message with its time and digest.
        """
        from intake.publishing.dispute import message_file, statement_files
        from intake.signing import exporting, manifest
        from intake.signing.bundle import AGREEMENT

        dossier = self._dossiers.load(dossier_id)
        versions, brief = self.versions(dossier), signed(dossier)
        agreement = exporting.folder_files(versions, self._rotations())
        files = {f"{AGREEMENT}/{name}": content for name, content in agreement.items()}
        files |= {message_file(message): self._dossiers.blobs.get(message.sha256) for message in dossier.messages}
        files |= statement_files(dossier, brief, dues)
        key = self._key(passphrase)
        files = exporting.evidence_companions(files, key)
        files |= manifest.make(files, key, brief_id=brief.id, log_head=dossier.head, at=self._clock())
        folder = target / f"{exporting.folder_name(versions)}-evidence"
        exporting.write_files(folder, files)
        return folder

    def _key(self, passphrase: bytes | None) -> "SupplierKey":
        from intake.signing import keys

        return keys.load(self._keys, passphrase, self._agent)

    def _rotations(self) -> bytes:
        from intake.signing import rotating

        rotations = rotating.load(self._keys)
        return rotating.to_bytes(rotations) if rotations else b""

    def versions(self, dossier: Dossier) -> "list[Version]":
        """The signed versions, oldest first; Refused where there is none, with the step that comes next."""
        from intake.signing.exporting import Version

        found: list[Version] = []
        offer = b""
        for document in dossier.documents:
            if document.kind == "offer":
                offer = self._dossiers.blobs.get(document.sha256)
            elif document.kind == "sealed":
                found.append(Version(offer, self._dossiers.blobs.get(document.sha256), self._beside(document)))
            elif document.kind == "stamp":
                found[-1] = replace(found[-1], beside={**found[-1].beside, **self._beside(document)})
        if not found:
            pending(dossier)
            todo = "--as client --name NAME --consent" if offer else "--as supplier"
            raise Refused("both sides have not signed yet", remedy=f"intake sign {dossier.id} {todo}")
        return found

    def briefs(self, dossier: Dossier) -> "tuple[Brief, ...]":
        """What both sides signed, version by version, and last the one that waits for signatures where there is one."""
        from intake.signing.contents import read_brief
        from intake.signing.exporting import open_sealed

        found = [read_brief(open_sealed(each.sealed).brief) for each in self.versions(dossier)]
        return (*found, *([dossier.brief] if dossier.brief and dossier.brief != dossier.signed else []))

    def _beside(self, document: Document) -> dict[str, bytes]:
        return {each.suffix: self._dossiers.blobs.get(each.sha256) for each in document.beside}

    def _offered(self, dossier: Dossier) -> tuple[bytes, bytes]:
        """The brief that waits for the client's word, and its offer; Refused where nothing was offered."""
        brief = canonical.to_bytes(canonical.encode(pending(dossier)))
        last = dossier.documents[-1] if dossier.documents else None
        if last is None or last.kind in ("sealed", "stamp"):
            raise Refused("there is no offer yet", remedy=f"intake sign {dossier.id} --as supplier")
        offers = [document for document in dossier.documents if document.kind == "offer"]
        return brief, self._dossiers.blobs.get(offers[-1].sha256)

    def _seal(
        self,
        dossier: Dossier,
        acceptance: bytes,
        key: "SupplierKey",
        *,
        by: str,
        beside: Mapping[str, bytes] = _NOTHING,
    ) -> Document:
        """Seals the brief with the acceptance, and keeps both, with what speaks for the acceptance beside them."""
        from intake.signing import jws, sealing, suffixes

        brief, offer = self._offered(dossier)
        sealed = sealing.seal(brief, offer, acceptance, key, at=self._clock())
        beside = {**beside, suffixes.JWS: jws.sign(key, brief)}
        self._keep(dossier, "accepted", acceptance, by=by)
        return self._keep(dossier, "sealed", sealed, by=pending(dossier).supplier.name, beside=beside)

    def _keep(
        self,
        dossier: Dossier,
        kind: str,
        raw: bytes,
        *,
        by: str,
        beside: Mapping[str, bytes] = _NOTHING,
        looked: bool = False,
    ) -> Document:
        body: dict[str, Json] = {
            "sha256": self._dossiers.blobs.put(raw),
            "by": by,
            **({"looked": True} if looked else {}),
        }
        if beside:
            kept = {suffix: self._dossiers.blobs.put(content) for suffix, content in beside.items()}
            body["beside"] = [{"suffix": suffix, "sha256": digest} for suffix, digest in kept.items()]
        return self._dossiers.append(dossier.id, kind, body, actor=self._by, at=self._clock()).documents[-1]


def pending(dossier: Dossier) -> "Brief":
    """The brief that waits for signatures; Refused where there is none, or both sides have signed it."""
    if dossier.brief is None:
        raise Refused("there is no brief yet", where=dossier.id, remedy=f"intake agree {dossier.id}")
    if dossier.signed == dossier.brief:
        raise Refused("both sides have signed already", remedy=f"intake change {dossier.id} --add-task NAME")
    return dossier.brief


def signed(dossier: Dossier) -> "Brief":
    """The version in force; Refused where both sides have not signed."""
    if dossier.signed is None:
        raise Refused(
            "both sides have not signed yet", where=dossier.id, remedy=f"intake sign {dossier.id} --as supplier"
        )
    return dossier.signed


def asked_of(brief: "Brief") -> "Asked":
    """The words by which a client accepts this brief, in its languages."""
    from intake.signing.asked import asked

    return asked(languages_of(brief))


def acceptor(name: str, email: str, words: "Asked", *, consent: bool) -> "Acceptor":
    """Who accepts, in the words that are asked for; Usage without consent."""
    from intake.signing.accepting import Acceptor

    if not consent:
        raise Usage("the client has not consented to sign electronically", remedy="Ask, then pass --consent.")
    return Acceptor(clean(name), clean(email), words.intent, words.consent)
