"""The supplier's receipt for a document that the client signed with software of their own: a detached signature over the whole file.

It says: this file, to the last byte, is what I take as the client's acceptance. In a second form it also says: I looked at what
the client's signature shows on the page, and it says nothing against the agreement. `ssh-keygen -Y verify` checks both.
"""

from intake.signing import sshsig
from intake.signing.keys import SupplierKey

NAMESPACE = "intake.receipt"
LOOKED = "intake.receipt-looked"


def issue(key: SupplierKey, file: bytes, *, looked: bool = False) -> bytes:
    """The receipt for a file; `looked` where the supplier looked at what no program can read in it."""
    return sshsig.sign(key, file, LOOKED if looked else NAMESPACE).encode("ascii")


def signer(receipt: bytes, file: bytes) -> tuple[str, bool]:
    """The public key that signed a receipt, and whether its owner says to have looked; ValueError where it is not valid, or of
    another file.
    """
    text = receipt.decode("ascii", "replace")
    try:
        return sshsig.signer(text, file, LOOKED), True
    except ValueError:
        return sshsig.signer(text, file, NAMESPACE), False
