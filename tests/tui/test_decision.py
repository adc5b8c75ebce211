"""The decision on screen: its range, its reasons, and overruling it by name."""

import threading
from dataclasses import replace
from datetime import date

import pytest
from textual.widgets import OptionList

from intake.desk import Desk
from intake.errors import Refused
from intake.model.decision import Result, Verdict
from intake.model.outcome import Incident, Outcome
from intake.model.policy import Section
from intake.tui.decision import DecisionScreen
from intake.tui.reasons import RULE
from tui.driving import Person, answered, at

pytestmark = pytest.mark.anyio


def refusal(*_: object) -> None:
    """Decides nothing."""
    raise Refused("not today")


def reasons(person: Person) -> list[str]:
    """Every reason in the list, also what is scrolled out of view."""
    return [str(option.prompt) for option in person.app.screen.query_one(OptionList).options]


async def test_opening_it_decides_and_says_what_it_rests_on(desk: Desk, vetted: str) -> None:
    async with at(desk, dossier=vetted, step="decision") as person:
        seen = person.read()
        assert "CONDITIONAL" in seen
        assert "no-go" in seen
        assert "Rests on recorded answers" in seen
        assert any("A first job together" in reason for reason in reasons(person))
        assert desk.dossier(vetted).decision is not None


async def test_what_is_still_read_is_not_called_undecided(
    desk: Desk, vetted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends, read = threading.Event(), DecisionScreen._read
    monkeypatch.setattr(DecisionScreen, "_read", lambda screen, *, again: (ends.wait(60), read(screen, again=again))[1])
    async with at(desk, dossier=vetted, step="vetting") as person:
        person.app.open_step(vetted, "decision")
        try:
            await person.until_read("What if…")
            assert "Not decided yet" not in person.read()
        finally:
            ends.set()
        assert "CONDITIONAL" in await person.settle()


async def test_what_cannot_be_decided_is_called_undecided(
    desk: Desk, vetted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "decide", refusal)
    async with at(desk, dossier=vetted, step="decision") as person:
        assert "not today" in person.read()
        assert "Not decided yet" in await person.type("<escape>")


async def test_nothing_checked_is_never_go(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="decision") as person:
        assert "OPEN" in person.read()
        assert any(reason.startswith("Check next") for reason in reasons(person))
        assert any(reason.startswith("Nobody has checked") for reason in reasons(person))


async def test_what_nobody_has_checked_is_told_once_in_words_with_what_to_do(desk: Desk, vetted: str) -> None:
    async with at(desk, dossier=vetted, step="decision") as person:
        shown = reasons(person)
        gaps = shown[next(place for place, each in enumerate(shown) if each.startswith("Nobody has checked")) + 1 :]
        assert any(gap.startswith("? Payment behaviour  no installed source") for gap in gaps)
        assert not {"insolvency", "payment", "filings"} & {gap.split()[1] for gap in gaps}
        assert sum("nsolvency" in gap for gap in gaps) == 1
        assert sum("A former contractor warns" in gap and "not asked yet" in gap for gap in gaps) == 1
        assert not any("not asked yet" in each for each in shown if each not in gaps)
        person.app.screen.query_one(OptionList).action_last()
        assert "Ask the sources (F3)" in await person.type("\r")


async def test_a_decision_that_is_open_again_says_why_and_is_taken_anew(desk: Desk, sealed: str) -> None:
    desk.engagement.record(sealed, Outcome(desk.engagement.today, incident=Incident("silence")))
    async with at(desk, dossier=sealed, step="agreement") as person:
        seen = await person.type("w")
        assert "The decision is open again" in seen
        assert "did not answer for weeks" in seen
        seen = await person.type("r")
        assert "The decision is open again" in seen
        assert "d Decide anew" in seen.splitlines()[-1]
        assert isinstance(person.app.screen, DecisionScreen)
        former = desk.dossier(sealed).decision
        assert "The decision is open again" not in await person.type("\r")
        assert desk.dossier(sealed).decision != former
        assert "next review on 20" in await person.type("<f5>w")
        await person.type("<escape><ctrl+p>Review\r")
        assert isinstance(person.app.screen, DecisionScreen)


async def test_a_rule_is_overruled_with_reason_and_name(desk: Desk) -> None:
    dossier = answered(desk, test_task="yes")
    async with at(desk, dossier=dossier.id, step="decision") as person:
        assert "NO-GO" in person.read()
        listed = person.app.screen.query_one(OptionList)
        listed.highlighted = listed.get_option_index("rule unpaid-test")
        await person.type("o\r")
        assert "Reason is needed." in person.read()
        assert "2020-13-40" in await person.type(
            "They pay for it after all\r\r2020-13-40\r"
        )  # no day, and nothing is lost
        await person.type("<end><ctrl+u>2031-05-04\r")
        decision = desk.dossier(dossier.id).decision
        assert decision is not None
        assert decision.verdict is not Verdict.NO_GO
        assert decision.overrides[0].reason == "They pay for it after all"
        assert decision.overrides[0].until == date(2031, 5, 4)


async def test_who_has_overruled_a_rule_is_seen_also_where_another_has_to(desk: Desk) -> None:
    dossier = answered(desk, policy="agency", test_task="yes")
    async with at(desk, dossier=dossier.id, step="decision", size=(100, 40)) as person:
        listed = person.app.screen.query_one(OptionList)
        listed.highlighted = listed.get_option_index("rule unpaid-pitch")
        seen = await person.type("oThey pay for it\rAnn\r2020-01-01\r")
        assert "an override that ended on 2020-01-01 would change nothing" in " ".join(seen.replace("│", "").split())
        assert "1 of 2 approvals: Ann" in await person.type("<end><ctrl+u>\r")
        listed.highlighted = listed.get_option_index("rule unpaid-pitch")
        await person.type("oI know them\r<end><ctrl+u>Bo\r\r")
        (told,) = (each for each in reasons(person) if "unpaid pitch" in each)
        assert "overruled by Ann and Bo: I know them" in told


async def test_what_nobody_may_overrule_says_so_before_a_reason_is_typed(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="decision") as person:
        listed = person.app.screen.query_one(OptionList)
        listed.highlighted = listed.get_option_index("rule sanctioned")
        assert "may be overruled by nobody" in await person.type("o")


@pytest.mark.parametrize(("steps", "told"), [(5, None), (6, None), (7, "2 more steps after these")])
async def test_one_step_more_is_shown_instead_of_counted(
    desk: Desk, interviewed: str, steps: int, told: str | None
) -> None:
    async with at(desk, dossier=interviewed, step="decision") as person:
        screen = person.app.screen
        assert isinstance(screen, DecisionScreen)
        assert screen._decision is not None
        check = screen._decision.check_next[0]
        screen._decision = replace(screen._decision, check_next=(check,) * steps)
        screen._show()
        shown = reasons(person)
        assert [each for each in shown if "more steps" in each] == ([told] if told else [])


async def test_what_nobody_has_checked_is_no_rule_to_overrule(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="decision") as person:
        listed = person.app.screen.query_one(OptionList)
        listed.highlighted = next(place for place, each in enumerate(listed.options) if "check " in (each.id or ""))
        assert "Choose a rule that fired or is open" in " ".join((await person.type("o")).split())
        assert isinstance(person.app.screen, DecisionScreen)


async def test_a_rule_opens_in_full(desk: Desk) -> None:
    dossier = answered(desk, test_task="yes")
    async with at(desk, dossier=dossier.id, step="decision") as person:
        listed = person.app.screen.query_one(OptionList)
        listed.highlighted = listed.get_option_index("rule unpaid-test")
        seen = await person.type("\r")
        assert "Rule · unpaid-test" in seen
        assert "answers.test_task = yes" in seen


async def test_a_no_go_is_not_agreed(desk: Desk) -> None:
    dossier = answered(desk, test_task="yes")
    async with at(desk, dossier=dossier.id, step="decision") as person:
        assert "The verdict is no-go." in await person.type("<f5>")


async def test_every_rule_can_be_read_also_those_that_did_not_fire(desk: Desk, vetted: str) -> None:
    async with at(desk, dossier=vetted, step="decision") as person:
        shown = reasons(person)
        await person.type("a")
        every = reasons(person)
        decision = desk.dossier(vetted).decision
        assert decision is not None
        assert len(every) > len(shown)
        listed = person.app.screen.query_one(OptionList)
        assert {f"rule {rule.id}" for rule in decision.rules} <= {option.id for option in listed.options}
        await person.type("a")
        assert reasons(person) == shown
        listed.highlighted = listed.get_option_index("all")
        await person.type("\r")
        assert reasons(person) == every


async def test_a_condition_is_put_off_until_a_day_and_not_for_ever(desk: Desk, vetted: str) -> None:
    async with at(desk, dossier=vetted, step="decision") as person:
        listed = person.app.screen.query_one("#reasons", OptionList)
        listed.highlighted = listed.get_option_index(f"{RULE}{condition(desk, vetted)}")
        await person.type("<ctrl+p>snooze\r")
        seen = await person.type("They are away\r\r\r")
        assert "Until is needed." in seen
        assert "a rule is snoozed for at most" in await person.type("2027-11-02\r")
        assert not desk.dossier(vetted).overrides
        await person.type("<end><ctrl+u>2026-11-20\r")
        (snooze,) = desk.dossier(vetted).overrides
        assert snooze.snooze
        assert str(snooze.until) == "2026-11-20"
        after = desk.dossier(vetted).decision
        assert after is not None
        assert [rule.id for rule in after.rules if rule.result is Result.SNOOZED] == [snooze.rule]


def condition(desk: Desk, dossier: str) -> str:
    """A condition of the dossier's policy that fired."""
    decision = desk.dossier(dossier).decision
    assert decision is not None
    return next(r.id for r in decision.rules if r.section is Section.CONDITION and r.result is Result.FIRED)
