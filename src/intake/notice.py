"""The notice to a person about whom public sources were asked, with all that Article 14 GDPR wants them to be told."""

from collections.abc import Sequence

from intake.frugal import dataclass
from intake.model.client import Client
from intake.model.party import Party
from intake.model.persons import Basis, Grounds

_BLANK = "[____ {}]"
_TEXT = """\
Dear {client},

before I agree to work for a new client I look at public sources. As this concerns you as a person, the law (Article 14 GDPR) wants you \
to know the following.

Who is responsible: {supplier}, {contact}.

Why: {purpose}.

On which basis: {basis}.{interest}

From where, and what kinds of data:
{sources}

All of these sources are public, or open to anybody who asks. To ask them, they were sent what stands beside them. Nothing was given \
to anybody else, and nothing is sent to a country outside the European Economic Area other than the requests themselves, where a \
source stands there.

How long: until {keep_until}; then it is deleted, unless we have a contract by then.

Nobody decides by machine alone: I weigh what was found and decide myself.

Your rights: you may see what is held of you and get a copy, have it corrected, deleted or restricted{objection}, and add your own \
words to any finding, which then stay with it. Write to me; no reasons are needed. You may also complain to the data protection \
authority where you live.

Kind regards
{supplier}
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom a source belongs to, the hosts that were asked, what of the person was sent there, and what it told of."""

    name: str
    hosts: tuple[str, ...]
    sent: str
    topics: tuple[str, ...]


def write(client: Client, grounds: Grounds, supplier: Party, asked: Sequence[Asked]) -> str:
    """The notice; what is not known stays a blank that everybody can see."""
    interest = grounds.basis is Basis.LEGITIMATE_INTEREST
    contact = ", ".join(filter(None, (supplier.address, supplier.email)))
    return _TEXT.format(
        client=client.name,
        supplier=supplier.name,
        contact=contact or _BLANK.format("your address and e-mail"),
        purpose=grounds.purpose,
        basis=grounds.basis.words,
        interest=" That interest is not to work without being paid, nor for somebody who does not exist."
        if interest
        else "",
        sources="\n".join(_line(each) for each in asked) or "- nobody has been asked yet",
        keep_until=f"{grounds.keep_until:%Y-%m-%d}",
        objection=", object to it at any time" if interest else "",
    )


def _line(asked: Asked) -> str:
    where = f" ({', '.join(asked.hosts)})" if asked.hosts else ", on my own machine"
    told = ", ".join(asked.topics) or "nothing was found"
    sent = f"; sent: {asked.sent}" if asked.sent and asked.hosts else ""
    return f"- {asked.name}{where}: {told}{sent}"
