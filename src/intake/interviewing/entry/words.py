"""Words of the shipped languages that people type: months, weekdays, yes and no; and how a day is written in each."""

import unicodedata
from datetime import date

LANGUAGES = ("en", "de", "fr", "es", "sv", "et", "tr")
"""The languages that come along: English, German, French, Spanish, Swedish, Estonian, Turkish."""

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "et": "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
}
_WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag",
    "et": "esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev",
    "tr": "Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi Pazar",
}
_WRITTEN = {
    "en": "{weekday}, {day} {month} {year}",
    "de": "{weekday}, {day}. {month} {year}",
    "fr": "{weekday} {day} {month} {year}",
    "es": "{weekday}, {day} de {month} de {year}",
    "sv": "{weekday} {day} {month} {year}",
    "et": "{weekday}, {day}. {month} {year}",
    "tr": "{day} {month} {year} {weekday}",
}
# Short, older and inflected forms; the Estonian cases are joined to the genitive below.
_MORE_MONTHS = (
    "jan janv ene jaanuari ocakta ocagin oca",
    "feb fev fevr veebr veebruari subatta subatin sub",
    "mar mrz maerz martsi martta martin",
    "apr avr abr aprilli nisanda nisanin nis",
    "mayista mayisin",
    "jun juuni haziranda haziranin haz",
    "jul juil juuli temmuzda temmuzun tem",
    "aug ago augusti agustosta agustosun agu",
    "sep sept setiembre septembri eylulde eylulun eyl",
    "oct okt oktoobri ekimde ekimin",
    "nov novembri kasimda kasimin kas",
    "dec dez dic dets detsembri aralikta araligin ara",
)
_ESTONIAN = "jaanuari veebruari martsi aprilli mai juuni juuli augusti septembri oktoobri novembri detsembri".split()
_CASES = ("s", "l", "ks", "ni", "st", "le")
_MORE_WEEKDAYS = (
    "mon esmaspaeva pazartesiye",
    "tue tues teisipaeva saliya",
    "wed kolmapaeva carsambaya",
    "thu thur thurs neljapaeva persembeye",
    "fri cumaya",
    "sat sonnabend laupaeva cumartesiye",
    "sun puhapaeva pazara",
)
_ESTONIAN_DAYS = "esmaspaeva teisipaeva kolmapaeva neljapaeva reede laupaeva puhapaeva".split()


def fold(text: str) -> str:
    """The text for looking up: lower case in every language (Turkish too), without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i").replace("’", "'"))
    return "".join(character for character in plain if not unicodedata.combining(character))


def _folded(names: dict[str, str], more: tuple[str, ...], estonian: list[str], start: int) -> dict[str, int]:
    found = {fold(word): n for words in names.values() for n, word in enumerate(words.split(), start)}
    found |= {word: number for number, words in enumerate(more, start) for word in words.split()}
    return found | {stem + case: number for number, stem in enumerate(estonian, start) for case in _CASES}


MONTHS = _folded(_MONTHS, _MORE_MONTHS, _ESTONIAN, 1)
"""The number of a month (1 to 12) by its folded name, usual short form or case."""

WEEKDAYS = _folded(_WEEKDAYS, _MORE_WEEKDAYS, _ESTONIAN_DAYS, 0)
"""The number of a weekday (Monday is 0) by its folded name, usual short form or case."""

YES = frozenset("yes y true ja j oui o si s jah jaa evet e".split())
NO = frozenset("no n false nein nej non ei hayir h".split())


def weekday_name(day: date, language: str) -> str:
    """The weekday in that language, English where it does not come along."""
    return (_WEEKDAYS.get(language) or _WEEKDAYS["en"]).split()[day.weekday()]


def written(day: date, language: str) -> str:
    """The day in words, with its weekday."""
    language = language if language in _MONTHS else "en"
    month = _MONTHS[language].split()[day.month - 1]
    return _WRITTEN[language].format(weekday=weekday_name(day, language), day=day.day, month=month, year=day.year)
