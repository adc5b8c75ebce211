"""Tests of numbers that lead to one another; the sources answer in every order, and none is really asked."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intake.api import OWN_DOMAIN, Client, Confidence, Context, Finding, Identifier, SourceInfo, Type
from intake.jail.aside import aside
from intake.model.finding import SourceReport, Status
from intake.model.joining import Joined, shown_join
from intake.testing.recorded import RecordedWeb
from intake.vetting.asking import Progress, ask
from intake.vetting.joining import candidate, settle
from intake.vetting.numbers import validated
from vetting.fakes import NOW, clock, info

VAT, SIREN, OTHER_SIREN = "FR40303265045", "303265045", "732829320"
ORGNR, LEI, CRN = "923609016", "549300BACZP326UOBH06", "04366849"
CLIENT = Client("Acme SAS", country="FR", website="https://acme.example")


def knowing(name: str, scheme: str, **parts: object) -> SourceInfo:
    """A source that tells a number of that scheme."""
    facts = {"registry.number": Type.TEXT, "registry.active": Type.BOOL, "registry.candidate": Type.TEXT}
    numbers = {"registry.number": scheme, "registry.candidate": scheme}
    return info(name, facts=facts, hosts=(), numbers=numbers, **parts)


@dataclass
class Knows:
    """A source that is asked by a number of the scheme it needs, and tells another one."""

    info: SourceInfo
    needs: str = ""
    tells: str = ""
    confidence: Confidence = Confidence.FIRM
    asked: list[tuple[Identifier, ...]] = field(default_factory=list)
    turn: "Turns | None" = None

    def applies_to(self, client: Client) -> bool:
        return not self.needs or client.identifier(self.needs) is not None

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        self.asked.append(client.identifiers)
        if self.turn:
            await self.turn.wait(self.info.name)
        evidence = context.claimed(f"{self.info.name} says {self.tells}")
        if not self.tells:
            return [Finding("registry", "active", True, "It is active.", evidence)]
        said = f"It is entered as {self.tells}."
        return [Finding("registry", "number", self.tells, said, evidence, confidence=self.confidence)]


class Turns:
    """Lets those who wait go on one at a time, in the order of the names."""

    def __init__(self, order: Sequence[str]) -> None:
        self._order = list(order)
        self._waiting: dict[str, asyncio.Event] = {}

    async def wait(self, name: str) -> None:
        event = self._waiting[name] = asyncio.Event()
        await event.wait()

    async def run(self, task: "asyncio.Task[object]") -> None:
        """Until the task is done."""
        while not task.done():
            for _ in range(2):  # until everybody who can go on has come to wait
                for _ in range(20):
                    await asyncio.sleep(0)
                await aside(int)  # what was found is checked beside the loop, in a line; this waits for its end
            for name in sorted(self._waiting, key=self._order.index)[:1]:
                self._waiting.pop(name).set()


def vetted(
    *sources: Knows, client: Client = CLIENT, order: Sequence[str] = (), standing: Sequence[SourceReport] = ()
) -> tuple[dict[str, SourceReport], Joined, list[Progress]]:
    """The reports, the joins and what was told, when the sources answer in that order."""
    heard: list[Progress] = []

    async def run() -> tuple[SourceReport, ...]:
        turns = Turns(order or [source.info.name for source in sources])
        for source in sources:
            source.turn = turns
        work = ask(client, sources, RecordedWeb({}), clock=clock, report_to=heard.append, standing=standing)
        task = asyncio.ensure_future(work)
        await turns.run(task)
        return await task

    reports = {report.source: report for report in asyncio.run(run())}
    joined = [progress.joined for progress in heard if progress.joined is not None]
    return reports, joined[-1] if joined else Joined(), heard


def site(number: str = VAT, **parts: object) -> Knows:
    """The client's own website, which states a VAT number."""
    return Knows(replace(knowing("website", "eu.vat"), hosts=(OWN_DOMAIN,)), tells=number, **parts)  # type: ignore[arg-type]


def register(name: str = "register", needs: str = "fr.siren", tells: str = "") -> Knows:
    return Knows(knowing(name, needs), needs=needs, tells=tells)


