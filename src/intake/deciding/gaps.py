"""What nobody has looked at, and why."""

from collections.abc import Iterable, Iterator

from intake.conditions import Unknown
from intake.deciding.case import Case
from intake.deciding.facts import Facts, ended
from intake.model.decision import NOT_ASKED_YET, NotChecked
from intake.model.facts import FINDINGS
from intake.model.finding import Status


def not_checked(case: Case, facts: Facts, names: Iterable[str]) -> tuple[NotChecked, ...]:
    """Every fact among the names that is unknown, every source that did not answer, every topic that nobody tells.

    A source that does not apply to the client is no gap by itself; a topic that only such sources tell is one. Nor is a question
    that the questionnaire does not put to such a client, as the limit of hours where the price is fixed.
    """
    names = set(names) - {f"answers.{question}" for question in case.hidden}
    return (*_unknown_facts(facts, names), *_silent_sources(case), *_untold_topics(case), *_unknown_holidays(facts))


def _unknown_facts(facts: Facts, names: Iterable[str]) -> Iterator[NotChecked]:
    for name in sorted(names):
        if isinstance(outcome := facts(name), Unknown):
            yield NotChecked(name, "; ".join(cause.why for cause in outcome.causes))


def _silent_sources(case: Case) -> Iterator[NotChecked]:
    reports = {report.source: report for report in case.reports.values()}
    installed = {source for sources in case.declared.values() for source in sources}
    for source in sorted(installed | set(reports)):
        if source not in reports:
            yield NotChecked(source, NOT_ASKED_YET)
        elif reports[source].status not in (Status.CHECKED, Status.NOT_FOUND, Status.NOT_APPLICABLE):
            yield NotChecked(source, ended(reports[source]))


def _unknown_holidays(facts: Facts) -> Iterator[NotChecked]:
    """What working days were reckoned without."""
    if facts.holidays.used:
        for country in facts.holidays.missing:
            where = country or "a country that is not given"
            yield NotChecked("working days", f"no public holidays are known of {where}: only weekends were left out")


def _untold_topics(case: Case) -> Iterator[NotChecked]:
    tellers: dict[str, set[str]] = {}
    for fact, sources in case.declared.items():
        tellers.setdefault(fact.partition(".")[0], set()).update(sources)
    for report in case.reports.values():
        for fact in report.facts:
            tellers.setdefault(fact.partition(".")[0], set()).add(report.source)
    passed_over = {report.source for report in case.reports.values() if report.status is Status.NOT_APPLICABLE}
    for topic in dict.fromkeys(fact.partition(".")[0] for fact in FINDINGS):
        if topic not in tellers:
            yield NotChecked(topic, "no installed source checks this")
        elif tellers[topic] <= passed_over:
            yield NotChecked(topic, "no installed source checks this for such a client")
