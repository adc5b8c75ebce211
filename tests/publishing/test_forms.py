"""Copies for reading: complete, and inert in whatever reads them, however hostile the words in a brief are (ASVS 1.1-1.3)."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from markdown_it import MarkdownIt

from intake import canonical
from intake.model.brief import AgreedAnswer, Brief
from intake.model.checklist import Clause, Task
from intake.model.money import Money
from intake.model.outcome import Delivery, Outcome, Payment
from intake.model.text import clean
from intake.model.values import Quantity
from intake.publishing.forms import READABLE, copies
from intake.publishing.markdown import changes_as_markdown, escaped
from intake.publishing.plain import as_lines
from signing import sample

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    "![x](http://tracker.example/x.png)",
    "[click](javascript:alert(1))",
    "<http://tracker.example>",
    "https://tracker.example",
    "www.tracker.example",
    "anna@tracker.example",
    "`code` | cell | **bold** ~~gone~~ __under__",
    "[x]: http://tracker.example",
    "&lt;b&gt; &#60;i&#62;",
    "=cmd|' /C calc'!A0",
    "+1", "-1+1", "@SUM(A1)", "\tx", "＝1+1", "a;=1+1",
    "END:VEVENT\r\nBEGIN:VALARM",
    "x\nATTACH:http://tracker.example",
    "a,b;c\\n",
    "{{7*7}} ${7*7} #{7*7} %s %n",
    "1. list", "- list", "+ list", "# title", "> quote", "---", "===", "    code",
    "\u202egnp.exe", "\x1b]52;c;x\x07", "\N{ZERO WIDTH SPACE}hidden",
]  # fmt: skip


def hostile(text: str) -> Brief:
    """A brief with the text in every place where a stranger's words stand."""
    brief = sample.brief(client=text, supplier=text)
    task = Task(text, Quantity(Decimal(1), text), date(2027, 2, 5), text, Money(100, "EUR"))
    checklist = replace(
        brief.checklist,
        tasks=(task,),
        instalments=tuple(replace(part, trigger=text) for part in brief.checklist.instalments),
        clauses=(Clause("c", text, text),),
    )
    answers = tuple(replace(answer, ask=text, shown=text, section=text) for answer in brief.answers)
    return replace(brief, checklist=checklist, answers=answers, changes=(text,))


def written(text: str) -> dict[str, str]:
    return {name: raw.decode("utf-8") for name, raw in copies(hostile(text), frozenset(READABLE)).items()}


@pytest.mark.parametrize("text", HOSTILE)
def test_html_runs_nothing_loads_nothing_and_links_nowhere(text: str) -> None:
    """SAFETY E8."""
    page = written(text)["brief.html"]
    soup = BeautifulSoup(page, "lxml")
    assert {tag.name for tag in soup.find_all()} <= set(
        "html head meta title style body article h1 h2 ul li table tr th td".split()
    )
    allowed = {"lang", "charset", "http-equiv", "content", "name", "scope", "dir", "class", "data-head"}
    assert {name for tag in soup.find_all() for name in tag.attrs} <= allowed
    assert "default-src 'none'" in page
    assert clean(text) in soup.get_text() or not clean(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_the_words_and_nothing_else(text: str) -> None:
    """SAFETY E10."""
    reader = MarkdownIt("gfm-like")
    tokens = reader.parse(written(text)["brief.md"])
    inline = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inline} <= {"text", "text_special"}, [c for c in inline if c.type != "text"]
    blocks = {token.tag for token in tokens}
    assert blocks <= {"h1", "h2", "ul", "li", "p", "", "table", "thead", "tbody", "tr", "th", "td"}
    assert clean(text) in ["".join(c.content for c in token.children or ()).strip() for token in tokens]


@given(st.text(max_size=60))
def test_any_text_comes_out_of_markdown_as_it_went_in(text: str) -> None:
    tokens = MarkdownIt("gfm-like").parse(f"- {escaped(text)}\n")
    inline = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inline} <= {"text", "text_special"}
    assert "".join(child.content for child in inline).split() == clean(text).split()


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_the_table_is_a_formula(text: str) -> None:
    """SAFETY E7."""
    table = written(text)["brief.csv"]
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [row["kind"] for row in rows] == ["task", "instalment", "instalment", "instalment"]
    assert (rows[0]["amount"], rows[0]["currency"]) == ("1.00", "EUR")
    assert not any(cell[:1] in "=+-@\t\r＝" for row in rows for cell in row.values() if cell)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_calendar_has_these_dates_and_no_other_property(text: str) -> None:
    raw = copies(hostile(text), frozenset({"ics"}))["brief.ics"]
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    calendar = Calendar.from_ical(raw)
    events = calendar.walk("VEVENT")
    assert len(events) == 10
    assert not calendar.walk("VALARM")
    known = {"UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP"}
    assert all(set(event) == known and not event.errors for event in events)
    assert clean(str(events[0]["SUMMARY"])) == clean(f"Due: {text} ({text})")
    assert events[0].decoded("DTSTART") == date(2027, 2, 5)
    assert events[0].decoded("DTEND") - events[0].decoded("DTSTART") == timedelta(days=1)


