"""From a policy file to a policy, every condition checked against the facts that it may read."""

import re
from collections.abc import Mapping

from intake import canonical, documents
from intake.conditions import (
    BOOL,
    DURATION,
    MONEY,
    NUMBER,
    Choice,
    Kind,
    Scope,
    compile_expression,
    expression_in,
    kind_of_type,
)
from intake.conditions.tree import Literal, Name
from intake.deciding.examples import read_tests
from intake.deciding.rules import read_rule
from intake.documents import Form, Node, Scalar, did_you_mean
from intake.errors import BadFile, Place
from intake.model import facts
from intake.model.claim import AGAINST
from intake.model.money import CURRENCIES, Money
from intake.model.policy import RULING, Cost, Domain, OnUnknown, Policy, Review, Rule, Section, Unknowns
from intake.model.questionnaire import Expression, Type
from intake.model.values import Duration, Value

_IGNORE = re.compile(r"ignore\(\s*(\S.*?)\s*\)")
_NO_NAMES = Scope({})
_KEYS = (*(section.value for section in Section), "unknowns", "review", "snooze", "costs", "tests")


def read_policy(
    raw: bytes,
    name: str,
    *,
    answers: Mapping[str, Kind],
    findings: Mapping[str, Type],
    units: Mapping[str, tuple[str, ...]] | None = None,
) -> Policy:
    """The policy in these bytes; BadFile with every fault, each at its place.

    `answers` are the kinds of the dossier's own questions, by id; `findings` the facts that the loaded sources declare,
    by `topic.fact`. Both join the vocabulary of `model.facts`. `units` are the currencies or units in which an answer can
    be given, where the question says so.
    """
    node, faults = documents.parse(raw, name)
    form = Form(node, faults, "a policy")
    policy = _Reader(form, policy_scope(answers, findings, units)).policy(canonical.digest(raw))
    if faults:
        raise BadFile(faults)
    return policy


def policy_scope(
    answers: Mapping[str, Kind], findings: Mapping[str, Type], units: Mapping[str, tuple[str, ...]] | None = None
) -> Scope:
    """Every name that a policy may read, with its kind."""
    kinds = {f"answers.{name}": kind_of_type(type_) for name, type_ in facts.ANSWERS.items()}
    kinds |= {f"answers.{name}": kind for name, kind in answers.items()}
    for where, types in (
        ("findings", {**findings, **facts.FINDINGS}),
        ("history", facts.HISTORY),
        ("client", facts.CLIENT),
    ):
        kinds |= {f"{where}.{name}": kind_of_type(type_) for name, type_ in types.items()}
    kinds |= {f"claims.{name}": Choice(facts.CLAIM_OUTCOMES) for name in AGAINST}
    kinds[f"claims.{facts.CONTRADICTED}"] = NUMBER
    return Scope(kinds, {f"answers.{name}": found for name, found in (units or {}).items()})


