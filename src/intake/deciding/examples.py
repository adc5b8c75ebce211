"""A policy's own tests: cases with the verdict that it must give, read from its file and tried before it rules."""

import re
from collections.abc import Iterator, Mapping, Set
from datetime import UTC, date, datetime, time

from intake.conditions import (
    DATE,
    TEXT,
    Choice,
    Group,
    Kind,
    Known,
    List,
    Scope,
    compile_expression,
    expression_in,
    tree,
    unknown,
)
from intake.deciding.case import Case
from intake.deciding.deciding import decide
from intake.documents import Form, Node, Scalar, Sequence, did_you_mean
from intake.frugal import dataclass
from intake.model.answers import Answer, State
from intake.model.claim import AGAINST, Claim, Outcome
from intake.model.client import Client
from intake.model.client import Kind as ClientKind
from intake.model.decision import Decision, Result, Verdict
from intake.model.finding import Finding, SourceReport, Status
from intake.model.policy import Absent, Policy, PolicyTest
from intake.model.values import Item, Value

_OPEN = re.compile(r"open(?:\(\s*(\S+?)\s*\.\.\s*(\S+?)\s*\))?")
_ENDS = ("go", "conditional", "no-go")
_NO_NAMES = Scope({})
_CLAIMS = "the test of claims"
_SOMETHING: Value = Item(())
_ABSENT = {"unknown": Absent.PENDING, "refused": Absent.FINAL, "untold": Absent.FINAL}