def test_a_vat_number_on_the_website_leads_to_the_register() -> None:
    reports, joined, heard = vetted(site(), register())
    assert [str(join.identifier) for join in joined.joins] == [f"eu.vat:{VAT}", f"fr.siren:{SIREN}"]
    assert reports["register"].status is Status.CHECKED
    assert Identifier("fr.siren", SIREN) in reports["register"].known_by
    step = joined.joins[1]
    assert (step.source, step.fact, step.evidence, step.own_word) == ("website", "registry.number", "website-1", True)
    says = f"website says registry.number {VAT}, in the client's own words -> fr.siren:{SIREN}"
    assert shown_join(step) == says
    told = [(each.source, each.state) for each in heard]
    assert told.index(("website", "done")) < told.index(("", "joined")) < told.index(("register", "done"), 4)


def test_the_join_goes_on_at_once_while_others_are_still_asked() -> None:
    slow = Knows(knowing("slow", "fr.siren"))
    _, _, heard = vetted(site(), register(), slow, order=["website", "register", "slow"])
    done = [each.source for each in heard if each.report and each.report.status is Status.CHECKED]
    assert done == ["website", "register", "slow"]


def test_what_the_client_states_leads_on_without_any_finding() -> None:
    client = replace(CLIENT, identifiers=(Identifier("eu.vat", VAT),))
    reports, joined, _ = vetted(register(), client=client)
    assert reports["register"].status is Status.CHECKED
    assert [(join.source, str(join.identifier)) for join in joined.joins] == [("", f"fr.siren:{SIREN}")]


def test_an_lei_leads_to_the_register_and_on_to_what_it_knows() -> None:
    facts = {"lei.registered_as": Type.TEXT, "lei.authority": Type.TEXT}
    told = info("lei", facts=facts, topics=("lei",), hosts=(), numbers={"lei.registered_as": "lei.authority"})
    client = replace(CLIENT, identifiers=(Identifier("lei", LEI),))
    says = (
        Finding("lei", "registered_as", CRN, "It is entered there.", "lei-1"),
        Finding("lei", "authority", "RA000585", "It is entered in England.", "lei-1"),
    )
    record = SourceReport("lei", Status.CHECKED, NOW, findings=says, client=client)
    payments = register("payments", "gb.crn")
    infos = {"lei": told, "payments": payments.info}
    heard: list[Progress] = []
    work = ask(client, [payments], RecordedWeb({}), clock=clock, report_to=heard.append, standing=[record], infos=infos)
    reports = {report.source: report for report in asyncio.run(work)}
    joined = next(each.joined for each in heard if each.joined)
    assert reports["payments"].status is Status.CHECKED
    assert [str(join.identifier) for join in joined.joins] == [f"gb.crn:{CRN}"]


def test_two_numbers_of_one_scheme_are_shown_and_none_is_used() -> None:
    other = Knows(knowing("other", "fr.siren"), tells=OTHER_SIREN)
    reports, joined, _ = vetted(site(), other, register(), order=["website", "register", "other"])
    assert {join.identifier.value for join in joined.contested} == {SIREN, OTHER_SIREN}
    assert [str(join.identifier) for join in joined.joins] == [f"eu.vat:{VAT}"]
    assert reports["register"].status is Status.NOT_APPLICABLE


def test_the_ground_shown_for_a_contested_number_does_not_rest_on_it() -> None:
    early = Knows(knowing("b", "eu.vat"), needs="", tells=VAT)
    circular = Knows(knowing("a", "eu.vat"), needs="fr.siren", tells=VAT)
    other = Knows(knowing("c", "fr.siren"), tells=OTHER_SIREN)
    for order in (["b", "a", "c"], ["b", "c", "a"]):
        _, joined, _ = vetted(early, circular, other, order=order)
        assert [join.source for join in joined.contested] == ["b", "c"]


def test_what_the_client_states_is_never_replaced() -> None:
    client = replace(CLIENT, identifiers=(Identifier("fr.siren", OTHER_SIREN),))
    _, joined, _ = vetted(site(), register(), client=client)
    assert [join.identifier.scheme for join in joined.joins] == ["eu.vat"]
    unnamed = replace(CLIENT, identifiers=(Identifier("fr.register", OTHER_SIREN),))
    assert [join.identifier.scheme for join in vetted(site(), client=unnamed)[1].joins] == ["eu.vat"]


