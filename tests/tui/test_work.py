"""The work under way on screen: payments that are mended in their form, trouble, and lessons that become rules."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from textual.widgets import OptionList, Select

from intake import canonical
from intake.cli.main import run
from intake.desk import Desk
from intake.model.money import Money
from intake.model.outcome import Delivery, Hours, Incident, Outcome
from intake.tui.dialogs import FormDialog, Notice
from tui.cutting import cut
from tui.driving import Person, at

pytestmark = pytest.mark.anyio


def highlight(person: Person, row: str) -> None:
    """Puts the highlight of the list on a row, by its id."""
    listed = person.app.screen.query_one("#lines", OptionList)
    listed.highlighted = listed.get_option_index(row)


async def test_an_amount_that_is_none_is_mended_where_it_was_typed(desk: Desk, sealed: str) -> None:
    async with at(desk, size=(80, 30), dossier=sealed, step="agreement") as person:
        seen = await person.type("wp<end><ctrl+u>abc\r\r")
        assert isinstance(person.app.screen, FormDialog)
        assert "'abc' is not an amount" in seen
        assert not desk.dossier(sealed).outcomes
        seen = await person.type("<shift+tab><end><ctrl+u>2400\r\r")
        assert [outcome.payment and outcome.payment.amount for outcome in desk.dossier(sealed).outcomes] == [
            Money(2400_00, "EUR")
        ]
        assert f"Payment: {Money(2400_00, 'EUR')}, {desk.engagement.today}" in seen


async def test_the_start_of_the_work_is_seen_once_it_is_recorded(desk: Desk, sealed: str) -> None:
    async with at(desk, dossier=sealed, step="agreement") as person:
        assert "begun on" not in await person.type("w")
        seen = await person.type("sthey are known\r")
        assert f"Start of the work  begun on {desk.engagement.today}" in seen
        assert f"Work  begun on {desk.engagement.today}" in seen
        assert "Work may start." not in seen
        assert "Work waits." not in seen
        assert "Start of the work: begun on" in await person.type("s")
        assert len(desk.dossier(sealed).outcomes) == 1
        highlight(person, "task 0")
        assert "Start · Shop design" in await person.type("s")  # a task is begun apart from the whole


async def test_what_was_highlighted_stays_so_when_the_decision_opens_again(desk: Desk, sealed: str) -> None:
    async with at(desk, dossier=sealed, step="agreement") as person:
        await person.type("w")
        listed = person.app.screen.query_one("#lines", OptionList)
        listed.highlighted = listed.get_option_index("task 0")
        before = listed.option_count
        await person.type("p\r\r")
        assert listed.option_count > before
        assert listed.highlighted_option is not None
        assert listed.highlighted_option.id == "task 0"


async def test_a_start_that_is_noted_later_hides_nothing_that_was_shown(desk: Desk, sealed: str) -> None:
    async with at(desk, dossier=sealed, step="agreement") as person:
        await person.type("w")
        listed = person.app.screen.query_one("#lines", OptionList)
        listed.highlighted = listed.get_option_index("task 0")
        await person.type("d")
        seen = await person.type("sthey are known\r")
        assert f"shown on {desk.engagement.today}; accepted by silence" in " ".join(seen.split())


async def test_the_hand_over_says_when_and_why_and_is_not_offered_again(desk: Desk, sealed: str) -> None:
    async with at(desk, size=(90, 50), dossier=sealed, step="agreement") as person:
        seen = await person.type("whthey are known\r")
        row = f"Hand-over of the sources  handed over on {desk.engagement.today}  they are known"
        assert f"✓ {row}" in seen
        seen = await person.type("h")
        assert not isinstance(person.app.screen, FormDialog)
        assert "Hand-over of the sources: handed over on" in seen
        assert len(desk.dossier(sealed).outcomes) == 1


async def test_an_objection_shows_its_words_and_an_acceptance_opens_the_row(desk: Desk, sealed: str) -> None:
    async with at(desk, size=(90, 50), dossier=sealed, step="agreement") as person:
        await person.type("w")
        highlight(person, "task 0")
        seen = await person.type("oThe menu is missing\r")
        today = desk.engagement.today
        assert f"Shop design  objected to on {today}: The menu is missing" in seen
        assert "✗ Shop design" in seen
        seen = await person.type("a")
        assert f"✓ Shop design  accepted on {today}" in seen


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_the_record_of_the_row_is_taken_back_and_recorded_again(
    desk: Desk, sealed: str, size: tuple[int, int]
) -> None:
    today = desk.engagement.today
    desk.engagement.deliver(sealed, Outcome(today, delivery=Delivery("Shop design")))
    desk.engagement.deliver(sealed, Outcome(today, delivery=Delivery("Shop design", accepted=True)))
    desk.engagement.record(sealed, Outcome(today, hours=Hours(Decimal(3)), note="sketches"))
    before = desk.dossier(sealed).outcomes
    async with at(desk, size=size, dossier=sealed, step="agreement") as person:
        assert "^z Take back" in await person.type("w")
        highlight(person, "task 0")
        seen = await person.type("<ctrl+z>")
        assert f"· Shop design: accepted on {today}" in seen
        assert "It will count no more, and stays on the timeline." in seen
        assert all(words in seen for words in ("Reason", "Cancel"))
        await person.type("<escape>")
        assert desk.dossier(sealed).outcomes == before
        seen = await person.type("<ctrl+z>the other one\r")
        assert desk.dossier(sealed).outcomes == (before[0], before[2])
        assert "Ctrl+Y" in seen
        await person.type("<ctrl+y>")
        assert desk.dossier(sealed).outcomes == (before[0], before[2], before[1])
        assert "Nothing was taken back." in await person.type("<ctrl+y>")
        highlight(person, f"record {desk.retraction.records(sealed)[2].number}")
        assert "· 3 h  sketches" in await person.type("<ctrl+z>")
        await person.type("\r")
        listed = person.app.screen.query_one("#lines", OptionList)
        assert listed.highlighted_option is not None
        assert listed.highlighted_option.id == "task 2"


async def test_without_a_record_on_the_row_the_last_one_of_all_is_taken_back_and_again_by_the_command(
    desk: Desk, sealed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async with at(desk, dossier=sealed, step="agreement") as person:
        assert "Nothing is recorded yet." in await person.type("w<ctrl+z>")
        desk.engagement.record(sealed, Outcome(desk.engagement.today, incident=Incident("silence")))
        assert "· did not answer for weeks" in await person.type("<escape>w<ctrl+z>")
        await person.type("\r")
    (record,) = desk.retraction.records(sealed)
    assert run(["--quiet", "--home", str(desk.home), "outcome", sealed, "--take-back", str(record.taken_back)]) == 0
    assert f"recorded again: entry {record.number}, did not answer for weeks" in capsys.readouterr().out
    async with at(desk, size=(80, 50), dossier=sealed, step="agreement") as person:
        assert "✗ did not answer for weeks" in await person.type("w")


@pytest.mark.parametrize("language", ["de", "et"])
async def test_where_words_are_long_no_button_is_cut(desk: Desk, sealed: str, language: str) -> None:
    desk.prefer(replace(desk.settings, language=language))
    async with at(desk, size=(60, 20), dossier=sealed, step="agreement") as person:
        await person.type("w")
        assert cut(person) == []
        desk.engagement.record(sealed, Outcome(desk.engagement.today, incident=Incident("silence")))
        await person.type("<escape>w<ctrl+z>")
        assert isinstance(person.app.screen, FormDialog)
        assert cut(person) == []


async def test_work_without_a_plan_is_not_said_to_be_paid(desk: Desk, sealed: str) -> None:
    signed = desk.dossier(sealed).signed
    assert signed is not None
    unplanned = replace(signed, checklist=replace(signed.checklist, instalments=()))
    desk.dossiers.append(sealed, "agreed", canonical.encode(unplanned), actor="Ada", at=desk.clock())
    desk.dossiers.append(sealed, "sealed", {"sha256": "ab", "by": "Ada"}, actor="Ada", at=desk.clock())
    async with at(desk, size=(160, 50), dossier=sealed, step="agreement") as person:
        how = f"An invoice is recorded like this: intake outcome {sealed} --paid 0EUR"
        assert how in await person.type("w")
        seen = await person.type("p")
        assert "No payment has a day yet." in seen
        assert "settled" not in seen


async def test_what_silence_accepted_is_not_told_as_if_the_client_had(desk: Desk, sealed: str) -> None:
    shown = desk.engagement.today - timedelta(days=30)
    kept = desk.engagement.deliver(sealed, Outcome(shown, delivery=Delivery("Shop design")))
    delivery = kept.outcomes[-1].delivery
    assert delivery is not None
    told = f"accepted by silence: no objection was recorded by {delivery.until}"
    async with at(desk, size=(100, 50), dossier=sealed, step="agreement") as person:
        seen = await person.type("w")
        assert f"✓ Shop design  {told}" in seen
        assert seen.count(told) == 2  # as what the work waits for, and as a task
        assert "unless they object" not in seen
        highlight(person, "task 0")
        seen = await person.type("a")
        assert f"✓ Shop design  accepted on {desk.engagement.today}" in seen
        assert told not in seen


async def test_a_row_of_a_list_of_hours_says_what_to_take_back_instead(desk: Desk, sealed: str) -> None:
    table = f"date,deliverable,hours,note\n{desk.engagement.today},Shop design,3.5,sketches\n"
    desk.engagement.read_hours(sealed, "week.csv", table.encode())
    row, report = desk.retraction.records(sealed)
    async with at(desk, dossier=sealed, step="agreement") as person:
        await person.type("w")
        highlight(person, f"record {row.number}")
        seen = await person.type("<ctrl+z>")
        assert "these hours came with the list week.csv" in seen
        assert f"Take back the list itself (entry {report.number})." in seen


async def test_trouble_and_its_lesson_are_kept_and_a_rule_is_proposed(
    desk: Desk, sealed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at(desk, size=(140, 50), dossier=sealed, step="agreement") as person:
        assert "None so far" in await person.type("w")
        assert "neither trouble nor a lesson" in await person.type("t<ctrl+s>")
        await person.type("<down>\r")
        person.app.screen.query_one("#field-kind", Select).value = "silence"
        await person.type("<tab>three weeks in May\rAgree on days to answer\r")
        assert isinstance(person.app.screen, Notice)
        copied: list[str] = []
        monkeypatch.setattr(person.app, "copy_to_clipboard", copied.append)
        seen = await person.type("c")
        _, rule = desk.engagement.rule_for(sealed, "silence", "Agree on days to answer")
        assert copied == [rule]
        assert all(row.strip() in seen for row in rule.splitlines() if len(row) < 50)
        seen = await person.type("\r")
        assert "did not answer for weeks  three weeks in May" in seen
        assert "→ Agree on days to answer" in seen
        kinds = [outcome.incident.kind for outcome in desk.dossier(sealed).outcomes if outcome.incident]
        assert kinds == ["silence"]
