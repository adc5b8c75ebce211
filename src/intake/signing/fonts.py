"""The fonts of the page: for Latin, Greek and Cyrillic those inside the printing library, for other scripts the system's.

Each file of the system's is named in the brief by its digest, so that the same page can be printed again where the same
file is installed, and it is known where it is not. Noto is free and drawn for all of these scripts.
"""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from intake import canonical
from intake.errors import Refused
from intake.frugal import dataclass, replace
from intake.model.brief import Brief, Font
from intake.model.lettering import LETTERS, undrawn
from intake.signing import digests

if TYPE_CHECKING:
    from typst import Fonts

# As Debian and Google name the weights of a family, as they name all of them in one, and as macOS names a collection.
_FORMS = (
    r"-(?:Regular|Bold)\.(?:ttf|otf|ttc)",
    r"(?:\[[\w,]+\]|-VF|-VariableFont_[\w,]+)\.(?:ttf|otf|ttc|otf\.ttc)",
    r"\.(?:ttf|otf|ttc)",
)
_FIRST_LETTER = min(letters[0] for letters in LETTERS.values())
_OTHER_LETTERS = "Write it in Latin letters, or in those of another script in docs/signing.md."
_HAN, _KANA, _HANGUL = LETTERS["Han"], LETTERS["Kana"], LETTERS["Hangul"]


@dataclass(frozen=True, slots=True)
class Script:
    """A script that the fonts inside the library do not draw: its characters, and the families that do, best first.

    `letters` is the inside of a character class. `package` is what Debian calls the fonts; macOS names the first family.
    """

    name: str
    letters: str
    families: tuple[str, ...]
    package: str = "fonts-noto-core"


def _han(name: str, letters: str, code: str, plain: str) -> Script:
    families = (f"Noto Serif CJK {code}", f"Noto Serif {plain}", f"Noto Sans CJK {code}", f"Noto Sans {plain}")
    return Script(name, letters, families, "fonts-noto-cjk")


JAPANESE = _han("Japanese", _KANA + _HAN, "JP", "JP")
KOREAN = _han("Korean", _HANGUL + _HAN, "KR", "KR")
TRADITIONAL = _han("Chinese (traditional)", LETTERS["Bopomofo"] + _HAN, "TC", "TC")
SIMPLIFIED = _han("Chinese (simplified)", _HAN, "SC", "SC")
SCRIPTS = (
    Script("Hebrew", LETTERS["Hebrew"], ("Noto Serif Hebrew", "Noto Sans Hebrew")),
    Script(
        "Arabic",
        LETTERS["Arabic"],
        ("Noto Naskh Arabic", "Noto Sans Arabic"),
    ),
    Script("Devanagari", LETTERS["Devanagari"], ("Noto Serif Devanagari", "Noto Sans Devanagari")),
    Script("Thai", LETTERS["Thai"], ("Noto Serif Thai", "Noto Sans Thai")),
    Script("Armenian", LETTERS["Armenian"], ("Noto Serif Armenian", "Noto Sans Armenian")),
    Script(
        "Georgian", LETTERS["Georgian"], ("Noto Serif Georgian", "Noto Sans Georgian")
    ),
)  # fmt: skip
_HAN_SCRIPTS = (JAPANESE, KOREAN, TRADITIONAL, SIMPLIFIED)
_HOMES = {"JP": JAPANESE, "KR": KOREAN, "KP": KOREAN, "TW": TRADITIONAL, "HK": TRADITIONAL, "MO": TRADITIONAL}


class NoFont(Refused):
    """A script that no font of this machine draws, or a font that a document names by digest and this machine lacks."""


