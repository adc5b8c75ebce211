"""Attacks on an acceptance by e-mail: a mail that its reader understands otherwise, or that the domain's signature does not make
what it seems. The supplier was careless enough to seal each; `verify` refuses it, with the reason in words.
"""

from base64 import b64encode, encodebytes
from binascii import b2a_uu
from dataclasses import dataclass
from quopri import encodestring

import pytest

from intake import canonical
from intake.signing import accepting, reply, sealing, suffixes, verifying
from intake.signing.accepting import Acceptor
from intake.signing.verification import Given, Verification
from signing import mails
from signing.attacking import Attacks, expect_refused, swap
from signing.conftest import NOW, Agreement

WITHOUT_KIND = (b"from", b"to", b"subject", b"date", b"mime-version")
"""The headers that some large providers sign: not of which kind the text is."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The sample brief sealed over an acceptance by mail, and the words that were asked for."""

    sealed: bytes
    asked: str

    @property
    def lines(self) -> str:
        """The words as they are written in HTML."""
        return self.asked.replace("\n", "<br>\n")

    def html(self, html: str) -> bytes:
        """A signed mail that accepts in plain text, and shows this to most readers."""
        return mails.sign(mails.both_forms(self.asked, html))

    def judged(self, mail: bytes) -> Verification:
        """What is found of the brief with that mail beside it."""
        beside = {suffixes.MAIL: mail, suffixes.RECORD: reply.to_bytes(mails.record())}
        return verifying.verify(self.sealed, Given(beside=beside))


attack = Attacks[Scene]()


@pytest.fixture(scope="module")
def scene(agreement: Agreement) -> Scene:
    by = Acceptor("Åsa Bergström", "asa@bergstrom.example")
    acceptance = accepting.accept(agreement.brief, agreement.offer, by, agreement.key, at=NOW, method="email")
    sealed = sealing.seal(agreement.brief, agreement.offer, acceptance, agreement.key, at=NOW)
    return Scene(sealed, mails.words(canonical.digest(agreement.offer)))


# What the domain signed, read as something else


@attack("a line of the mail ends as no line of a mail does")
def words_behind_an_end_of_line_that_only_readers_know(scene: Scene) -> bytes:
    """Any kind mail of the client's becomes an acceptance, by a header that the domain's signature does not cover."""
    kind = mails.sign(mails.plain("Hello Ann,\nthanks\nbest regards\n"))
    forged = b"\r\nX-Note: 1\r\r" + scene.asked.replace("\n", "\r").encode() + b"\r\n\r\n"
    return swap(kind, b"\r\n\r\n", forged)


@attack("a line of the mail ends as no line of a mail does")
def a_header_behind_an_end_of_line_that_only_readers_know(scene: Scene) -> bytes:
    return swap(mails.sign(mails.plain(scene.asked)), b"\r\n\r\n", b"\r\nX-Note: 1\rSubject: Re: no\r\n\r\n")


@attack("does not cover of which kind the text is")
def a_quote_in_plain_text_said_to_be_html(scene: Scene) -> bytes:
    quoting = mails.plain("Thanks\n> " + " ".join(scene.asked.split()) + "\n")
    return swap(mails.sign(quoting, include_headers=WITHOUT_KIND), b"text/plain", b"text/html")


@attack("stand where the mail quotes another")
def a_quote_without_its_marks(scene: Scene) -> bytes:
    wrote = "On Fri, 15 Jan 2027 at 10:00, Ann Field Studio wrote:"
    return mails.sign(mails.plain(f"Thanks\n\n{wrote}\n\n{scene.asked}"))


@attack("stand where the mail quotes another")
def a_quote_that_only_names_who_wrote(scene: Scene) -> bytes:
    return mails.sign(mails.plain(f"Thanks\n\nAnn Field Studio <ann@field.example>:\n\n{scene.asked}"))


@attack("the mail turns the direction of its text")
def words_that_run_the_other_way(scene: Scene) -> bytes:
    return mails.sign(mails.plain("\u202e" + scene.asked))


# One text for a program, another for a reader

SEVERAL = ('Content-Type: multipart/mixed; boundary="b1"', "Content-Transfer-Encoding: 8bit")
AS_IT_MUST = "the mail is not written as a mail must be"


