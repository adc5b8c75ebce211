"""What units of work are called in each language that comes along; a unit that is not listed takes an English plural."""

from decimal import Decimal

from intake.locale.days import LANGUAGES

# By unit, in the order of LANGUAGES: one of it, many of it, and other forms that are typed.
_TABLE = """
page | page/pages | Seite/Seiten | page/pages | página/páginas | sida/sidor | lehekülg/lehekülge/lk | sayfa/sayfa
screen | screen/screens | Ansicht/Ansichten/Screen/Screens | écran/écrans | pantalla/pantallas | vy/vyer/skärm/skärmar | kuva/kuva/ekraan/ekraani/vaade/vaadet | ekran/ekran
word | word/words | Wort/Wörter/Worte | mot/mots | palabra/palabras | ord/ord | sõna/sõna | kelime/kelime/sözcük
image | image/images/picture/pictures | Bild/Bilder | image/images | imagen/imágenes | bild/bilder | pilt/pilti | görsel/görsel/resim
hour | hour/hours/h/hr/hrs | Stunde/Stunden/Std | heure/heures | hora/horas | timme/timmar/tim | tund/tundi/t | saat/saat
piece | piece/pieces/pc/pcs | Stück/Stück/Stk | pièce/pièces | unidad/unidades/pieza/piezas | styck/stycken/st | tükk/tükki/tk | adet/adet
line | line/lines | Zeile/Zeilen/Normzeile/Normzeilen | ligne/lignes | línea/líneas | rad/rader | rida/rida | satır/satır
day | day/days | Tag/Tage | jour/jours | día/días | dag/dagar | päev/päeva | gün/gün
working day | working day/working days | Arbeitstag/Arbeitstage | jour ouvré/jours ouvrés | día laborable/días laborables | arbetsdag/arbetsdagar | tööpäev/tööpäeva | iş günü/iş günü
minute | minute/minutes/min | Minute/Minuten | minute/minutes | minuto/minutos | minut/minuter | minut/minutit | dakika/dakika
"""


def _rows() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for line in _TABLE.strip().splitlines():
        unit, *names = (part.strip() for part in line.split(" | "))
        found[unit] = {language: words.split("/") for language, words in zip(LANGUAGES, names, strict=True)}
    return found


UNITS = _rows()
"""By unit and language: one of it, many of it, and other forms that are typed."""


def unit_name(unit: str, language: str) -> str:
    """What the unit is called in that language."""
    return UNITS.get(unit, {}).get(language, [unit])[0]


def measured(amount: Decimal, unit: str, language: str) -> str:
    """So many of the unit, in that language: `12 pages`, `1 Seite`."""
    one, many = (UNITS.get(unit, {}).get(language) or [unit, f"{unit}s"])[:2]
    return f"{amount:f} {one if amount == 1 else many}"
