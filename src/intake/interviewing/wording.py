"""Reads the texts of a questionnaire file in the languages that it names."""

from intake.documents import Form, Mapping, Scalar, did_you_mean
from intake.model.questionnaire import Wording
from intake.model.text import clean


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
    for language, text in node.entries.items():
        if language not in languages:
            hint = did_you_mean(language, languages) or f"the languages are {', '.join(languages)}"
            form.fault(node.key_places[language], f"'{language}' is not a language of this file", hint)
        elif isinstance(text, Scalar) and not text.empty:
            wording[language] = clean(text.text)
        else:
            form.fault(text.place, f"'{key}' has no text in '{language}'")
    if first not in node.entries:
        form.fault(node.place, f"'{key}' has no text in '{first}'", "the first language of the file is needed")
    return wording
