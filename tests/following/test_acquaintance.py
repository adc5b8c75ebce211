"""Tests of when two dossiers are about the same client, and when two clients compete."""

from dataclasses import replace

import pytest

from intake.following.acquaintance import Known, Likeness, likeness, rivalry, rivals_in
from intake.model.client import Client
from intake.model.party import Identifier

ACME = Client("Acme Ltd", website="https://www.acme.co.uk/x", emails=("ann@mail.acme.co.uk",))
NUMBERED = replace(ACME, identifiers=(Identifier("gb.crn", "0123 4567"),))
OTHER = Client("Beta", website="beta.example")


@pytest.mark.parametrize(
    ("one", "other", "firm"),
    [
        (Known(NUMBERED), Known(Client("Beta", identifiers=(Identifier("gb.crn", "01234567"),))), True),
        (Known(ACME), Known(Client("Beta", emails=("bob@acme.co.uk",))), True),
        (Known(ACME), Known(Client("ACME Limited")), False),
        (Known(ACME), Known(Client("Beta"), also_named=("Acme",)), False),
        (Known(Client("Beta"), also_named=("Former Ltd",)), Known(Client("Gamma"), also_named=("FORMER",)), False),
        (Known(NUMBERED), Known(replace(ACME, identifiers=(Identifier("gb.crn", "9"),))), False),
        (Known(ACME), Known(OTHER), None),
        (Known(Client("A", emails=("a@gmail.com",))), Known(Client("B", emails=("b@gmail.com",))), None),
        (Known(Client("A", website="https://linkedin.com/a")), Known(Client("B", website="linkedin.com/b")), None),
        (Known(Client("A", website="a.github.io")), Known(Client("B", website="b.github.io")), None),
        (Known(Client("")), Known(Client("")), None),
    ],
)
def test_a_number_or_a_domain_settles_it_and_a_name_does_not(one: Known, other: Known, firm: bool | None) -> None:
    for found in (likeness(one, other), likeness(other, one)):
        assert (found.firm if found else None) is firm, found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Beta", Likeness("the name Beta", firm=False)),
        ("Gamma, BETA Ltd.\nDelta", Likeness("the name BETA Ltd.", firm=False)),
        ("Beta (https://www.beta.example/shop)", Likeness("the domain beta.example", firm=True)),
        ("beta.example", Likeness("the domain beta.example", firm=True)),
        ("Gamma", None),
        ("", None),
    ],
)
def test_a_competitor_is_found_by_domain_or_else_by_name(text: str, found: Likeness | None) -> None:
    named = Known(ACME, rivals=rivals_in(text))
    assert rivalry(named, Known(OTHER)) == rivalry(Known(OTHER), named) == found
