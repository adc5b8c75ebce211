"""The words by which a client accepts, in each language that a brief may be in.

They are part of what was signed, and so are no entries of a catalogue: what was once asked for is never altered here, only added.
"""

from collections.abc import Mapping, Sequence

from intake.frugal import dataclass

BESIDE = " / "
"""What stands between the same words in two languages."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The will to be bound, and the consent to sign electronically; in two languages both stand in each, the ruling one first.

    `named` says of which offer, where the words go by mail.
    """

    intent: str
    consent: str
    named: str


_WORDS: Mapping[str, Asked] = {
    "en": Asked(
        "I accept this brief as the agreement between us.",
        "I agree to sign electronically and received a copy of the brief.",
        "Brief {id}, version {seq}, offer",
    ),
    "de": Asked(
        "Ich nehme diese Projektvereinbarung als die Vereinbarung zwischen uns an.",
        "Ich bin einverstanden, elektronisch zu unterzeichnen, und habe eine Kopie der Vereinbarung erhalten.",
        "Vereinbarung {id}, Fassung {seq}, Angebot",
    ),
    "fr": Asked(
        "J'accepte le présent accord de projet comme l'accord entre nous.",
        "J'accepte de signer par voie électronique et j'ai reçu une copie de l'accord.",
        "Accord {id}, version {seq}, offre",
    ),
    "es": Asked(
        "Acepto este acuerdo de proyecto como el acuerdo entre nosotros.",
        "Acepto firmar electrónicamente y he recibido una copia del acuerdo.",
        "Acuerdo {id}, versión {seq}, oferta",
    ),
    "sv": Asked(
        "Jag godkänner detta projektavtal som avtalet mellan oss.",
        "Jag går med på att underteckna elektroniskt och har fått en kopia av avtalet.",
        "Avtal {id}, version {seq}, erbjudande",
    ),
    "et": Asked(
        "Võtan selle projekti kokkuleppe vastu meievahelise kokkuleppena.",
        "Nõustun allkirjastama elektrooniliselt ja olen saanud kokkuleppe koopia.",
        "Kokkulepe {id}, versioon {seq}, pakkumus",
    ),
    "tr": Asked(
        "Bu proje sözleşmesini aramızdaki sözleşme olarak kabul ediyorum.",
        "Elektronik olarak imzalamayı kabul ediyorum ve sözleşmenin bir kopyasını aldım.",
        "Sözleşme {id}, sürüm {seq}, teklif",
    ),
}
ENGLISH = _WORDS["en"]


def known() -> tuple[Asked, ...]:
    """The words in every language."""
    return tuple(_WORDS.values())


def asked(languages: Sequence[str]) -> Asked:
    """The words for a brief in these languages; in English where a language has none."""
    found = [_WORDS.get(language, ENGLISH) for language in languages] or [ENGLISH]
    intents, consents = (dict.fromkeys(each) for each in zip(*((f.intent, f.consent) for f in found), strict=True))
    return Asked(BESIDE.join(intents), BESIDE.join(consents), found[0].named)


def forms(languages: Sequence[str]) -> tuple[Asked, ...]:
    """What may have been asked for a brief in these languages: its own words, or the English ones, as earlier versions did."""
    return tuple(dict.fromkeys((asked(languages), ENGLISH)))


def spoken(words: str, language: str) -> str:
    """Of words in several languages those in this one; all of them where they are none of ours."""
    known = _WORDS.get(language, ENGLISH)
    return next((each for each in words.split(BESIDE) if each in (known.intent, known.consent)), words)


def meaning(words: str, language: str) -> str:
    """What words of ours in English mean in a language in which they do not stand; empty where there is nothing to add."""
    known = _WORDS.get(language, ENGLISH)
    translations = {ENGLISH.intent: known.intent, ENGLISH.consent: known.consent}
    return translations.get(words, "") if language != "en" else ""
