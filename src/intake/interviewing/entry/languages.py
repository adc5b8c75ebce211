"""Languages by code (ISO 639-1) and by their English name, their own for the nearest, and those of CLDR."""

from functools import cache

from intake.interviewing.entry.words import fold
from intake.locale.names import every_name, names

_TABLE = """
af Afrikaans|am Amharic|ar Arabic|az Azerbaijani|be Belarusian|bg Bulgarian|bn Bengali|bs Bosnian|ca Catalan/Català
cs Czech/Čeština|cy Welsh|da Danish/Dansk|de German/Deutsch/Allemand/Tyska|el Greek|en English/Englisch/Anglais/Engelska
eo Esperanto|es Spanish/Español/Spanisch|et Estonian/Eesti|eu Basque/Euskara|fa Persian/Farsi|fi Finnish/Suomi|fo Faroese
fr French/Français/Französisch/Franska|ga Irish/Gaeilge|gl Galician|gu Gujarati|he Hebrew|hi Hindi|hr Croatian/Hrvatski
hu Hungarian/Magyar|hy Armenian|id Indonesian|is Icelandic/Íslenska|it Italian/Italiano/Italienisch|ja Japanese
ka Georgian|kk Kazakh|km Khmer|ko Korean|ky Kyrgyz|la Latin|lb Luxembourgish|lo Lao|lt Lithuanian|lv Latvian
mk Macedonian|ml Malayalam|mn Mongolian|mr Marathi|ms Malay|mt Maltese|my Burmese|nb Norwegian Bokmål|ne Nepali
nl Dutch/Nederlands/Flemish|nn Norwegian Nynorsk|no Norwegian/Norsk|pa Punjabi|pl Polish/Polski|ps Pashto
pt Portuguese/Português|ro Romanian/Română|ru Russian/Русский|si Sinhala|sk Slovak|sl Slovenian|so Somali|sq Albanian
sr Serbian|sv Swedish/Svenska/Schwedisch|sw Swahili|ta Tamil|te Telugu|tg Tajik|th Thai|tk Turkmen|tr Turkish/Türkçe
uk Ukrainian/Українська|ur Urdu|uz Uzbek|vi Vietnamese|xh Xhosa|yi Yiddish|zh Chinese/Mandarin|zu Zulu
"""


def language_code(text: str) -> str | None:
    """The code for a code or a name, in any case; None for what is neither."""
    word = fold(text.strip())
    return word if word in _names() else _by_name().get(word)


def language_name(code: str, language: str = "en") -> str:
    """The name in that language, else in English; a code that is not in the table stands as it is."""
    return names(language, "languages").get(code) or _names().get(code, code)


def language_names() -> tuple[str, ...]:
    """Every name that is understood, folded."""
    return tuple(_by_name())


@cache
def _names() -> dict[str, str]:
    return {code: spelled[0] for code, spelled in _entries()}


@cache
def _by_name() -> dict[str, str]:
    listed = {fold(name): code for code, spelled in _entries() for name in spelled}
    return {fold(name): code for name, code in every_name("languages").items()} | listed


def _entries() -> tuple[tuple[str, list[str]], ...]:
    entries = (entry.strip().split(" ", 1) for entry in _TABLE.replace("\n", "|").split("|") if entry.strip())
    return tuple((code, spelled.split("/")) for code, spelled in entries)
