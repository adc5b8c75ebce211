"""The words on the page: the same for every locale, and bound to the name of their layout."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from intake import canonical
from intake.locale.countries import named, spellings
from intake.locale.days import LANGUAGES
from intake.model.brief import Previous, Rendition
from intake.model.party import Identifier
from intake.model.values import Json
from intake.publishing.html import as_html
from intake.publishing.markdown import as_markdown
from intake.signing import document, fonts, terms, wording
from intake.signing.acceptance import read, split
from intake.signing.asked import ENGLISH, asked
from signing import sample
from signing.conftest import Agreement


def test_dates_are_written_in_words() -> None:
    assert terms.day(date(2027, 1, 15)) == "Friday, 15 January 2027"


def test_times_are_written_in_utc() -> None:
    stockholm = datetime(2027, 1, 15, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    assert terms.minute(stockholm) == "Thursday, 14 January 2027, 23:30 UTC"
    assert terms.minute(datetime(2027, 1, 15, 9, 5, tzinfo=UTC)) == "Friday, 15 January 2027, 09:05 UTC"


def test_a_company_number_is_called_by_its_country_and_not_by_our_name_for_it() -> None:
    brief = sample.brief()
    client = replace(brief.client, identifiers=(Identifier("eu.vat", "SE1"), Identifier("se.orgnr", "5599999991")))
    printed = str(wording.page(replace(brief, client=client), "sha256:0", None))
    assert "Register (SE)" in printed
    assert "VAT" in printed
    assert "se.orgnr" not in printed


@pytest.mark.parametrize(
    ("language", "expected"),
    [*zip(LANGUAGES, ("Sweden", "Schweden", "Suède", "Suecia", "Sverige", "Rootsi", "İsveç"), strict=True)],
)
def test_a_party_s_country_is_named_in_the_brief_s_language_and_kept_by_its_code(language: str, expected: str) -> None:
    brief = replace(sample.brief(), language=language)
    brief = replace(brief, client=replace(brief.client, country="SE"), supplier=replace(brief.supplier, country="XX"))
    words = wording.page(brief, "sha256:0", None)["words"]
    assert isinstance(words, dict)
    assert f"['{expected}']" in str(words["parties"])
    assert "['XX']" in str(words["parties"])  # no country that anybody knows stands as it is
    assert expected in as_html(brief).decode()
    assert expected in as_markdown(brief).decode()
    assert b'"country":"SE"' in canonical.to_bytes(canonical.encode(brief))


@pytest.mark.parametrize("ending", [", Sweden", ",\nSverige.", ", SE", "\nSUÈDE"])
def test_a_country_that_ends_the_address_is_not_told_again(ending: str) -> None:
    def told(address: str) -> tuple[str, str, str]:
        brief = replace(sample.brief(), language="de")
        brief = replace(brief, client=replace(brief.client, country="SE", address=address))
        return str(wording.page(brief, "sha256:0", None)["words"]), as_html(brief).decode(), as_markdown(brief).decode()

    assert all("Schweden" not in page and "Kungsgatan 1" in page for page in told("Kungsgatan 1" + ending))
    assert all("Schweden" in page for page in told("Kungsgatan 1, Sweden Street"))


def test_a_changed_page_has_a_new_layout_name(agreement: Agreement) -> None:
    # Older documents are printed again to be checked. When this fails, raise LAYOUT and then put the digest here:
    # otherwise those documents would be called altered.
    accepted = read(split(agreement.acceptance)[0])
    statement = replace(accepted, shown_pdf_sha256="", key="", intent="I accept.", consent="I consent.")
    brief = replace(sample.brief(practice=True), changes=("a",), prev=Previous("sha256:1", "sha256:2"))
    pages: list[Json] = [
        wording.page(replace(brief, language=language, seq=seq), "sha256:0", said, ())
        for language in LANGUAGES
        for seq, said in ((0, None), *((1, replace(statement, method=way)) for way in terms.METHODS))
    ]
    countries: Json = [[named(code, language) for code in spellings()] for language in LANGUAGES]
    raw = canonical.to_bytes([*pages, countries]) + document.template() + repr((fonts.SCRIPTS, fonts.JAPANESE)).encode()
    assert (wording.LAYOUT, canonical.digest(raw)) == (
        "intake layout 10",
        "sha256:16e77593837464d59feeb491f1deb2826f5e9f68f16c31d26e2c9b03dd092e6d",
    )


def accepted(agreement: Agreement, languages: tuple[str, ...], words: tuple[str, str]) -> str:
    """What the page of a brief in these languages says of an acceptance in those words."""
    said = replace(read(split(agreement.acceptance)[0]), intent=words[0], consent=words[1])
    first, *others = languages
    brief = replace(sample.brief(), language=first, renditions=tuple(Rendition(each, {}) for each in others))
    page = wording.page(brief, "sha256:0", said)["words"]
    assert isinstance(page, dict)
    return str(page["acceptance"])


def test_the_acceptance_stands_in_the_languages_of_the_brief_each_by_itself(agreement: Agreement) -> None:
    words = asked(("sv", "en"))
    shown = accepted(agreement, ("sv", "en"), (words.intent, words.consent))
    assert "'intent': ['Jag godkänner detta projektavtal som avtalet mellan oss.', 'I accept" in shown
    assert "'meaning': ['']" in shown


def test_an_acceptance_in_english_stands_as_it_was_said_with_its_meaning(agreement: Agreement) -> None:
    shown = accepted(agreement, ("sv",), (ENGLISH.intent, ENGLISH.consent))
    assert ENGLISH.intent in shown
    assert "Jag godkänner detta projektavtal" in shown
    assert "Jag" not in accepted(agreement, ("en",), (ENGLISH.intent, ENGLISH.consent))


def test_a_clause_in_other_words_than_the_book_s_says_so_on_the_page() -> None:
    brief = sample.brief()
    clause = brief.checklist.clauses[0].id
    page = wording.page(replace(brief, reworded={clause: "In other words."}), "sha256:0", None)["words"]
    assert isinstance(page, dict)
    clauses = page["clauses"]
    assert isinstance(clauses, list)
    assert [each["reworded"] for each in clauses if isinstance(each, dict)].count(True) == 1
