"""What nobody has looked at, and which of it to look at next."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from intake.conditions import Unknown
from intake.deciding.case import Case
from intake.deciding.facts import Facts, ended
from intake.deciding.ruling import Range, Ruling, verdict_range
from intake.model.decision import CheckNext, NotChecked, Result, Verdict
from intake.model.facts import FINDINGS
from intake.model.policy import OnUnknown, Policy, Section


def not_checked(case: Case, facts: Facts, names: Iterable[str]) -> tuple[NotChecked, ...]:
    """Every fact among the names that is unknown, every source that did not answer, every topic that nobody tells."""
    return (*_unknown_facts(facts, names), *_silent_sources(case), *_untold_topics(case))


def check_next(
    policy: Policy, rulings: Sequence[Ruling], unchecked: Sequence[str], facts: Facts
) -> tuple[CheckNext, ...]:
    """The open facts that matter for the verdict, those that decide most rules first, each with what to do for it.

    A must-check counts like a rule, and matters unless the verdict is no-go without it.
    """
    hopes = verdict_range(policy, rulings, unchecked=False, hopeful=True)
    deciding = _deciding(policy, rulings, hopes)
    open_names = (name for ruling in deciding for name in ruling.names if isinstance(facts(name), Unknown))
    counts = Counter([*open_names, *(unchecked if hopes.best is not Verdict.NO_GO else ())])
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    broken = (ruling for ruling in deciding if ruling.result is Result.ERROR)
    return (
        *(CheckNext(name, _what_to_do(name, facts)) for name in ordered),
        *(CheckNext(ruling.rule.id, f"correct or overrule the rule: {ruling.outcome}") for ruling in broken),
    )


def _deciding(policy: Policy, rulings: Sequence[Ruling], hopes: Range) -> list[Ruling]:
    """The open rules that matter: deciding one alone would move the best or the worst verdict.

    Where only several together would move it, all of them matter.
    """
    if hopes.best is hopes.worst:
        return []
    ignored = Section.SIGNAL if policy.unknowns.signal is OnUnknown.IGNORE else None
    open_rulings = [ruling for ruling in rulings if ruling.open and ruling.rule.section is not ignored]
    alike = {(ruling.rule.section, ruling.rule.points): ruling for ruling in open_rulings}
    moving = {key for key, ruling in alike.items() if _moves(policy, rulings, ruling, hopes)}
    return [r for r in open_rulings if (r.rule.section, r.rule.points) in moving] or open_rulings


def _moves(policy: Policy, rulings: Sequence[Ruling], ruling: Ruling, hopes: Range) -> bool:
    for result in (Result.FIRED, Result.NOT_FIRED):
        supposed = [replace(ruling, result=result) if other is ruling else other for other in rulings]
        found = verdict_range(policy, supposed, unchecked=False, hopeful=True)
        if (found.best, found.worst) != (hopes.best, hopes.worst):
            return True
    return False


def _what_to_do(name: str, facts: Facts) -> str:
    outcome = facts(name)
    why = "; ".join(cause.why for cause in outcome.causes) if isinstance(outcome, Unknown) else ""
    where, _, fact = name.partition(".")
    match where:
        case "answers":
            return f"ask the client: {why}"
        case "client":
            return f"write down the client's {fact}: {why}"
        case "history":
            return f"look it up in your own records: {why}"
        case _:
            told = facts.sources(fact)
            return (
                f"ask again, or find out yourself: {why}" if told else f"find out yourself and overrule the rule: {why}"
            )


def _unknown_facts(facts: Facts, names: Iterable[str]) -> Iterator[NotChecked]:
    for name in sorted(set(names)):
        if isinstance(outcome := facts(name), Unknown):
            yield NotChecked(name, "; ".join(cause.why for cause in outcome.causes))


def _silent_sources(case: Case) -> Iterator[NotChecked]:
    reports = {report.source: report for report in case.reports.values()}
    installed = {source for sources in case.declared.values() for source in sources}
    for source in sorted(installed | set(reports)):
        if source not in reports:
            yield NotChecked(source, "not asked yet")
        elif not reports[source].status.yields_facts:
            yield NotChecked(source, ended(reports[source]))


def _untold_topics(case: Case) -> Iterator[NotChecked]:
    told = {fact.partition(".")[0] for fact in case.declared}
    told |= {fact.partition(".")[0] for report in case.reports.values() for fact in report.facts}
    for topic in dict.fromkeys(fact.partition(".")[0] for fact in FINDINGS):
        if topic not in told:
            yield NotChecked(topic, "no installed source checks this")