def entries(brief: Brief, *outcomes: Outcome) -> dict[str, tuple[date, str, int]]:
    """The calendar by what each entry is: its day, what it says, and which version of it this is."""
    raw = copies(brief, frozenset({"ics"}), outcomes)["brief.ics"]
    return {
        str(event["UID"]).removeprefix(f"{brief.id}-").removesuffix("@intake"): (
            event.decoded("DTSTART"),
            str(event["SUMMARY"]),
            event.decoded("SEQUENCE"),
        )
        for event in Calendar.from_ical(raw).walk("VEVENT")
    }


def agreed_days(pay: int, acceptance: int) -> Brief:
    """The sample brief with these days answered."""
    days = {"pay_days": pay, "acceptance_days": acceptance}
    answers = tuple(AgreedAnswer(name, "Money", name, Decimal(n), str(n)) for name, n in days.items())
    return replace(sample.brief(), answers=answers)


def test_the_calendar_has_invoices_follow_ups_and_days_for_objections() -> None:
    found = entries(agreed_days(14, 10))
    assert found["objection-1"][:2] == (
        date(2027, 2, 15),
        "Objections until today: Design of the start page (Bergström & Söner AB)",
    )
    # The advance is due two weeks after the brief; the second falls due on a Friday, and its follow-up waits for the next day.
    assert [found[f"send-{n}"][0] for n in (1, 2, 3)] == [date(2027, 1, 15), date(2027, 2, 12), date(2027, 3, 15)]
    assert [found[f"look-{n}"][0] for n in (1, 2, 3)] == [date(2027, 1, 30), date(2027, 2, 27), date(2027, 3, 30)]
    assert found["send-1"][1].startswith("Invoice: 3")
    assert found["look-1"][1].startswith("Has it come? 3")
    assert len(found) == 3 * 2 + 3 * 3


def test_what_was_recorded_moves_the_calendar() -> None:
    """What was shown has its own last day, what was accepted or has come is not asked about any more."""
    brief = agreed_days(14, 10)
    first, second, third = (task.name for task in brief.checklist.tasks)
    shown = Outcome(date(2027, 2, 9), delivery=Delivery(first, until=date(2027, 2, 19)))
    accepted = Outcome(date(2027, 2, 20), delivery=Delivery(second, accepted=True))
    objected = Outcome(date(2027, 3, 20), delivery=Delivery(third, objected=True))
    paid = Outcome(date(2027, 1, 20), payment=Payment(Money(320000, "EUR"), date(2027, 1, 29)))
    short = Outcome(date(2027, 2, 20), payment=Payment(Money(159999, "EUR"), date(2027, 2, 26)))
    before, found = entries(brief), entries(brief, shown, accepted, objected, paid, short)
    assert found["objection-1"][0] == date(2027, 2, 19)
    assert found["objection-1"][2] > before["objection-1"][2]
    assert before.keys() - found.keys() == {"objection-2", "objection-3", "send-1", "look-1"}
    later = entries(replace(brief, seq=1))
    assert later["objection-1"][2] > found["objection-1"][2]


def test_what_version_changes_is_a_list() -> None:
    brief = replace(sample.brief(), seq=1, changes=("New task “Logo”.", "Total: “1” becomes “2”."))
    assert changes_as_markdown(brief).splitlines() == [
        "# Brief BR-2027-0142, change order 1\\: Ann Field Studio for Bergström \\& Söner AB",
        "",
        "- New task “Logo”.",
        "- Total\\: “1” becomes “2”.",
    ]


def test_practice_is_said_in_every_copy_for_people() -> None:
    made = copies(sample.brief(practice=True), frozenset(READABLE))
    assert all(b"PRACTICE" in made[name] for name in ("brief.md", "brief.html"))


def test_plain_lines_say_all_that_is_signed_with_its_digest() -> None:
    brief = sample.brief()
    said = "\n".join(as_lines(brief))
    for words in (brief.supplier.name, brief.client.name, canonical.digest_of(brief)):
        assert words in said
    for clause in brief.checklist.clauses:
        assert clause.text in said
    for task in brief.checklist.tasks:
        assert task.done_when in said
    assert "copy for reading" not in said
