"""The client accepts by e-mail: the asked words under the domain's signature are taken, and a mail that says more is refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from intake import canonical
from intake.errors import Refused
from intake.model.brief import Rendition
from intake.signing import accepting, reply, sealing, suffixes, verifying
from intake.signing.accepting import Acceptor
from intake.signing.asked import ENGLISH
from intake.signing.asked import asked as words_for
from intake.signing.exporting import Version, write_folder
from intake.signing.folder import verify
from intake.signing.keys import SupplierKey
from intake.signing.reply import Reply
from intake.signing.verification import Given
from signing import mails, sample
from signing.conftest import NOW, Agreement

QUOTED = "On Fri, 15 Jan 2027 at 10:00, Ann Field Studio <ann@field.example> wrote:\n> Not yet, says the quoted mail.\n"


@pytest.fixture(scope="module")
def asked(agreement: Agreement) -> str:
    """The words that the client is to send."""
    return mails.words(canonical.digest(agreement.offer))


def taken(agreement: Agreement, mail: bytes, **parts: object) -> Reply:
    """What is read of a mail about the sample offer."""
    record = replace(mails.record(), **parts)  # type: ignore[arg-type]
    return reply.check(mail, record, sample.brief(), canonical.digest(agreement.offer))


def html(text: str) -> str:
    return (
        "<html><head><style>p {color: red}</style></head><body><p>"
        + text.replace("\n", "<br>\n")
        + "</p></body></html>"
    )


def test_the_asked_words_are_taken(agreement: Agreement, asked: str) -> None:
    found = taken(agreement, mails.sign(mails.plain(asked)))
    assert (found.name, found.email, found.domain, found.bits) == (
        "Åsa Bergström",
        "asa@bergstrom.example",
        "bergstrom.example",
        2048,
    )


@pytest.mark.parametrize(
    "around", ["Hello Ann,\n\n{}\nBest regards\nÅsa Bergström\nBergström & Söner AB\n", "{}\n" + QUOTED]
)
def test_a_greeting_a_name_and_what_is_quoted_are_taken(agreement: Agreement, asked: str, around: str) -> None:
    assert taken(agreement, mails.sign(mails.plain(around.format(asked)))).email == "asa@bergstrom.example"


def test_words_that_a_mail_program_wrapped_are_taken(agreement: Agreement, asked: str) -> None:
    assert taken(agreement, mails.sign(mails.plain(asked.replace(" and ", "\nand "))))


def test_text_and_html_are_both_read(agreement: Agreement, asked: str) -> None:
    quote = "<blockquote>Not yet, says the quoted mail.</blockquote>"
    assert taken(agreement, mails.sign(mails.both_forms(asked, html(asked) + quote)))
    for wrong in (html(asked + "if the price is halved"), html("I do not agree"), html(asked) + "<img src=x>"):
        with pytest.raises(ValueError, match=r"says more|does not say|a picture"):
            taken(agreement, mails.sign(mails.both_forms(asked, wrong)))
    hidden = f'<p style="display: none">{asked}</p><p>Hello</p>'
    with pytest.raises(ValueError, match="display: none"):
        taken(agreement, mails.sign(mails.both_forms(asked, hidden)))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{}\nbut the price is 100 EUR", "says more than the acceptance: “but price is eur”"),
        ("I do NOT accept.\n{}", "says more than the acceptance"),
        ("> {}", "does not say what was asked for"),
        ("No.\n", "does not say what was asked for"),
        ("{}{}", "exactly once"),
        ("", "does not say what was asked for"),
    ],
)
def test_other_words_are_refused(agreement: Agreement, asked: str, text: str, why: str) -> None:
    said = text.replace("> {}", "> " + asked.replace("\n", "\n> ")).replace("{}", asked)
    with pytest.raises(ValueError, match=why):
        taken(agreement, mails.sign(mails.plain(said)))


def test_the_digest_of_another_offer_is_refused(agreement: Agreement) -> None:
    for other in (mails.words(canonical.digest(b"")), mails.words(canonical.digest(agreement.offer), seq=1)):
        with pytest.raises(ValueError, match="with the digest of this offer"):
            taken(agreement, mails.sign(mails.plain(other)))


def test_a_subject_that_objects_is_refused(agreement: Agreement, asked: str) -> None:
    with pytest.raises(ValueError, match="subject reads like an objection"):
        taken(agreement, mails.sign(mails.plain(asked, subject="I do not accept")))


def test_something_attached_or_not_shown_is_refused(agreement: Agreement, asked: str) -> None:
    body = f"--b1\nContent-Type: text/plain; charset=utf-8\n\n{asked}\n--b1\nContent-Type: {{}}\n\nterms\n--b1--\n"
    kind = ('Content-Type: multipart/mixed; boundary="b1"', "Content-Transfer-Encoding: 8bit")
    for part in ("application/pdf", "text/plain; name=terms.txt", "image/png", "message/rfc822"):
        with pytest.raises(ValueError, match=r"something attached|that a reader does not show"):
            taken(agreement, mails.sign(mails.plain(body.format(part), more=kind)))
    for whole in ("I do not agree\n" + body.format("text/plain"), body.format("text/plain") + "I do not agree\n"):
        with pytest.raises(ValueError, match="that a reader does not show"):
            taken(agreement, mails.sign(mails.plain(whole, more=kind)))
    unknown = ("Content-Type: text/plain; charset=x-none", "Content-Transfer-Encoding: 8bit")
    with pytest.raises(ValueError, match="encoding that is not known"):
        taken(agreement, mails.sign(mails.plain(asked, more=unknown)))


def test_the_domain_must_be_the_senders_own(agreement: Agreement, asked: str) -> None:
    mail = mails.plain(asked)
    assert (
        taken(agreement, mails.sign(mails.plain(asked, sender="Åsa <asa@mail.bergstrom.example>"))).domain
        == mails.DOMAIN
    )
    for sent in (mail, mails.sign(mail, domain="mallory.example"), mails.sign(mail, domain="example")):
        with pytest.raises(ValueError, match=r"not signed by the domain it comes from \(bergstrom.example\)"):
            taken(agreement, sent)
    with pytest.raises(ValueError, match="not exactly one sender"):
        taken(agreement, mails.sign(mail.replace(b"<asa@bergstrom.example>", b"<asa@bergstrom.example>, c@d.example")))


def test_another_record_is_refused(agreement: Agreement, asked: str) -> None:
    mail = mails.sign(mails.plain(asked))
    assert reply.record_name(mail) == "s1._domainkey.bergstrom.example"
    with pytest.raises(ValueError, match=r"where s1\._domainkey\.bergstrom\.example was needed"):
        taken(agreement, mail, name="s2._domainkey.bergstrom.example")
    with pytest.raises(ValueError, match="does not fit"):
        taken(agreement, mail, text=mails.domain_key(1024).record)


def test_a_record_is_read_as_name_servers_print_it() -> None:
    text = mails.domain_key().record
    printed = f's1._domainkey.x. 300 IN TXT ( "{text[:200]}"\n  "{text[200:]}" )'
    assert reply.record_text(printed) == text
    assert reply.record_text(text + "\n") == text
    kept = mails.record()
    assert reply.read_record(reply.to_bytes(kept)) == kept


@pytest.fixture(scope="module")
def mailed(agreement: Agreement, asked: str) -> Version:
    """The sample brief accepted by mail."""
    mail = mails.sign(mails.plain(asked))
    by = Acceptor("Åsa Bergström", "asa@bergstrom.example")
    acceptance = accepting.accept(agreement.brief, agreement.offer, by, agreement.key, at=NOW, method="email")
    sealed = sealing.seal(agreement.brief, agreement.offer, acceptance, agreement.key, at=NOW)
    return Version(agreement.offer, sealed, {suffixes.MAIL: mail, suffixes.RECORD: reply.to_bytes(mails.record())})


def test_the_folder_verifies_offline_and_says_what_the_mail_shows(mailed: Version, tmp_path: Path) -> None:
    folder = write_folder(tmp_path, [mailed])
    assert {"000-reply.eml", "000-reply.dns.json"} <= {path.name for path in folder.iterdir()}
    for path in (folder, folder / "000.pdf"):
        found = verify(path)
        said = " ".join(found.statements)
        assert (found.outcome, found.faults) == ("valid", ())
        assert "carries the signature of bergstrom.example, made with a key of 2048 bits" in said
        assert "the supplier's own record of Friday, 15 January 2027, 09:00 UTC (record.txt)" in said
        assert "somebody who could send from that address" in said
        assert "the brief names kontakt@bergstrom.example" in said


def test_without_the_mail_it_cannot_be_told(mailed: Version, tmp_path: Path) -> None:
    folder = write_folder(tmp_path, [mailed])
    (folder / "000-reply.eml").unlink()
    found = verify(folder)
    assert found.outcome == "unknown"
    assert "whether it holds cannot be told" in " ".join(found.statements)


def test_an_altered_mail_or_record_is_found(mailed: Version, asked: str) -> None:
    mail, record = mailed.beside[suffixes.MAIL], mailed.beside[suffixes.RECORD]
    eva = mails.sign(mails.plain(asked, sender="Eva <eva@bergstrom.example>"))
    for beside, why in (
        (
            {suffixes.MAIL: mail.replace(b"I accept", b"I reject", 1), suffixes.RECORD: record},
            "not the one that was signed",
        ),
        ({suffixes.MAIL: mail, suffixes.RECORD: record.replace(b"p=MII", b"p=MIJ", 1)}, "e-mail does not hold"),
        ({suffixes.MAIL: mail, suffixes.RECORD: b"{}"}, "e-mail does not hold"),
        ({suffixes.MAIL: eva, suffixes.RECORD: record}, "from eva@bergstrom.example, the acceptance names asa@"),
    ):
        found = verifying.verify(mailed.sealed, Given(beside=beside))
        assert found.outcome == "invalid"
        assert why in found.faults[0]


def test_the_page_says_how_it_was_accepted(mailed: Version, pdftotext: str, tmp_path: Path) -> None:
    from signing.clients import run

    (tmp_path / "sealed.pdf").write_bytes(mailed.sealed)
    shown = " ".join(run(tmp_path, pdftotext, "sealed.pdf", "-").split())
    assert "by an e-mail that the client's mail domain signed (DKIM)" in shown
    assert "Attested with" in shown


def test_a_supplier_cannot_attest_a_mail_with_another_key(agreement: Agreement, stranger: SupplierKey) -> None:
    by = Acceptor("Åsa", "asa@bergstrom.example")
    acceptance = accepting.accept(agreement.brief, agreement.offer, by, stranger, at=NOW, method="email")
    with pytest.raises(Refused, match="attested with another key"):
        sealing.seal(agreement.brief, agreement.offer, acceptance, agreement.key, at=NOW)


@pytest.mark.parametrize("languages", [("de",), ("sv", "en"), ("fr",)])
def test_the_words_are_those_of_the_brief_s_languages_or_english(
    agreement: Agreement, asked: str, languages: tuple[str, ...]
) -> None:
    first, *others = languages
    brief = replace(sample.brief(), language=first, renditions=tuple(Rendition(each, {}) for each in others))
    digest, words = canonical.digest(agreement.offer), words_for(languages)
    own = reply.asked_words(brief.id, brief.seq, digest, words)
    found = reply.check(mails.sign(mails.plain(own.replace("'", "’"))), mails.record(), brief, digest)
    assert found.words == words
    assert reply.check(mails.sign(mails.plain(asked)), mails.record(), brief, digest).words == ENGLISH
    with pytest.raises(ValueError, match="does not say what was asked"):
        reply.check(mails.sign(mails.plain(own.replace(words.named.split()[0], "X"))), mails.record(), brief, digest)
