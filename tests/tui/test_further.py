"""What is done for a dossier without a key: each found in the palette by its name, done for real, and said where it cannot be."""

from pathlib import Path

import pytest
from textual.widgets import Input, OptionList, Select

from intake.desk import Desk
from intake.model.outcome import ReportState
from intake.store.referrals import Referrals
from intake.tui.agreement import AgreementScreen
from intake.tui.book import BookScreen
from intake.tui.dialogs import FormDialog
from intake.tui.further import further_commands
from intake.tui.hours import HoursScreen
from intake.tui.letters import LetterScreen
from intake.tui.menu import Menu
from intake.tui.messages import MessagesScreen
from intake.tui.sheet import WrittenSheet
from intake.tui.step import StepScreen
from intake.tui.work import WorkScreen
from tui.driving import Person, at

pytestmark = pytest.mark.anyio
MAIL = "From: Anna <anna@lindqvist-mobel.example>\nDate: Mon, 26 Oct 2026 10:00:00 +0000\nSubject: Bluer\n\nBluer, please.\n"


async def choose(person: Person, key: str) -> str:
    """Chooses from a menu, by what stands for the choice."""
    listed = person.app.screen.query_one(OptionList)
    listed.highlighted = listed.get_option_index(key)
    return await person.type("\r")


async def fill(person: Person, **given: str) -> str:
    """Fills in a form and hands it over."""
    for name, value in given.items():
        widget = person.app.screen.query_one(f"#field-{name}")
        assert isinstance(widget, Input | Select)
        widget.value = value
    await person.settle()  # a change takes the message away that says what is wrong
    return await person.type("<ctrl+s>")


def offered(person: Person) -> set[str]:
    """What is offered over this screen without a key."""
    screen = person.app.screen
    assert isinstance(screen, StepScreen | WorkScreen)
    return {command.title for command in further_commands(screen)}


async def test_a_letter_is_shown_filled_in_copied_and_saved(desk: Desk, sealed: str, tmp_path: Path) -> None:
    async with at(desk, dossier=sealed, step="agreement") as person:
        seen = await person.type("<ctrl+p>letter\r")
        assert isinstance(person.app.screen, Menu)
        assert "Decline a request" in seen
        await choose(person, "extra-price")
        assert isinstance(person.app.screen, LetterScreen)
        assert "Still blank: " in person.read()
        await person.type("f")
        seen = await fill(person, extra="a second language", price="900 EUR")
        assert "a second language" in seen
        assert "900 EUR" in seen
        await person.type("c")
        assert "It costs 900 EUR." in person.app.clipboard
        path = tmp_path / "letter.txt"
        await person.type("s")
        await fill(person, file=str(path))
        assert path.read_text(encoding="utf-8") == person.app.clipboard + "\n"
        await person.type("s")
        seen = await fill(person, file=str(path))
        assert isinstance(person.app.screen, FormDialog)
        assert "There is a file of that name already" in seen
        await person.type("<escape>f")
        seen = await fill(person, **{"for": "print"})
        assert "your book has nobody for 'print'" in seen
        assert "Add somebody to those whom you recommend first." in seen


async def test_a_letter_that_has_to_wait_is_kept_and_not_handed_out(desk: Desk, sealed: str) -> None:
    async with at(desk, size=(60, 20), dossier=sealed, step="agreement") as person:
        await person.type("w<ctrl+p>letters\r")
        seen = await choose(person, "cut-ties")
        assert "It waits until" in seen
        seen = await person.type("c")
        assert "this draft waits until" in seen
        assert not person.app.clipboard
        await person.type("\r<escape><ctrl+p>letters\r")
        seen = await choose(person, "cut-ties")
        assert "The draft that was held back" in seen
        await person.type("\r")
        assert isinstance(person.app.screen, LetterScreen)
        assert "A draft is sent" in await person.type("f")
        assert isinstance(person.app.screen, LetterScreen)


async def test_messages_are_read_in_and_a_file_that_is_not_there_is_named(
    desk: Desk, sealed: str, tmp_path: Path
) -> None:
    mail, note = tmp_path / "mail.eml", tmp_path / "note.txt"
    mail.write_text(MAIL, encoding="utf-8")
    note.write_text("Greener then.\n", encoding="utf-8")
    async with at(desk, dossier=sealed, step="agreement") as person:
        assert "No message is kept yet." in await person.type("<ctrl+p>log\r")
        await person.type("r")
        seen = await fill(person, file=str(tmp_path / "no.eml"))
        assert "No such file or directory" in " ".join(seen.split())
        assert "Check the path." in seen
        await person.type("\r")
        seen = await fill(person, file=str(mail))
        assert "the client  Bluer" in seen
        await person.type("r")
        assert "It is in the record already." in await fill(person, file=str(mail))
        await person.type("r")
        seen = await fill(person, file=str(note), at="in May")
        assert "write the time as YYYY-MM-DD HH:MM" in seen
        seen = await fill(person, at="2026-10-27 09:00")
        assert "Choose whose it is." in seen
        await person.type("\r")
        await fill(person, whose="mine")
        assert isinstance(person.app.screen, MessagesScreen)
        assert [message.theirs for message in desk.dossier(sealed).messages] == [True, False]


