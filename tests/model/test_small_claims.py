"""The table of small-claims ceilings."""

import re

from intake.model.money import CURRENCIES
from intake.model.small_claims import CEILINGS


def test_every_ceiling_names_its_law_and_year() -> None:
    for country, ceiling in CEILINGS.items():
        assert re.fullmatch("[A-Z]{2}", country)
        assert ceiling.most.minor > 0
        assert ceiling.most.currency in CURRENCIES
        assert ceiling.law
        assert ceiling.as_of >= 2025
