"""Tests of reading a stranger's documents: SAFETY cases C1 to C7 by their numbers, and honest pages beside them."""

import io
import sys
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.api import Page, Unreachable


def page(body: str | bytes, content_type: str = "text/html; charset=utf-8") -> Page:
    """A page with this body."""
    return Page("x-1", "https://a.example/", 200, content_type, body.encode() if isinstance(body, str) else body)


@pytest.mark.parametrize(
    "body",
    ["<div>" * 100_000, "<div>" * 1_000_000, "<div>" * 40_000, "<div></x>" * 29_000, "<b><p>" * 20_000, "<p>" * 60_001],
)
def test_c01_a_page_nested_too_deeply_is_refused_before_it_is_parsed(body: str) -> None:
    began = time.process_time()
    with pytest.raises(Unreachable, match="too complex"):
        page(body).html()
    assert time.process_time() - began < 0.5


def test_c02_html_is_parsed_by_lxml_alone() -> None:
    soup = page("<p>Acme").html()
    assert "lxml" in type(soup.builder).__module__
    assert "html5lib" not in sys.modules


def test_c03_only_two_million_characters_are_parsed() -> None:
    assert page("a" * 2 * 1024 * 1024).html().get_text().startswith("a")
    with pytest.raises(Unreachable, match="too complex"):
        page("a" * (2 * 1024 * 1024 + 1)).html()


@pytest.mark.parametrize(
    "body",
    [
        "&amp;" * 400_000,
        "<a " + " ".join(f"a{number}=1" for number in range(100_000)) + ">",
        "<!--" * 50_000,
        "<![" * 50_000,
        "<!-[" * 50_000,
        "<script" * 50_000,
        "<p>x" * 20_000,
    ],
)
def test_c04_a_page_made_to_be_slow_is_read_within_a_source_s_time(body: str) -> None:
    began = time.process_time()
    page(body).html()
    assert time.process_time() - began < 20


LAUGHS = "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 10))


@pytest.mark.parametrize(
    "prologue",
    [
        '<!DOCTYPE a [<!ENTITY a0 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a [<!ENTITY a0 SYSTEM "http://127.0.0.1/">]>',
        f'<!DOCTYPE a [<!ENTITY a0 "ha">{LAUGHS}]>',
        f'<!DOCTYPE a [<!ENTITY a0 "{"x" * 50_000}">]>',
        '<!DOCTYPE a [<!ENTITY % a0 SYSTEM "http://127.0.0.1/"> %a0;]>',
    ],
)
def test_c05_unsafe_xml_is_told_and_never_read_as_an_empty_feed(prologue: str) -> None:
    with pytest.raises(Unreachable, match="unsafe XML"):
        page(f"{prologue}<a>&a0;</a>", "application/rss+xml").xml()


@pytest.mark.parametrize(
    "body",
    [
        "[" * 200_000,
        '{"a":' * 101 + "1" + "}" * 101,
        "9" * 1_000_000,
        "1" + "0" * 200 + ".0",
        "1e999999999",
        "-1e-401",
        "NaN",
        "[Infinity]",
        '{"a": 1, "a": 2}',
        r'["\ud800"]',
        r'{"\udfff": 1}',
        '"\\"' * 100_000 + "[" * 200,
    ],
)
def test_c06_hostile_json_is_a_reason_and_no_fault(body: str) -> None:
    began = time.process_time()
    with pytest.raises(Unreachable, match="JSON"):
        page(body).json()
    assert time.process_time() - began < 0.5


def test_c06_honest_json_of_any_size_is_read() -> None:
    whole = {"text": 'a "quoted" [brace] {', "many": [[number] for number in range(500)], "smile": "\U0001f600"}
    import json

    assert page(json.dumps(whole)).json() == whole


def test_c08_an_archive_is_no_page_and_is_never_unpacked() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../x", b"\0" * 10_000_000)
    found = page(packed.getvalue(), "application/zip")
    assert found.body == packed.getvalue()
    with pytest.raises(Unreachable):
        found.json()
    with pytest.raises(Unreachable):
        found.xml()


def test_a_page_with_many_unclosed_items_is_not_taken_for_a_deep_one() -> None:
    rows = "<tr><td>1<td>2" * 2000
    soup = page(f"<body><ul>{'<li>one' * 2000}</ul><table>{rows}</table><p>a<p>b<br></body>").html()
    assert len(soup("li")) == 2000


def test_tags_in_scripts_and_comments_do_not_count() -> None:
    script, comment = '"<div>"+' * 600, "<div>" * 600
    soup = page(f"<script>{script}0</script><!-- {comment} --><p>Acme").html()
    assert soup.get_text().strip().endswith("Acme")


def test_ordinary_xml_is_read() -> None:
    assert page("<?xml version='1.0' encoding='utf-8'?><a><b>Müller</b></a>").xml().findtext("b") == "Müller"


@given(st.text(max_size=300), st.lists(st.sampled_from("<div> </div> <script> <!-- --> <p <a> </x> & ]]>".split())))
def test_any_page_is_read_or_refused(text: str, tags: list[str]) -> None:
    for body in (text, "".join(tags), text.join(tags)):
        for read in (page(body).html, page(body).xml):
            try:
                read()
            except Unreachable:
                continue
