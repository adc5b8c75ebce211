"""An agreement is edited on screen with the brief beside it; what is kept is what was previewed."""

from datetime import date

import pytest
from textual.widgets import OptionList, Select, Static, TextArea

from intake.desk import Desk
from intake.drafting import Standing
from intake.errors import Refused
from intake.model.rendition import languages_of
from intake.signing.acceptance import read, split
from intake.signing.asked import asked
from intake.signing.exporting import open_sealed
from intake.tui.editing import EditScreen
from tui.driving import Person, at

pytestmark = pytest.mark.anyio


async def open_part(person: Person, part: str) -> str:
    """Goes to the parts and opens one of them."""
    await person.type("e")
    listed = person.app.screen.query_one("#parts", OptionList)
    listed.highlighted = listed.get_option_index(part)
    return await person.type("\r")


def paper(person: Person) -> str:
    return str(person.app.screen.query_one("#brief", Static).content)


async def test_the_preview_follows_what_is_typed_and_nothing_is_kept_before(desk: Desk, agreed: str) -> None:
    async with at(desk, size=(120, 40), dossier=agreed, step="agreement") as person:
        seen = await open_part(person, "task 0")
        assert "Payment plan" in seen  # the paper stands beside the form
        before = desk.dossier(agreed).brief
        seen = await person.type("\t\t<end><ctrl+u>31 March 2027")
        assert "▌1. Shop design" in paper(person)
        assert "due 2027-03-31" in seen
        assert desk.dossier(agreed).brief == before
        await person.type("<ctrl+s>")
        kept = desk.dossier(agreed).brief
        assert kept is not None
        assert kept.checklist.tasks[0].due == date(2027, 3, 31)
        assert "due 2027-03-31" in paper(person)


async def test_what_cannot_stand_is_told_and_stays_in_the_form(desk: Desk, agreed: str) -> None:
    async with at(desk, dossier=agreed, step="agreement") as person:
        await open_part(person, "payment 0")
        seen = await person.type("<end><ctrl+u>9000 EUR<ctrl+s>")
        assert "above the price" in seen
        assert isinstance(person.app.screen, EditScreen)


async def test_what_one_instalment_asks_for_the_last_one_takes_up(desk: Desk, agreed: str) -> None:
    async with at(desk, dossier=agreed, step="agreement") as person:
        await open_part(person, "payment 1")
        await person.type("<end><ctrl+u>1000 EUR<ctrl+s>")
        brief = desk.dossier(agreed).brief
        assert brief is not None
        assert brief.checklist.total is not None
        amounts = [part.amount.minor for part in brief.checklist.instalments]
        assert 100_000 in amounts
        assert sum(amounts) == brief.checklist.total.minor
        await open_part(person, "payment 1")
        await person.type("<escape><delete>")
        after = desk.dossier(agreed).brief
        assert after is not None
        assert len(after.checklist.instalments) == len(amounts) - 1


async def test_clauses_are_added_set_and_taken_out(desk: Desk, agreed: str) -> None:
    async with at(desk, size=(100, 40), dossier=agreed, step="agreement") as person:
        seen = await open_part(person, "clause new")
        assert "Add a clause" in seen
        await person.type("\r")
        brief = desk.dossier(agreed).brief
        assert brief is not None
        added = {clause.id for clause in brief.checklist.clauses}
        await open_part(person, "clause late_fee")
        await person.type("<end><ctrl+u>21<ctrl+s>")
        assert "After 21 days of grace" in paper(person)
        await open_part(person, "clause conduct")
        await person.type("<escape><delete>")
        assert "belongs to the agreement" in person.read()
        assert {clause.id for clause in brief.checklist.clauses} == added


async def test_an_offer_that_is_altered_has_to_be_signed_again(desk: Desk, agreed: str) -> None:
    desk.offer(agreed)
    async with at(desk, dossier=agreed, step="agreement") as person:
        assert "Client accepts" in person.read()
        await open_part(person, "rounds")
        seen = await person.type("<end><ctrl+u>1<ctrl+s>")
        assert "Client accepts" not in seen
        assert "sign it as your offer" in seen
        assert desk.drafting.standing(desk.dossier(agreed)) is Standing.DRAFT


async def test_every_view_is_reached_by_mouse_alone_in_a_small_window(desk: Desk, agreed: str) -> None:
    async with at(desk, size=(60, 20), dossier=agreed, step="agreement") as person:
        assert "▲ payment" in await person.click("#view-curve")
        assert "Add a task" in await person.click("#view-edit")
        await person.click("#parts", y=1)
        assert isinstance(person.app.screen, EditScreen)
        assert "Payment plan" not in person.read()
        assert "BR-" in await person.click("#preview")
        await person.click("#cancel")
        assert "Practice:" in await person.click("#view-read")


async def test_the_parts_the_paper_and_the_curve_stand_together_in_a_broad_window(desk: Desk, agreed: str) -> None:
    async with at(desk, size=(120, 40), dossier=agreed, step="agreement") as person:
        seen = person.read()
        for words in ("Add a task", "▲", "at most", "Supplier", "Studio Birch"):
            assert words in seen


