"""What is said when a typed answer cannot be taken: why not, and which exact answers may be meant."""

from dataclasses import dataclass

from intake.errors import Usage


@dataclass(frozen=True, slots=True)
class Offer:
    """An exact answer that may be meant; typing `text` gives it."""

    label: str
    text: str


class EntryFault(Usage):
    """What was typed is not an exact answer; `offers` are for the person to choose from, never taken unasked."""

    slug = "entry"

    def __init__(self, message: str, offers: tuple[Offer, ...] = ()) -> None:
        remedy = "Choose one of: " + "; ".join(offer.text for offer in offers) if offers else "Type it again."
        super().__init__(message, remedy=remedy)
        self.message = message
        self.offers = offers