def packed(scene: Scene, behind: str) -> bytes:
    """The asked words in Base64, which end in a padding, and something behind it."""
    raw = scene.asked.encode()
    raw += b"\n" * ((1 - len(raw)) % 3)
    more = ("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64")
    return mails.sign(mails.plain(f"{b64encode(raw).decode()}\n{behind}\n", more=more))


def written(scene: Scene, kind: str, transfer: str = "8bit", text: str = "") -> bytes:
    more = (f"Content-Type: {kind}", f"Content-Transfer-Encoding: {transfer}")
    return mails.sign(mails.plain(text or scene.asked, more=more))


@attack(AS_IT_MUST)
def an_objection_behind_the_padding(scene: Scene) -> bytes:
    return packed(scene, b64encode(b"But only at half the price.").decode())


@attack(AS_IT_MUST)
def an_objection_that_is_no_base64(scene: Scene) -> bytes:
    return packed(scene, "!!! But only at half the price !!!")


@attack(AS_IT_MUST)
def a_packing_that_few_readers_know(scene: Scene) -> bytes:
    raw = scene.asked.encode()
    lines = [b2a_uu(raw[at : at + 45]).decode() for at in range(0, len(raw), 45)]
    uu = "".join(("begin 644 x\n", *lines, "`\nend\nBut only at half the price\n"))
    return written(scene, "text/plain; charset=utf-8", "x-uuencode", uu)


@attack(AS_IT_MUST)
def a_packing_that_nobody_knows(scene: Scene) -> bytes:
    return written(scene, "text/plain; charset=utf-8", "x-none")


@attack("an encoding that is not known")
def letters_that_only_some_readers_know(scene: Scene) -> bytes:
    return written(scene, "text/plain; charset=utf-7", text=scene.asked.replace("I accept", "+AEk- accept"))


@attack(AS_IT_MUST)
def two_sets_of_letters(scene: Scene) -> bytes:
    return written(scene, "text/plain; charset=utf-8; charset=utf-7")


@attack(AS_IT_MUST)
def two_boundaries(scene: Scene) -> bytes:
    part = f"--b1\nContent-Type: text/plain; charset=utf-8\n\n{scene.asked}\n--b1--\n"
    return written(scene, 'multipart/mixed; boundary="b1"; boundary="b2"', text=part)


@attack(AS_IT_MUST)
def a_part_of_two_kinds(scene: Scene) -> bytes:
    kinds = "Content-Type: text/plain; charset=utf-8\nContent-Type: text/html; charset=utf-8"
    return mails.sign(mails.plain(f"--b1\n{kinds}\n\n{scene.asked}\n--b1--\n", more=SEVERAL))


@attack(AS_IT_MUST)
def a_part_without_an_end(scene: Scene) -> bytes:
    text = f"--b1\nContent-Type: text/plain; charset=utf-8\n\n{scene.asked}\n"
    return mails.sign(mails.plain(text, more=SEVERAL))


# Signs that are no words


@attack("says more than the acceptance: “€”")
def another_price_without_a_word(scene: Scene) -> bytes:
    return mails.sign(mails.plain(scene.asked + "\n3 200,00 €\n"))


@attack("says more than the acceptance: “%”")
def another_share_without_a_word(scene: Scene) -> bytes:
    return mails.sign(mails.plain(scene.asked + "\n0 %\n"))


@attack("says more than the acceptance: “👎”")
def a_thumb_that_points_down(scene: Scene) -> bytes:
    return mails.sign(mails.plain(scene.asked + "\n👎\n"))


# Words that a reader does not see, or sees struck out


@attack("the mail holds <s>")
def struck_out(scene: Scene) -> bytes:
    return scene.html(f"<s>{scene.lines}</s>")


@attack("the mail holds “text-decoration: line-through”")
def struck_out_by_a_style(scene: Scene) -> bytes:
    return scene.html(f'<p style="text-decoration: line-through">{scene.lines}</p>')


@attack("the mail holds “font-size: 0”")
def without_a_size(scene: Scene) -> bytes:
    return scene.html(f'<p style="font-size:0">{scene.lines}</p>')


@attack("the mail holds “font-size: 1e-9px”")
def hardly_any_size(scene: Scene) -> bytes:
    return scene.html(f'<p style="font-size:1e-9px">{scene.lines}</p>')