async def test_the_languages_of_the_brief_are_chosen_on_screen(desk: Desk, agreed: str) -> None:
    async with at(desk, size=(100, 40), dossier=agreed, step="agreement") as person:
        seen = await open_part(person, "languages")
        assert "the first one rules" in " ".join(seen.split())
        dialog = person.app.screen
        dialog.query_one("#field-first", Select).value = "de"
        dialog.query_one("#field-second", Select).value = "en"
        await person.click("#submit")
        assert languages_of(desk.dossier(agreed).brief) == ("de", "en")
        assert "Rechnungen" in paper(person)
        assert "Invoices" in paper(person)


async def test_a_clause_is_worded_anew_and_says_so(desk: Desk, agreed: str) -> None:
    async with at(desk, size=(120, 40), dossier=agreed, step="agreement") as person:
        seen = await open_part(person, "clause conduct")
        assert "standard wording" in seen
        person.app.screen.query_one(TextArea).text = "Be kind to each other."
        await person.type("")
        assert "The standard wording of this clause was changed" in paper(person)
        await person.type("<ctrl+s>")
        brief = desk.dossier(agreed).brief
        assert brief is not None
        assert brief.reworded == {"conduct": "Be kind to each other."}
        assert "own words" in person.read()
        await open_part(person, "clause late_fee")
        person.app.screen.query_one(TextArea).text = "Pay."
        seen = await person.type("<ctrl+s>")
        assert "leaves out {grace_days}" in seen


async def test_the_words_of_the_acceptance_stand_beside_their_box_in_both_languages(desk: Desk, agreed: str) -> None:
    desk.agree(agreed, ("de", "en"))
    desk.offer(agreed)
    async with at(desk, size=(100, 40), dossier=agreed, step="agreement") as person:
        seen = " ".join((await person.type("a")).split())
        assert "Ich nehme diese Projektvereinbarung" in seen
        assert "I accept this brief" in seen
        await person.type("Anna Lindqvist\r\r\r \r")
    sealed = desk.contracting.versions(desk.dossier(agreed))[-1].sealed
    statement = read(split(open_sealed(sealed).acceptance)[0])
    assert statement.intent == asked(("de", "en")).intent


async def test_what_was_taken_out_comes_back_with_the_payment_plan_it_had(desk: Desk, agreed: str) -> None:
    async with at(desk, size=(80, 30), dossier=agreed, step="agreement") as person:
        await open_part(person, "payment 1")
        await person.type("<end><ctrl+u>1000 EUR<ctrl+s>")
        before, rows = desk.dossier(agreed).brief, desk.dossier(agreed).answers["deliverables"].value
        assert before is not None
        listed = person.app.screen.query_one("#parts", OptionList)
        listed.highlighted = listed.get_option_index("task 1")
        assert "brings it back" in " ".join((await person.type("<delete>")).split())
        cut = desk.dossier(agreed).brief
        assert cut is not None
        assert cut.checklist.tasks != before.checklist.tasks
        await person.type("<ctrl+z>")
        after = desk.dossier(agreed)
        assert after.brief is not None
        assert after.brief.checklist == before.checklist
        assert after.answers["deliverables"].value == rows
        await person.type("<ctrl+z>")
        again = desk.dossier(agreed).brief
        assert again is not None
        assert again.checklist.instalments != before.checklist.instalments
        assert desk.drafting.standing(desk.dossier(agreed)) is Standing.DRAFT


async def test_nothing_is_taken_out_that_is_not_seen_to_be_chosen(desk: Desk, agreed: str) -> None:
    async with at(desk, dossier=agreed, step="agreement") as person:
        before = desk.dossier(agreed).brief
        await person.type("e<down>r<delete>")
        assert desk.dossier(agreed).brief == before


async def test_what_was_typed_is_dropped_only_the_second_time(desk: Desk, agreed: str) -> None:
    async with at(desk, dossier=agreed, step="agreement") as person:
        await open_part(person, "task 0")
        await person.type("<escape>")
        assert not isinstance(person.app.screen, EditScreen)
        await open_part(person, "task 0")
        seen = await person.type(" of the shop<escape>")
        assert isinstance(person.app.screen, EditScreen)
        assert "Press Esc again" in " ".join(seen.split())
        await person.type("<escape>")
        assert not isinstance(person.app.screen, EditScreen)


async def test_what_another_terminal_changed_meanwhile_is_not_taken_back(desk: Desk, agreed: str) -> None:
    other = Desk(desk.home).drafting
    async with at(desk, size=(120, 40), dossier=agreed, step="agreement") as person:
        await open_part(person, "payment 1")
        await person.type("<end><ctrl+u>1000 EUR<ctrl+s>")
        await open_part(person, "task 0")
        other.keep_brief(agreed, other.without_clause(agreed, "first-job"))
        brief = desk.dossier(agreed).brief
        seen = await person.type("<end> and more<ctrl+s>")
        assert "changed elsewhere meanwhile" in seen
        assert "Shop design and more" in seen  # what was typed is there to be noted
        await person.type("<escape><escape>")
        assert "changed elsewhere meanwhile" in await person.type("<ctrl+z>")
        await person.type("<escape>")
        assert desk.dossier(agreed).brief == brief
        assert "first job together" not in paper(person)
        assert not person.app.screen.check_action("undo", ())


async def test_nothing_is_edited_that_both_sides_have_signed_since(desk: Desk, agreed: str) -> None:
    draft = desk.drafting.altered(agreed, {})
    desk.offer(agreed)
    desk.accept(agreed, name="Anna Lindqvist", consent=True)
    with pytest.raises(Refused, match="signed already"):
        desk.drafting.keep(draft)
