"""Tests of which charset a page is read in."""

import codecs
import random

import pytest

from intake.hooks import charsets


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("Shift_JIS", "cp932"),
        ("x-sjis", "cp932"),
        ("GB2312", "gb18030"),
        ("euc-kr", "cp949"),
        ("iso-8859-9", "cp1254"),
        ("latin1", "cp1252"),
        ("windows-874", "cp874"),
        ("utf8", "utf-8"),
    ],
)
def test_the_web_s_own_labels_are_known(label: str, codec: str) -> None:
    text = {"cp932": "株式会社ー", "gb18030": "有限公司", "cp949": "주식회사", "cp874": "บริษัท"}.get(codec, "Müller")
    assert charsets.decode(text.encode(codec), f"text/html; charset={label}") == text
    assert charsets.decode(f'<meta charset="{label}">'.encode() + text.encode(codec), "text/html").endswith(text)


def test_a_byte_order_mark_says_more_than_what_is_declared() -> None:
    for mark, codec in (
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF8, "utf-8"),
    ):
        assert charsets.decode(mark + "Müller".encode(codec), "text/html; charset=latin1") == "Müller"


def test_an_xml_declaration_is_read() -> None:
    text = '<?xml version="1.0" encoding="iso-8859-2"?><a>Łódź</a>'
    assert charsets.decode(text.encode("iso8859-2"), "text/xml") == text


def test_a_page_that_is_read_as_ascii_is_no_utf_16() -> None:
    assert charsets.decode(b"<meta charset=utf-16>Acme", "").endswith("Acme")


def test_every_codec_of_the_list_is_one_of_python_s_for_text() -> None:
    for codec in set(charsets._CODECS.values()):
        assert b"Acme".decode(codec, "replace") is not None
        assert codecs.lookup(codec)


@pytest.mark.parametrize("codec", sorted(set(charsets._CODECS.values())))
def test_a_long_body_is_read_as_if_at_once(codec: str) -> None:
    made = random.Random(codec)  # noqa: S311 - no secret
    faulty = made.randbytes(40_000)
    honest = "Müller & Söhne שלום 株式会社 주식회사".encode(codec, "replace") * 900
    for body in (faulty, honest, made.randbytes(1) + honest, honest + faulty[:7], faulty * 2):
        assert charsets._decoded(body, codec) == body.decode(codec, "replace")
