"""Tests of what the DNS says of a mail domain."""

import pytest

from intake.api import Client
from intake.model.finding import Confidence, SourceReport, Status
from plugins.sources import Given, facts, report

TYPES = {"A": 1, "AAAA": 28, "MX": 15, "NS": 2, "TXT": 16}
MX, SPF, DMARC = "10 mail.acme.example.", "v=spf1 -all", "v=DMARC1; p=reject"
CLIENT = Client("Acme", emails=("info@acme.example",))


def answer(name: str, kind: str, *data: str, **parts: object) -> dict[str, object]:
    """A resolver's answer, changed by the parts."""
    records = [{"name": name, "type": TYPES[kind], "data": text} for text in data]
    question = [{"name": f"{name}.", "type": TYPES[kind]}]
    return {"Status": 0, "TC": False, "Question": question, "Answer": records} | parts


def asked(client: Client = CLIENT, **given: Given) -> SourceReport:
    """The report on a domain with all in order, changed by the given answers."""
    domain = "acme.example"
    usual: dict[str, Given] = {
        "MX": answer(domain, "MX", MX),
        "TXT": answer(domain, "TXT", SPF),
        "DMARC": answer(f"_dmarc.{domain}", "TXT", DMARC),
        "NS": answer(domain, "NS"),
    }
    pages = {
        "https://dns.google/resolve?name="
        + (f"_dmarc.{domain}&type=TXT" if kind == "DMARC" else f"{domain}&type={kind}"): page
        for kind, page in (usual | given).items()
    }
    return report("mail_dns", client, pages)


def test_a_domain_in_order() -> None:
    assert facts(asked()) == {"mail.accepts": True, "mail.spf": True, "mail.dmarc": True}


def test_a_null_mx_accepts_no_mail() -> None:
    assert facts(asked(MX=answer("acme.example", "MX", "0 .")))["mail.accepts"] is False


def test_without_mx_the_host_itself_takes_mail() -> None:
    none = answer("acme.example", "MX")
    aaaa, no_a = answer("acme.example", "AAAA", "2606:4700::1"), answer("acme.example", "A")
    assert facts(asked(MX=none, A=answer("acme.example", "A", "93.184.216.34")))["mail.accepts"] is True
    assert facts(asked(MX=none, A=no_a, AAAA=aaaa))["mail.accepts"] is True
    assert facts(asked(MX=none, A=no_a, AAAA=answer("acme.example", "AAAA")))["mail.accepts"] is False


def test_a_name_that_does_not_exist_differs_from_a_server_that_failed() -> None:
    assert facts(asked(MX=answer("acme.example", "MX", Status=3))) == {"mail.accepts": False}
    assert asked(MX=answer("acme.example", "MX", Status=2)).status is Status.UNREACHABLE


@pytest.mark.parametrize(
    "page",
    [
        answer("acme.example", "MX", MX, TC=True),
        answer("other.example", "MX", MX),
        answer("acme.example", "MX", MX, Status=5),
        answer("acme.example", "MX", MX, Answer="x"),
        {"Status": 0},
        {},
        "",
        (503, ""),
    ],
)
def test_an_answer_not_understood_is_none(page: Given) -> None:
    assert asked(MX=page).status is Status.UNREACHABLE


@pytest.mark.parametrize(
    ("texts", "published"),
    [
        ((), False),
        (("site-verification=1",), False),
        (('"v=spf1 include:a.example" " -all"',), True),
        (("V=SPF1 -all",), True),
        (("v=spf10 -all",), False),
        ((SPF, "v=spf1 +all"), False),
    ],
)
def test_exactly_one_spf_record_counts(texts: tuple[str, ...], published: bool) -> None:
    assert facts(asked(TXT=answer("acme.example", "TXT", *texts)))["mail.spf"] is published


@pytest.mark.parametrize(
    ("texts", "published"),
    [
        ((), False),
        ((DMARC,), True),
        (('"v=DMARC1;" "p=none"',), True),
        (("v=DMARC1;",), False),
        ((DMARC, DMARC), False),
    ],
)
def test_dmarc_needs_one_record_with_a_policy(texts: tuple[str, ...], published: bool) -> None:
    assert facts(asked(DMARC=answer("_dmarc.acme.example", "TXT", *texts)))["mail.dmarc"] is published


def test_an_alias_in_the_answer_is_no_record() -> None:
    alias = answer("acme.example", "MX", Answer=[{"name": "acme.example.", "type": 5, "data": "other.example."}])
    found = asked(MX=alias, A=answer("acme.example", "A"), AAAA=answer("acme.example", "AAAA"))
    assert facts(found)["mail.accepts"] is False


def test_a_public_mail_provider_says_nothing_about_the_client() -> None:
    assert asked(Client("Acme", emails=("acme@gmail.com",))).status is Status.NOT_APPLICABLE


def test_without_an_address_the_websites_domain_is_asked() -> None:
    assert asked(Client("Acme", website="https://www.acme.example/")).status is Status.CHECKED


def test_the_name_servers_are_told_and_those_of_a_parking_service_are_a_weak_hint() -> None:
    own = asked(NS=answer("acme.example", "NS", "NS2.Host.example.", "ns1.host.example."))
    assert facts(own)["mail.name_servers"] == ("ns1.host.example", "ns2.host.example")
    assert "mail.parked" not in facts(own)
    parked = asked(NS=answer("acme.example", "NS", "ns1.sedoparking.com.")).findings[-1]
    assert (parked.name, parked.value, parked.confidence) == ("mail.parked", True, Confidence.WEAK)
    alike = asked(NS=answer("acme.example", "NS", "ns1.notsedoparking.com."))
    assert "mail.parked" not in facts(alike)


def test_name_servers_that_gave_no_answer_leave_the_source_unreached() -> None:
    assert asked(NS=answer("acme.example", "NS", Status=2)).status is Status.UNREACHABLE
