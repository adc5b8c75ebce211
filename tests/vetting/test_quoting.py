"""Tests of finding where a quote stands in a stored page."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.hooks.page import Page
from intake.model.text import clean
from intake.vetting.quoting import AROUND, quoted, where


def page(body: str) -> Page:
    return Page("x-1", "https://x.example/", 200, "text/html; charset=utf-8", body.encode())


@pytest.mark.parametrize(
    ("body", "quote", "found"),
    [
        ('{"status": "ACTIVE"}', "ACTIVE", "ACTIVE"),
        ("<b>M&uuml;ller &amp;\n S&#246;hne</b>", "Müller & Söhne", "M&uuml;ller &amp;\n S&#246;hne"),
        ('{"name": "M\\u00fcller\\n GmbH"}', "Müller GmbH", "M\\u00fcller\\n GmbH"),
        ('{"name": "The \\"Pub\\""}', 'The "Pub"', 'The \\"Pub\\"'),
        ("M&uuml;ller, Müller", "Müller", "Müller"),
    ],
)
def test_a_quote_is_found_as_it_is_written_there(body: str, quote: str, found: str) -> None:
    span = where(body, quote)
    assert span is not None
    assert body[slice(*span)] == found


def test_a_quote_is_shown_with_what_is_around_it_and_cleaned() -> None:
    span = quoted(page("a" * 999 + " \x1b]0;x\x07ACT\u202eIVE " + "b" * 999), "ACT\u202eIVE")
    assert span is not None
    assert (span.quote, span.at) == ("ACTIVE", 1006)
    assert "\x1b" not in span.before
    assert len(span.before) <= AROUND
    assert len(span.after) == AROUND


@pytest.mark.parametrize(
    "written",
    [
        "ACT\u202eIVE \x1b[2Jnow",
        "ACT\xadIVE [2Jnow",
        "ACT&shy;IVE&nbsp;[2Jnow",
        "ACT\u200bIVE\n\x00[2Jnow",
        "AC\\u00adTIVE [2Jnow",
    ],
)
def test_a_quote_as_it_is_kept_is_found_in_a_page_that_hides_something_in_it(written: str) -> None:
    body = f"It is {written} ."
    assert page(body).says(written)
    span = quoted(page(body), clean("ACTIVE [2Jnow"))
    assert span is not None
    assert (span.before, span.after) == ("It is ", " .")


def test_a_quote_is_found_in_a_page_whose_letters_are_written_in_two() -> None:
    assert where("Lindqvist Mo\u0308bel AB", clean("Mo\u0308bel")) == (10, 16)


@pytest.mark.parametrize("quote", ["", "DISSOLVED"])
def test_what_is_not_there_has_no_place(quote: str) -> None:
    assert quoted(page("ACTIVE"), quote) is None


@given(
    st.text('ab &"\\\n<é😀', max_size=30), st.text('ab &"<é😀', min_size=1, max_size=10), st.text("ab &\n", max_size=30)
)
def test_whatever_stands_in_a_page_has_a_place_that_says_it(before: str, quote: str, after: str) -> None:
    body = f"{before}<{html.escape(quote)}>{after}"
    if quote.strip() and page(body).says(quote):
        span = where(body, quote)
        assert span is not None
        assert page(body[slice(*span)]).says(quote)
