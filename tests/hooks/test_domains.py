"""Tests of finding the domain behind an address."""

import pytest

from intake.api import host_of, own_domain, registrable_domain


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://WWW.Acme.co.uk:443/a?b@c", "www.acme.co.uk"),
        ("acme.example.", "acme.example"),
        ("anna@acme.example", "acme.example"),
        ("https://müller.example", "xn--mller-kva.example"),
        ("", ""),
        ("http://[::1", ""),
        ("http://\u2488.example", ""),
    ],
)
def test_a_host_is_plain_ascii(address: str, host: str) -> None:
    assert host_of(address) == host


@pytest.mark.parametrize(
    ("host", "registrable", "own"),
    [
        ("www.acme.co.uk", "acme.co.uk", "acme.co.uk"),
        ("anna.github.io", "github.io", "anna.github.io"),
        ("www.acme.example", "acme.example", "acme.example"),
        ("co.uk", "", ""),
        ("93.184.216.34", "", ""),
        ("", "", ""),
    ],
)
def test_what_is_registered_and_what_is_shared(host: str, registrable: str, own: str) -> None:
    assert registrable_domain(host) == registrable
    assert own_domain(host) == own
