"""The folder that both sides keep: the signed documents, their data, the public key, and how to check them all."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from intake import canonical
from intake.errors import Refused
from intake.signing import cms, rotating, sshsig
from intake.signing.acceptance import NAMESPACE, join, read, split
from intake.signing.certification import take_apart
from intake.signing.document import ACCEPTANCE_FILE, BRIEF_FILE, SIGNATURE_FILE, read_brief
from intake.signing.files import make_folder, write_whole
from intake.signing.keys import PublicKey

ADVICE_FILE = "VERIFY.txt"
_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_ADVICE = """How to check this agreement

With intake, offline:

  intake verify .

Both sides should have the same files. With the other side's copy at hand, `intake verify . THEIRS` says whether one of them
lacks a version or has another one.

Without intake, each line by itself ({sealed} is the version in force, and restates all that was agreed):

  pdfsig {sealed}
      must say "Signature is Valid" and "Total document signed"; "issuer is unknown" is right, since no authority has
      certified the supplier's key.
  ssh-keygen -l -f supplier.pub
      must print {fingerprint}
      Ask the supplier for this fingerprint by telephone or another way that you trust. Without that step you know
      that nothing was changed, but not who signed.
  pdfdetach -saveall -o . {sealed}
      takes brief.json, acceptance.json and acceptance.json.sig out of the signed document.
  ssh-keygen -Y verify -f allowed_signers -I {principal} -n {namespace} -s acceptance.json.sig < acceptance.json
      must say "Good": {principal} signed the acceptance.
  sha256sum brief.json {offer}
      must print the two digests that acceptance.json names:
      {brief_digest}
      {offer_digest}

These tools do not see every change that intake sees. This file itself is advice and not signed.
"""


@dataclass(frozen=True, slots=True)
class Version:
    """One signed version of an agreement: the offer that was accepted, and the sealed document."""

    offer: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a sealed document holds: the brief and the acceptance in canonical JSON, and whose key sealed it."""

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
    files = {ADVICE_FILE: _advice(versions[-1], opened[-1]), **companions(opened[-1])}
    if rotations:
        files[rotating.FILE] = rotations
    numbers = [read_brief(sealed.brief).seq for sealed in opened]
    files |= {offer_file(seq): version.offer for seq, version in zip(numbers, versions, strict=True)}
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
    """The contents of a sealed document of ours; Refused where it is damaged or no sealed document."""
    try:
        sealed = take_apart(document)
        key = PublicKey.of(cms.signer(sealed.contents, sealed.digest))
        attached = sealed.printed.attachments()
        acceptance = join(read(attached[ACCEPTANCE_FILE]), attached[SIGNATURE_FILE].decode("ascii"))
        return Sealed(attached[BRIEF_FILE], acceptance, key)
    except (ValueError, KeyError) as fault:
        raise Refused(f"the sealed document is damaged: {fault}", remedy="Restore it from a backup.") from fault


def companions(sealed: Sealed) -> dict[str, bytes]:
    """The files beside the documents, by name; each follows from what the sealed document in force holds."""
    statement, signature = split(sealed.acceptance)
    line, principal = sealed.key.public_line, _principal(sealed)
    signed_with = sshsig.signer(signature, statement, NAMESPACE)
    return {
        BRIEF_FILE: sealed.brief,
        ACCEPTANCE_FILE: statement,
        SIGNATURE_FILE: signature.encode("ascii"),
        "supplier.crt": sealed.key.certificate_pem,
        "supplier.pub": f"{line}\n".encode("ascii"),
        "allowed_signers": f'{principal} namespaces="{NAMESPACE}" {signed_with}\n'.encode("ascii"),
    }


def _principal(sealed: Sealed) -> str:
    """Which side's key stands under the acceptance."""
    return "supplier" if read(split(sealed.acceptance)[0]).method == "typed" else "client"


def _advice(version: Version, sealed: Sealed) -> bytes:
    seq = read_brief(sealed.brief).seq
    words = _ADVICE.format(
        sealed=sealed_file(seq),
        offer=offer_file(seq),
        principal=_principal(sealed),
        fingerprint=sealed.key.fingerprint,
        namespace=NAMESPACE,
        brief_digest=canonical.digest(sealed.brief).removeprefix("sha256:"),
        offer_digest=canonical.digest(version.offer).removeprefix("sha256:"),
    )
    return words.encode("utf-8")
