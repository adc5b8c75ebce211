"""The folder that both sides keep: the signed documents, their data, the public key, and how to check them all."""

import re
from pathlib import Path

from intake import canonical
from intake.errors import Refused
from intake.signing import cms
from intake.signing.acceptance import NAMESPACE, split
from intake.signing.certification import take_apart
from intake.signing.document import ACCEPTANCE_FILE, BRIEF_FILE, SIGNATURE_FILE, read_brief
from intake.signing.files import make_folder, write_whole
from intake.signing.keys import PublicKey

SEALED_FILE = "000.pdf"
OFFER_FILE = "000-offer.pdf"
ADVICE_FILE = "VERIFY.txt"
_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_ADVICE = """How to check this agreement

With intake, offline:

  intake verify .

Without intake, each line by itself:

  pdfsig 000.pdf
      must say "Signature is Valid" and "Total document signed"; "issuer is unknown" is right, since no authority has
      certified the supplier's key.
  ssh-keygen -l -f supplier.pub
      must print {fingerprint}
      Ask the supplier for this fingerprint by telephone or another way that you trust. Without that step you know
      that nothing was changed, but not who signed.
  pdfdetach -saveall -o . 000.pdf
      takes brief.json, acceptance.json and acceptance.json.sig out of the signed document.
  ssh-keygen -Y verify -f allowed_signers -I supplier -n {namespace} -s acceptance.json.sig < acceptance.json
      must say "Good": the supplier attests the acceptance.
  sha256sum brief.json 000-offer.pdf
      must print the two digests that acceptance.json names:
      {brief}
      {offer}

These tools do not see every change that intake sees. This file itself is advice and not signed.
"""


def write_folder(
    target: Path, *, brief: bytes, offer_pdf: bytes, sealed_pdf: bytes, acceptance: bytes, key: PublicKey
) -> Path:
    """Write the folder `<target>/<brief id>` and return its path; each file appears whole or not at all.

    Refused where the brief's id is no file name or another key sealed the document, CannotWrite where a link stands
    in the way or the disk refuses.
    """
    name = read_brief(brief).id
    if not _SAFE_NAME.fullmatch(name):
        raise Refused(f"the brief's id {name!a:.80} cannot be the name of a folder", remedy="Use letters and digits.")
    if _sealed_by(sealed_pdf) != key.public_line:
        raise Refused("the document was sealed with another key", remedy="Restore the key that sealed it.")
    folder = target / name
    make_folder(folder)
    advice = _ADVICE.format(
        fingerprint=key.fingerprint,
        namespace=NAMESPACE,
        brief=canonical.digest(brief).removeprefix("sha256:"),
        offer=canonical.digest(offer_pdf).removeprefix("sha256:"),
    )
    files = {ADVICE_FILE: advice.encode("utf-8"), OFFER_FILE: offer_pdf, **companions(brief, acceptance, key)}
    # The sealed document last: where it stands, all the rest stands too.
    for file, content in {**files, SEALED_FILE: sealed_pdf}.items():
        write_whole(folder / file, content)
    return folder


def companions(brief: bytes, acceptance: bytes, key: PublicKey) -> dict[str, bytes]:
    """The files beside the documents, by name; each follows from what the sealed document holds."""
    statement, signature = split(acceptance)
    line = key.public_line
    return {
        BRIEF_FILE: brief,
        ACCEPTANCE_FILE: statement,
        SIGNATURE_FILE: signature.encode("ascii"),
        "supplier.crt": key.certificate_pem,
        "supplier.pub": f"{line}\n".encode("ascii"),
        "allowed_signers": f'supplier namespaces="{NAMESPACE}" {line}\n'.encode("ascii"),
    }


def _sealed_by(sealed_pdf: bytes) -> str:
    try:
        sealed = take_apart(sealed_pdf)
        return PublicKey.of(cms.signer(sealed.contents, sealed.digest)).public_line
    except ValueError as fault:
        raise Refused(f"the sealed document is damaged: {fault}", remedy="Seal it again.") from fault
