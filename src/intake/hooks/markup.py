"""Reads a stranger's HTML and XML after a quick look whether it is safe to read at all.

A page of a megabyte may hold tags a hundred thousand deep, and keep a parser busy for minutes; an XML file of a
kilobyte may unfold to gigabytes. Both are told before a parser sees them, in time that grows with the length alone.
"""

import re
import warnings
from collections import Counter
from typing import TYPE_CHECKING

from intake.hooks.silence import Unreachable

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from bs4 import BeautifulSoup

MOST_CHARACTERS = 2 * 1024 * 1024
MOST_TAGS = 60_000
DEEPEST = 512
_TAG = re.compile(r"<(?:(!--)|(/?)([a-zA-Z][a-zA-Z0-9:-]*))")
_END_OF = {"script": re.compile(r"</script", re.IGNORECASE), "style": re.compile(r"</style", re.IGNORECASE)}
# Elements without content, and those whose end tag HTML lets people leave out: they do not go deeper by themselves.
_FLAT = frozenset(
    """area base br col embed hr img input link meta param source track wbr p li dt dd option optgroup tr td th thead
    tbody tfoot colgroup html head body rp rt""".split()
)


def soup(text: str) -> "BeautifulSoup":
    """The parsed HTML, by lxml; Unreachable where it is too long, or has too many or too deeply nested tags."""
    _check_size(text)
    if _depth(text) > DEEPEST:
        raise Unreachable("the page is too complex to read: its tags are nested too deeply")
    from bs4 import BeautifulSoup

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what bs4 thinks of a stranger's page is no business of the person's
        return BeautifulSoup(text.replace("\0", "\ufffd"), "lxml")


def element(text: str) -> "Element":
    """The root of an XML document; Unreachable where it is unsafe (entities, external parts), too large, or no XML.

    An unsafe one is never read as an empty one.
    """
    _check_size(text)
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        found: Element = fromstring(text)
    except DefusedXmlException as fault:
        raise Unreachable("unsafe XML: it defines entities or names external parts") from fault
    except (ParseError, ValueError) as fault:
        raise Unreachable("the answer is no readable XML") from fault
    return found


def _check_size(text: str) -> None:
    if len(text) > MOST_CHARACTERS or text.count("<") > MOST_TAGS:
        raise Unreachable("the page is too complex to read: it is too long, or has too many tags")


def _depth(text: str) -> int:
    """How deeply tags are nested at most, as far as that can be told without building the page."""
    opened: Counter[str] = Counter()
    depth = deepest = place = 0
    while found := _TAG.search(text, place):
        place = found.end()
        comment, closing, name = found.group(1), found.group(2), (found.group(3) or "").lower()
        if comment:
            end = text.find("-->", place - 2)
            place = end + 3 if end >= 0 else len(text)
        elif name in _END_OF and not closing:
            end_tag = _END_OF[name].search(text, place)
            place = end_tag.end() if end_tag else len(text)
        elif name not in _FLAT and (not closing or opened[name]):  # what was never opened closes nothing
            step = -1 if closing else 1
            opened[name] += step
            depth += step
            deepest = max(deepest, depth)
    return deepest