@attack("the mail holds “visibility: hidden”")
def invisible(scene: Scene) -> bytes:
    return scene.html(f'<p style="visibility:hidden">{scene.lines}</p>')


@attack("the mail holds “color: #fff”")
def white_on_white(scene: Scene) -> bytes:
    return scene.html(f'<font color="#fff">{scene.lines}</font>')


@attack("the mail holds “background: #000”")
def black_on_black(scene: Scene) -> bytes:
    return scene.html(f'<p style="background:#000">{scene.lines}</p>')


@attack("the mail holds “margin-left: -999px”")
def beyond_the_edge(scene: Scene) -> bytes:
    return scene.html(f'<p style="margin-left:-999px">{scene.lines}</p>')


@attack("the mail holds “display: none”")
def hidden_by_a_class(scene: Scene) -> bytes:
    return scene.html(f'<style>.a{{display:none}}</style><p class="a">{scene.lines}</p>')


@attack("the mail holds “font-family: wingdings”")
def in_letters_that_are_pictures(scene: Scene) -> bytes:
    return scene.html(f'<font face="Wingdings">{scene.lines}</font>')


@attack("the mail holds <template>")
def in_an_element_that_is_not_shown(scene: Scene) -> bytes:
    return scene.html(f"<template>{scene.lines}</template>")


@attack("the mail holds “mso-hide: all”")
def hidden_from_one_program(scene: Scene) -> bytes:
    return scene.html(f'<p style="mso-hide:all">{scene.lines}</p>')


# Words that a reader sees, and a program takes for hidden or quoted


@attack("says more than the acceptance: “not that price”")
def an_objection_in_the_class_of_quotes(scene: Scene) -> bytes:
    return scene.html(f'<p>{scene.lines}</p><div class="gmail_quote">Not at that price</div>')


@attack("the mail holds “display: none”")
def an_objection_that_is_shown_after_all(scene: Scene) -> bytes:
    return scene.html(f'<p>{scene.lines}</p><div style="display:none;display:block">Not at that price</div>')


@attack("the mail holds hidden")
def an_objection_that_is_said_to_be_hidden(scene: Scene) -> bytes:
    return scene.html(f"<style>div{{display:block}}</style><p>{scene.lines}</p><div hidden>Not at that price</div>")


@attack("the mail holds <![CDATA[")
def an_objection_in_a_section_that_html_does_not_have(scene: Scene) -> bytes:
    return scene.html(f"<p>{scene.lines}</p><![CDATA[ > Not at that price ]]>")


@attack("the mail holds <!-- -->")
def an_objection_in_a_comment_that_one_program_shows(scene: Scene) -> bytes:
    return scene.html(f"<p>{scene.lines}</p><!--[if mso]>Not at that price<![endif]-->")


@attack("the mail holds <!-- -->")
def an_objection_behind_a_title_that_ends_in_a_comment(scene: Scene) -> bytes:
    return scene.html(f"<title><!-- </title><p>Not at that price</p> --></title><p>{scene.lines}</p>")


@attack("the mail holds p:after")
def an_objection_that_a_style_adds(scene: Scene) -> bytes:
    return scene.html(f'<style>p:after{{content:"not at that price"}}</style><p>{scene.lines}</p>')


@attack("the mail holds <input>")
def an_objection_in_a_box(scene: Scene) -> bytes:
    return scene.html(f'<p>{scene.lines}</p><input value="Not at that price">')


@attack("the mail holds <svg>")
def an_objection_in_a_drawing(scene: Scene) -> bytes:
    return scene.html(f"<p>{scene.lines}</p><svg><text>Not at that price</text></svg>")


@attack("the mail holds “background: url(cid:x)”")
def an_objection_in_a_picture_behind(scene: Scene) -> bytes:
    return scene.html(f'<p style="background:url(cid:x)">{scene.lines}</p>')


@attack("the mail holds <td>")
def an_objection_in_the_cell_beside_a_quote(scene: Scene) -> bytes:
    rows = "<table><tr><td><blockquote>Yes.<td>Not at that price</table>"
    return scene.html(f"<p>{scene.lines}</p>{rows}")