async def test_a_list_of_hours_is_read_in_marked_and_seen_at_the_work(desk: Desk, sealed: str, tmp_path: Path) -> None:
    table = tmp_path / "week.csv"
    table.write_text("date,deliverable,hours\n2026-11-02,Nothing,3.5\n", encoding="utf-8")
    async with at(desk, dossier=sealed, step="agreement") as person:
        assert "No list of hours yet." in await person.type("w<ctrl+p>lists of hours\r")
        assert "R reads one in." in await person.type("m")
        await person.type("r")
        seen = await fill(person, file=str(table))
        assert "week.csv:2:2" in seen
        assert "there is no deliverable 'Nothing'" in " ".join(seen.split())
        await person.type("\r<escape>")
        table.write_text("date,deliverable,hours\n2026-11-02,Shop design,3.5\n", encoding="utf-8")
        await person.type("r")
        seen = await fill(person, file=str(table))
        assert "week.csv: 3.5 h, read in" in seen
        await person.type("m")
        seen = await fill(person, state=ReportState.APPROVED.value)
        assert "who has approved it?" in seen
        assert "Fill in who it was." in seen
        await person.type("\r")
        seen = await fill(person, by="Anna")
        assert isinstance(person.app.screen, HoursScreen)
        assert "week.csv: 3.5 h, approved  Anna" in seen
        await person.type("<escape>")
        assert any("record" in (option.id or "") for option in person.app.screen.query_one(OptionList).options)


async def test_what_an_authority_is_asked_is_written_and_its_reply_read_in(
    desk: Desk, sealed: str, tmp_path: Path
) -> None:
    async with at(desk, dossier=sealed, step="agreement") as person:
        await person.type("<ctrl+p>time stamp\r")
        await choose(person, "query")
        (tmp_path / "mine.tsq").write_bytes(b"mine")
        assert "There is a file of that name already" in await fill(person, file=str(tmp_path / "mine.tsq"))
        assert (tmp_path / "mine.tsq").read_bytes() == b"mine"
        seen = await fill(person, file=str(tmp_path / "ask.tsq"))
        assert "curl --data-binary" in seen
        assert (tmp_path / "ask.tsq").read_bytes() == desk.contracting.stamp_query(sealed, nonce=0)
        await person.type("\r<ctrl+p>time stamp\r")
        await choose(person, "reply")
        assert "cannot read" in await fill(person, file=str(tmp_path / "reply.tsr"))
        await person.type("\r<escape>")
        assert isinstance(person.app.screen, StepScreen)
        assert not any(document.kind == "stamp" for document in desk.dossier(sealed).documents)


async def test_a_call_and_a_dispute_are_kept_and_seen_among_the_findings(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="vetting") as person:
        assert not offered(person) & {"Time stamp", "The client disputes it", "Notice to the person"}
        await person.type("<ctrl+p>reference\r<escape>")
        assert "reference" not in desk.dossier(started).reports
        await person.type("<ctrl+p>reference\r")
        assert "Whom is needed." in await person.type("<ctrl+s>")
        seen = await fill(person, who="Maja Berg", paid="no")
        assert "Maja Berg warned you" in " ".join(seen.split())
        (finding,) = desk.dossier(started).reports["reference"].findings
        await person.type("<ctrl+p>disputes\r")
        await choose(person, finding.name)
        seen = await person.type("That was never owed\r")
        assert "Kept beside the finding." in seen
        assert [each.says for each in desk.dossier(started).disputes.values()] == ["That was never owed"]
        seen = await person.type("<ctrl+p>notice\r")
        assert isinstance(person.app.screen, WrittenSheet)
        await person.type("c")
        assert person.app.clipboard == desk.people.notice(started)


async def test_people_are_put_into_the_book_and_taken_out(desk: Desk, started: str) -> None:
    book = Referrals(desk.home)
    async with at(desk, dossier=started, step="interview") as person:
        assert "Nobody is in your book yet." in await person.type("<ctrl+p>referral\r")
        await person.type("<delete>a")
        seen = await fill(person, name="Maja Berg", services=" , ")
        assert "a referral has a name and a service" in seen
        seen = await fill(person, services="Web, print", contact="maja@berg.example")
        assert isinstance(person.app.screen, BookScreen)
        assert "Maja Berg  web, print  maja@berg.example" in seen
        await person.type("<delete><escape>")
        assert book.all()
        await person.type("<delete>\r")
        assert not book.all()


async def test_what_is_there_to_do_is_offered_and_later_questions_are_none_where_they_are_the_same(
    desk: Desk, started: str
) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        assert offered(person) == {"Letters", "Messages", "Later questions", "Whom you recommend"}
        seen = await person.type("<ctrl+p>migrate\r")
        assert "the dossier has this questionnaire already" in seen


async def test_the_dates_are_held_against_the_hours_there_are(desk: Desk, agreed: str) -> None:
    async with at(desk, dossier=agreed, step="agreement") as person:
        await person.type("<ctrl+p>dates and hours\r")
        assert "'abc' is not a number" in await fill(person, hours="abc")
        seen = await fill(person, hours="6")
        assert "not known: no hours are recorded for screen" in " ".join(seen.split())


async def test_a_command_with_nothing_to_do_says_so_or_is_not_offered(desk: Desk, vetted: str) -> None:
    async with at(desk, dossier=vetted, step="agreement") as person:
        assert "There is no brief yet to edit." in await person.type("<ctrl+p>edit\r")
        desk.decide(vetted)
        desk.agree(vetted)
        assert isinstance(person.app.screen, AgreementScreen)
        person.app.screen.show()
        assert "Choose a part first; E shows them." in await person.type("<ctrl+p>remove it\r")
    async with at(desk) as person:
        assert "Clear the filter" not in titles(person)
        await person.type("acm")
        assert "Clear the filter" in titles(person)


def titles(person: Person) -> set[str]:
    """What the palette has over this screen."""
    return {command.title for command in person.app.get_system_commands(person.app.screen)}
