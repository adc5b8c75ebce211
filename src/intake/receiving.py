"""What the client signs elsewhere and sends back: a statement with the own SSH key, the offer itself, an e-mail; and time stamps."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from intake import canonical
from intake.contracting import Contracting, acceptor, asked_of, pending
from intake.errors import NotFound, Refused
from intake.model.dossier import Document
from intake.model.rendition import languages_of
from intake.model.text import clean
from intake.signing import suffixes

if TYPE_CHECKING:
    from intake.signing.reply import Record

Shown = Mapping[str, str]
"""The digests of files by their names, as somebody saw them."""
ACCEPTANCE, SIGNATURE, WORDS = "acceptance.json", "acceptance.json.sig", "REPLY.txt"


class Receiving(Contracting):
    """The agreements of a home, with all ways in which a client can sign away from your computer."""

    def ask_for_key(
        self, dossier_id: str, target: Path, *, key: str, name: str, email: str = "", consent: bool
    ) -> Path:
        """Writes the offer and the statement that the client signs with the own SSH key, whose public line is `key`."""
        from intake.signing import accepting, ssh_keys
        from intake.signing.files import make_folder, write_whole

        dossier = self._dossiers.load(dossier_id)
        brief, offer = self._offered(dossier)
        by = acceptor(name, email, asked_of(pending(dossier)), consent=consent)
        mark = ssh_keys.fingerprint(key)
        statement = accepting.statement(brief, offer, by, method="ssh-key", key=mark, at=self._clock())
        folder = target / pending(dossier).id
        make_folder(folder)
        write_whole(folder / f"{pending(dossier).seq:03}-offer.pdf", offer)
        write_whole(folder / ACCEPTANCE, statement)
        return folder

    def receive(
        self, dossier_id: str, folder: Path, *, shown: Shown | None = None, passphrase: bytes | None = None
    ) -> Document:
        """Takes the acceptance that the client signed with the own SSH key, and seals the agreement.

        `folder` holds the statement and its signature. Refused where they do not hold, are of something else, or are other
        than was `shown` before.
        """
        from intake.signing import accepting
        from intake.signing.acceptance import read, split

        dossier = self._dossiers.load(dossier_id)
        self._offered(dossier)
        raw, signature = _read(folder / ACCEPTANCE, shown), _read(folder / SIGNATURE, shown)
        acceptance = accepting.received(
            raw, signature.decode("ascii", "replace"), now=self._clock(), languages=languages_of(pending(dossier))
        )
        key = self._key(passphrase)
        return self._seal(dossier, acceptance, key, by=read(split(acceptance)[0]).by.name)

    def hand_over(self, dossier_id: str, target: Path) -> Path:
        """Writes the offer for the client, who signs its field `Client` with software of their own, and the words with which
        they can accept by e-mail instead; returns the offer.
        """
        from intake.signing.exporting import offer_file
        from intake.signing.files import make_folder, write_whole
        from intake.signing.reply import asked_words

        dossier = self._dossiers.load(dossier_id)
        _, offer = self._offered(dossier)
        path = target / pending(dossier).id / offer_file(pending(dossier).seq)
        make_folder(path.parent)
        write_whole(path, offer)
        brief = pending(dossier)
        write_whole(
            path.with_name(WORDS),
            asked_words(brief.id, brief.seq, canonical.digest(offer), asked_of(brief)).encode("utf-8"),
        )
        return path

    def shows_drawing(self, dossier_id: str, file: Path) -> bool:
        """Whether the client's signature in the offer that came back shows a drawing that no program can read; you have to look.

        False where it is no such file, too: why not, `receive_signed` says.
        """
        brief, _ = self._offered(self._dossiers.load(dossier_id))
        return _drawn(_read(file), brief)

    def receive_signed(
        self,
        dossier_id: str,
        file: Path,
        *,
        shown: Shown | None = None,
        looked: bool = False,
        passphrase: bytes | None = None,
    ) -> Document:
        """Takes the offer back as the client signed it with software of their own, and issues your receipt for it.

        Refused where it is not our offer with that signature and nothing else, or other than was `shown` before; the reason
        names the part. Where the signature shows a drawing, it is refused unless you say that you `looked` at it, which the
        receipt and the journal keep.
        """
        from intake.signing import certificates, countersigned, jws, receipt, verifying
        from intake.signing.contents import read_brief
        from intake.signing.verification import Given

        dossier = self._dossiers.load(dossier_id)
        brief, offer = self._offered(dossier)
        raw = _read(file, shown)
        if raw == offer or not raw.startswith(offer):
            unsigned, other = (
                "the file is the offer, not signed",
                "the file does not begin with the offer that you made",
            )
            what = unsigned if raw == offer else other
            raise Refused(what, where=str(file), remedy="Ask for the offer itself, signed, not saved anew.")
        looked = looked and _drawn(raw, brief)
        key = self._key(passphrase)
        received = receipt.issue(key, raw, looked=looked)
        found = verifying.verify(raw, Given(beside={suffixes.RECEIPT: received}))
        if found.outcome == "unknown":
            raise Refused(
                "the client's signature shows a drawing at the head of the first page, which no program can read",
                where=str(file),
                remedy="Open the file and look at it. If it says nothing against the agreement, add --looked.",
            )
        if found.outcome != "valid":
            remedy = "The client signs the field Client of the offer, and changes nothing else."
            raise Refused(" ".join(found.faults), where=str(file), remedy=remedy)
        holder = certificates.holder(countersigned.read(raw, read_brief(brief)).chain[0])
        self._keep(dossier, "accepted", received, by=holder, looked=looked)
        beside = {suffixes.RECEIPT: received, suffixes.JWS: jws.sign(key, brief)}
        return self._keep(dossier, "sealed", raw, by=pending(dossier).supplier.name, beside=beside)

    def record_wanted(self, mail: Path) -> str:
        """The name of the DNS record that a mail is checked with; Refused where its domain did not sign it."""
        from intake.signing.reply import record_name

        try:
            return record_name(_read(mail))
        except ValueError as fault:
            raise Refused(f"the mail does not hold: {fault}", where=str(mail), remedy=_OTHER_WAY) from fault

    def record_given(self, mail: Path, text: str, source: str) -> "Record":
        """The DNS record that a mail is checked with, from what you copied of it; `source` says where you had it."""
        from intake.signing.reply import Record, record_text

        return Record(self.record_wanted(mail), record_text(text), source, self._clock().replace(microsecond=0))

    def receive_reply(
        self,
        dossier_id: str,
        mail: Path,
        record: "Record",
        *,
        shown: Shown | None = None,
        passphrase: bytes | None = None,
    ) -> Document:
        """Takes the client's acceptance by e-mail, checked with the DNS record of its domain's key, and seals the agreement.

        Refused where the mail says anything but what was asked for, its signature does not fit, or it is other than was
        `shown` before.
        """
        from intake.signing import accepting, reply
        from intake.signing.contents import read_brief

        dossier = self._dossiers.load(dossier_id)
        brief, offer = self._offered(dossier)
        raw = _read(mail, shown)
        try:
            found = reply.check(raw, record, read_brief(brief), canonical.digest(offer))
        except ValueError as fault:
            raise Refused(f"the mail does not hold: {fault}", where=str(mail), remedy=_OTHER_WAY) from fault
        key = self._key(passphrase)
        by = acceptor(found.name or found.email, found.email, found.words, consent=True)
        acceptance = accepting.accept(brief, offer, by, key, at=self._clock(), method="email")
        beside = {suffixes.MAIL: raw, suffixes.RECORD: reply.to_bytes(record)}
        return self._seal(dossier, acceptance, key, by=by.name, beside=beside)

    def stamp_query(self, dossier_id: str, *, nonce: int) -> bytes:
        """What is sent to an authority for a time stamp on the document in force (RFC 3161)."""
        from intake.signing import timestamp

        return timestamp.query(self._in_force(dossier_id), nonce=nonce)

    def stamp(self, dossier_id: str, reply: bytes, *, nonce: int | None = None) -> Document:
        """Keeps an authority's time stamp on the document in force; Refused where it is of something else or does not hold."""
        from intake.signing import timestamp

        try:
            stamped = timestamp.check(reply, self._in_force(dossier_id), nonce=nonce)
        except ValueError as fault:
            raise Refused(f"{fault}", remedy="Ask the authority again, or another one.") from fault
        beside = {suffixes.STAMP: reply}
        return self._keep(self._dossiers.load(dossier_id), "stamped", reply, by=stamped.authority, beside=beside)

    def stamp_from(self, dossier_id: str, file: Path) -> Document:
        """Keeps the time stamp in an authority's reply that you fetched yourself."""
        return self.stamp(dossier_id, _read(file))

    def _in_force(self, dossier_id: str) -> bytes:
        return self.versions(self._dossiers.load(dossier_id))[-1].sealed


