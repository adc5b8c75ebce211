"""The clause book: clauses in full words, with parameters that decisions and answers fill."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from intake import documents
from intake.documents import Form, Node, Scalar, did_you_mean
from intake.documents import Mapping as Nodes
from intake.errors import BadFile, Fault, Usage
from intake.frugal import dataclass, replace
from intake.locale import marked, translate
from intake.model.checklist import Clause
from intake.model.questionnaire import Wording, said
from intake.model.values import Value, shown

_SLOT = re.compile(r"\{([a-z_]+)\}")
# What a policy may say of a parameter in words, so that it can be said in every language.
_SAID_BY_POLICIES = (marked("project"), marked("iteration"))


@dataclass(frozen=True, slots=True)
class Template:
    """A clause before its parameters are filled in."""

    id: str
    title: Wording
    text: Wording
    parameters: Mapping[str, Wording]
    always: bool
    practice: tuple[str, ...]

    def reworded(self, text: str, language: str) -> "Template":
        """The clause in other words for one client, which have the same parameters; Usage where they do not."""
        stands, wanted = (set(_SLOT.findall(each)) for each in (text, said(self.text, language)))
        if left := sorted(wanted - stands):
            slots = ", ".join(f"{{{name}}}" for name in left)
            raise Usage(f"the wording leaves out {slots}", remedy="Keep it: reminders, gates and letters go by it.")
        if unknown := sorted(stands - wanted):
            raise Usage(f"this clause has no figure {', '.join(unknown)}", remedy=did_you_mean(unknown[0], (*wanted,)))
        return replace(self, text={language: text})

    def unfilled(self, language: str) -> Clause:
        """The clause as the book has it, with its figures in braces."""
        return Clause(self.id, said(self.title, language), said(self.text, language), self.practice)

    def filled(self, parameters: Mapping[str, Value], language: str) -> Clause:
        """The clause with these parameters, and the defaults for the rest."""
        words = {name: said(default, language) for name, default in self.parameters.items()}
        words |= {name: translate(shown(value), language) for name, value in parameters.items()}
        text = _SLOT.sub(lambda slot: words.get(slot[1], slot[0]), said(self.text, language))
        return Clause(self.id, said(self.title, language), text, self.practice)


def read_clauses(paths: Iterable[Path]) -> dict[str, Template]:
    """The templates of these files by id, in order; BadFile names every fault of all files."""
    book: dict[str, Template] = {}
    faults: list[Fault] = []
    for path in paths:
        node, own = documents.read(path)
        form = Form(node, own, "the clause file")
        form.take_choice("intake", ("clauses/1",), required=True)
        for entry in form.take_list("clauses"):
            template = _template(entry, own)
            if template.id in book:
                own.append(Fault(entry.place, f"the clause '{template.id}' stands twice"))
            book[template.id] = template
        form.done()
        faults += own
    if faults:
        raise BadFile(faults)
    return book


def _template(node: Node, faults: list[Fault]) -> Template:
    form = Form(node, faults, "a clause")
    template = Template(
        id=form.take_id(),
        title=_wording(form, "title"),
        text=_wording(form, "text"),
        parameters=_parameters(form),
        always=form.take_bool("always"),
        practice=form.take_words("practice"),
    )
    form.done(("id", "title", "text", "parameters", "always", "practice"))
    for wording in template.text.values():
        for slot in _SLOT.findall(wording):
            if slot not in template.parameters:
                hint = did_you_mean(slot, tuple(template.parameters)) or "give it a default under parameters"
                form.fault(form.place, f"'{{{slot}}}' is no parameter of clause '{template.id}'", hint)
    return template


def _wording(form: Form, key: str) -> dict[str, str]:
    inner = form.take_form(key, f"'{key}'")
    if inner is None:
        form.fault(form.place, f"a clause has no '{key}'")
        return {}
    return _texts(inner.node)


def _parameters(form: Form) -> dict[str, Wording]:
    """The default of each parameter: one for all languages, or one for each."""
    inner = form.take_form("parameters", "'parameters'")
    entries = inner.node.entries if inner else {}
    return {
        name: {"": node.text} if isinstance(node, Scalar) else _texts(node)
        for name, node in entries.items()
        if isinstance(node, Scalar | Nodes)
    }


def _texts(node: Nodes) -> dict[str, str]:
    return {name: part.text for name, part in node.entries.items() if isinstance(part, Scalar)}
