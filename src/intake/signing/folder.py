"""Checking an exported folder, or one file of it, and two copies against each other, offline.

The versions form a chain: each restates the whole agreement and names the data and the document of the one before. From one
copy nobody can tell whether later versions were left out, or whether the other side holds another last version; two
copies together tell it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from intake import canonical
from intake.errors import NotFound
from intake.frugal import dataclass, replace
from intake.locale import worded
from intake.model.brief import Brief
from intake.model.rendition import in_each_language, languages_of
from intake.signing import advice, one_file, receipt, rotating
from intake.signing.acceptance import read, split
from intake.signing.certification import offer_in
from intake.signing.contents import read_brief
from intake.signing.differences import differences
from intake.signing.exporting import Sealed, companions, offer_file, open_sealed, sealed_file
from intake.signing.one_file import beside, read_whole
from intake.signing.pins import Pin
from intake.signing.rotating import Rotation
from intake.signing.ssh_keys import fingerprint
from intake.signing.verification import Given, Numbered, Verification, nobody_told
from intake.signing.verifying import is_offer
from intake.signing.verifying import verify as verify_bytes

_DOCUMENT = re.compile(r"([0-9]{3})\.pdf")
_OFFER = re.compile(r"([0-9]{3})-offer\.pdf")


@dataclass(frozen=True, slots=True)
class _Folder:
    """The files of a folder by name, and the rotations in it."""

    files: Mapping[str, Path]
    rotations: tuple[Rotation, ...]
    pins: Sequence[Pin]
    pages: bool
    printing: Callable[[], None]

    def given(self, stem: str = "") -> Given:
        """What the check of one of its documents rests on; `stem` is how the files beside that document begin."""
        return Given(self.pins, self.rotations, beside(self.files, stem) if stem else {}, self.pages, self.printing)


def verify(
    path: Path, pins: Sequence[Pin] = (), *, pages: bool = True, printing: Callable[[], None] = nobody_told
) -> Verification:
    """Check an exported folder, or one PDF of it; `pins` are the keys the caller trusts, `pages` whether they are printed again,
    and `printing` is called before they are.

    NotFound where there is nothing to check.
    """
    if not path.is_dir():
        return one_file.verify(path, pins, pages=pages, printing=printing)
    files = {each.name: each for each in sorted(path.iterdir()) if each.is_file()}
    numbers = [int(found[1]) for name in files if (found := _DOCUMENT.fullmatch(name))]
    try:
        rotations = rotating.read(read_whole(files[rotating.FILE])) if rotating.FILE in files else ()
    except ValueError as fault:
        return Verification("invalid", faults=(f"{rotating.FILE}: {fault}.",))
    folder = _Folder(files, rotations, pins, pages, printing)
    if not numbers:
        return _verify_offers(folder, path)
    return _verify_versions(folder, sorted(numbers))


def disagreements(copies: Sequence[tuple[Path, Verification]]) -> tuple[str, ...]:
    """How the copies of one agreement differ: a version that one of them lacks, or that is another one in each."""
    found: list[str] = []
    for (mine, one), (theirs, other) in combinations(copies, 2):
        if one.brief_id and one.brief_id == other.brief_id:
            # One file alone cannot lack a version.
            whole = mine.is_dir() and theirs.is_dir()
            found += _differing((mine, one.documents), (theirs, other.documents), whole=whole)
    return tuple(found)


def _differing(
    mine: tuple[Path, Sequence[Numbered]], theirs: tuple[Path, Sequence[Numbered]], *, whole: bool
) -> Iterator[str]:
    ours, others = ({each.seq: each.sha256 for each in documents} for _, documents in (mine, theirs))
    for seq in sorted(ours.keys() | others.keys()):
        if seq in ours and seq in others:
            if ours[seq] != others[seq]:
                yield f"{sealed_file(seq)} is not the same document in {mine[0]} and {theirs[0]}: the copies fork there."
        elif whole:
            here, there = (mine[0], theirs[0]) if seq in others else (theirs[0], mine[0])
            yield f"{here} lacks {sealed_file(seq)}, which {there} has: it was cut off, or was never handed over."


def _verify_offers(folder: _Folder, path: Path) -> Verification:
    offers = [name for name in folder.files if _OFFER.fullmatch(name)]
    if not offers:
        raise NotFound("there is no 000.pdf", where=str(path), remedy="Name the folder of one brief.")
    return verify_bytes(read_whole(folder.files[offers[-1]]), folder.given())


def _verify_versions(folder: _Folder, numbers: Sequence[int]) -> Verification:
    documents = {seq: read_whole(folder.files[sealed_file(seq)]) for seq in numbers}
    checked = {seq: verify_bytes(raw, folder.given(f"{seq:03}")) for seq, raw in documents.items()}
    last = checked[numbers[-1]]
    faults = [f"{sealed_file(seq)}: {fault}" for seq, found in checked.items() for fault in found.faults]
    faults += [worded(f"{sealed_file(n)} is missing.") for n in range(numbers[-1]) if n not in documents]
    faults += [
        worded(f"{sealed_file(seq)} is an offer, where the sealed document must be.")
        for seq, found in checked.items()
        if found.outcome == "unknown" and is_offer(documents[seq])
    ]
    if not faults:
        chain = {seq: open_sealed(raw) for seq, raw in documents.items()}
        faults += _chain_faults(documents, chain, folder.rotations)
        faults += _own_acceptances(chain, folder.rotations)
        faults += _companion_faults(folder, documents, chain)
    if faults:
        return replace(last, outcome="invalid", statements=(), faults=tuple(faults))
    every = tuple(each for found in checked.values() for each in found.documents)
    unsure = [seq for seq, found in checked.items() if found.outcome == "unknown"]
    said = [
        *last.statements,
        *(f"{sealed_file(seq)}: {checked[seq].statements[-1]}" for seq in unsure if seq != numbers[-1]),
    ]
    outcome = "unknown" if unsure else last.outcome
    return replace(last, outcome=outcome, statements=(*said, *_statements(folder, numbers)), documents=every)


def _chain_faults(
    documents: Mapping[int, bytes], chain: Mapping[int, Sealed], rotations: Sequence[Rotation]
) -> Iterator[str]:
    briefs = {seq: read_brief(sealed.brief) for seq, sealed in chain.items()}
    for seq, brief in briefs.items():
        name = sealed_file(seq)
        if brief.seq != seq:
            yield worded(f"{name} holds version {brief.seq}: versions were swapped, duplicated or renamed.")
        elif seq == 0:
            if brief.prev is not None or brief.changes:
                yield worded(f"{name} is a first version that names one before it.")
        elif (before := briefs[seq - 1]).id != brief.id:
            yield worded(f"{name} is of another brief ({brief.id}) than {sealed_file(seq - 1)} ({before.id}).")
        elif brief.prev is None or brief.prev.json_sha256 != canonical.digest(chain[seq - 1].brief):
            yield worded(f"{name} does not follow the data in {sealed_file(seq - 1)}.")
        elif brief.prev.pdf_sha256 != canonical.digest(documents[seq - 1]):
            yield worded(f"{name} follows another document than {sealed_file(seq - 1)}, which was sealed anew.")
        elif brief.practice != before.practice:
            yield worded(f"{name} is practice where {sealed_file(seq - 1)} is not, or the other way round.")
        elif languages_of(brief) != languages_of(before):
            yield worded(f"{name} is in other languages than {sealed_file(seq - 1)}, or another of them rules.")
        elif not _says_what_changes(before, brief):
            yield worded(f"{name} lists other changes than there are between it and {sealed_file(seq - 1)}.")
        elif not rotating.linked(chain[seq - 1].key.fingerprint, chain[seq].key.fingerprint, rotations):
            yield worded(f"{name} is sealed with another key than {sealed_file(seq - 1)}, which did not sign it over.")


def _own_acceptances(chain: Mapping[int, Sealed], rotations: Sequence[Rotation]) -> Iterator[str]:
    """Acceptances that a client is said to have signed, with a key that the supplier has or had."""
    own = {sealed.key.fingerprint for sealed in chain.values()}
    own |= {fingerprint(line) for each in rotations for line in (each.old, each.new)}
    for seq, sealed in chain.items():
        said = read(split(sealed.acceptance)[0]) if sealed.acceptance else None
        if said is not None and said.method == "ssh-key" and said.key in own:
            yield worded(
                f"{sealed_file(seq)} is said to be accepted with the client's own key, which is one of the supplier's."
            )


def _says_what_changes(before: Brief, brief: Brief) -> bool:
    """Whether the list of changes is true, in each language of the version."""
    formerly = {each.language: each for each in in_each_language(before)}
    return all(
        each.changes == differences(formerly.get(each.language, before), each) for each in in_each_language(brief)
    )


def _companion_faults(folder: _Folder, documents: Mapping[int, bytes], chain: Mapping[int, Sealed]) -> Iterator[str]:
    last = max(chain)
    for name, content in companions(chain[last]).items():
        # Earlier versions knew one kind of receipt.
        written = (content, content.replace(f",{receipt.LOOKED}".encode(), b""))
        if name in folder.files and read_whole(folder.files[name]) not in written:
            yield worded(f"{name} is not what {sealed_file(last)} holds.")
    for seq, sealed in chain.items():
        offered = offer_in(documents[seq])
        shown = canonical.digest(offered) if offered else read(split(sealed.acceptance)[0]).shown_pdf_sha256
        if (offer := folder.files.get(offer_file(seq))) and canonical.digest(read_whole(offer)) != shown:
            yield worded(f"{offer.name} is not the offer that was accepted.")
    mentioned = {sealed.key.fingerprint for sealed in chain.values()}
    rotated = {fingerprint(line) for each in folder.rotations for line in (each.old, each.new)}
    if rotated and rotated.isdisjoint(mentioned):
        yield worded(f"{rotating.FILE} is of other keys than these documents were sealed with.")


def _statements(folder: _Folder, numbers: Sequence[int]) -> Iterator[str]:
    for seq in numbers:
        if offer_file(seq) in folder.files:
            yield worded(f"{offer_file(seq)} is the offer that was accepted.")
        else:
            yield worded(f"{offer_file(seq)} is missing: whether it was the offer accepted was not checked.")
    if len(numbers) > 1:
        yield worded(
            f"{sealed_file(numbers[-1])} is the version in force; {len(numbers) - 1} before it, each named by the next."
        )
    for name in folder.files:
        if (found := _OFFER.fullmatch(name)) and int(found[1]) > numbers[-1]:
            yield worded(f"{name} is an offer that nobody accepted: it binds nobody.")
    yield worded(
        "Whether later versions were left out, or the other side holds another one, cannot be told from one copy: compare "
        "both with `intake verify MINE THEIRS`."
    )
    yield worded(f"{advice.FILE} and files not named here are not covered.")
