"""What holds of every policy and every case: soundness of the range, and that no failing source ever helps a client."""

from collections.abc import Mapping
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from deciding.cases import case_of, policy_of, report, shipped
from intake.deciding import Case, decide
from intake.model.decision import Verdict
from intake.model.finding import SourceReport, Status
from intake.model.policy import OnUnknown, Policy
from intake.model.values import Value

ORDER = (Verdict.GO, Verdict.CONDITIONAL, Verdict.NO_GO)
FACTS = ("registry.active", "sanctions.hit", "insolvency.open", "vat.valid", "domain.registered")
NAMES = tuple(f"findings.{fact}" for fact in FACTS)

conditions = st.recursive(
    st.sampled_from([*NAMES, *(f"{name} is unknown" for name in NAMES[:2])]),
    lambda inner: (
        st.builds("(not {})".format, inner)
        | st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner)
    ),
    max_leaves=3,
)


@st.composite
def policies(draw: st.DrawFn, signal: str) -> Policy:
    """A policy of a few rules over five facts."""

    def rules(most: int, rest: str) -> str:
        found = draw(st.lists(conditions, max_size=most))
        points = draw(st.lists(st.integers(-30, 50), min_size=most, max_size=most))
        prefix = "abc"[most % 3]
        return "".join(
            f"- {{id: {prefix}{i}, if: {rule}, say: S, {rest.format(points[i])}}}\n" for i, rule in enumerate(found)
        )

    must = ", ".join(draw(st.lists(st.sampled_from(NAMES), max_size=1)))
    return policy_of(
        f"unknowns: {{signal: {signal}, must_check: [{must}]}}\n"
        f"deal_breakers:\n{rules(2, 'practice: x') or '- {id: never, if: no, say: S}'}\n"
        f"signals:\n{rules(4, 'points: {}') or '- {id: none, if: no, say: S, points: 0}'}\n"
        f"conditions:\n{rules(3, 'attach: {{clause: c}}') or '- {id: no, if: no, attach: {clause: c}}'}\n"
    )


facts = st.fixed_dictionaries(dict.fromkeys(FACTS, st.sampled_from([True, False, None])))


def case_with(known: Mapping[str, bool | None]) -> Case:
    """A case in which the facts without a value are unknown."""
    told: dict[str, Value] = {fact: value for fact, value in known.items() if value is not None}
    return case_of(reports=[report("register", told)])


def rank(verdict: Verdict) -> int:
    return ORDER.index(verdict)


@given(policies("range") | policies("worst"), facts)
@settings(max_examples=60, deadline=None)
def test_every_verdict_that_the_open_facts_could_bring_lies_in_the_range(
    policy: Policy, known: dict[str, bool | None]
) -> None:
    found = decide(policy, case_with(known))
    missing = [fact for fact, value in known.items() if value is None]
    for values in product([True, False], repeat=len(missing)):
        settled = decide(policy, case_with({**known, **dict(zip(missing, values, strict=True))}))
        assert settled.best is settled.worst
        assert rank(settled.best) <= rank(found.worst)
        denied = policy.unknowns.signal is OnUnknown.WORST and found.best is Verdict.CONDITIONAL
        assert rank(found.best) <= rank(settled.best) or (denied and settled.best is Verdict.GO)


@given(policies("range"), facts, st.sampled_from(FACTS), st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_new_fact_never_widens_the_range(
    policy: Policy, known: dict[str, bool | None], fact: str, value: bool
) -> None:
    if known[fact] is None:
        before, after = decide(policy, case_with(known)), decide(policy, case_with({**known, fact: value}))
        assert rank(before.best) <= rank(after.best)
        assert rank(after.worst) <= rank(before.worst)


@given(policies("range") | policies("worst"), facts)
@settings(max_examples=60, deadline=None)
def test_the_verdict_is_open_exactly_when_its_ends_differ(policy: Policy, known: dict[str, bool | None]) -> None:
    found = decide(policy, case_with(known))
    assert (found.verdict is Verdict.OPEN) is (found.best is not found.worst)
    assert rank(found.best) <= rank(found.worst)
    assert found.points_best <= found.points_worst


reports = st.lists(
    st.builds(
        lambda name, told, silent: report(name, told, declares=silent),
        st.sampled_from(["a", "b", "c"]),
        st.dictionaries(st.sampled_from(FACTS), st.booleans(), max_size=3),
        st.lists(st.sampled_from(FACTS), max_size=2),
    ),
    max_size=3,
    unique_by=lambda given: given.source,
)


def lesser_cases(given_reports: list[SourceReport]) -> list[Case]:
    """The case with every subset of the reports missing, and with every subset failed."""
    whole = case_of(reports=given_reports)
    cases = []
    for count in range(1, len(given_reports) + 1):
        for gone in combinations(given_reports, count):
            rest = [one for one in given_reports if one not in gone]
            failed = [report(one.source, status=Status.UNREACHABLE, declares=one.facts) for one in gone]
            cases += [case_of(reports=kept, declared=whole.declared) for kept in (rest, [*rest, *failed])]
    return cases


@given(policies("range") | policies("worst"), reports)
@settings(max_examples=60, deadline=None)
def test_removing_or_failing_sources_never_improves_the_verdict(
    policy: Policy, given_reports: list[SourceReport]
) -> None:
    whole = decide(policy, case_of(reports=given_reports))
    for case in lesser_cases(given_reports):
        lesser = decide(policy, case)
        assert rank(lesser.worst) >= rank(whole.worst)
        assert lesser.verdict is Verdict.OPEN or rank(lesser.verdict) >= rank(whole.worst)


def test_removing_or_failing_sources_never_improves_a_shipped_verdict() -> None:
    policy = shipped("solo")
    given_reports = [
        report("gleif", {"registry.active": True, "lei.current": False}),
        report("rdap", {"domain.registered": True}),
        report("contact", {"contact.email_valid": True, "contact.email_disposable": True}),
        report("website", {"website.names_client": False, "website.has_imprint": False}),
    ]
    whole = decide(policy, case_of(reports=given_reports))
    for case in lesser_cases(given_reports):
        lesser = decide(policy, case)
        assert rank(lesser.worst) >= rank(whole.worst)
        assert lesser.verdict is not Verdict.GO
