"""Tests of reading the client's own website."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from intake.api import Client, Confidence, Identifier
from intake.model.finding import SourceReport, Status
from plugins.sources import Given, facts, report

SITE = "https://www.acme.example"
LINKS = '<a href="/impressum">Impressum</a> <a href="/contact">Contact</a> <a href="/x">AGB</a>'
IMPRINT = "Acme Ltd, 1 High Street. VAT: DE 136 695 976. HRB 12345."
CLIENT = Client(
    "Acme Ltd", website=SITE, identifiers=(Identifier("eu.vat", "DE136695976"), Identifier("de.hrb", "HRB12345"))
)

NOTHING: Mapping[str, Given] = MappingProxyType({})


def page(body: str, head: str = "") -> str:
    """A whole HTML page."""
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def asked(given: Mapping[str, Given] = NOTHING, client: Client = CLIENT) -> SourceReport:
    """The report on a site with all in order, changed by the given pages."""
    usual: dict[str, Given] = {
        "robots.txt": (404, "none"),
        "": page(f"<h1>Welcome</h1>{LINKS}"),
        "impressum": page(IMPRINT),
        "contact": page('<a href="mailto:hi@acme.example?subject=x">Write</a> <a href="tel:+44%2020">Call</a>'),
    }
    return report("website", client, {f"{SITE}/{path}": body for path, body in {**usual, **given}.items()})


def test_a_site_in_order() -> None:
    found = asked()
    assert found.status is Status.CHECKED
    assert facts(found) == {
        "website.reachable": True,
        "website.parked": False,
        "website.has_imprint": True,
        "website.has_terms": True,
        "website.legal_name": "Acme Ltd",
        "website.vat": "DE136695976",
        "website.register_number": "HRB 12345",
        "website.email": "hi@acme.example",
        "website.phone": "+44 20",
        "website.names_client": True,
    }


def test_a_website_given_without_scheme_is_asked_securely() -> None:
    assert asked(client=Client("Acme Ltd", website="www.acme.example")).status is Status.CHECKED


def test_structured_data_names_the_company() -> None:
    for data in (
        '{"@type": "Organization", "legalName": "Other GmbH"}',
        '[{"@type": ["Thing", "Corporation"], "legalName": "Other GmbH"}]',
        '{"@graph": [{"@type": "WebSite"}, {"@type": "LocalBusiness", "legalName": "Other GmbH"}]}',
    ):
        head = f'<script type="application/ld+json">{data}</script>'
        assert facts(asked({"": page(LINKS, head)}))["website.legal_name"] == "Other GmbH"


@pytest.mark.parametrize(
    "data", ["{", "null", "5", "[[[", '{"@type": 5}', '{"@graph": 5}', '{"@type": "Organization"}']
)
def test_structured_data_that_says_nothing_is_passed_over(data: str) -> None:
    head = f'<script type="application/ld+json">{data}</script>'
    assert facts(asked({"": page(LINKS, head)}))["website.legal_name"] == "Acme Ltd"


def test_another_company_in_the_imprint_is_only_a_guess() -> None:
    found = asked({"impressum": page("Design: Studio Nord GmbH")})
    name = next(finding for finding in found.findings if finding.fact == "legal_name")
    assert (name.value, name.confidence) == ("Studio Nord GmbH", Confidence.WEAK)
    assert facts(found)["website.names_client"] is False


@pytest.mark.parametrize("given", [(503, ""), (403, ""), "", page(IMPRINT)[:-9], (404, "")])
def test_an_imprint_that_cannot_be_read_is_unknown_and_one_that_is_gone_is_missing(given: Given) -> None:
    found = facts(asked({"impressum": given}))
    gone = given == (404, "")
    assert found.get("website.has_imprint") is (False if gone else None)
    assert found.get("website.names_client") is (False if gone else None)


def test_a_home_page_without_the_links_has_neither_imprint_nor_terms() -> None:
    found = facts(asked({"": page('<a href="/shop">Shop</a>')}))
    assert (found["website.has_imprint"], found["website.has_terms"]) == (False, False)


def test_a_number_on_the_home_page_serves_as_imprint() -> None:
    assert facts(asked({"": page(f'<a href="/shop">Shop</a> {IMPRINT}')}))["website.has_imprint"] is True


def test_several_vat_numbers_are_a_guess_unless_one_was_claimed() -> None:
    both = page("DE136695976 and ATU13585627")
    assert facts(asked({"impressum": both}))["website.vat"] == "DE136695976"
    found = asked({"impressum": both}, Client("Acme Ltd", website=SITE))
    assert [finding.confidence for finding in found.findings if finding.fact == "vat"] == [Confidence.WEAK]
    assert "website.vat" not in facts(asked({"impressum": page("DE136695977")}))


def test_a_parked_domain_says_nothing_more() -> None:
    found = facts(asked({"": page(f"Buy this domain! {LINKS}")}))
    assert found == {"website.reachable": True, "website.parked": True}


def test_a_page_drawn_by_a_script_only_shows_that_it_is_there() -> None:
    found = facts(asked({"": page('<div id="root"></div><script src="/app.js"></script>')}))
    assert found == {"website.reachable": True}


@pytest.mark.parametrize("status", [404, 410])
def test_a_site_that_is_gone_is_not_reachable(status: int) -> None:
    assert facts(asked({"": (status, "")})) == {"website.reachable": False}


@pytest.mark.parametrize(
    ("home", "status"),
    [
        ((403, ""), Status.BLOCKED),
        ((429, ""), Status.RATE_LIMITED),
        ((503, ""), Status.UNREACHABLE),
        ("", Status.UNREACHABLE),
        (page(LINKS)[:-9], Status.UNREACHABLE),
        (page("<p>" * 70_000), Status.UNREACHABLE),
        (page("<div>" * 600), Status.UNREACHABLE),
        (page("", "<title>Just a moment...</title>"), Status.BLOCKED),
        (page("Please solve the captcha to continue"), Status.BLOCKED),
    ],
)
def test_a_home_page_that_cannot_be_read_is_no_clearance(home: Given, status: Status) -> None:
    found = asked({"": home})
    assert (found.status, found.findings) == (status, ())


def test_a_contact_form_with_a_captcha_is_no_challenge() -> None:
    assert asked({"": page(f"{LINKS} This form is protected by captcha.")}).status is Status.CHECKED


@pytest.mark.parametrize(
    ("rules", "status"),
    [
        ("User-agent: *\nDisallow: /", Status.BLOCKED),
        ("User-agent: client-intake\nDisallow: /", Status.BLOCKED),
        ("User-agent: other\nDisallow: /", Status.CHECKED),
        ("<html>not found</html>", Status.CHECKED),
        ((403, ""), Status.CHECKED),
        ((500, ""), Status.BLOCKED),
    ],
)
def test_robots_txt_is_respected(rules: Given, status: Status) -> None:
    assert asked({"robots.txt": rules}).status is status


def test_a_page_robots_txt_keeps_back_is_unknown() -> None:
    found = facts(asked({"robots.txt": "User-agent: *\nDisallow: /impressum"}))
    assert "website.has_imprint" not in found
    assert "website.names_client" not in found


def test_an_imprint_on_another_domain_is_not_read() -> None:
    found = asked({"": page('<a href="https://other.example/impressum">Impressum</a> <a href="http://[">x</a>')})
    assert found.status is Status.CHECKED
    assert "website.has_imprint" not in facts(found)


def test_a_strangers_markup_and_control_characters_do_not_reach_a_finding() -> None:
    found = asked({"": page(f'{LINKS}<a href="/t">Terms\x1b]52;c;x\x07 of [@click=app.quit]use</a>')})
    assert all("\x1b" not in finding.statement + finding.quote for finding in found.findings)


@pytest.mark.parametrize(
    "hostile", ["A" * 1_000_000, "A&" * 500_000, "Aa " * 300_000, "DE1 " * 300_000, "<div>" * 50_000]
)
def test_a_page_made_to_be_slow_is_read_all_the_same(hostile: str) -> None:
    assert asked({"impressum": page(hostile)}).status is Status.CHECKED
