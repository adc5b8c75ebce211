"""The folder that both sides keep: the signed documents, their data, the public key, and how to check them all."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from intake import canonical
from intake.errors import Refused
from intake.frugal import dataclass, field
from intake.model.rendition import languages_of
from intake.signing import advice, cms, manifest, receipt, rotating, sshsig, suffixes
from intake.signing.acceptance import NAMESPACE, join, read, split
from intake.signing.certification import offer_in, take_apart
from intake.signing.contents import ACCEPTANCE_FILE, BRIEF_FILE, SIGNATURE_FILE, read_brief
from intake.signing.files import make_folder, write_whole
from intake.signing.public_key import PublicKey

_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True)
class Version:
    """One signed version of an agreement: the offer that was accepted, the sealed document (or the offer as the client signed
    it), and the files beside it by what their name adds to the version's number.
    """

    offer: bytes
    sealed: bytes
    beside: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a signed document holds: the brief and the acceptance in canonical JSON, and whose key sealed or offered it.

    There is no `acceptance` where the client signed the document itself.
    """

    brief: bytes
    acceptance: bytes
    key: PublicKey


def sealed_file(seq: int) -> str:
    """The name of the sealed document of a version."""
    return f"{seq:03}.pdf"


def offer_file(seq: int) -> str:
    """The name of the offer of a version."""
    return f"{seq:03}-offer.pdf"


def write_folder(target: Path, versions: Sequence[Version], rotations: bytes = b"") -> Path:
    """Write the folder `<target>/<brief id>` and return its path; each file appears whole or not at all.

    Refused where the brief's id is no file name or a document is damaged, CannotWrite where a link stands in the way or
    the disk refuses.
    """
    files = folder_files(versions, rotations)
    folder = target / folder_name(versions)
    write_files(folder, files)
    return folder


def folder_files(versions: Sequence[Version], rotations: bytes = b"") -> dict[str, bytes]:
    """The files of the folder by name; Refused where a document is damaged."""
    opened = [open_sealed(version.sealed) for version in versions]
    files = {advice.FILE: _advice(versions[-1], opened[-1]), **companions(opened[-1])}
    if rotations:
        files[rotating.FILE] = rotations
    numbers = [read_brief(sealed.brief).seq for sealed in opened]
    files |= {offer_file(seq): version.offer for seq, version in zip(numbers, versions, strict=True)}
    for seq, version in zip(numbers, versions, strict=True):
        files |= {f"{seq:03}{suffix}": content for suffix, content in version.beside.items()}
    # The sealed documents last: where they stand, all the rest stands too.
    return files | {sealed_file(seq): version.sealed for seq, version in zip(numbers, versions, strict=True)}


def folder_name(versions: Sequence[Version]) -> str:
    """What the folder is called: the brief's id; Refused where that is no file name."""
    name = read_brief(open_sealed(versions[-1].sealed).brief).id
    if not _SAFE_NAME.fullmatch(name):
        raise Refused(f"the brief's id {name!a:.80} cannot be the name of a folder", remedy="Use letters and digits.")
    return name


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into the folder in their order, and the folders that their names need."""
    make_folder(folder)
    for name, content in files.items():
        if (folder / name).parent != folder:
            make_folder((folder / name).parent)
        write_whole(folder / name, content)


def open_sealed(document: bytes) -> Sealed:
    """The contents of a document that both sides signed; Refused where it is damaged, or a mere offer."""
    offer = offer_in(document)
    try:
        sealed = take_apart(offer or document)
        key = cms.signer(sealed.contents, sealed.digest)
        attached = sealed.printed.attachments()
        if offer is not None:
            return Sealed(attached[BRIEF_FILE], b"", key)
        acceptance = join(read(attached[ACCEPTANCE_FILE]), attached[SIGNATURE_FILE].decode("ascii"))
        return Sealed(attached[BRIEF_FILE], acceptance, key)
    except (ValueError, KeyError) as fault:
        raise Refused(f"the sealed document is damaged: {fault}", remedy="Restore it from a backup.") from fault


def companions(sealed: Sealed) -> dict[str, bytes]:
    """The files beside the documents, by name; each follows from what the sealed document in force holds."""
    line = sealed.key.public_line
    files = {
        BRIEF_FILE: sealed.brief,
        "supplier.crt": sealed.key.certificate_pem,
        "supplier.pub": f"{line}\n".encode("ascii"),
    }
    if not sealed.acceptance:
        return files | {"allowed_signers": _allowed("supplier", f"{receipt.NAMESPACE},{receipt.LOOKED}", line)}
    statement, signature = split(sealed.acceptance)
    signed_with = sshsig.signer(signature, statement, NAMESPACE)
    return files | {
        ACCEPTANCE_FILE: statement,
        SIGNATURE_FILE: signature.encode("ascii"),
        "allowed_signers": _allowed(_principal(sealed), NAMESPACE, signed_with),
    }


def evidence_companions(files: Mapping[str, bytes], key: PublicKey) -> dict[str, bytes]:
    """What stands beside the files of a folder of evidence, so that it can be checked with tools that anybody has."""
    found = {
        **files,
        "allowed_signers": _allowed("supplier", manifest.NAMESPACE, key.public_line),
        advice.FILE: advice.evidence_page(key.fingerprint),
    }
    sums = "".join(f"{canonical.digest(found[name]).removeprefix('sha256:')}  {name}\n" for name in sorted(found))
    return {**found, "SHA256SUMS": sums.encode("utf-8")}


def _allowed(principal: str, namespace: str, line: str) -> bytes:
    """The line by which `ssh-keygen -Y verify` knows who may sign what."""
    return f'{principal} namespaces="{namespace}" {line}\n'.encode("ascii")


def _principal(sealed: Sealed) -> str:
    """Which side's key stands under the acceptance."""
    return "client" if read(split(sealed.acceptance)[0]).method == "ssh-key" else "supplier"


def _looked(version: Version) -> bool:
    """Whether the receipt says that the supplier looked at what no program can read."""
    return suffixes.RECEIPT in version.beside and receipt.signer(version.beside[suffixes.RECEIPT], version.sealed)[1]


def _advice(version: Version, sealed: Sealed) -> bytes:
    brief = read_brief(sealed.brief)
    seq = brief.seq
    known = advice.Known(
        sealed=sealed_file(seq),
        offer=offer_file(seq),
        principal=_principal(sealed) if sealed.acceptance else "",
        fingerprint=sealed.key.fingerprint,
        brief_digest=canonical.digest(sealed.brief).removeprefix("sha256:"),
        offer_digest=canonical.digest(version.offer).removeprefix("sha256:"),
        beside=tuple(version.beside),
        languages=languages_of(brief),
        looked=not sealed.acceptance and _looked(version),
        covered=take_apart(offer_in(version.sealed) or version.sealed).covered,
    )
    return advice.page(known)
