"""The brief inside a signed file, read for what it says of the supplier's journal: a witness that cannot be rewritten."""

from intake.errors import Refused
from intake.model.brief import Brief
from intake.signing import cms
from intake.signing.certification import offer_in, take_apart
from intake.signing.contents import BRIEF_FILE, read_brief


def signed_brief(file: bytes) -> Brief:
    """The brief in an offer, countersigned or not, or a sealed document whose signature covers every byte; ValueError otherwise.

    Whose signature it is, and whether the pages show the data, `verifying` looks at.
    """
    certified = take_apart(offer_in(file) or file)
    cms.signer(certified.contents, certified.digest)
    try:
        return read_brief(certified.printed.attachments()[BRIEF_FILE])
    except (KeyError, Refused) as fault:
        raise ValueError(f"it holds no brief: {fault}") from fault