def test_a_weak_finding_joins_nothing() -> None:
    _, joined, _ = vetted(site(confidence=Confidence.WEAK), register())
    assert joined == Joined()


def test_a_website_that_does_not_name_the_client_lends_no_number() -> None:
    own = site().info
    says = (
        Finding("website", "names_client", False, "It does not.", "website-1"),
        Finding("registry", "number", VAT, "The imprint says so.", "website-1"),
    )
    report = SourceReport("website", Status.CHECKED, NOW, findings=says)
    assert settle(CLIENT, {"website": [report]}, {"website": own}, Joined()).joined == Joined()
    named = replace(report, findings=says[1:])
    assert settle(CLIENT, {"website": [named]}, {"website": own}, Joined()).joined.joins


def test_a_join_stands_while_its_source_is_silent_and_falls_when_it_says_otherwise() -> None:
    sources = (site(), register())
    infos = {source.info.name: source.info for source in sources}
    reports, joined, _ = vetted(*sources)
    silent = replace(reports["website"], status=Status.UNREACHABLE, findings=())
    kept = settle(CLIENT, {"website": [silent]}, infos, joined)
    assert kept.joined.joins == joined.joins
    moved = replace(CLIENT, website="https://else.example")
    assert settle(moved, {"website": [silent]}, infos, joined).joined == Joined()
    without = replace(reports["website"], findings=(replace(reports["website"].findings[0], fact="name"),))
    assert settle(CLIENT, {"website": [without]}, infos, joined).joined == Joined()


def test_a_source_with_only_candidates_is_asked_again_and_one_that_answered_is_not() -> None:
    named = Knows(knowing("named", "fr.siren"), tells="Acme (1)", confidence=Confidence.WEAK)
    firm = Knows(knowing("firm", "fr.siren"))
    vetted(site(), named, firm)
    assert (len(named.asked), len(firm.asked)) == (2, 1)
    assert named.asked == [(), (Identifier("eu.vat", VAT), Identifier("fr.siren", SIREN))]


def test_a_report_from_before_is_ground_and_is_not_asked_again() -> None:
    website = site()
    before, _, _ = vetted(website)
    later = register()
    infos = {"website": website.info, "register": later.info}

    async def run() -> tuple[SourceReport, ...]:
        known = [before["website"]]
        return await ask(CLIENT, [later], RecordedWeb({}), clock=clock, standing=known, infos=infos)

    (report,) = asyncio.run(run())
    assert report.status is Status.CHECKED
    assert later.asked == [(Identifier("eu.vat", VAT), Identifier("fr.siren", SIREN))]


def test_a_candidate_has_the_number_in_its_brackets() -> None:
    told = knowing("named", "fr.siren")
    found = Finding("registry", "candidate", f"ACME (FRANCE) ({SIREN})", "x", "y", confidence=Confidence.WEAK)
    assert candidate(found, told) == Identifier("fr.siren", SIREN)
    assert candidate(replace(found, value="ACME (303265046)"), told) is None
    assert candidate(replace(found, confidence=Confidence.FIRM), told) is None
    assert candidate(found, None) is None


def test_cancelling_stops_the_asking_and_what_was_told_stands() -> None:
    heard: list[Progress] = []

    async def run() -> None:
        never = Knows(knowing("never", "fr.siren"), turn=Turns([]))
        work = ask(CLIENT, [site(), never], RecordedWeb({}), clock=clock, report_to=heard.append)
        task = asyncio.ensure_future(work)
        for _ in range(2):
            for _ in range(20):
                await asyncio.sleep(0)
            await aside(int)  # as above
        for _ in range(20):
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(run())
    assert [each.source for each in heard if each.report] == ["website"]


NUMBERS = {"eu.vat": VAT, "fr.siren": SIREN, "no.orgnr": ORGNR, "lei": LEI, "gb.crn": CRN}
"""One company: any number leads to any other, and all are true."""

