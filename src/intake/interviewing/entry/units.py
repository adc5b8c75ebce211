"""The forms in which people type a unit of work, in every language that comes along."""

from intake.interviewing.entry.words import fold
from intake.locale.units import UNITS


def forms(unit: str) -> frozenset[str]:
    """Every folded form in which people type the unit, in any language."""
    listed = {fold(word) for words in UNITS.get(unit, {}).values() for word in words}
    plain = fold(unit)
    plurals = {plain, f"{plain}s", f"{plain}es", f"{plain[:-1]}ies" if plain.endswith("y") else plain}
    return frozenset(listed | plurals)
