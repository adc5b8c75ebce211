"""Whether the address of a website may be taken for another: letters of several scripts, or ones that look Latin."""

import unicodedata

# Letters that most fonts draw like a Latin one (Unicode Technical Standard 39, the common part of its confusables).
_LOOKS = str.maketrans(
    "аеорсухѕіјһԁԛԝӏкмтгпαονρυικτγηωχօոսհց",
    "aeopcyxsijhdqwlkmtrnaovpuiktynwxonuhg",
)
_TOGETHER = frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO"})


def readable(host: str) -> str:
    """The host as it is drawn; labels that are no Punycode stay as they are written."""
    return ".".join(map(_drawn, host.split(".")))


def warning(host: str) -> str:
    """Why the address may be taken for another, in words; empty where nothing suggests it. `host` is ASCII (`xn--`)."""
    for label in readable(host).split("."):
        scripts = sorted({unicodedata.name(letter, "UNKNOWN").split()[0] for letter in label if letter.isalpha()})
        looks = label.translate(_LOOKS)
        if len(scripts) > 1 and not set(scripts) <= _TOGETHER:
            return f"mixes letters of {' and '.join(scripts)} in one word"
        if looks != label and looks.isascii():
            return f"is written in {scripts[0]} letters that look like {looks}"
    return ""


def _drawn(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label.removeprefix("xn--").encode("ascii").decode("punycode")
    except UnicodeError:
        return label
