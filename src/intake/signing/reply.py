"""An e-mail by which a client accepts: the words that were asked for, under the signature of the mail's own domain, and nothing else.

What the client quotes from your mail is left out; the rest must be the acceptance and what people write around it: names, a
greeting, a date. ValueError names what is not so.
"""

import re
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any, cast

from intake import canonical
from intake.frugal import dataclass
from intake.locale import worded
from intake.model.rendition import languages_of
from intake.model.text import clean
from intake.signing import dkim
from intake.signing.asked import BESIDE, ENGLISH, Asked, forms
from intake.signing.mail_html import QUOTE, visible
from intake.signing.vocabulary import objects, strange_words

if TYPE_CHECKING:
    from intake.model.brief import Brief

MOST_BYTES = 4 * 1024 * 1024
_AROUND = """hello hi dear good morning afternoon day best kind warm regards thanks thank you many cheers sincerely yours
mr mrs ms sent from my iphone ipad android phone wrote
hallo guten tag mit freundlichen grüßen viele beste danke schrieb am um uhr von meinem gesendet
bonjour cordialement merci bien à vous a écrit le
hola saludos cordiales gracias escribió el
hej vänliga hälsningar med tack skrev den kl
tere lugupidamisega tervitades aitäh kirjutas kell
merhaba saygılarımla teşekkürler yazdı tarihinde"""
_QUOTE = re.compile(r"^\s*>.*$", re.MULTILINE)
_WROTE = re.compile(r"\b(?:wrote|schrieb|écrit|escribió|skrev|kirjutas|yazdı)\b", re.IGNORECASE)
# Those that agree in the letters of the asked words, whoever reads them.
_CHARSET = re.compile(r"(?:us-)?ascii|utf-8|iso-8859-\d{1,2}|(?:windows-|cp)125\d", re.IGNORECASE)
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Record:
    """The DNS record with a mail domain's key, as it was kept: its name and text, where it was asked for, and when."""

    name: str
    text: str
    asked: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Reply:
    """Who accepted by mail, in which words, under which subject, and which domain's key signed it, of how many bits; and whether
    the mail quotes another, which is not read.
    """

    name: str
    email: str
    subject: str
    domain: str
    bits: int
    words: Asked
    quotes: bool


def asked_words(brief_id: str, seq: int, offer_digest: str, words: Asked = ENGLISH) -> str:
    """The words that a client sends to accept, with the digest of the offer as shown."""
    sentences = [*words.intent.split(BESIDE), *words.consent.split(BESIDE)]
    return "\n".join((*sentences, words.named.format(id=brief_id, seq=seq), offer_digest, ""))


def record_name(message: bytes) -> str:
    """The name of the DNS record by which the mail can be checked; ValueError where its domain did not sign it."""
    return _stamp(message, _sender(_opened(message))[1]).record


def record_text(text: str) -> str:
    """The record in what somebody copied: the bare text, or the quoted parts of it as name servers print them."""
    quoted = re.findall(r'"((?:[^"\\]|\\.)*)"', text)
    return clean("".join(quoted) if quoted else text)


def to_bytes(record: Record) -> bytes:
    """The record as it is kept beside the mail."""
    return canonical.to_bytes(canonical.encode(record)) + b"\n"


def read_record(raw: bytes) -> Record:
    """The kept record; ValueError where it is anything else."""
    return canonical.decode(Record, canonical.from_bytes(raw))


def check(message: bytes, record: Record, brief: "Brief", offer_digest: str) -> Reply:
    """Who accepted this brief by that message; ValueError where it is not an acceptance of it, or its signature does not fit."""
    mail = _opened(message)
    name, email = _sender(mail)
    stamp = _stamp(message, email)
    if record.name.rstrip(".").lower() != stamp.record.lower():
        raise ValueError(worded(f"the kept DNS record is {record.name!r:.80}, where {stamp.record} was needed"))
    bits = dkim.check(message, stamp, record.text)
    if mail.get_content_type() == "text/html" and not dkim.covers(message, stamp, "content-type"):
        # As plain text the same bytes may quote what they say as HTML.
        raise ValueError(worded("the signature of the mail's domain does not cover of which kind the text is"))
    subject = clean(str(mail["Subject"] or ""), limit=200)
    if objects(subject):
        raise ValueError(worded(f"the subject reads like an objection: “{subject}”"))
    names = (name, email, *_names(brief), _AROUND)
    wanted = {words: asked_words(brief.id, brief.seq, offer_digest, words) for words in forms(languages_of(brief))}
    texts = [*_texts(mail)]
    said = [_words_of(text, wanted, names, brief.supplier.email) for text in texts]
    if not said or len({*said}) > 1:
        raise ValueError(worded("the forms of the mail do not say the same"))
    return Reply(name, email, subject, stamp.domain, bits, said[0], any(QUOTE in text for text in texts))