class _Reader:
    """Reads the parts of a policy, collecting faults."""

    def __init__(self, form: Form, scope: Scope) -> None:
        self.form = form
        self.scope = scope
        self.faults = form.faults
        self.ids: dict[str, Place] = {}

    def policy(self, digest: str) -> Policy:
        form = self.form
        form.take_choice("intake", ("policy/1",), required=True)
        id_, version = form.take_id(), form.take_number("version", required=True)
        owner, currency = form.take_text("owner"), self.currency()
        conditional, no_go = self.thresholds()
        unknowns = self.unknowns()
        rules = tuple(self.rule(node, section) for section in RULING for node in form.take_list(section.value))
        profile = tuple(self.rule(node, Section.PROFILE) for node in form.take_list(Section.PROFILE.value))
        review, snooze, costs = self.review(), self.snooze(), self.costs(currency)
        tests = read_tests(form, self.scope, frozenset(rule.id for rule in rules))
        form.done(_KEYS)
        return Policy(
            id_,
            version or 0,
            owner,
            currency,
            conditional,
            no_go,
            unknowns,
            rules,
            review,
            digest,
            profile=profile,
            tests=tests,
            snooze=snooze,
            costs=costs,
            domains=_domains(self.scope),
        )

    def currency(self) -> str:
        scalar = self.form.take_scalar("currency", required=True)
        if scalar is None:
            return ""
        if scalar.text not in CURRENCIES:
            self.form.fault(scalar.place, f"'{scalar.text}' is not a currency code of ISO 4217", "like EUR")
        return scalar.text

    def thresholds(self) -> tuple[int, int]:
        """The points from which the verdict is conditional, and no-go."""
        form = self.form.take_form("thresholds", "thresholds")
        if form is None:
            self.form.fault(self.form.place, "a policy has no 'thresholds'", "thresholds: {conditional: 20, no_go: 60}")
            return 0, 0
        conditional = form.take_number("conditional", required=True)
        no_go = form.take_number("no_go", required=True)
        form.done(("conditional", "no_go"))
        if conditional is not None and no_go is not None and conditional > no_go:
            form.fault(form.place, "'conditional' lies above 'no_go'", "the worse verdict needs more points")
        return conditional or 0, no_go or 0

    def unknowns(self) -> Unknowns:
        form = self.form.take_form("unknowns", "unknowns")
        if form is None:
            return Unknowns()
        form.take_choice("deal_breaker", ("hold",))
        signal, reason = self.open_signals(form)
        stale_after = self.duration(form, "stale_after")
        must_check = tuple(name for node in form.take_list("must_check") if (name := self.fact(node)))
        form.done(("deal_breaker", "signal", "stale_after", "must_check"))
        return Unknowns(signal, reason, stale_after, must_check)

    def open_signals(self, form: Form) -> tuple[OnUnknown, str]:
        """What an open signal counts, and why it is ignored where it is."""
        node = form.node.entries.get("signal")
        if isinstance(node, Scalar) and (found := _IGNORE.fullmatch(node.text)):
            form.take("signal")
            return OnUnknown.IGNORE, found[1]
        if isinstance(node, Scalar) and node.text.startswith("ignore"):
            form.take("signal")
            form.fault(node.place, "open signals are ignored without a reason", "write ignore(the reason)")
            return OnUnknown.IGNORE, ""
        return OnUnknown(form.take_choice("signal", ("worst", "range"), "worst")), ""

    def fact(self, node: Node) -> Expression | None:
        """The name of a fact that must be checked."""
        if not isinstance(node, Scalar):
            self.form.fault(node.place, "must_check names facts", "like findings.registry.active")
            return None
        expression = expression_in(node)
        program = compile_expression(expression, self.scope, self.faults, expect=None)
        if program is not None and not isinstance(program.node, Name):
            self.form.fault(
                node.place, "must_check names facts, it holds no conditions", "like findings.registry.active"
            )
        return expression

    def duration(self, form: Form, key: str) -> Duration | None:
        """The duration under the key, written as in conditions: `90 days`."""
        found = self.literal(form, key, DURATION)
        return found if isinstance(found, Duration) else None

    def literal(self, form: Form, key: str, kind: Kind) -> Value | None:
        """The value under the key, written as in conditions."""
        scalar = form.take_scalar(key)
        if scalar is None:
            return None
        program = compile_expression(expression_in(scalar), _NO_NAMES, self.faults, expect=kind)
        if program is not None and isinstance(program.node, Literal):
            return program.node.value
        if program is not None:
            form.fault(scalar.place, f"'{key}' must be a plain {kind}", "like 90 days" if kind is DURATION else "")
        return None

    def review(self) -> Review:
        form = self.form.take_form("review", "review")
        if form is None:
            return Review()
        review = Review(form.take_bool("after_first_invoice"), self.duration(form, "every"), form.take_words("on"))
        form.done(("after_first_invoice", "every", "on"))
        return review

    def snooze(self) -> Duration | None:
        """For how long a rule may be put off; not at all where nothing says so."""
        scalar = self.form.node.entries.get("snooze")
        if isinstance(scalar, Scalar) and scalar.text == "never":
            self.form.take("snooze")
            return None
        return self.duration(self.form, "snooze")

    def costs(self, currency: str) -> dict[str, Cost]:
        """What it costs to ask a source, to find out a fact, or to look into one's history, by name."""
        form = self.form.take_form("costs", "costs")
        return {} if form is None else {name: self.cost(form, name, currency) for name in tuple(form.unread)}

    def cost(self, form: Form, name: str, currency: str) -> Cost:
        place = form.node.key_places[name]
        if "." in name and name not in self.scope.names:
            form.fault(place, f"'{name}' is not known here", did_you_mean(name, tuple(self.scope.names)))
        cost = form.take_form(name, f"the cost of '{name}'")
        if cost is None:
            return Cost()
        minutes, courtesy = cost.take_number("minutes", 0) or 0, cost.take_number("courtesy", 0) or 0
        if min(minutes, courtesy) < 0:
            cost.fault(place, "a cost below nothing", "0 at least")
        money = self.literal(cost, "money", MONEY)
        if isinstance(money, Money) and money.currency != currency:
            cost.fault(place, f"a cost in {money.currency}", f"this policy reckons in {currency}")
        cost.done(("minutes", "courtesy", "money"))
        return Cost(minutes, courtesy, money if isinstance(money, Money) else None)

    def rule(self, node: Node, section: Section) -> Rule:
        """One rule; an id that stood before is a fault."""
        rule = read_rule(Form(node, self.faults, "a rule"), section, self.scope)
        if rule.id and (first := self.ids.setdefault(rule.id, rule.place)) is not rule.place:
            self.form.fault(rule.place, f"the rule '{rule.id}' stands twice", f"first on line {first.line}")
        return rule


def _domains(scope: Scope) -> dict[str, Domain]:
    """What the facts can be that have few values, or only one unit."""
    domains: dict[str, Domain] = {}
    for name, kind in scope.names.items():
        if kind is BOOL:
            domains[name] = Domain((True, False))
        elif isinstance(kind, Choice):
            domains[name] = Domain(kind.options)
        elif len(scope.units.get(name, ())) == 1:
            domains[name] = Domain(unit=scope.units[name][0])
    return domains