@dataclass(frozen=True, slots=True)
class PolicyTestResult:
    """What the policy decided in a test, and what of it was expected otherwise: nothing where the test holds."""

    test: PolicyTest
    decision: Decision
    faults: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether everything is as expected."""
        return not self.faults


def run_tests(policy: Policy, today: date) -> tuple[PolicyTestResult, ...]:
    """Decides every test of a policy; `today` is the day for those that name none."""
    return tuple(_run(policy, test, test.today or today) for test in policy.tests)


def read_tests(form: Form, scope: Scope, rules: Set[str]) -> tuple[PolicyTest, ...]:
    """The tests under the form's `tests`, every fact in them held against the scope; faults are added to the form's."""
    tests: dict[str, PolicyTest] = {}
    for node in form.take_list("tests"):
        test = _Reader(Form(node, form.faults, "a test"), scope, rules).test(tests)
        if test.id in tests:
            form.fault(test.place, f"the test '{test.id}' stands twice", f"first on line {tests[test.id].place.line}")
        tests[test.id] = test
    return tuple(tests.values())


class _Reader:
    """Reads one test."""

    def __init__(self, form: Form, scope: Scope, rules: Set[str]) -> None:
        self.form = form
        self.scope = scope
        self.rules = rules

    def test(self, earlier: Mapping[str, PolicyTest]) -> PolicyTest:
        form = self.form
        place = form.node.entries.get("id", form.node).place
        id_, (best, worst) = form.take_id(), self.expected()
        like = self.like(earlier)
        given = {**(like.given if like else {}), **self.given()}
        fired = form.take_words("fired")
        for rule in fired:
            if rule not in self.rules:
                form.fault(place, f"the policy has no rule '{rule}'", did_you_mean(rule, tuple(self.rules)))
        today = form.take_scalar("today")
        day = self.value(today, DATE) if today is not None else like and like.today
        form.done(("id", "like", "given", "expect", "fired", "today"))
        return PolicyTest(id_, given, best, worst, fired, day if isinstance(day, date) else None, place)

    def expected(self) -> tuple[str, str]:
        """The ends of the range that is expected."""
        scalar = self.form.take_scalar("expect", required=True)
        if scalar is None:
            return "open", "open"
        if scalar.text in _ENDS:
            return scalar.text, scalar.text
        found = _OPEN.fullmatch(scalar.text)
        ends = (found[1] or "open", found[2] or "open") if found else ("", "")
        if ends == ("open", "open") or all(end in _ENDS for end in ends):
            return ends
        self.form.fault(scalar.place, f"'{scalar.text}' is no verdict", "go, conditional, no-go, open, open(go..no-go)")
        return "open", "open"

    def like(self, earlier: Mapping[str, PolicyTest]) -> PolicyTest | None:
        """The earlier test that this one only varies."""
        scalar = self.form.take_scalar("like")
        if scalar is not None and scalar.text not in earlier:
            self.form.fault(scalar.place, f"no earlier test '{scalar.text}'", did_you_mean(scalar.text, tuple(earlier)))
        return earlier.get(scalar.text) if scalar is not None else None

    def given(self) -> dict[str, Value | Absent]:
        """The facts of the test by name."""
        form = self.form.take_form("given", "given")
        if form is None:
            return {}
        found: dict[str, Value | Absent] = {}
        for name in tuple(form.unread):
            node = form.take(name)
            kind = self.scope.names.get(name)
            if kind is None:
                form.fault(
                    form.node.key_places[name],
                    f"'{name}' is not known here",
                    did_you_mean(name, tuple(self.scope.names)),
                )
            elif node is not None and (value := self.fact(node, kind)) is not None:
                found[name] = value
        return found

    def fact(self, node: Node, kind: Kind) -> Value | Absent | None:
        """A value as conditions write it, a word for its absence, or `known` where its content does not matter."""
        if isinstance(node, Sequence) and isinstance(kind, List) and not isinstance(kind.item, Group):
            words = [self.value(item, kind.item) for item in node.items if isinstance(item, Scalar)]
            return tuple(word for word in words if word is not None)
        if not isinstance(node, Scalar):
            self.form.fault(
                node.place, "a fact in a test is a single value", "like 50%, known, unknown, refused or untold"
            )
            return None
        word = "" if node.quoted else node.text
        if word in _ABSENT:
            return _ABSENT[word]
        if word == "known" or isinstance(kind, Group) or (isinstance(kind, List) and isinstance(kind.item, Group)):
            if word != "known":
                self.form.fault(node.place, f"a {kind} cannot be written here", "known, unknown, refused or untold")
            return (_SOMETHING,) if isinstance(kind, List) else _SOMETHING
        return self.value(node, kind)

    def value(self, scalar: Scalar, kind: Kind) -> Value | None:
        if isinstance(kind, Choice) and scalar.text not in kind.options:
            hint = did_you_mean(scalar.text, kind.options) or ", ".join(kind.options)
            self.form.fault(scalar.place, f"'{scalar.text}' is not one of the options", hint)
        if kind is TEXT or isinstance(kind, Choice):
            return scalar.text
        program = compile_expression(expression_in(scalar), _NO_NAMES, self.form.faults, expect=kind)
        if program is None:
            return None
        if any(isinstance(part, tree.Call) for part, _ in tree.walk(program.node)):
            self.form.fault(
                scalar.place, "a fact in a test is a plain value", "write it out, and the day under 'today'"
            )
        outcome = program.evaluate(lambda name: unknown(name, ""), date.min)
        return outcome.value if isinstance(outcome, Known) else None


def _run(policy: Policy, test: PolicyTest, today: date) -> PolicyTestResult:
    decision = decide(policy, _case(test, datetime.combine(today, time(), UTC)))
    return PolicyTestResult(test, decision, tuple(_faults(test, decision)))


def _faults(test: PolicyTest, decision: Decision) -> Iterator[str]:
    ends = (decision.best.value, decision.worst.value)
    any_range = test.best == test.worst == "open"
    if decision.verdict is not Verdict.OPEN if any_range else ends != (test.best, test.worst):
        expected = test.best if test.best == test.worst else f"open({test.best}..{test.worst})"
        found = ends[0] if ends[0] == ends[1] else f"open({ends[0]}..{ends[1]})"
        yield f"{expected} was expected, not {found}"
    results = {rule.id: rule for rule in decision.rules}
    for rule in test.fired:
        if results[rule].result is not Result.FIRED:
            yield f"{rule} did not fire: {results[rule].because}"


def _case(test: PolicyTest, as_of: datetime) -> Case:
    """The case in which only what the test gives is known."""
    by_part: dict[str, dict[str, Value | Absent]] = {}
    for name, value in test.given.items():
        part, _, rest = name.partition(".")
        by_part.setdefault(part, {})[rest] = value
    told = {
        part: {name: v for name, v in given.items() if not isinstance(v, Absent)} for part, given in by_part.items()
    }
    client = told.get("client", {})
    kinds = {kind.value: kind for kind in ClientKind}
    return Case(
        client=Client(
            str(client.get("name", "")),
            kinds.get(str(client.get("kind", "")), ClientKind.UNKNOWN),
            str(client.get("country", "")),
        ),
        questionnaire="",
        questionnaire_digest="",
        answers={name: _answer(name, value, as_of) for name, value in by_part.get("answers", {}).items()},
        reports={
            _CLAIMS: SourceReport(_CLAIMS, Status.CHECKED, as_of),
            **{name: _report(name, value, as_of) for name, value in by_part.get("findings", {}).items()},
        },
        history=told.get("history", {}),
        overrides=(),
        as_of=as_of,
        previous="",
        declared={},
        claims=tuple(_claims(by_part.get("claims", {}))),
    )


def _claims(given: Mapping[str, Value | Absent]) -> Iterator[Claim]:
    """The claims of a test; of a mere number of contradicted ones, that many, and no other is settled."""
    for name, value in given.items():
        if isinstance(value, int):
            for place, each in enumerate(AGAINST):
                outcome = Outcome.CONTRADICTED if place < value else Outcome.UNVERIFIABLE
                yield Claim(each, "", "", outcome, _CLAIMS)
        elif value is not Absent.PENDING:
            found = Outcome.UNVERIFIABLE if isinstance(value, Absent) else Outcome.CORROBORATED
            yield Claim(name, "", "", Outcome(value) if isinstance(value, str) else found, _CLAIMS)


def _answer(question: str, value: Value | Absent, at: datetime) -> Answer:
    match value:
        case Absent.FINAL:
            return Answer(question, State.REFUSED, at, "client")
        case Absent.PENDING:
            return Answer(question, State.DEFERRED, at, "client")
        case _:
            return Answer(question, State.ANSWERED, at, "client", value)


def _report(name: str, value: Value | Absent, at: datetime) -> SourceReport:
    topic, _, fact = name.partition(".")
    found = () if isinstance(value, Absent) else (Finding(topic, fact, value, ""),)
    status = Status.UNREACHABLE if value is Absent.PENDING else Status.CHECKED
    return SourceReport(f"the test of {name}", status, at, 0, found, (), (name,))
