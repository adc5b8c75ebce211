"""The signatures of both sides: your offer, the client's acceptance, the seal, and the folder that both keep."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from intake import canonical
from intake.errors import NotFound, Refused, Usage
from intake.model.dossier import Document, Dossier
from intake.model.text import clean
from intake.model.values import Json

if TYPE_CHECKING:
    from intake.following.ledger import Due
    from intake.model.brief import Brief
    from intake.signing.accepting import Acceptor
    from intake.signing.exporting import Version
    from intake.signing.keys import SupplierKey
    from intake.store.dossiers import Dossiers

ACCEPTANCE, SIGNATURE = "acceptance.json", "acceptance.json.sig"


class Contracting:
    """The agreements of a home; `ready` refuses a first version that may not be offered yet."""

    def __init__(
        self,
        dossiers: "Dossiers",
        home: Path,
        *,
        by: str,
        clock: Callable[[], datetime],
        ready: Callable[[Dossier], object],
    ) -> None:
        self._dossiers = dossiers
        self._keys = home / "keys"
        self._by = by
        self._clock = clock
        self._ready = ready

    def offer(self, dossier_id: str, *, passphrase: bytes | None = None) -> Document:
        """Certifies the brief as your offer, with your key; makes the key on first use."""
        from intake.signing import keys, offering

        dossier = self._dossiers.load(dossier_id)
        brief = pending(dossier)
        if not brief.seq:
            self._ready(dossier)
        try:
            key = keys.load(self._keys, passphrase)
        except NotFound:
            key = keys.create(self._keys, brief.supplier.name, passphrase, now=self._clock())
        pdf = offering.offer(canonical.to_bytes(canonical.encode(brief)), key, at=self._clock())
        return self._keep(dossier, "offered", pdf, by=brief.supplier.name)

    def accept(
        self, dossier_id: str, *, name: str, email: str = "", consent: bool, passphrase: bytes | None = None
    ) -> Document:
        """Takes the client's acceptance, typed in person, and seals the agreement. Refused without consent or an offer."""
        from intake.signing import accepting, keys

        dossier = self._dossiers.load(dossier_id)
        brief, offer = self._offered(dossier)
        key = keys.load(self._keys, passphrase)
        by = _acceptor(name, email, consent=consent)
        return self._seal(dossier, accepting.accept(brief, offer, by, key, at=self._clock()), key, by=name)

    def ask_for_key(
        self, dossier_id: str, target: Path, *, key: str, name: str, email: str = "", consent: bool
    ) -> Path:
        """Writes the offer and the statement that the client signs with the own SSH key, whose public line is `key`."""
        from intake.signing import accepting, ssh_keys
        from intake.signing.files import make_folder, write_whole

        dossier = self._dossiers.load(dossier_id)
        brief, offer = self._offered(dossier)
        by, mark = _acceptor(name, email, consent=consent), ssh_keys.fingerprint(key)
        statement = accepting.statement(brief, offer, by, method="ssh-key", key=mark, at=self._clock())
        folder = target / pending(dossier).id
        make_folder(folder)
        write_whole(folder / f"{pending(dossier).seq:03}-offer.pdf", offer)
        write_whole(folder / ACCEPTANCE, statement)
        return folder

    def receive(self, dossier_id: str, folder: Path, *, passphrase: bytes | None = None) -> Document:
        """Takes the acceptance that the client signed with the own SSH key, and seals the agreement.

        `folder` holds the statement and its signature. Refused where they do not hold, or are of something else.
        """
        from intake.signing import accepting, keys
        from intake.signing.acceptance import read, split

        dossier = self._dossiers.load(dossier_id)
        self._offered(dossier)
        raw, signature = _read(folder / ACCEPTANCE), _read(folder / SIGNATURE)
        acceptance = accepting.received(raw, signature.decode("ascii", "replace"), now=self._clock())
        key = keys.load(self._keys, passphrase)
        return self._seal(dossier, acceptance, key, by=read(split(acceptance)[0]).by.name)

    def hand_over(self, dossier_id: str, target: Path) -> Path:
        """Writes the offer for the client, who signs its field `Client` with software of their own; returns the file."""
        from intake.signing.exporting import offer_file
        from intake.signing.files import make_folder, write_whole

        dossier = self._dossiers.load(dossier_id)
        _, offer = self._offered(dossier)
        path = target / pending(dossier).id / offer_file(pending(dossier).seq)
        make_folder(path.parent)
        write_whole(path, offer)
        return path

    def receive_signed(self, dossier_id: str, file: Path, *, passphrase: bytes | None = None) -> Document:
        """Takes the offer back as the client signed it with software of their own, and issues your receipt for it.

        Refused where it is not our offer with that signature and nothing else; the reason names the part.
        """
        from intake.signing import certificates, countersigned, keys, receipt, verifying
        from intake.signing.document import read_brief
        from intake.signing.verification import Given

        dossier = self._dossiers.load(dossier_id)
        brief, offer = self._offered(dossier)
        raw = _read(file)
        if raw == offer or not raw.startswith(offer):
            what = "is the offer, not signed" if raw == offer else "does not begin with the offer that you made"
            raise Refused(
                f"the file {what}", where=str(file), remedy="Ask for the offer itself, signed, not saved anew."
            )
        key = keys.load(self._keys, passphrase)
        received = receipt.issue(key, raw)
        found = verifying.verify(raw, Given(beside={receipt.SUFFIX: received}))
        if found.outcome != "valid":
            remedy = "The client signs the field Client of the offer, and changes nothing else."
            raise Refused(" ".join(found.faults), where=str(file), remedy=remedy)
        holder = certificates.holder(countersigned.read(raw, read_brief(brief)).chain[0])
        self._keep(dossier, "accepted", received, by=holder)
        return self._keep(dossier, "sealed", raw, by=pending(dossier).supplier.name)

    def export(self, dossier_id: str, target: Path, forms: frozenset[str] = frozenset()) -> Path:
        """Writes the folder with every signed version and all that is needed to verify it; returns its path.

        `forms` names copies for reading that are wanted beside it (`md`, `html`, `ics`, `csv`).
        """
        from intake.publishing.forms import copies
        from intake.signing import exporting

        dossier = self._dossiers.load(dossier_id)
        folder = exporting.write_folder(target, self.versions(dossier), self._rotations())
        exporting.write_files(folder, copies(signed(dossier), forms))
        return folder

    def evidence(
        self, dossier_id: str, target: Path, dues: "Sequence[Due]", *, passphrase: bytes | None = None
    ) -> Path:
        """Writes all that a dispute may need as one folder under your signature: the agreement, what was due and came, what
        was shown and asked for, and every message with its time and digest.
        """
        from intake.publishing.dispute import message_file, statement_files
        from intake.signing import exporting, keys, manifest
        from intake.signing.bundle import AGREEMENT

        dossier = self._dossiers.load(dossier_id)
        versions, brief = self.versions(dossier), signed(dossier)
        agreement = exporting.folder_files(versions, self._rotations())
        files = {f"{AGREEMENT}/{name}": content for name, content in agreement.items()}
        files |= {message_file(message): self._dossiers.blobs.get(message.sha256) for message in dossier.messages}
        files |= statement_files(dossier, brief, dues)
        key = keys.load(self._keys, passphrase)
        files |= manifest.make(files, key, brief_id=brief.id, log_head=dossier.head, at=self._clock())
        folder = target / f"{exporting.folder_name(versions)}-evidence"
        exporting.write_files(folder, files)
        return folder

    def _rotations(self) -> bytes:
        from intake.signing import rotating

        rotations = rotating.load(self._keys)
        return rotating.to_bytes(rotations) if rotations else b""

    def versions(self, dossier: Dossier) -> "list[Version]":
        """The signed versions, oldest first; Refused where there is none, with the step that comes next."""
        from intake.signing import receipt
        from intake.signing.countersigned import offer_in
        from intake.signing.exporting import Version

        found: list[Version] = []
        offer = acceptance = b""
        for document in dossier.documents:
            raw = self._dossiers.blobs.get(document.sha256)
            if document.kind == "offer":
                offer = raw
            elif document.kind == "acceptance":
                acceptance = raw
            elif document.kind == "sealed":
                found.append(Version(offer, raw, {receipt.SUFFIX: acceptance} if offer_in(raw) else {}))
        if not found:
            pending(dossier)
            todo = "--as client --name NAME --consent" if offer else "--as supplier"
            raise Refused("both sides have not signed yet", remedy=f"intake sign {dossier.id} {todo}")
        return found

    def _offered(self, dossier: Dossier) -> tuple[bytes, bytes]:
        """The brief that waits for the client's word, and its offer; Refused where nothing was offered."""
        brief = canonical.to_bytes(canonical.encode(pending(dossier)))
        last = dossier.documents[-1] if dossier.documents else None
        if last is None or last.kind == "sealed":
            raise Refused("there is no offer yet", remedy=f"intake sign {dossier.id} --as supplier")
        offers = [document for document in dossier.documents if document.kind == "offer"]
        return brief, self._dossiers.blobs.get(offers[-1].sha256)

    def _seal(self, dossier: Dossier, acceptance: bytes, key: "SupplierKey", *, by: str) -> Document:
        from intake.signing import sealing

        brief, offer = self._offered(dossier)
        sealed = sealing.seal(brief, offer, acceptance, key, at=self._clock())
        self._keep(dossier, "accepted", acceptance, by=by)
        return self._keep(dossier, "sealed", sealed, by=pending(dossier).supplier.name)

    def _keep(self, dossier: Dossier, kind: str, raw: bytes, *, by: str) -> Document:
        body: dict[str, Json] = {"sha256": self._dossiers.blobs.put(raw), "by": by}
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


def _acceptor(name: str, email: str, *, consent: bool) -> "Acceptor":
    from intake.signing.accepting import Acceptor

    if not consent:
        raise Usage("the client has not consented to sign electronically", remedy="Ask, then pass --consent.")
    return Acceptor(clean(name), clean(email))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise NotFound(f"cannot read {path}: {fault.strerror}", remedy="Name the folder with both files.") from fault