def _names(brief: "Brief") -> Iterator[str]:
    for party in (brief.client, brief.supplier):
        yield from (party.name, party.email, party.website, party.address, party.country)


def _opened(message: bytes) -> EmailMessage:
    from email import message_from_bytes, policy

    if len(message) > MOST_BYTES:
        raise ValueError(worded("the mail is too large"))
    return message_from_bytes(message, policy=policy.default)


def _sender(mail: EmailMessage) -> tuple[str, str]:
    """The name and the address of the one sender."""
    addresses: tuple[Any, ...] = getattr(mail["From"], "addresses", ())
    if len(mail.get_all("From", [])) != 1 or len(addresses) != 1 or not addresses[0].domain:
        raise ValueError(worded("the mail has not exactly one sender"))
    return clean(addresses[0].display_name, limit=200), clean(addresses[0].addr_spec, limit=254)


def _stamp(message: bytes, email: str) -> dkim.Stamp:
    """The signature of the sender's own domain, or of one above it (RFC 7489, section 3.1.1)."""
    domain = email.rpartition("@")[2].lower()
    for stamp in dkim.stamps(message):
        if "." in stamp.domain and (domain == stamp.domain or domain.endswith(f".{stamp.domain}")):
            return stamp
    raise ValueError(worded(f"the mail is not signed by the domain it comes from ({domain})"))


def _texts(mail: EmailMessage) -> Iterator[str]:
    """What each form of the mail says, with a mark for what it quotes."""
    if mail.defects or not _is_read_alike(mail):
        raise ValueError(worded("the mail is not written as a mail must be"))
    if mail.is_multipart():
        if (mail.preamble or "").strip() or (mail.epilogue or "").strip() or mail.get_content_maintype() != "multipart":
            raise ValueError(worded("something stands in the mail that a reader does not show"))
        for part in mail.iter_parts():
            yield from _texts(cast("EmailMessage", part))
        return
    kind = mail.get_content_type()
    if kind not in ("text/plain", "text/html") or mail.get_filename() or mail.is_attachment():
        raise ValueError(worded(f"the mail has something attached ({clean(kind, limit=60)})"))
    if not _CHARSET.fullmatch(mail.get_content_charset("us-ascii")):
        raise ValueError(worded("the mail is written in an encoding that is not known"))
    try:
        text = cast("str", mail.get_content())
    except (LookupError, UnicodeError) as fault:
        raise ValueError(worded("the mail is written in an encoding that is not known")) from fault
    yield _QUOTE.sub(QUOTE, text.replace(QUOTE, " ")) if kind == "text/plain" else visible(text)


def _is_read_alike(part: EmailMessage) -> bool:
    """Whether each reader finds the same text in a part: what it says of its writing once, and in a way that leaves no choice."""
    said = [part.get_all(name, []) for name in ("content-type", "content-transfer-encoding", "content-disposition")]
    if any(len(each) > 1 or getattr(each[0], "defects", ()) for each in said if each):
        return False
    packed = clean(str(part["Content-Transfer-Encoding"] or "7bit")).lower()
    if packed in ("quoted-printable", "base64") and not part.is_multipart():
        return packed != "base64" or _is_base64("".join(str(part.get_payload()).split()))
    return packed in ("7bit", "8bit", "binary")


def _is_base64(digits: str) -> bool:
    """Whether these are the digits of Base64 in their one form: readers differ in what stands behind a padding."""
    try:
        return b64encode(b64decode(digits, validate=True)).decode("ascii") == digits
    except ValueError:
        return False


def _words_of(text: str, wanted: "Mapping[Asked, str]", names: Sequence[str], supplier: str) -> Asked:
    """Which of the wanted words a text says, exactly once and with nothing beside them but names and a greeting."""
    text = unicodedata.normalize("NFC", text)
    if _TURNING.search(text):
        raise ValueError(worded("the mail turns the direction of its text"))
    # Programs for mail set another apostrophe than the one that was typed.
    patterns = {each: r"\s+".join(map(re.escape, words.split())).replace("'", "['’]") for each, words in wanted.items()}
    for each, pattern in patterns.items():
        found = [*re.finditer(pattern, text)]
        if len(found) == 1:
            before = text[: found[0].start()].rpartition(QUOTE)[2]
            if _WROTE.search(before) or (supplier and supplier in before):
                raise ValueError(worded("the words stand where the mail quotes another, whose words they may be"))
            if strange := strange_words(re.sub(pattern, " ", text), names):
                raise ValueError(worded(f"the mail says more than the acceptance: “{' '.join(strange):.160}”"))
            return each
    raise ValueError(worded("the mail does not say what was asked for, with the digest of this offer, exactly once"))
