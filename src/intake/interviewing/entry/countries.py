"""Countries by code and by the names people type: ISO 3166-1 alpha-2 with English names, own ones, and those of CLDR."""

from functools import cache

from intake.interviewing.entry.words import fold
from intake.locale.countries import named, spellings
from intake.locale.names import every_name


def country_code(text: str) -> str | None:
    """The code for a code or a name, in any case; None for what is neither."""
    word = fold(text.strip())
    return _by_name().get(word) or (word.upper() if word.upper() in spellings() else None)


def country_name(code: str, language: str = "en") -> str:
    """The name in that language, else in English, with its code; a code that is not in the table stands as it is."""
    name = named(code, language)
    return f"{name} ({code})" if name != code else code


def country_names() -> tuple[str, ...]:
    """Every name that is understood, folded."""
    return tuple(_by_name())


@cache
def _by_name() -> dict[str, str]:
    listed = {fold(name): code for code, spelled in spellings().items() for name in spelled}
    return {fold(name): code for name, code in every_name("countries").items()} | listed
