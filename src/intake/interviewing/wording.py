"""Reads the texts of a questionnaire file in the languages that it names."""

import re

from intake.documents import Form, Mapping, Node, Scalar, did_you_mean
from intake.model.questionnaire import Wording
from intake.model.text import clean

_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")


def take_wording(form: Form, key: str, languages: tuple[str, ...], *, required: bool = False) -> Wording:
    """The text under the key by language: a mapping, or one text that stands for the first language."""
    node = form.take(key)
    first = languages[0]
    if node is None:
        if required:
            form.fault(form.place, f"{form.what} has no '{key}'", f"write {key}: {{{first}: ...}}")
        return {}
    if isinstance(node, Scalar):
        return {first: clean(node.text)}
    if not isinstance(node, Mapping):
        form.fault(node.place, f"'{key}' must be a text, or a text for each language")
        return {}
    wording: dict[str, str] = {}
    language = ""
    for name, text in node.entries.items():
        # YAML ends `{en: Now, or later?}` at the comma and makes a key without value of the rest: it is put back.
        if language and not _CODE.fullmatch(name) and isinstance(text, Scalar) and text.empty:
            wording[language] = f"{wording.get(language, '')}, {clean(name)}"
            continue
        language = name
        wording[language] = _text(form, key, languages, language, text, node)
    if first not in wording:
        form.fault(node.place, f"'{key}' has no text in '{first}'", "the first language of the file is needed")
    return wording


def _text(form: Form, key: str, languages: tuple[str, ...], language: str, text: Node, node: Mapping) -> str:
    if language not in languages:
        hint = did_you_mean(language, languages) or f"the languages are {', '.join(languages)}"
        form.fault(node.key_places[language], f"'{language}' is not a language of this file", hint)
    elif not isinstance(text, Scalar) or text.empty:
        form.fault(text.place, f"'{key}' has no text in '{language}'")
    return clean(text.text) if isinstance(text, Scalar) else ""
