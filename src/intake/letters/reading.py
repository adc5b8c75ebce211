"""Reads files of letters, `intake: letters/1`, strictly."""

from collections.abc import Iterable
from pathlib import Path

from intake import documents
from intake.documents import Form, Node, Scalar, did_you_mean
from intake.errors import BadFile, Fault
from intake.letters.slots import SLOT, SLOTS
from intake.letters.template import MOST_WORDS, Paragraph, Template
from intake.model.questionnaire import Wording

_KEYS = (
    *("id", "title", "use", "subject", "opening", "body", "practice", "hold_minutes", "most_words"),
    *("answer_within", "ladder", "after_due", "after_grace"),
)


def read_letters(paths: Iterable[Path]) -> dict[str, Template]:
    """The letters of these files by id, a later file replacing an earlier one's; BadFile names every fault of all files."""
    book: dict[str, Template] = {}
    faults: list[Fault] = []
    for path in paths:
        node, own = documents.read(path)
        book.update(_letters(node, own))
        faults += own
    if faults:
        raise BadFile(faults)
    return book


def _letters(node: Node, faults: list[Fault]) -> dict[str, Template]:
    form = Form(node, faults, "the file of letters")
    form.take_choice("intake", ("letters/1",), required=True)
    opening, closing = _wording(form, "opening"), _wording(form, "closing")
    book: dict[str, Template] = {}
    for entry in form.take_list("letters"):
        template = _template(entry, faults, opening, closing)
        if template.id in book:
            faults.append(Fault(entry.place, f"the letter '{template.id}' stands twice"))
        book[template.id] = template
    form.done(("intake", "opening", "closing", "letters"))
    return book


def _template(node: Node, faults: list[Fault], opening: Wording, closing: Wording) -> Template:
    form = Form(node, faults, "a letter")
    template = Template(
        id=form.take_id(),
        title=_wording(form, "title"),
        use=_wording(form, "use", required=False),
        subject=_wording(form, "subject"),
        opening=_wording(form, "opening", required=False) or opening,
        body=tuple(_paragraph(entry, faults) for entry in form.take_list("body")),
        closing=closing,
        practice=form.take_words("practice"),
        hold_minutes=_count(form, "hold_minutes") or 0,
        most_words=_count(form, "most_words") or MOST_WORDS,
        answer_within=_count(form, "answer_within"),
        ladder=form.take_text("ladder"),
        after_due=_count(form, "after_due"),
        after_grace=form.take_bool("after_grace"),
    )
    if not template.body:
        form.fault(form.place, "a letter has no 'body'", "a list of paragraphs")
    if template.ladder and template.after_due is None:
        form.fault(form.place, "a letter on a ladder has no 'after_due'", "the days after a missed payment")
    form.done(_KEYS)
    return template


def _paragraph(node: Node, faults: list[Fault]) -> Paragraph:
    form = Form(node, faults, "a paragraph")
    only_with = form.take_text("only_with")
    if only_with and only_with not in SLOTS:
        form.fault(form.place, f"no letter knows '{only_with}'", did_you_mean(only_with, tuple(SLOTS)))
    return Paragraph(_words(form), only_with)


def _count(form: Form, key: str) -> int | None:
    node = form.node.entries.get(key)
    number = form.take_number(key)
    if node is not None and number is not None and not 0 <= number <= 10_000:
        form.fault(node.place, f"'{key}' must lie between 0 and 10000")
    return number


def _wording(form: Form, key: str, *, required: bool = True) -> Wording:
    inner = form.take_form(key, f"'{key}'")
    if inner is None:
        if required:
            form.fault(form.place, f"{form.what} has no '{key}'")
        return {}
    return _words(inner)


def _words(form: Form) -> Wording:
    """A text by language; every slot in it must be one that letters know."""
    found = {}
    for language, node in form.unread.items():
        if not isinstance(node, Scalar) or not node.text.strip():
            form.fault(node.place, f"'{language}' must be a text")
            continue
        found[language] = node.text
        for slot in SLOT.findall(node.text):
            if slot not in SLOTS:
                form.fault(node.place, f"no letter knows '{{{slot}}}'", did_you_mean(slot, tuple(SLOTS)))
    if not found:
        form.fault(form.place, f"{form.what} has no text", "for example {en: ...}")
    return found
