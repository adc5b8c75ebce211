"""The supplier's receipt for a document that the client signed with software of their own: a detached signature over the whole file.

It says: this file, to the last byte, is what I take as the client's acceptance. `ssh-keygen -Y verify` checks it too.
"""

from intake.signing import sshsig
from intake.signing.keys import SupplierKey

NAMESPACE = "intake.receipt"


def issue(key: SupplierKey, file: bytes) -> bytes:
    """The receipt for a file."""
    return sshsig.sign(key, file, NAMESPACE).encode("ascii")


def signer(receipt: bytes, file: bytes) -> str:
    """The public key that signed a receipt; ValueError where it is not valid, or of another file."""
    return sshsig.signer(receipt.decode("ascii", "replace"), file, NAMESPACE)