def came_back(path: Path) -> Shown:
    """What the client sent back, each file by its name with its digest: a PDF or a mail, else the statement in that folder
    and its signature. NotFound where one cannot be read, Refused where a file is something else: what lies beside it was not meant.
    """
    if path.suffix.lower() in (".pdf", ".eml") or not path.exists():
        files = [path]
    else:
        if path.is_file() and path.name not in (ACCEPTANCE, SIGNATURE):
            raise Refused("this is no PDF, no mail (.eml) and no acceptance.json", where=str(path), remedy=_BACK)
        folder = path if path.is_dir() else path.parent
        files = [folder / ACCEPTANCE, folder / SIGNATURE]
    return {clean(file.name): canonical.digest(_read(file)) for file in files}


_BACK = "Name the signed PDF, their mail (.eml), or the folder with acceptance.json.sig."
_OTHER_WAY = "Ask for a reply with the words of REPLY.txt only, or let the client sign in another way."


def _drawn(file: bytes, brief: bytes) -> bool:
    from intake.signing import countersigned
    from intake.signing.contents import read_brief

    try:
        return countersigned.read(file, read_brief(brief)).drawn
    except ValueError:
        return False


def _read(path: Path, shown: Shown | None = None) -> bytes:
    """The file, once; Refused where it is no longer the one whose digest was shown."""
    try:
        raw = path.read_bytes()
    except OSError as fault:
        raise NotFound(f"cannot read {path}: {fault.strerror}", remedy="Name what came back.") from fault
    if shown is not None and shown.get(clean(path.name)) != canonical.digest(raw):
        raise Refused(
            "the file changed after its digest was shown", where=str(path), remedy="Take it back again, and compare."
        )
    return raw
