"""Leads from one company number to the next: what the findings say under which numbers the client stands elsewhere.

Only a firm finding joins, only under a scheme the client does not stand under already, and only where the number can
exist. Numbers of one scheme that differ are shown and none is used; a website that does not name the client lends none.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from intake.frugal import dataclass, replace
from intake.hooks.source import OWN_DOMAIN, SourceInfo
from intake.model.client import Client
from intake.model.finding import Confidence, Finding, SourceReport, Status
from intake.model.joining import Join, Joined
from intake.model.party import Identifier
from intake.vetting.numbers import AUTHORITIES, validated, within

_UNCHECKED = "register"
_STATED = "names_client"


@dataclass(frozen=True, slots=True)
class Settled:
    """What follows from all that was heard: the client with the joined numbers, the joins, and the report that stands
    of each source.
    """

    client: Client
    joined: Joined
    reports: Mapping[str, SourceReport]

    def lacks(self, name: str) -> bool:
        """Whether a source should be asked: it was not yet, or knew nothing of this client by fewer numbers than now."""
        report = self.reports.get(name)
        return report is None or (is_open(report) and not set(self.client.identifiers) <= set(report.known_by))


def is_open(report: SourceReport) -> bool:
    """Whether more numbers could help: the source did not apply, or found nothing, or only candidates."""
    firm = any(finding.confidence is Confidence.FIRM for finding in report.findings)
    return not firm and (report.status.yields_facts or report.status is Status.NOT_APPLICABLE)


def settle(
    client: Client, heard: Mapping[str, Sequence[SourceReport]], infos: Mapping[str, SourceInfo], former: Joined
) -> Settled:
    """The joins that follow from all reports heard so far, whatever the order in which they came.

    `client` has the stated numbers only. A report counts as long as the numbers it was asked with stand. A `former` join
    stands while its source is silent and the client has the same website.
    """
    kept = former.joins if former.website == client.website else ()
    contested: dict[str, list[Join]] = {}
    while True:
        joins, told = _fixpoint(client, heard, infos, kept, contested)
        differing = [join for join in told if joins.get(join.identifier.scheme, join).identifier != join.identifier]
        if not differing:
            break
        for scheme in {join.identifier.scheme for join in differing}:
            contested[scheme] = _grounds(told, scheme, heard)
    known = _with(client, joins.values())
    open_ = tuple(join for scheme in sorted(contested) for join in contested[scheme])
    joined = Joined(tuple(joins.values()), open_, client.website if joins or contested else "")
    return Settled(known, joined, _standing(heard, known))


def candidate(finding: Finding, info: SourceInfo | None) -> Identifier | None:
    """The number of a candidate that a search by name found (`NAME (NUMBER)`), where the source says what number it is."""
    scheme = info.numbers.get(finding.name, "") if info else ""
    _, _, number = str(finding.value).rstrip(")").rpartition("(")
    value = validated(scheme, number) if scheme and finding.confidence is Confidence.WEAK else ""
    return Identifier(scheme, value) if value else None


def _with(client: Client, joins: Iterable[Join]) -> Client:
    return replace(client, identifiers=(*client.identifiers, *(join.identifier for join in joins)))


def _standing(heard: Mapping[str, Sequence[SourceReport]], known: Client) -> dict[str, SourceReport]:
    """Of each source the first report with something firm, else the one asked with the most numbers."""
    standing = {}
    for name, reports in heard.items():
        valid = [report for report in reports if set(report.known_by) <= set(known.identifiers)]
        if valid:
            settled = (report for report in valid if not is_open(report))
            standing[name] = next(settled, max(valid, key=lambda report: len(report.known_by)))
    return standing


def _fixpoint(
    client: Client,
    heard: Mapping[str, Sequence[SourceReport]],
    infos: Mapping[str, SourceInfo],
    former: Sequence[Join],
    contested: Collection[str],
) -> tuple[dict[str, Join], list[Join]]:
    """The joins by scheme, step by step until none follows, and every ground for a number that was found on the way."""
    joins: dict[str, Join] = {}
    while True:
        known = _with(client, joins.values())
        standing = _standing(heard, known)
        told = _sorted(
            join
            for join in _following(client, known, standing, infos, former)
            if join.identifier.scheme not in contested and _is_new(join.identifier, client)
        )
        new = {join.identifier.scheme: join for join in reversed(told) if join.identifier.scheme not in joins}
        if not new:
            return joins, told
        joins |= {scheme: new[scheme] for scheme in sorted(new)}


def _grounds(told: Sequence[Join], scheme: str, heard: Mapping[str, Sequence[SourceReport]]) -> list[Join]:
    """One ground for each number of the scheme: one that does not rest on such a number itself, where there is one.

    Whether a source that is asked by a contested number was heard in time depends on the order of arrival; one that can
    do without it is asked again without.
    """

    def rests_on_itself(join: Join) -> bool:
        firm = (report.known_by for report in heard.get(join.source, ()) if not is_open(report))
        return all(any(known.scheme == scheme for known in by) for by in (join.known_by, *firm))

    found: dict[Identifier, Join] = {}
    for join in sorted((join for join in told if join.identifier.scheme == scheme), key=rests_on_itself):
        found.setdefault(join.identifier, join)
    return _sorted(found.values())


def _following(
    client: Client,
    known: Client,
    standing: Mapping[str, SourceReport],
    infos: Mapping[str, SourceInfo],
    former: Sequence[Join],
) -> Iterator[Join]:
    """Every number that the client's own numbers, the reports that stand, and the former joins lead to."""
    for identifier in client.identifiers:
        for inner in within(identifier):
            yield Join(inner, identifier.value, identifier.scheme, own_word=True)
    for name, report in standing.items():
        if (info := infos.get(name)) is not None:
            yield from _told(report, info)
    for join in former:
        last = standing.get(join.source)
        silent = last is None or not (last.status.yields_facts or last.status is Status.NOT_APPLICABLE)
        if join.source and silent and set(join.known_by) <= set(known.identifiers):
            yield join


def _told(report: SourceReport, info: SourceInfo) -> Iterator[Join]:
    """The numbers that a report tells firmly."""
    denied = any(finding.fact == _STATED and finding.value is False for finding in report.findings)
    if denied and OWN_DOMAIN in info.hosts:
        return
    for finding in report.findings:
        scheme, said = info.numbers.get(finding.name, ""), str(finding.value)
        if scheme in info.facts:
            scheme = next((AUTHORITIES.get(str(f.value), "") for f in report.findings if f.name == scheme), "")
        if not scheme or finding.confidence is not Confidence.FIRM or not (value := validated(scheme, said)):
            continue
        identifier = Identifier(scheme, value)
        own = OWN_DOMAIN in info.hosts
        join = Join(identifier, said, finding.name, report.source, finding.evidence, own, report.known_by)
        yield from (join, *(replace(join, identifier=inner) for inner in within(identifier)))


def _is_new(identifier: Identifier, known: Client) -> bool:
    """Whether the client states no number of that scheme, nor another one of an unnamed register of that country."""
    country = identifier.scheme.partition(".")[0]
    unnamed = known.identifier(f"{country}.{_UNCHECKED}")
    other = unnamed is not None and validated(identifier.scheme, unnamed) != identifier.value
    return not other and known.identifier(identifier.scheme) is None


def _sorted(joins: Iterable[Join]) -> list[Join]:
    """Registers before the client's own words, then by name, so that the order of arrival does not matter."""
    return sorted(dict.fromkeys(joins), key=lambda join: (join.own_word, join.source, join.fact, str(join.identifier)))