SCHEMES = st.sampled_from(sorted(NUMBERS))
LINKS = st.lists(st.tuples(st.just("") | SCHEMES, SCHEMES), min_size=1, max_size=6)


def world(links: Sequence[tuple[str, str]], numbers: dict[str, str] | None = None) -> list[Knows]:
    return [
        Knows(knowing(f"s{place}", tells), needs=needs, tells=(numbers or NUMBERS)[tells])
        for place, (needs, tells) in enumerate(links)
    ]


def settled(joined: Joined) -> Joined:
    """The joins without what else was known when their sources were asked, which the order may change."""
    joins, contested = ([replace(join, known_by=()) for join in part] for part in (joined.joins, joined.contested))
    return Joined(tuple(sorted(joins, key=str)), tuple(contested))


ORDERS = st.permutations([f"s{place}" for place in range(7)])


@given(LINKS, ORDERS)
@example([("", "gb.crn"), ("", "fr.siren"), ("gb.crn", "eu.vat"), ("fr.siren", "eu.vat")], ["s1", "s2", "s3", "s0"])
def test_the_order_of_arrival_does_not_change_the_joins(links: list[tuple[str, str]], order: list[str]) -> None:
    first, second = vetted(*world(links)), vetted(*world(links), order=order)
    assert settled(first[1]) == settled(second[1])
    assert {name: report.status for name, report in first[0].items()} == {
        name: report.status for name, report in second[0].items()
    }


@given(LINKS, ORDERS)
@example([("", "lei"), ("", "lei"), ("fr.siren", "gb.crn"), ("lei", "gb.crn")], ["s0", "s1", "s2", "s4", "s3"])
@example([("no.orgnr", "fr.siren"), ("no.orgnr", "eu.vat"), ("fr.siren", "no.orgnr")], ["s1", "s0", "s3", "s2"])
def test_the_order_does_not_matter_either_where_sources_contradict_each_other(
    links: list[tuple[str, str]], order: list[str]
) -> None:
    other = f"s{len(links)}"

    def sources() -> list[Knows]:
        return [*world(links), Knows(knowing(other, "fr.siren"), tells=OTHER_SIREN)]

    first, second = vetted(*sources()), vetted(*sources(), order=order)
    assert settled(first[1]) == settled(second[1])
    assert {name: report.status for name, report in first[0].items()} == {
        name: report.status for name, report in second[0].items()
    }


def test_a_ground_that_was_heard_while_a_contested_number_stood_is_the_same_as_one_heard_before() -> None:
    def contested(order: Sequence[str]) -> Joined:
        links = [("", "no.orgnr"), ("no.orgnr", "fr.siren")]
        other = Knows(knowing("s2", "fr.siren"), tells=OTHER_SIREN)
        return settled(vetted(*world(links), other, order=order)[1])

    assert contested(["s0", "s1", "s2"]) == contested(["s2", "s0", "s1"])
    assert [join.source for join in contested(["s2", "s0", "s1"]).contested] == ["s1", "s2"]


@given(LINKS)
def test_joining_never_invents(links: list[tuple[str, str]]) -> None:
    reports, joined, _ = vetted(*world(links))
    for join in joined.joins:
        assert validated(join.identifier.scheme, join.identifier.value) == join.identifier.value
        assert join.identifier.value in NUMBERS.values()
        ground = reports[join.source]
        assert join.evidence in {evidence.id for evidence in ground.evidence}
        assert any(join.said in str(finding.value) for finding in ground.findings)


@given(LINKS, st.tuples(st.just("") | SCHEMES, SCHEMES))
def test_adding_a_source_never_removes_a_join(links: list[tuple[str, str]], more: tuple[str, str]) -> None:
    before = {join.identifier for join in vetted(*world(links))[1].joins}
    after = {join.identifier for join in vetted(*world([*links, more]))[1].joins}
    assert before <= after


@given(LINKS)
def test_no_source_is_asked_twice_with_the_same_numbers(links: list[tuple[str, str]]) -> None:
    sources = world(links)
    vetted(*sources)
    for source in sources:
        assert len(source.asked) == len(set(source.asked)) <= 10
