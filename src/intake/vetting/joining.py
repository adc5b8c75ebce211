"""Leads from one company number to the next: what the findings say under which numbers the client stands elsewhere.

Only a firm finding joins, only under a scheme the client does not stand under already, and only where the number can
exist. Numbers of one scheme that differ are shown and none is used; a website that does not name the client lends none.
"""

from collections import Counter
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

    `ways` are the ways there, the one that holds first, then those that ended with numbers that differ; each has as steps
    the client with the numbers known at first, then with those that followed from these, and so on.
    """

    client: Client
    joined: Joined
    reports: Mapping[str, SourceReport]
    ways: Sequence[Sequence[Client]]
    heard: Mapping[str, Sequence[SourceReport]]

    def next_ask(self, source: SourceInfo, at_first: Collection[Identifier] = ()) -> Client | None:
        """The client with the numbers that a source is to be asked with now; None where it has told all it can.

        One that tells numbers is asked step by step: with those of the first step at which it is open whether it knows the
        client, and with those known `at_first`, before anybody was asked. So none seems to need a number that only came
        sooner, and neither joins nor grounds depend on who answered first. The others are asked with all numbers.
        """
        for way in self.ways if source.numbers else ((self.client,),):
            valid = _valid(self.heard.get(source.name, ()), way[-1])
            for step in way:
                numbers = {*step.identifiers, *at_first} & {*way[-1].identifiers}
                if not any(_decides(report, numbers) for report in valid):
                    asked = tuple(number for number in way[-1].identifiers if number in numbers)
                    return replace(self.client, identifiers=asked)
        return None


def _decides(report: SourceReport, numbers: set[Identifier]) -> bool:
    """Whether the report tells what the source knows under these numbers: more help none that knew enough with fewer."""
    return numbers <= set(report.known_by) if is_open(report) else set(report.known_by) <= numbers


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
    ways: list[tuple[Client, ...]] = []
    while True:
        steps, joins, differing = _fixpoint(client, heard, infos, kept, contested)
        ways.insert(0, steps)
        if not differing:
            break
        contested |= differing
    known = steps[-1]
    open_ = tuple(join for scheme in sorted(contested) for join in contested[scheme])
    joined = Joined(tuple(joins.values()), open_, client.website if joins or contested else "")
    return Settled(known, joined, _standing(heard, known), ways, heard)


def candidate(finding: Finding, info: SourceInfo | None) -> Identifier | None:
    """The number of a candidate that a search by name found (`NAME (NUMBER)`), where the source says what number it is."""
    scheme = info.numbers.get(finding.name, "") if info else ""
    _, _, number = str(finding.value).rstrip(")").rpartition("(")
    value = validated(scheme, number) if scheme and finding.confidence is Confidence.WEAK else ""
    return Identifier(scheme, value) if value else None


def _with(client: Client, joins: Iterable[Join]) -> Client:
    return replace(client, identifiers=(*client.identifiers, *(join.identifier for join in joins)))


def _valid(reports: Iterable[SourceReport], known: Client) -> list[SourceReport]:
    """Those whose source was asked with numbers that are known."""
    return [report for report in reports if set(report.known_by) <= set(known.identifiers)]


def _standing(heard: Mapping[str, Sequence[SourceReport]], known: Client) -> dict[str, SourceReport]:
    """Of each source the first report with something firm, else the one asked with the most numbers."""
    standing = {}
    for name, reports in heard.items():
        if valid := _valid(reports, known):
            settled = (report for report in valid if not is_open(report))
            standing[name] = next(settled, max(valid, key=lambda report: len(report.known_by)))
    return standing


def _fixpoint(
    client: Client,
    heard: Mapping[str, Sequence[SourceReport]],
    infos: Mapping[str, SourceInfo],
    former: Sequence[Join],
    contested: Collection[str],
) -> tuple[tuple[Client, ...], dict[str, Join], dict[str, list[Join]]]:
    """The steps and the joins by scheme, until none follows or numbers of a scheme differ; these with one ground each.

    A number that differs ends the way at once: what would follow from it later is no ground.
    """
    steps, joins = [client], dict[str, Join]()
    while True:
        standing = _standing(heard, steps[-1])
        told = _sorted(
            join
            for join in _following(client, steps[-1], standing, infos, former)
            if join.identifier.scheme not in contested and _is_new(join.identifier, client)
        )
        grounds: dict[Identifier, Join] = {}
        for join in (*joins.values(), *told):
            grounds.setdefault(join.identifier, join)
        schemes = Counter(identifier.scheme for identifier in grounds)
        differing = {
            scheme: _sorted(join for number, join in grounds.items() if number.scheme == scheme)
            for scheme, count in schemes.items()
            if count > 1
        }
        if differing or len(grounds) == len(joins):
            return tuple(steps), joins, differing
        joins |= {number.scheme: grounds[number] for number in sorted(grounds, key=str) if number.scheme not in joins}
        steps.append(_with(client, joins.values()))


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
