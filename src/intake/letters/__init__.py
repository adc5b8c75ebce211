"""Letters for the moments when a good word is hard to find: read from templates, filled from the record, held back; pure."""

from intake.letters.complaint import compared
from intake.letters.filling import Letter, fill
from intake.letters.holding import Draft, hold, release
from intake.letters.ladder import rung
from intake.letters.reading import read_letters
from intake.letters.record import Debt, Record, known
from intake.letters.reviewing import review
from intake.letters.slots import SLOTS
from intake.letters.template import Template
from intake.letters.terms import signed_terms
from intake.letters.tone import remarks

__all__ = [
    "SLOTS",
    "Debt",
    "Draft",
    "Letter",
    "Record",
    "Template",
    "compared",
    "fill",
    "hold",
    "known",
    "read_letters",
    "release",
    "remarks",
    "review",
    "rung",
    "signed_terms",
]
