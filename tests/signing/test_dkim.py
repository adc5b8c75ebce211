"""The signature of a mail domain: what dkimpy signs holds here, and what is altered or weak does not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.signing import dkim
from signing import mails

TEXT = "I accept.\n\n  two  spaces \nand an end\n\n\n"


def holds(mail: bytes, record: str = "") -> int:
    """The bits of the key of the one signature in a mail."""
    (stamp,) = dkim.stamps(mail)
    return dkim.check(mail, stamp, record or mails.domain_key().record)


@pytest.mark.parametrize("headers", [b"simple", b"relaxed"])
@pytest.mark.parametrize("body", [b"simple", b"relaxed"])
def test_a_mail_that_dkimpy_signed_holds(headers: bytes, body: bytes) -> None:
    assert holds(mails.sign(mails.plain(TEXT), canonicalize=(headers, body))) == 2048


def test_line_ends_of_another_system_change_nothing() -> None:
    assert holds(mails.sign(mails.plain(TEXT)).replace(b"\r\n", b"\n")) == 2048


@settings(deadline=None, max_examples=30)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")) | st.sampled_from(" \t\n"), max_size=200))
def test_what_dkimpy_calls_signed_is_signed(text: str) -> None:
    import dkim as oracle

    mail = mails.sign(mails.plain(text))
    assert oracle.verify(mail, dnsfunc=lambda *_args, **_more: mails.domain_key().record.encode())
    assert holds(mail) == 2048


def test_an_altered_text_or_header_does_not_hold() -> None:
    mail = mails.sign(mails.plain(TEXT))
    for old, new in ((b"I accept.", b"I refuse."), (b"Subject: Re", b"Subject: No"), (b"asa@", b"eva@")):
        assert old in mail
        with pytest.raises(ValueError, match=r"not the one that was signed|does not fit"):
            holds(mail.replace(old, new, 1))


def test_a_header_that_is_not_signed_may_change() -> None:
    mail = mails.sign(mails.plain(TEXT))
    assert holds(mail.replace(b"Received: from mx.", b"Received: from my.")) == 2048


def test_another_key_or_none_does_not_hold() -> None:
    mail = mails.sign(mails.plain(TEXT))
    for record, why in (
        ("v=DKIM1; p=", "no key, or one that was withdrawn"),
        ("v=DKIM2; p=AAAA", "no key, or one that was withdrawn"),
        ("v=DKIM1; p=AAAA", "."),
        ("v=DKIM1; k=ed25519; p=AAAA", "another kind"),
        (mails.domain_key(1024).record, "does not fit"),
    ):
        with pytest.raises(ValueError, match=why):
            holds(mail, record)


def test_a_signature_of_a_part_or_without_the_sender_is_not_taken() -> None:
    with pytest.raises(ValueError, match="a part of the text only"):
        holds(mails.sign(mails.plain(TEXT), length=True))
    with pytest.raises(ValueError, match="sender and subject"):
        holds(mails.sign(mails.plain(TEXT), include_headers=[b"from", b"date"]))


@pytest.mark.parametrize("flag", ["s=tlsrpt", "h=sha1", "t=s"])
def test_a_key_for_something_else_is_not_taken(flag: str) -> None:
    """RFC 6376, 3.6.1: a key for reports on TLS (RFC 8460), for another digest, or not for the domains below signs no such mail."""
    mail = mails.sign(mails.plain(TEXT), identity=b"@mail.bergstrom.example")
    record = mails.domain_key().record
    assert holds(mail, record) == 2048
    with pytest.raises(ValueError, match="not for such a mail"):
        holds(mail, record.replace("k=rsa;", f"k=rsa; {flag};"))
    assert holds(mail, record.replace("k=rsa;", "k=rsa; s=email:tlsrpt; h=sha1:sha256; t=y;")) == 2048


def test_a_signature_for_another_domain_than_its_own_is_not_taken() -> None:
    """RFC 6376, 3.5: whom it is for must be the signing domain, or below it."""
    mail = mails.sign(mails.plain(TEXT), identity=b"@mail.bergstrom.example")
    assert holds(mail, mails.domain_key().record)
    with pytest.raises(ValueError, match="not for such a mail"):
        holds(mail.replace(b"i=@mail.bergstrom", b"i=@mail-bergstrom"), mails.domain_key().record)


def test_a_header_twice_is_not_taken() -> None:
    mail = mails.sign(mails.plain(TEXT))
    with pytest.raises(ValueError, match="the header subject stands twice"):
        holds(b"Subject: Something else\r\n" + mail)


def test_a_mail_without_signature_has_none() -> None:
    assert dkim.stamps(mails.plain(TEXT)) == ()


def test_a_domain_that_only_tests_is_known() -> None:
    assert dkim.is_testing("v=DKIM1; t=y:s; p=AAAA")
    assert not dkim.is_testing(mails.domain_key().record)


def test_the_example_of_rfc_8463_holds() -> None:
    """The Ed25519 signature printed in RFC 8463, appendix A, over its own mail."""
    mail = (
        b"DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n"
        b" d=football.example.com; i=@football.example.com;\r\n"
        b" q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n"
        b" subject : date : message-id : from : subject : date;\r\n"
        b" bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n"
        b" b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus\r\n"
        b" Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==\r\n"
        b"From: Joe SixPack <joe@football.example.com>\r\n"
        b"To: Suzie Q <suzie@shopping.example.net>\r\n"
        b"Subject: Is dinner ready?\r\n"
        b"Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\n"
        b"Message-ID: <20030712040037.46341.5F8J@football.example.com>\r\n"
        b"\r\n"
        b"Hi.\r\n\r\nWe lost the game.  Are you hungry yet?\r\n\r\nJoe.\r\n"
    )
    (stamp,) = dkim.stamps(mail)
    assert dkim.check(mail, stamp, "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=") == 256
