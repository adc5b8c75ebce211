"""The few words that may stand beside a signature without changing what was signed: names, dates, `Digitally signed by`, as
programs write it by themselves in several languages.

A program cannot judge what free text means, so none is taken: a text made of these words alone can neither object nor add
a condition, and any other word is shown to you.
"""

import re
from collections.abc import Iterable
from unicodedata import category

from intake.model.text import clean
from intake.signing import asked

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_WORDS = frozenset(
    """
    digitally electronically signed signature signer by date time at on of the name dn cn ou o c st l e sn email mail
    serialnumber givenname surname organization organizationidentifier postalcode timestamp utc gmt cet cest z t reason location
    contact adobe acrobat version dsblank dsunknown
    digital digitalmente digitalt digitaal dijital digitaalselt numérique numériquement olarak
    unterschrieben signiert signé firmado firmato signerad undertecknad ondertekend assinado imzalayan allkirjastanud
    von par por da av door de forma datum fecha data dados tarih kuupäev
    grund ort raison emplacement motivo ubicación orsak plats neden konum põhjus koht
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun am pm
    """.split()
)
# What programs propose, and the usual words under a contract; the words that a brief asks for are added to them.
_REASONS = """
    i am approving this document, accepted, agreed, approved
    i agree to the terms defined by the placement of my signature on this document
    i agree to the terms defined by the placement of my signature in this document
    ich genehmige dieses dokument, ich stimme diesem dokument zu, angenommen, einverstanden, genehmigt
    j'approuve ce document, accepté, approuvé, lu et approuvé, bon pour accord
    apruebo este documento, aceptado, aprobado, conforme, de acuerdo
    jag godkänner detta dokument, jag godkänner det här dokumentet, godkänt, accepterat
    kinnitan selle dokumendi, kinnitatud, nõus, olen nõus, heaks kiidetud
    bu belgeyi onaylıyorum, kabul ediyorum, kabul edildi, onaylıyorum, onaylandı
"""
# Signs that say something by themselves: a currency, a share, a thumb that points down.
_SAYING = frozenset({"Sc", "So"})
_CONTRARY = frozenset(
    "not don't don’t never refuse refused reject rejected disagree decline declined nicht kein pas inte değil".split()
)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, without numbers and signs."""
    return tuple(_WORD.findall(text.casefold()))


def strange_words(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """The words of a text that are neither among the usual ones nor part of one of the names, and the signs that say as much."""
    names = (*names,)
    known = _WORDS | {word for name in names for word in words_of(name)}
    words = [word for word in words_of(text) if word not in known or word in _CONTRARY]
    signs = [sign for sign in text if _says(sign) and not any(sign in name for name in names)]
    return tuple(dict.fromkeys((*words, *signs)))


def _says(sign: str) -> bool:
    return sign in "%‰" or (not sign.isalnum() and category(sign) in _SAYING)


def is_assent(reason: str) -> bool:
    """Whether a reason for signing is one of the sentences that say yes and nothing more."""
    known = {_plain(each) for each in re.split(r"[,\n]", _REASONS.strip())} | {_plain(w.intent) for w in asked.known()}
    return all(_plain(part) in known for part in reason.split(asked.BESIDE))


def _plain(sentence: str) -> str:
    return " ".join(clean(sentence).casefold().replace("’", "'").rstrip(".").split())


def without(text: str, sentence: str) -> str:
    """The words of a text without a sentence that stands in it, word for word and whole."""
    return f" {' '.join(words_of(text))} ".replace(f" {' '.join(words_of(sentence))} ", " ", 1)


def objects(name: str) -> bool:
    """Whether what is given as a name reads like an objection."""
    return not _CONTRARY.isdisjoint(words_of(name))
