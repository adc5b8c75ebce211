"""Counts the coverage of the practices: what carries each of them, and which test names it; fails on a gap.

Questions, rules, clauses and letters name their practices in their own files. `practices.yaml` lists the practices and adds
the commands, sources and modules that carry one. A practice without a carrier or without a test is a gap; one that lacks a
kind of feature it wants, or of which `part` says so, is carried in part.
"""

import importlib.util
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from intake import documents
from intake.cli.main import MODULES
from intake.documents import Form, Node, Scalar, Sequence
from intake.errors import BadFile, Fault

ROOT = Path(__file__).parents[1]
FILES = {
    "question": "questionnaires/*.yaml",
    "rule": "policies/*.yaml",
    "clause": "clauses/*.yaml",
    "letter": "clauses/letters/*.yaml",
}
KINDS = (*FILES, "source", "change", "review", "history")
_ID = re.compile(r"\b[0-9]{3}#[0-9]{1,3}\b")


@dataclass(frozen=True, slots=True)
class Practice:
    """One piece of advice, the kinds of feature that should carry it, and what does beyond the shipped files."""

    id: str
    advice: str
    wants: tuple[str, ...]
    by: Mapping[str, tuple[str, ...]]
    part: str


@dataclass(frozen=True, slots=True)
class Row:
    """A practice with its carriers by kind and the tests that name it."""

    practice: Practice
    carriers: Mapping[str, tuple[str, ...]]
    tests: tuple[str, ...]

    @property
    def gap(self) -> str:
        """Why the practice is not covered; empty where it is."""
        if not any(self.carriers.values()):
            return "nothing carries it"
        return "" if self.tests else "no test names it"

    @property
    def part(self) -> str:
        """What of it is not carried; empty where it is whole."""
        missing = [f"no {kind}" for kind in self.practice.wants if not self.carriers.get(kind)]
        return "; ".join([*missing, *([self.practice.part] if self.practice.part else [])])


def rows(root: Path = ROOT) -> list[Row]:
    """Every practice with what carries and tests it; BadFile where a file names a practice or a carrier there is none of."""
    faults: list[Fault] = []
    practices = read_practices(root / "docs" / "practices.yaml", faults)
    carriers: dict[str, dict[str, list[str]]] = {practice.id: {} for practice in practices}
    for kind, pattern in FILES.items():
        for path in sorted(root.glob(pattern)):
            node, _ = documents.read(path)
            for carrier, practice in _named(node):
                if practice.text not in carriers:
                    faults.append(Fault(practice.place, f"there is no practice '{practice.text}'"))
                    continue
                carriers[practice.text].setdefault(kind, []).append(carrier)
    if faults:
        raise BadFile(faults)
    tests = tests_by_practice(root / "tests")
    return [
        Row(
            practice,
            {kind: (*dict.fromkeys(carriers[practice.id].get(kind, ())), *practice.by.get(kind, ())) for kind in KINDS},
            tests.get(practice.id, ()),
        )
        for practice in practices
    ]


def read_practices(path: Path, faults: list[Fault]) -> list[Practice]:
    """The practices of the list, in its order; what is wrong joins the faults."""
    node, own = documents.read(path)
    faults += own
    form = Form(node, faults, "the list of practices")
    form.take_choice("intake", ("practices/1",), required=True)
    practices = [_practice(entry, faults) for entry in form.take_list("practices")]
    form.done()
    for number, practice in enumerate(practices):
        if practice.id in {earlier.id for earlier in practices[:number]}:
            faults.append(Fault(form.place, f"the practice '{practice.id}' stands twice"))
    return practices


def _practice(node: Node, faults: list[Fault]) -> Practice:
    form = Form(node, faults, "a practice")
    id_, advice = form.take_text("id", required=True), form.take_text("advice", required=True)
    wants, part, inner = form.take_words("wants"), form.take_text("part"), form.take_form("by", "'by'")
    by: dict[str, tuple[str, ...]] = {}
    for kind in tuple(inner.node.entries) if inner else ():
        by[kind] = inner.take_words(kind) if inner else ()
    for kind in (*wants, *by):
        if kind not in KINDS:
            form.fault(form.place, f"no practice is carried by a '{kind}'", ", ".join(KINDS))
    for name in (name for names in by.values() for name in names):
        if not exists(name):
            form.fault(form.place, f"there is no '{name}'", "a command, a source or a module")
    form.done(("id", "advice", "wants", "by", "part"))
    return Practice(id_, advice, wants, by, part)


def exists(name: str) -> bool:
    """Whether there is a module, a command or a source of that name."""
    if name.startswith("intake."):
        try:
            return importlib.util.find_spec(name) is not None
        except ModuleNotFoundError:
            return False
    return name in MODULES or importlib.util.find_spec(f"intake_{name}") is not None


def _named(node: Node) -> Iterator[tuple[str, Scalar]]:
    """Each `practice` in a document with the id of what names it."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _named(item)
    elif isinstance(node, documents.Mapping):
        carrier, named = node.entries.get("id"), node.entries.get("practice")
        for practice in named.items if isinstance(named, Sequence) else (named,):
            if isinstance(practice, Scalar):
                yield carrier.text if isinstance(carrier, Scalar) else "?", practice
        for name, inner in node.entries.items():
            if name != "practice":
                yield from _named(inner)


def tests_by_practice(folder: Path) -> dict[str, tuple[str, ...]]:
    """The test files that name each practice by its id."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("test_*.py")):
        for practice in dict.fromkeys(_ID.findall(path.read_text("utf-8"))):
            found.setdefault(practice, []).append(path.relative_to(folder).as_posix())
    return {practice: tuple(names) for practice, names in found.items()}


def table(counted: list[Row]) -> Iterator[str]:
    """The rows for a person to read, then the sum."""
    for row in counted:
        state = "GAP " if row.gap else "part" if row.part else "whole"
        yield f"{row.practice.id:7} {state:5} {row.practice.advice}"
        for kind, names in row.carriers.items():
            if names:
                yield f"{'':14}{kind}: {', '.join(names)}"
        yield f"{'':14}tests: {', '.join(row.tests) or '-'}"
        if note := row.gap or row.part:
            yield f"{'':14}{'GAP' if row.gap else 'missing'}: {note}"
    gaps = sum(bool(row.gap) for row in counted)
    parts = sum(bool(row.part) and not row.gap for row in counted)
    yield f"{len(counted)} practices: {len(counted) - gaps - parts} whole, {parts} in part, {gaps} gaps"


def main(arguments: list[str]) -> int:
    """Prints the table of the project, or of another folder; 1 where a practice is not covered, 65 where a file is not sound."""
    try:
        counted = rows(*map(Path, arguments[:1]))
    except BadFile as fault:
        sys.stderr.write(fault.diagnostics() + "\n")
        return 65
    sys.stdout.write("\n".join(table(counted)) + "\n")
    return 1 if any(row.gap for row in counted) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
