"""Tests of the registry's word on a domain."""

from datetime import date

import pytest

from intake.api import Client
from intake.model.finding import SourceReport, Status
from plugins.sources import Given, facts, recorded, report

DIRECTORY = "https://data.iana.org/rdap/dns.json"
SERVER = "https://rdap.registry.example"


def asked(domain: str, answer: Given, *, website: str = "", services: object = None) -> SourceReport:
    """The report on a domain whose registry gives this answer."""
    tlds = [[domain.rpartition(".")[2]], [SERVER]]
    pages = {DIRECTORY: {"services": [tlds] if services is None else services}, f"{SERVER}/domain/{domain}": answer}
    return report("rdap", Client("Acme", website=website or f"https://www.{domain}/"), pages)


def registration(domain: str = "acme.example", **parts: object) -> dict[str, object]:
    """A registry's answer, changed by the parts."""
    events = [{"eventAction": "registration", "eventDate": "2019-01-02T03:04:05Z"}]
    return {"objectClassName": "domain", "ldhName": domain, "events": events} | parts


@pytest.mark.parametrize(
    ("file", "domain", "expected"),
    [
        ("domain_google.com_2021.json", "google.com", (date(1997, 9, 15), date(2028, 9, 14), True)),
        ("domain_norway.no_2021_no-status.json", "norway.no", (date(2017, 1, 24), None, None)),
        (
            "domain_themarquetry.com_2022_under-1y.json",
            "themarquetry.com",
            (date(2021, 3, 16), date(2022, 3, 16), True),
        ),
        ("icann_domain_afnic_fr.json", "afnic.fr", (date(2001, 12, 10), date(2029, 7, 18), False)),
        ("icann_microsoft.click.json", "microsoft.click", (date(2014, 11, 12), date(2024, 11, 12), True)),
        ("whodap_amazon.ooo.json", "amazon.ooo", (date(2014, 10, 23), date(2021, 10, 23), True)),
        ("whodap_you.tube.json", "you.tube", (date(2016, 4, 17), date(2022, 4, 16), True)),
    ],
)
def test_real_answers_are_read(file: str, domain: str, expected: tuple[object, ...]) -> None:
    found = facts(asked(domain, recorded(f"rdap/{file}")))
    assert found["domain.registered"] is True
    assert tuple(found.get(f"domain.{fact}") for fact in ("created", "expires", "locked")) == expected


def test_a_domain_registered_on_a_day_to_come_is_of_unknown_age() -> None:
    events = [
        {"eventAction": "registration", "eventDate": "2031-01-02T03:04:05Z"},
        {"eventAction": "expiration", "eventDate": "2032-01-02T03:04:05Z"},
    ]
    found = asked("acme.example", registration(events=events))
    assert facts(found)["domain.expires"] == date(2032, 1, 2)
    assert found.dropped == {"domain.created": "the source says 2031-01-02, a day still to come"}


def test_the_real_directory_names_the_server() -> None:
    pages: dict[str, Given] = {
        DIRECTORY: recorded("rdap/bootstrap/dns.json"),
        "https://rdap.nic.cz/domain/acme.cz": registration("acme.cz"),
    }
    found = report("rdap", Client("Acme", website="acme.cz"), pages)
    assert found.status is Status.CHECKED


def test_only_the_registrys_own_404_means_not_registered() -> None:
    assert facts(asked("acme.example", (404, {"errorCode": 404}))) == {"domain.registered": False}
    assert asked("acme.example", (404, "<html>nginx</html>")).status is Status.UNREACHABLE
    assert asked("acme.example", (404, {"errorCode": 501})).status is Status.UNREACHABLE


def test_a_country_without_rdap_does_not_apply() -> None:
    found = asked("acme.de", registration("acme.de"), services=[[["com"], [SERVER]]])
    assert (found.status, found.findings) == (Status.NOT_APPLICABLE, ())


@pytest.mark.parametrize(
    "day", ["0001-01-01T00:00:00Z", "9999-12-31", "2026-09-02", "\x1b[31m1999", "soon", "", None, 5]
)
def test_c07_an_absurd_date_is_unknown_and_never_an_old_domain(day: object) -> None:
    answer = registration(events=[{"eventAction": "registration", "eventDate": day}])
    assert facts(asked("acme.example", answer)) == {"domain.registered": True}


@pytest.mark.parametrize(
    "parts", [{"events": None}, {"events": "x"}, {"events": [None]}, {"status": []}, {"status": None}]
)
def test_what_the_registry_does_not_say_is_unknown(parts: dict[str, object]) -> None:
    assert "domain.locked" not in facts(asked("acme.example", registration() | parts))


@pytest.mark.parametrize(
    "answer", [registration("other.example"), {}, [], (501, {"errorCode": 501}), (400, {}), "", "<html></html>"]
)
def test_an_answer_about_something_else_is_none(answer: Given) -> None:
    assert asked("acme.example", answer).status is Status.UNREACHABLE


@pytest.mark.parametrize("services", [[], "x", [[1, 2]], [[["example"], ["http://rdap.registry.example"]]]])
def test_a_directory_that_names_no_secure_server_settles_nothing(services: object) -> None:
    assert not asked("acme.example", registration(), services=services).findings


def test_the_age_of_a_shared_host_is_not_the_clients() -> None:
    assert asked("github.io", registration("github.io"), website="acme.github.io").status is Status.NOT_APPLICABLE


def test_the_domain_is_the_one_somebody_registered() -> None:
    assert (
        asked("acme.co.uk", registration("acme.co.uk"), website="http://shop.acme.co.uk:80/x").status is Status.CHECKED
    )
    assert report("rdap", Client("Acme", website="http://192.0.2.1/"), {}).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize("status", ["client hold", "Server Hold", "redemption period", "pending delete"])
def test_a_domain_that_no_longer_answers_is_on_hold(status: str) -> None:
    assert (
        facts(asked("acme.example", registration(status=["client transfer prohibited", status])))["domain.on_hold"]
        is True
    )
    assert facts(asked("acme.example", registration(status=["active"])))["domain.on_hold"] is False
    assert "domain.on_hold" not in facts(asked("acme.example", registration()))


@pytest.mark.parametrize("name", ["acme.cyou.", "ACME.CYOU", "acme.cyou"])
def test_a_name_may_end_with_a_dot_or_be_written_large(name: str) -> None:
    assert asked("acme.cyou", registration("acme.cyou", ldhName=name)).status is Status.CHECKED


@pytest.mark.parametrize("action", ["last update", "last changed", "last update of RDAP database"])
def test_events_that_are_no_registration_give_no_age(action: str) -> None:
    events = [{"eventAction": action, "eventDate": "2019-01-02T03:04:05Z"}]
    assert facts(asked("acme.example", registration(events=events))) == {"domain.registered": True}


def test_malformed_contacts_are_not_read() -> None:
    entities = [{"roles": "registrant", "vcardArray": ["vcard", [["fn", {}, "text"]]]}, None]
    assert asked("acme.example", registration(entities=entities)).status is Status.CHECKED


def test_a_registry_that_is_busy_is_rate_limited() -> None:
    assert asked("acme.example", (429, "")).status is Status.RATE_LIMITED
