"""Reads how answers move from one version of a questionnaire to the next: rename, split, merge, convert, drop."""

from collections.abc import Iterator

from intake.documents import Form, Mapping, Node, Scalar, Sequence, did_you_mean
from intake.errors import BadFile, Place
from intake.model.questionnaire import Expression, Migration, Question, Reshaping, Type

_KEYS = ("from", "rename", "split", "merge", "convert", "drop")
OLD = "old"
"""What an expression of `convert` calls the answer from before."""


def bare(name: str, questions: dict[str, Question]) -> str:
    """A name without its section: `money.prepay` is `prepay`, while a part of a row keeps its question (`tasks.due`)."""
    first, _, rest = name.partition(".")
    is_group = first in questions and questions[first].type is Type.REPEAT
    return name if not rest or is_group else rest


class MigrationReader:
    """Takes the list `migrate` apart; names that lead nowhere are faults."""

    def __init__(self, form: Form, version: int, questions: dict[str, Question]) -> None:
        self.form = form
        self.version = version
        self.questions = questions
        self.targets: list[tuple[str, Place]] = []
        self.sources: dict[str, Place] = {}

    def read(self) -> tuple[Migration, ...]:
        """The migrations, oldest first."""
        found = [self.migration(node) for node in self.form.take_list("migrate")]
        for name, place in self.targets:
            if not self.leads_on(name):
                hint = did_you_mean(name, tuple(self.questions))
                self.form.fault(place, f"'{name}' is not a question", hint or "name one that is asked")
        for name in sorted(self.sources.keys() & self.questions.keys()):
            self.form.fault(self.sources[name], f"'{name}' is asked again", "an id is never given to another question")
        return tuple(sorted(found, key=lambda migration: migration.before))

    def leads_on(self, name: str) -> bool:
        """Whether the name is asked now, is a part of what is asked, or is taken up by another step."""
        question, _, part = name.partition(".")
        group = self.questions.get(question)
        if part and group is not None:
            return any(part == asked.id for asked in group.item)
        return name in self.questions or name in self.sources

    def migration(self, node: Node) -> Migration:
        """One entry of the list."""
        form = Form(node, self.form.faults, "a migration")
        before = form.take_number("from", 0, required=True) or 0
        if before >= self.version:
            place = form.node.entries["from"].place if "from" in form.node.entries else form.place
            form.fault(place, f"a migration from {before} leads nowhere", f"this is version {self.version}")
        rename = {self.source(old, key): self.target(new) for old, key, new in self.pairs(form, "rename")}
        split = tuple(self.split(form, node, old, key) for old, key, node in self.entries(form, "split"))
        merge = tuple(self.merge(form, node, new, key) for new, key, node in self.entries(form, "merge"))
        convert = {
            self.named(new, key): self.conversion(form, node) for new, key, node in self.entries(form, "convert")
        }
        drop = tuple(self.source(word.text, word.place) for word in form.take_list("drop") if isinstance(word, Scalar))
        form.done(_KEYS)
        return Migration(before, rename, split, merge, convert, drop)

    # the steps

    def split(self, form: Form, node: Node, old: str, place: Place) -> Reshaping:
        """`old: {name: question}` for the parts of a person, `old: {by: ",", into: [question]}` for a text."""
        whole = self.source(old, place)
        if isinstance(node, Mapping) and "into" in node.entries:
            inner = Form(node, form.faults, "a split")
            by = inner.take_text("by", ",")
            parts = tuple(("", self.target(word)) for word in inner.take_list("into") if isinstance(word, Scalar))
            inner.done(("by", "into"))
            return Reshaping(whole, parts, by)
        return Reshaping(whole, tuple((part, self.target(word)) for part, _, word in _words(form, node)))

    def merge(self, form: Form, node: Node, new: str, place: Place) -> Reshaping:
        """`new: {name: question}` for a person, `new: {by: ", ", of: [question]}` for a text."""
        whole = self.named(new, place)
        if isinstance(node, Mapping) and "of" in node.entries:
            inner = Form(node, form.faults, "a merge")
            by = inner.take_text("by", ", ")
            words = [word for word in inner.take_list("of") if isinstance(word, Scalar)]
            inner.done(("by", "of"))
            return Reshaping(whole, tuple(("", self.source(word.text, word.place)) for word in words), by)
        return Reshaping(
            whole, tuple((part, self.source(word.text, word.place)) for part, _, word in _words(form, node))
        )

    def conversion(self, form: Form, node: Node) -> "Expression | dict[str, str]":
        """An expression that reads `old`, or the new word for each old one."""
        if isinstance(node, Scalar):
            from intake.conditions import expression_in, parse_expression

            expression = expression_in(node)
            try:
                names = parse_expression(expression).names - {OLD}
            except BadFile as fault:
                form.faults.extend(fault.faults)
                return expression
            for name in sorted(names):
                form.fault(node.place, f"'{name}' is not known here", f"a conversion reads '{OLD}' only")
            return expression
        return {old: word.text for old, _, word in _words(form, node)}

    # names

    def entries(self, form: Form, key: str) -> Iterator[tuple[str, Place, Node]]:
        """The names of a mapping with what stands behind each."""
        node = form.take(key)
        if isinstance(node, Mapping):
            for name, value in node.entries.items():
                yield name, node.key_places[name], value
        elif node is not None and not (isinstance(node, Sequence) and not node.items):
            form.fault(node.place, f"'{key}' must be a mapping of names")

    def pairs(self, form: Form, key: str) -> Iterator[tuple[str, Place, Scalar]]:
        """The names of a mapping with the word behind each."""
        for name, place, value in self.entries(form, key):
            if isinstance(value, Scalar):
                yield name, place, value
            else:
                form.fault(value.place, f"'{name}' must become a single name")

    def source(self, name: str, place: Place) -> str:
        """A name from before, which is never used again."""
        found = bare(name, self.questions)
        self.sources[found] = place
        return found

    def target(self, word: Scalar) -> str:
        """A name that answers move to."""
        return self.named(word.text, word.place)

    def named(self, name: str, place: Place) -> str:
        """A name that is asked now, or taken up by a later step."""
        found = bare(name, self.questions)
        self.targets.append((found, place))
        return found


def _words(form: Form, node: Node) -> Iterator[tuple[str, Place, Scalar]]:
    """The keys of a mapping with the single word behind each; anything else is a fault."""
    if not isinstance(node, Mapping):
        form.fault(node.place, "a mapping of names is needed here")
        return
    for name, word in node.entries.items():
        if isinstance(word, Scalar):
            yield name, node.key_places[name], word
        else:
            form.fault(word.place, f"'{name}' must be a single name")
