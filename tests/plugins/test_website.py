"""Tests of reading the client's own website."""

from collections.abc import Mapping
from datetime import date
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


BRITISH = Client("Acme Ltd", website=SITE)


@pytest.mark.parametrize(
    ("stated", "number", "code"),
    [
        ("Acme Ltd. Registered in England No. 01234567", "01234567", "RA000585"),
        ("Acme Ltd. Company number: SC123456", "SC123456", "RA000585"),
        ("Acme Ltd, RCS Paris B 487 444 697", "487444697", "RA000189"),
        ("Acme Ltd, SIRET : 487 444 697 00014", "487444697", "RA000189"),
        ("Acme Ltd, org.nr: 923 609 016", "923609016", "RA000472"),
        ("Acme Ltd, organisationsnummer 556703-7485", "5567037485", "RA000544"),
        ("Acme Ltd, CVR-nr. 13 58 56 28", "13585628", "RA000170"),
        ("Acme Ltd, Y-tunnus: 2077474-0", "20774740", "RA000188"),
        ("Acme Ltd, IČO: 25123891", "25123891", "RA000163"),
        ("Acme Ltd, KRS 0000405063", "0000405063", "RA000484"),
    ],
)
def test_a_number_with_the_name_of_its_register_leads_to_it(stated: str, number: str, code: str) -> None:
    found = asked({"impressum": page(stated)}, BRITISH)
    told = {finding.fact: finding for finding in found.findings}
    assert (told["registered_as"].value, told["authority"].value) == (number, code)
    assert told["registered_as"].confidence is Confidence.FIRM


@pytest.mark.parametrize(
    "stated",
    [
        "Acme Ltd, SIREN 487 444 698",
        "Acme Ltd, org.nr: 923 609 017",
        "Acme Ltd, CVR 12345678",
        "Acme Ltd, tel. 01234567",
    ],
)
def test_a_number_that_cannot_exist_or_has_no_register_leads_nowhere(stated: str) -> None:
    assert "website.registered_as" not in facts(asked({"impressum": page(stated)}, BRITISH))


@pytest.mark.parametrize(
    "stated", ["Acme Ltd, RCS 487 444 697. Hosted by Hôte SAS, RCS 552 032 534", "Hosted by Hôte SAS, RCS 552 032 534"]
)
def test_a_number_that_may_be_the_hosts_is_weak(stated: str) -> None:
    found = asked({"impressum": page(stated), "": page(f"Welcome {LINKS}")}, BRITISH)
    told = next(finding for finding in found.findings if finding.fact == "registered_as")
    assert told.confidence is Confidence.WEAK


def structured(text: str) -> dict[str, object]:
    """What is told of a home page with this organisation in its JSON-LD."""
    head = f'<script type="application/ld+json">{{"@type": "Organization", {text}}}</script>'
    return dict(facts(asked({"": page(LINKS, head)}, BRITISH)))


def test_structured_data_tell_address_founding_size_and_numbers() -> None:
    address = (
        '{"@type": "PostalAddress", "streetAddress": "1 High St", "postalCode": "LS1", "addressLocality": "Leeds"}'
    )
    told = structured(
        f'"address": {address}, "foundingDate": "2017-03-09", "numberOfEmployees": {{"value": 12}}, '
        '"leiCode": "549300O897ZC5H7CY412", "vatID": "ATU13585627"'
    )
    assert told["website.address"] == "1 High St, LS1 Leeds"
    assert told["website.founded"] == date(2017, 3, 9)
    assert told["website.employees"] == 12
    assert told["website.lei"] == "549300O897ZC5H7CY412"


@pytest.mark.parametrize(
    "text",
    [
        '"address": 5, "foundingDate": "2017", "numberOfEmployees": "many", "leiCode": "549300", "vatID": 7',
        '"address": {}, "foundingDate": null, "numberOfEmployees": {"value": true}, "leiCode": [], "vatID": "ATU1"',
        '"address": [], "numberOfEmployees": {"minValue": 2}, "numberOfEmployees": -3',
    ],
)
def test_structured_data_that_are_no_such_thing_are_unknown(text: str) -> None:
    told = structured(text)
    assert not told.keys() & {f"website.{fact}" for fact in ("address", "founded", "employees", "lei")}


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        (
            "Welcome. Invoices are payable within 60 days of receipt. Thanks.",
            "Invoices are payable within 60 days of receipt",
        ),
        ("Rechnungen sind innerhalb von 14 Tagen zu zahlen.", "Rechnungen sind innerhalb von 14 Tagen zu zahlen"),
        ("Return it within 30 days. Betalning sker inom 10 dagar.", "Betalning sker inom 10 dagar"),
    ],
)
def test_the_sentence_on_when_to_pay_is_told_weakly(terms: str, sentence: str) -> None:
    found = asked({"x": page(terms)})
    told = next(finding for finding in found.findings if finding.fact == "payment_terms")
    assert (told.value, told.confidence) == (sentence, Confidence.WEAK)


@pytest.mark.parametrize("terms", [page("Return it within 30 days."), page("We pay in 1234 days"), (403, ""), ""])
def test_terms_that_do_not_say_when_to_pay_tell_nothing(terms: Given) -> None:
    found = facts(asked({"x": terms}))
    assert "website.payment_terms" not in found
    assert found["website.has_terms"] is True


@pytest.mark.parametrize(
    ("credit", "value"),
    [
        ('Site by <a href="https://studionord.example/">Studio Nord</a>', "Studio Nord (studionord.example)"),
        ("Designed and built by Studio Nord", "Studio Nord"),
        ("Webdesign: Studio Nord", "Studio Nord"),
    ],
)
def test_who_built_the_site_is_somebody_to_ask(credit: str, value: str) -> None:
    found = asked({"": page(f"{LINKS} <footer>{credit}</footer>")})
    told = next(finding for finding in found.findings if finding.fact == "built_by")
    assert (told.value, told.confidence) == (value, Confidence.WEAK)


@pytest.mark.parametrize("credit", ["Site by Acme Ltd", "powered by WordPress", "design by hand"])
def test_its_own_credit_is_none(credit: str) -> None:
    assert "website.built_by" not in facts(asked({"": page(f"{LINKS} <footer>{credit}</footer>")}))


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("Contact: mailto:sec@acme.example\nExpires: 2027-01-01T00:00:00Z", True),
        ((404, ""), False),
        ((403, ""), None),
        ((503, ""), None),
        (page("Contact: us"), None),
        ("", None),
    ],
)
def test_security_txt_is_told_where_it_is_one_or_is_not_there(given: Given, value: bool | None) -> None:
    assert facts(asked({".well-known/security.txt": given})).get("website.has_security_txt") is value


@pytest.mark.parametrize("hostile", ["Site by A " * 50_000, "org.nr " * 90_000, "9 days " * 90_000, "RCS 1 " * 90_000])
def test_a_page_made_to_slow_the_new_readers_is_read_all_the_same(hostile: str) -> None:
    assert asked({"": page(f"{LINKS} {hostile}"), "x": page(hostile)}).status is Status.CHECKED
