"""What is said when a typed answer cannot be taken: why not, and which exact answers may be meant."""

from intake.errors import Usage
from intake.frugal import dataclass
from intake.locale import marked, translate

WRONG_CHECK_DIGIT = marked(
    "'{text}' is not a valid number ({schemes}): its check digit does not match, so one digit is mistyped"
)
"""What is said of a company's number that has all its digits, and a wrong one among them."""

TOO_LONG = marked("that is {length:,} characters long; at most {most:,} are taken")
"""What is said of an answer that is longer than any may be."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An exact answer that may be meant; typing `text` gives it."""

    label: str
    text: str


class EntryFault(Usage):
    """What was typed is not an exact answer; `offers` are for the person to choose from, never taken unasked.

    `message` may name `details` in braces, so that it can be said in another language with the same details; one that is
    a function says itself in the language it is given.
    """

    slug = "entry"

    def __init__(
        self, message: str, offers: tuple[Offer, ...] = (), *, language: str = "en", **details: object
    ) -> None:
        remedy = translate("Choose one of: {offers}", language).format(offers="; ".join(offer.text for offer in offers))
        told = {name: each(language) if callable(each) else each for name, each in details.items()}
        self.message = translate(message, language).format(**told)
        super().__init__(self.message, remedy=remedy if offers else translate("Type it again.", language))
        self.offers = offers
        self.template = message
        self._details = details

    def within(self, language: str) -> "EntryFault":
        """The same fault, said in that language."""
        return EntryFault(self.template, self.offers, language=language, **self._details)
