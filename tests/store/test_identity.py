"""A client that comes back is known again; strangers on a shared site are not taken for one."""

import pytest

from intake.model.client import Client
from intake.store import identity
from store.sample import CLIENT


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ácme & Söhne GmbH", "acme-sohne-gmbh"),
        ("../../etc", "etc"),
        ("ООО Ромашка", "client"),
        ("", "client"),
        ("a" * 90, "a" * 40),
    ],
)
def test_a_folder_is_named_in_plain_letters(name: str, expected: str) -> None:
    assert identity.slug(name) == expected


def test_the_same_client_shares_a_mark_however_it_is_written() -> None:
    for other in (
        Client("ACME, ltd."),
        Client("Other", website="acme.example"),
        Client("Other", website="http://WWW.acme.example:8080/x?y#z"),
        Client("Other", emails=("Ana@acme.example",)),
        Client("Other", identifiers=CLIENT.identifiers),
    ):
        assert set(identity.marks(CLIENT)) & set(identity.marks(other)), other


@pytest.mark.parametrize(
    "website", ["", "https://facebook.com/acme", "https://www.linkedin.com/in/ana", "http://[", "//"]
)
def test_an_address_that_many_share_says_nothing(website: str) -> None:
    assert identity.marks(Client("Acme", website=website)) == ("name:acme",)


def test_nothing_known_is_no_mark() -> None:
    assert identity.marks(Client("")) == ()
