"""What a mail in HTML shows to whoever reads it: its text, where nothing in it is hidden, struck out, or drawn over.

Programs for mail differ in what they show, and no browser is asked. So only the few elements and styles are taken that programs
for mail write by themselves and that cannot hide a word; what is quoted is left out. ValueError says what was found beside them.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from intake.locale import worded

QUOTE = "\ufdd0"
"""Stands for what is quoted; no text has it (Unicode: not a character)."""
_EMPTY = frozenset("br hr meta wbr col".split())
_SHOWN = _EMPTY | frozenset(
    """html head body title style p div span b strong i em u font a small big center address table tbody thead tfoot tr td th
    colgroup ul ol li dl dt dd pre code h1 h2 h3 h4 h5 h6 blockquote o:p""".split()
)
_SKIPPED = ("blockquote", "style", "title", "head")
_CELLS = ("tr", "td", "th", "tbody", "thead", "tfoot")
_REFUSED_ATTRIBUTES = frozenset({"hidden", "background", "src", "srcdoc"})
# What Outlook writes for itself: settings without a word, and a style for others.
_SETTINGS = re.compile(r"\[if [^\]<>]*\]>\s*<xml>(?:\s*<[^<>]*>)*\s*<!\[endif\]", re.ASCII)
_FOR_OTHERS = re.compile(r"\[if !mso\]>\s*<style>[^<>]*</style>\s*<!\[endif\]", re.ASCII)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_NUMBER = re.compile(r"(\d*\.?\d+) *([a-z%]*)")
_PLAIN = re.compile(r"[a-z0-9_ .,#%\"'!()-]*")
_REACHING = re.compile(r"(?<![a-z0-9])-\.?\d|(?<![#0-9a-f])\d{4}|\de[-+\d]|url|expression|dings|symbol")
_LEAST = {"px": 7.0, "pt": 6.0, "em": 1.0, "rem": 1.0, "%": 100.0, "": 1.0}
_NO_UNIT = float("inf")
_SIZES = frozenset({"font-size", "line-height"})
_NAMES = frozenset(
    """font-family font-style font-weight font-variant font-variant-ligatures font-variant-caps font-stretch text-align direction white-space
    word-wrap overflow-wrap word-break line-break word-spacing letter-spacing text-indent text-transform vertical-align orphans widows
    caret-color cursor page width border border-collapse -webkit-nbsp-mode -webkit-line-break -webkit-text-size-adjust
    -webkit-text-stroke-width""".split()
)
_BEGINNINGS = ("margin", "padding", "border-", "mso-")
_VALUES = {
    "display": frozenset({"block", "inline", "inline-block", "inline !important"}),
    "text-decoration": frozenset({"none", "underline", "initial", "none !important"}),
}
_DARK = frozenset("black windowtext inherit initial navy blue purple maroon green red gray grey".split())
_LIGHT = frozenset("white transparent none inherit initial window".split())
_HALF = 0.5  # of the light of white


def visible(html: str) -> str:
    """The text that a reader sees, with a mark for each quote."""
    reader = _Reader()
    reader.feed(html.replace(QUOTE, " "))
    reader.close()
    return "".join(reader.text)


class _Reader(HTMLParser):
    """Takes the text, and refuses what a program for mail could show otherwise than it stands here."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            raise ValueError(worded("the mail shows a picture, which cannot be read here"))
        if tag not in _SHOWN:
            raise _unread(f"<{tag:.20}>")
        since = self.open[len(self.open) - self.open[::-1].index("blockquote") :] if "blockquote" in self.open else None
        if tag in _CELLS and since is not None and "table" not in since:
            raise _unread(f"<{tag}>")
        if tag != "style":
            for name, value in attrs:
                _check_attribute(name, value or "")
        if tag == "blockquote":
            self.text.append(QUOTE)
        if tag not in _EMPTY:
            self.open.append(tag)
        self.text.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # The slash says nothing in HTML: only these end by themselves.
        if tag not in _EMPTY:
            raise _unread(f"<{tag:.20}/>")
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            closed = [self.open.pop()]
            while closed[-1] != tag:
                closed.append(self.open.pop())
            between = closed[:-1]
            if "blockquote" in between or (tag == "blockquote" and "table" in between):
                raise _unread(f"</{tag}>")
        self.text.append(" ")

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["style"]:
            _check_sheet(data)
        elif not any(tag in _SKIPPED for tag in self.open):
            self.text.append(data)
        elif self.open[-1] == "head" and data.strip():
            raise _unread("<head>")

    def handle_comment(self, data: str) -> None:
        plain = "<" not in data and ">" not in data
        if self.open[-1:] == ["title"] or not (plain or _SETTINGS.fullmatch(data) or _FOR_OTHERS.fullmatch(data)):
            raise _unread("<!-- -->")

    def handle_pi(self, data: str) -> None:
        raise _unread(f"<?{data:.20}")

    def unknown_decl(self, data: str) -> None:
        raise _unread(f"<![{data:.20}")


def _unread(what: str) -> ValueError:
    return ValueError(worded(f"the mail holds {what}, which may show something else than can be read here"))


def _check_attribute(name: str, value: str) -> None:
    if name in _REFUSED_ATTRIBUTES:
        raise _unread(name)
    if name == "style":
        _check_declarations(value)
    elif name == "face":
        _check_declarations(f"font-family:{value}")
    elif name in ("color", "text", "bgcolor"):
        _check_declarations(f"{'background-color' if name == 'bgcolor' else 'color'}:{value}")


def _check_sheet(text: str) -> None:
    text = re.sub(r"/\*[\s\S]*?\*/", " ", text.replace("<!--", " ").replace("-->", " "))
    if _RULE.sub(" ", text).strip():
        raise _unread("<style>")
    for selector, declarations in _RULE.findall(text):
        if "@font-face" in selector or "@page" in selector:
            if "url" in declarations.lower() or "\\" in declarations:
                raise _unread(selector.strip())
        elif "@" in selector or ":before" in selector or ":after" in selector:
            raise _unread(selector.strip()[:40])
        else:
            _check_declarations(declarations)


def _check_declarations(text: str) -> None:
    for name, value in _declarations(text):
        taken = name in _NAMES or name.startswith(_BEGINNINGS)
        if name in _VALUES:
            taken = value in _VALUES[name]
        elif name in _SIZES:
            taken = all(float(n) >= _LEAST.get(unit, _NO_UNIT) for n, unit in _NUMBER.findall(value))
        elif name == "color":
            taken = value in _DARK or 0 <= _light(value) <= _HALF
        elif name in ("background", "background-color"):
            taken = value in _LIGHT or _light(value) > _HALF or value == "rgba(0, 0, 0, 0)"
        if not taken or name == "mso-hide" or not _PLAIN.fullmatch(value) or _REACHING.search(value):
            raise _unread(f"“{name}: {value}”"[:60])


def _declarations(text: str) -> Iterator[tuple[str, str]]:
    for each in text.split(";"):
        name, _, value = each.partition(":")
        if each.strip():
            yield name.strip().lower(), " ".join(value.lower().split())


def _light(colour: str) -> float:
    """How light a colour is, from 0 to 1; -1 where it cannot be told."""
    if found := re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", colour):
        digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
        parts = [int(digits[at : at + 2], 16) for at in (0, 2, 4)]
    elif found := re.fullmatch(r"rgb\((\d{1,3}), ?(\d{1,3}), ?(\d{1,3})\)", colour):
        parts = [int(each) for each in found.groups()]
    else:
        return -1
    return (0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]) / 255