def folders() -> tuple[Path, ...]:
    """Where the system keeps its fonts."""
    home = Path.home()
    if sys.platform == "darwin":
        return (home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local"))
        return (local / "Microsoft/Windows/Fonts", Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts")
    return (home / ".local/share/fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))


def needed(text: str, countries: Sequence[str] = ()) -> tuple[Script, ...]:
    """The scripts in a text beyond what the library draws; Chinese characters are those of the country where it is told."""
    if max(text, default="") < _FIRST_LETTER:
        return ()
    found = [script for script in SCRIPTS if _has(text, script.letters)]
    han = [script for script in (JAPANESE, KOREAN) if _has(text, script.letters.removesuffix(_HAN))]
    if not han and _has(text, _HAN + TRADITIONAL.letters):
        han = [next((_HOMES[country] for country in countries if country in _HOMES), SIMPLIFIED)]
    return (*found, *han)


def choose(scripts: Sequence[Script], places: Sequence[Path]) -> tuple[Font, ...]:
    """The files in these folders that draw the scripts; NoFont names the package to install."""
    names = _names(places) if scripts else {}
    return tuple(font for script in scripts for font in _best(script, names))


def covers(fonts: Sequence[Font]) -> list[tuple[str, str]]:
    """Each family once, with the characters that it draws."""
    scripts = {family: script.letters for script in (*SCRIPTS, *_HAN_SCRIPTS) for family in script.families}
    return [(family, scripts.get(family, "")) for family in dict.fromkeys(font.family for font in fonts)]


def named(brief: Brief, places: Sequence[Path] | None = None) -> Brief:
    """The brief with the fonts that its page needs, by their digests; NoFont where one is missing, or none can draw a letter."""
    text = canonical.to_bytes(canonical.encode(replace(brief, fonts=()))).decode("utf-8")
    if strange := undrawn(text):
        raise NoFont(f"the page cannot show {strange}", where=brief.id, remedy=_OTHER_LETTERS)
    scripts = needed(text, (brief.client.country, brief.supplier.country))
    return replace(brief, fonts=choose(scripts, folders() if places is None else places))


@contextmanager
def opened(fonts: Sequence[Font], places: Sequence[Path]) -> "Iterator[Fonts]":
    """The library's own fonts and exactly these files; NoFont where one of them is not in the folders."""
    if not fonts:
        yield _own()
        return
    from tempfile import TemporaryDirectory

    from typst import Fonts

    names = _names(places)
    with TemporaryDirectory(prefix="intake-fonts-") as folder:
        for font in {font.file: font for font in fonts}.values():
            _link(_of_digest(font, names), Path(folder) / font.file)
        yield Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])


@cache
def _own() -> "Fonts":
    from typst import Fonts

    return Fonts(include_system_fonts=False, include_embedded_fonts=True)


def _has(text: str, letters: str) -> bool:
    return re.search(f"[{letters}]", text) is not None


def _names(places: Sequence[Path]) -> dict[str, list[Path]]:
    """Every file below these folders by its name."""
    found: dict[str, list[Path]] = {}
    for place in places:
        for folder, _, files in os.walk(place):
            for name in files:
                found.setdefault(name, []).append(Path(folder) / name)
    return found


def _best(script: Script, names: dict[str, list[Path]]) -> Iterator[Font]:
    for family in script.families:
        for form in _FORMS:
            pattern = re.compile(re.escape(_stem(family)) + form)
            if files := sorted(name for name in names if pattern.fullmatch(name)):
                yield from (Font(family, name, _digest(names[name][0])) for name in files)
                return
    name = script.families[0]
    cask = "font-" + re.sub(r" (JP|KR|SC|TC)$", "", name).lower().replace(" ", "-")
    raise NoFont(
        f"no font on this machine draws {script.name}",
        remedy=f"Install one and build the brief again. Debian and Ubuntu: apt install {script.package}; macOS: brew "
        f"install --cask {cask}; Windows and others: '{name}' from fonts.google.com/noto or the system's own packages.",
    )


def _stem(family: str) -> str:
    """The beginning of the names of a family's files; all of Noto CJK lies in one."""
    return re.sub(r"(CJK)\w\w$", r"\1", family.replace(" ", ""))


def _of_digest(font: Font, names: dict[str, list[Path]]) -> Path:
    for path in names.get(font.file, ()):
        if _digest(path) == font.sha256:
            return path
    raise NoFont(
        f"the font '{font.family}' ({font.file}, {font.sha256[:19]}…) is not on this machine",
        remedy="Install the same edition of it, or build the brief again.",
    )


def _digest(path: Path) -> str:
    return digests.named(path.read_bytes())


def _link(path: Path, to: Path) -> None:
    try:
        to.symlink_to(path)
    except OSError:  # Windows grants links to few.
        import shutil

        shutil.copyfile(path, to)
