"""How a day is written in each language that comes along."""

from datetime import date

LANGUAGES = ("en", "de", "fr", "es", "sv", "et", "tr")
"""The languages that come along: English, German, French, Spanish, Swedish, Estonian, Turkish."""

MONTH_NAMES = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "et": "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
}
WEEKDAY_NAMES = {
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


def weekday_name(day: date, language: str) -> str:
    """The weekday in that language, English where it does not come along."""
    return (WEEKDAY_NAMES.get(language) or WEEKDAY_NAMES["en"]).split()[day.weekday()]


def written(day: date, language: str) -> str:
    """The day in words, with its weekday."""
    language = language if language in MONTH_NAMES else "en"
    month = MONTH_NAMES[language].split()[day.month - 1]
    return _WRITTEN[language].format(weekday=weekday_name(day, language), day=day.day, month=month, year=day.year)


def on_two_lines(day: date, language: str) -> str:
    """The day in words for a narrow column, with its weekday on a line of its own."""
    told, weekday = written(day, language), weekday_name(day, language)
    first, second = told.split(" ", 1) if told.startswith(weekday) else told.rsplit(" ", 1)
    return f"{first}\n{second}"