@attack("the mail holds </p>")
def a_quote_that_a_reader_does_not_leave(scene: Scene) -> bytes:
    return scene.html(f"Thanks<p><blockquote></p>{scene.lines}</blockquote>")


@attack("the mail holds <style/>")
def a_style_that_does_not_end_where_it_seems(scene: Scene) -> bytes:
    return scene.html(f"Hello<style/>{scene.lines}</style>")


@pytest.mark.parametrize("name", attack.listed)
def test_the_attack_is_found_and_named(scene: Scene, name: str) -> None:
    function, part = attack.listed[name]
    expect_refused(scene.judged(function(scene)), part)


OUTLOOK = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv="Content-Type" content="text/html">
<meta name="Generator" content="Microsoft Word 15 (filtered medium)"><style><!--
/* Font Definitions */
@font-face {{font-family:Calibri; panose-1:2 15 5 2 2 2 4 3 2 4;}}
/* Style Definitions */
p.MsoNormal, li.MsoNormal {{margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif; mso-ligatures:standardcontextual;}}
a:link {{mso-style-priority:99; color:#0563C1; text-decoration:underline;}}
.MsoChpDefault {{mso-style-type:export-only; font-size:10.0pt;}}
@page WordSection1 {{size:612.0pt 792.0pt; margin:72.0pt 72.0pt 72.0pt 72.0pt;}}
div.WordSection1 {{page:WordSection1;}}
--></style><!--[if gte mso 9]><xml>
<o:shapedefaults v:ext="edit" spidmax="1026" />
</xml><![endif]--></head><body lang="EN-GB" link="#0563C1" vlink="#954F72" style="word-wrap:break-word"><div class="WordSection1">
<p class="MsoNormal">{}<o:p></o:p></p></div></body></html>"""
OUTLOOK_ON_THE_WEB = """<html><head><style type="text/css" style="display:none;"> P {{margin-top:0;margin-bottom:0;}} </style></head>
<body dir="ltr"><div class="elementToProof" style="font-family: Aptos, Aptos_EmbeddedFont, Calibri, Helvetica, sans-serif; font-size: 12pt;
 color: rgb(0, 0, 0);">{}</div></body></html>"""
APPLE = """<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body style="overflow-wrap: break-word;
 -webkit-nbsp-mode: space; line-break: after-white-space;">{}<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>On
 15 Jan 2027, at 10:00, Ann wrote:</div><br class="Apple-interchange-newline"><div>Not yet.</div></blockquote></div><br></body></html>"""
GMAIL = """<div dir="ltr">{}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Fri, 15 Jan 2027 at
 10:00, Ann Field Studio &lt;<a href="mailto:ann@field.example">ann@field.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote"
 style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">Not yet.</blockquote></div>"""
THUNDERBIRD = """<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head><body text="#000000"
 bgcolor="#FFFFFF"><p>{}</p><div class="moz-cite-prefix">Am 15.01.27 um 10:00 schrieb Ann Field Studio:<br></div><blockquote type="cite"
 cite="mid:1@field.example">Not yet.</blockquote></body></html>"""


@pytest.mark.parametrize("form", [OUTLOOK, OUTLOOK_ON_THE_WEB, APPLE, GMAIL, THUNDERBIRD])
def test_what_programs_write_by_themselves_is_taken(scene: Scene, form: str) -> None:
    found = scene.judged(scene.html(form.format(scene.lines)))
    assert (found.outcome, found.faults) == ("valid", ())
    assert ("What it quotes of another mail was not read." in found.statements[-1]) == ("blockquote" in form)


@pytest.mark.parametrize("transfer", ["base64", "quoted-printable"])
def test_a_packed_text_is_taken(scene: Scene, transfer: str) -> None:
    raw = scene.asked.encode()
    text = encodebytes(raw).decode() if transfer == "base64" else encodestring(raw).decode()
    found = scene.judged(written(scene, "text/plain; charset=iso-8859-1", transfer, text))
    assert (found.outcome, found.faults) == ("valid", ())


def test_another_name_of_the_sender_is_said(scene: Scene) -> None:
    looking_alike = mails.sign(mails.plain(scene.asked, sender="\u0410sa Bergstr\u00f6m <asa@bergstrom.example>"))
    assert "its sender is called “\u0410sa Bergstr\u00f6m”" in scene.judged(looking_alike).statements[-1]
