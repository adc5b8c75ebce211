"""The page in the exported folder that says how to check the agreement, with `intake` and with tools that anybody has."""

from collections.abc import Collection
from textwrap import fill

from intake.frugal import dataclass, field_names
from intake.locale import Words, marked
from intake.signing import acceptance, manifest, receipt, suffixes

FILE = "VERIFY.txt"


@dataclass(frozen=True, slots=True)
class Known:
    """What the page names: the files of the version in force, who signed the acceptance, and what the tools must print.

    `languages` are those of the brief; `principal` is empty where the client signed the document itself; `beside` is what the names of the files beside it add;
    `looked` whether the receipt says that the supplier looked at what the client's signature draws; `covered` is what the supplier's
    signature covers: the bytes before it, where the file goes on, and how many bytes follow.
    """

    sealed: str
    offer: str
    principal: str
    fingerprint: str
    brief_digest: str
    offer_digest: str
    beside: Collection[str] = ()
    looked: bool = False
    languages: Collection[str] = ("en",)
    covered: tuple[int, int, int] = (0, 0, 0)


_EVIDENCE = """How to check this folder

With intake, offline:

  intake verify .

Without intake:

  ssh-keygen -Y verify -f allowed_signers -I supplier -n {namespace} -s manifest.json.sig < manifest.json
      must say "Good": the supplier signed the list of all files.
  ssh-keygen -l -f agreement/supplier.pub
      must print {fingerprint}
      Ask the supplier for this fingerprint by telephone or another way that you trust.
  sha256sum -c SHA256SUMS
      must say "OK" for each file: none was changed since. What sha256sum prints of SHA256SUMS and of VERIFY.txt stands in
      manifest.json, too.

agreement/VERIFY.txt says how to check what both sides signed. Payments, deliveries and messages are the supplier's own record.
"""
_WIDTH = 110
_FIRST = marked(
    "This page says how anybody can check the agreement, offline. The program intake does all of it in one command. Without it, run "
    "each of the other commands by itself; under each stands in English what it must print. The most important step: ask the "
    "supplier for the fingerprint {fingerprint} by telephone or another way that you trust. This page itself is not signed."
)
_BEGINNING = """How to check this agreement

With intake, offline:

  intake verify .

Both sides should have the same files. With the other side's copy at hand, `intake verify . THEIRS` says whether one of them
lacks a version or has another one.

Without intake, each line by itself ({sealed} is the version in force, and restates all that was agreed):

"""
_SEALED = """  pdfsig {sealed}
      must say "Signature is Valid" and "Total document signed"; "issuer is unknown" is right, since no authority has
      certified the supplier's key.
"""
_COUNTERSIGNED = """  pdfsig {sealed}
      must say "Signature is Valid" for both signatures: Supplier, the offer, which is the first part of the file, and Client,
      with "Total document signed". Who issued the client's certificate it shows; compare that with the client.
  cmp -n $(wc -c < {offer}) {offer} {sealed}
      must print nothing: the file begins with the offer, byte for byte.
"""
_KEY = """  ssh-keygen -l -f supplier.pub
      must print {fingerprint}
      Ask the supplier for this fingerprint by telephone or another way that you trust. Without that step you know
      that nothing was changed, but not who signed.
"""
_CONTAINER = """  (head -c {before} {own}; tail -c {after} {own}) > covered.bin
      puts together what the supplier's signature covers: all of {own} but the signature itself.
  tail -c +{digits} {own} | head -c {length} | perl -ne 'print pack "H*", $_' > signature.der
      takes the signature out of the file.
  openssl cms -verify -binary -inform DER -in signature.der -content covered.bin -CAfile supplier.crt -purpose any \
    -no_check_time -out /dev/null
      must say "CMS Verification successful".
"""
_ACCEPTANCE = """  pdfdetach -saveall -o . {sealed}
      takes brief.json, acceptance.json and acceptance.json.sig out of the signed document.
  ssh-keygen -Y verify -f allowed_signers -I {principal} -n {acceptance} -s acceptance.json.sig < acceptance.json
      must say "Good": {principal} signed the acceptance.
  sha256sum brief.json {offer}
      must print the two digests that acceptance.json names:
      {brief_digest}
      {offer_digest}
"""
_RECEIPT = """  pdfdetach -saveall -o . {sealed}
      takes brief.json out of the signed document.
  ssh-keygen -Y verify -f allowed_signers -I supplier -n {receipt} -s {sealed}.sig < {sealed}
      must say "Good": the supplier has taken this very file as the client's acceptance.
"""
_LOOKED = """      They attest to have looked at what the client's signature draws at the head of the first page. Look at it, too.
"""
_MAIL = """  dkimverify < {mail}
      must say "signature ok", as long as the mail's domain still publishes its key; the record as it was is in {record}
"""
_STAMP = """  openssl ts -verify -data {sealed} -in {stamp} -CAfile AUTHORITY.pem
      must say "Verification: OK", with the certificate of the authority that `openssl ts -reply -in {stamp} -text` names.
"""
_END = """
These tools do not see every change that intake sees. This file itself is advice and not signed.
"""


def page(known: Known) -> bytes:
    """The page as it is written into the folder."""
    names = {name: getattr(known, name) for name in field_names(Known)}
    before, second, after = known.covered
    own = known.sealed if known.principal else known.offer
    container = [_CONTAINER] if before else []
    sealed, countersigned = [_SEALED, _KEY, *container, _ACCEPTANCE], [_COUNTERSIGNED, _KEY, *container, _RECEIPT]
    parts = sealed if known.principal else countersigned
    parts += [_LOOKED] if known.looked else []
    parts += [_MAIL] if suffixes.MAIL in known.beside else []
    parts += [_STAMP] if suffixes.STAMP in known.beside else []
    number = known.sealed.removesuffix(".pdf")
    others = [Words(language) for language in known.languages if language != "en"]
    first = [fill(say(_FIRST, fingerprint=known.fingerprint), _WIDTH) + "\n\n" for say in others]
    words = "".join((*first, _BEGINNING, *parts, _END)).format(
        **names,
        own=own,
        before=before,
        after=after,
        digits=before + 2,
        length=second - before - 2,
        acceptance=acceptance.NAMESPACE,
        receipt=receipt.LOOKED if known.looked else receipt.NAMESPACE,
        mail=number + suffixes.MAIL,
        record=number + suffixes.RECORD,
        stamp=number + suffixes.STAMP,
    )
    return words.encode("utf-8")


def evidence_page(fingerprint: str) -> bytes:
    """The page in a folder of evidence, which says how to check it as a whole."""
    return _EVIDENCE.format(namespace=manifest.NAMESPACE, fingerprint=fingerprint).encode("utf-8")
