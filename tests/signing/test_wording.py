"""The words on the page: the same for every locale, and bound to the name of their layout."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from intake import canonical
from intake.locale.days import LANGUAGES
from intake.model.brief import Previous
from intake.model.client import Identifier
from intake.model.values import Json
from intake.signing import document, fonts, terms, wording
from intake.signing.acceptance import read, split
from intake.signing.accepting import CONSENT, INTENT
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


def test_a_changed_page_has_a_new_layout_name(agreement: Agreement) -> None:
    # Older documents are printed again to be checked. When this fails, raise LAYOUT and then put the digest here:
    # otherwise those documents would be called altered.
    statement = replace(read(split(agreement.acceptance)[0]), shown_pdf_sha256="", key="")
    brief = replace(sample.brief(practice=True), changes=("a",), prev=Previous("sha256:1", "sha256:2"))
    pages: list[Json] = [
        wording.page(replace(brief, language=language, seq=seq), "sha256:0", said, ())
        for language in LANGUAGES
        for seq, said in ((0, None), *((1, replace(statement, method=way)) for way in terms.METHODS))
    ]
    raw = canonical.to_bytes(pages) + document.template() + repr((fonts.SCRIPTS, fonts.JAPANESE)).encode()
    assert (wording.LAYOUT, canonical.digest(raw)) == (
        "intake layout 4",
        "sha256:9da482e64b771104e3c71142aa78f5d51d09aeca0e8c45757c8071e318bcd33c",
    )


def test_the_words_of_the_acceptance_stand_as_they_were_said_with_their_meaning(agreement: Agreement) -> None:
    said = replace(read(split(agreement.acceptance)[0]), intent=INTENT, consent=CONSENT)
    page = wording.page(replace(sample.brief(), language="sv"), "sha256:0", said)
    shown = str(page["words"])
    assert INTENT in shown
    assert "Jag godkänner detta som avtalet mellan oss." in shown
    assert "Jag" not in str(wording.page(sample.brief(), "sha256:0", said)["words"])
