"""Tests of news that may speak ill of the client."""

from urllib.parse import quote

import pytest

from intake.api import Client, Confidence, Kind
from intake.model.finding import SourceReport, Status
from plugins.sources import Given, report, source

ILL = "(fraud OR insolvency OR bankruptcy OR lawsuit OR unpaid OR scam OR layoffs)"


def asked(answer: Given, client: Client | None = None, searched: str = "Acme Ltd") -> SourceReport:
    """The report on a client for whose name GDELT gives this answer."""
    words = quote(f'"{searched}" {ILL}', safe="")
    service = "https://api.gdeltproject.org/api/v2/doc/doc"
    url = f"{service}?query={words}&mode=ArtList&format=json&maxrecords=250&timespan=3months&sort=DateDesc"
    return report("gdelt", client or Client("Acme Ltd"), {url: answer})


def article(title: object, domain: str = "news.example", seen: str = "20260811T101500Z") -> dict[str, object]:
    """An article as GDELT lists it."""
    return {"title": title, "domain": domain, "seendate": seen}


def test_titles_with_the_name_are_weak_candidates() -> None:
    found = asked({"articles": [article("Acme Ltd sued"), article("Ten firms that failed"), article(None)]})
    assert [(finding.name, finding.value) for finding in found.findings] == [
        ("news.candidate", "Acme Ltd sued (news.example, 20260811)")
    ]
    assert found.findings[0].confidence is Confidence.WEAK
    assert "need not be this client" in found.findings[0].statement


def test_a_story_told_by_many_is_one_candidate_and_few_are_shown() -> None:
    many = [article("Acme Ltd sued", f"n{n}.example") for n in range(9)] + [article(f"Acme Ltd {n}") for n in range(9)]
    assert len(asked({"articles": many}).findings) == 5


def test_no_article_says_nothing() -> None:
    assert asked({}).status is Status.NOT_FOUND
    assert asked({"articles": []}).status is Status.NOT_FOUND


def test_plain_text_is_no_answer_and_429_too_often() -> None:
    assert asked("The specified phrase is too short.").status is Status.UNREACHABLE
    assert asked((429, "Please limit requests to one every 5 seconds")).status is Status.RATE_LIMITED
    assert asked({"articles": "none"}).status is Status.UNREACHABLE


def test_it_is_asked_only_by_name_and_slowly_and_never_about_people() -> None:
    info = source("gdelt").info
    assert info.off
    assert info.seconds_apart == 5
    assert asked({}, Client("Anna Berg", Kind.PERSON)).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(("name", "searched"), [('Acme "Ltd"', "Acme  Ltd"), ("Möbel & Co", "Möbel & Co")])
def test_a_name_cannot_change_the_query(name: str, searched: str) -> None:
    assert asked({}, Client(name), searched).status is Status.NOT_FOUND
