"""Whether two spellings mean the same company: letter case, punctuation and legal form aside."""

import re
import unicodedata

_LEGAL_FORMS = frozenset(
    """ab publ ag aktiebolag aktiengesellschaft as asa aps bv corp corporation co company eg ek eirl eurl gbr gmbh inc
    incorporated kft kg limited llc llp ltd mbh nv og ohg oy oyj plc pte pty sa sarl sas sasu se sl slu snc spa sp srl
    sro ug zoo""".split()
)
_DOTTED = re.compile(r"\b(?:\w\.){2,}|\b(?:\w/){1,2}\w\b")


def tokens(name: str) -> tuple[str, ...]:
    """The words that tell this company from others: folded, without accents, punctuation and legal form."""
    words = _words(name)
    return tuple(word for word in words if word not in _LEGAL_FORMS) or words


def same_name(one: str, other: str) -> bool:
    """Whether both name the same company; an empty name is the same as none."""
    return bool(tokens(one)) and tokens(one) == tokens(other)


def mentions(text: str, name: str) -> bool:
    """Whether the text contains the telling words of the name, in their order and next to each other."""
    wanted = tokens(name)
    words = _words(text) if _LEGAL_FORMS.issuperset(wanted) else tokens(text)
    return bool(wanted) and f" {' '.join(wanted)} " in f" {' '.join(words)} "


def _words(text: str) -> tuple[str, ...]:
    joined = _DOTTED.sub(lambda found: re.sub(r"[./]", "", found.group()), text)
    plain = unicodedata.normalize("NFKD", joined.casefold())
    return tuple(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))
