"""The timeline tells the journal in words, and changes nothing."""

from datetime import date

import pytest
from rich.style import Style

from intake.desk import Desk
from intake.following.messages import Told
from intake.model.outcome import Delivery, Handover, Incident, Lesson, Outcome, Step, Taken
from intake.tui.timeline import TimelineScreen
from tui.driving import at

pytestmark = pytest.mark.anyio


async def test_a_changed_answer_shows_what_it_said_before(desk: Desk, started: str) -> None:
    sitting = desk.sitting(started, by="Ann")
    sitting.give("legal_name", "Acme [b]AB[/b]")
    sitting.give("legal_name", "Acme Nordic AB")
    sitting.undo()
    sitting.undo()
    journal = desk.dossiers.journal(started).path
    before = journal.read_bytes()
    async with at(desk, dossier=started, step="interview") as person:
        seen = await person.type("<f8>")
        assert isinstance(person.app.screen, TimelineScreen)
        assert "unbroken" in seen
        assert "Acme [b]AB[/b] → Acme Nordic AB" in seen
        assert "Answer taken back  Ann" in seen
        assert seen.index("Answer taken back") < seen.index("Dossier started")
        await person.type("<escape>")
        assert not isinstance(person.app.screen, TimelineScreen)
    assert journal.read_bytes() == before


async def test_every_kind_of_entry_of_a_whole_way_has_words(desk: Desk, sealed: str) -> None:
    async with at(desk, size=(100, 300), dossier=sealed, step="agreement") as person:
        seen = await person.type("<ctrl+p>timeline\r")
        for words in ("Sealed", "Accepted by the client", "Signed by the supplier", "Brief built", "Decided"):
            assert words in seen
        assert "conditional" in seen
        assert "rdap: checked" in seen
        kinds = {entry.kind for entry in desk.dossiers.entries(sealed)}
        assert not [kind for kind in kinds if f"  {kind}  " in seen]


async def test_hours_their_list_a_message_and_a_letter_say_what_they_are(desk: Desk, sealed: str) -> None:
    today = desk.engagement.today
    table = f"date,deliverable,hours,note\n{today},Shop design,3.5,sketches\n"
    desk.engagement.read_hours(sealed, "week.csv", table.encode())
    desk.engagement.log(sealed, "1.txt", b"Subject: VAT\n\nWhere?", Told(sender="Anna", theirs=True, at=desk.clock()))
    desk.correspondence.write(sealed, "complaint", {})
    async with at(desk, size=(100, 30), dossier=sealed, step="agreement") as person:
        seen = await person.type("<f8>")
        assert "Shop design: 3.5 h  sketches" in seen
        assert "week.csv: 3.5 h, read in" in seen
        assert "Anna: VAT" in seen
        assert "Letter held back" in seen


async def test_of_a_table_only_the_rows_that_differ_are_shown(desk: Desk, agreed: str) -> None:
    rows = desk.dossier(agreed).answers["deliverables"].value
    assert isinstance(rows, tuple)
    desk.drafting.keep(desk.drafting.altered(agreed, {"deliverables": rows[:-1]}))
    async with at(desk, size=(100, 40), dossier=agreed, step="agreement") as person:
        seen = await person.type("<f8>")
        assert "− Product texts" in seen
        assert "Shop design, 6 screens" not in seen
        assert "+ " not in seen
        assert "“Product texts”" in seen  # what the brief built from it says otherwise


async def test_what_happened_is_told_with_its_details(desk: Desk, sealed: str) -> None:
    today = desk.engagement.today
    desk.engagement.record(sealed, Outcome(today, incident=Incident("silence"), note="three weeks in May"))
    desk.engagement.record(sealed, Outcome(today, taken=Taken(Step.LATE_FEE, date(2027, 3, 1))))
    desk.engagement.record(sealed, Outcome(today, lesson=Lesson("Agree on days to answer")))
    desk.engagement.deliver(sealed, Outcome(today, delivery=Delivery("Shop design")))
    async with at(desk, size=(100, 30), dossier=sealed, step="agreement") as person:
        seen = await person.type("<f8>")
        assert "late fee asked for: what was due on 2027-03-01" in seen
        for words in (
            "did not answer for weeks  three weeks in May",
            "Agree on days to answer",
            "Shop design: shown on",
        ):
            assert words in seen


async def test_what_was_taken_back_is_struck_out_and_says_so_and_the_taking_back_says_what(
    desk: Desk, sealed: str
) -> None:
    today = desk.engagement.today
    desk.engagement.hand_over(sealed, Outcome(today, handover=Handover("a favour")))
    desk.retraction.take_back(sealed, reason="it was a draft")
    desk.engagement.deliver(sealed, Outcome(today, delivery=Delivery("Shop design", objected=True), note="No menu"))
    desk.retraction.take_back(sealed)
    desk.retraction.record_again(sealed)
    async with at(desk, size=(100, 30), dossier=sealed, step="agreement") as person:
        seen = [row.rstrip(" ▁▂▃▄▅▆▇█") for row in (await person.type("<f8>")).splitlines()]
        handed = f"      Hand over: handed over on {today}  a favour"
        objected = f"      Shop design: objected to on {today}  No menu"
        told = [row[2:].partition("  ")[2] for row in seen if row.startswith(f"  {today}")]
        assert told[:5] == [
            "Recorded again  Studio Birch",
            "Taken back  Studio Birch",
            "Outcome recorded  Studio Birch",
            "Taken back  Studio Birch",
            f"Outcome recorded  Studio Birch  taken back on {today}",
        ]
        assert seen.count(handed) == 2
        assert seen.count(objected) == 3
        assert "      Reason: it was a draft" in seen
        strips = person.app.screen._compositor.render_strips()
        struck = [
            part.text for strip in strips for part in strip if isinstance(part.style, Style) and part.style.strike
        ]
        assert any(handed.strip() in part for part in struck)
        assert not any("No menu" in part for part in struck[-2:])
