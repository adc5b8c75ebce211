"""A brief such as a studio would send, and the data behind it."""

from datetime import date
from decimal import Decimal

from intake import canonical
from intake.model.brief import FORMAT, AgreedAnswer, Brief
from intake.model.checklist import Checklist, Clause, Instalment, Revisions, Task
from intake.model.money import Money
from intake.model.party import Identifier, Party
from intake.model.values import Quantity

_CLAUSES = """Invoices|Each invoice names its due date and how to pay. The client pays within 14 days of the invoice date, \
in full and on time, whatever way the work is priced.
Payment in advance|The client pays 50 % of the price in advance, per project. Work starts once the advance has arrived.
Late payment|After 7 days of grace an unpaid amount bears the statutory interest for late payment between businesses at \
the supplier's seat, and no more than the law there allows.
Pause of work|While an instalment is overdue beyond the grace period, work pauses. It resumes without delay once the \
account is settled, and the dates in this checklist move by the length of the pause.
Source files|Source files are handed over with the last delivery, once the last instalment is paid."""
_ANSWERS = """Who is ordering|Full legal name of the customer|Bergström & Söner AB
Who is ordering|Country of registration|Sweden
Who is ordering|VAT or company number|SE556036079301
Who is ordering|Someone who did similar work for you before: may we call them?|left open: we never had a website
What has to exist at the end|What should this change for you, and how will you know it worked?|Thirty enquiries a month \
from private owners by June; we count the forms that reach our inbox.
What has to exist at the end|By when must it be public?|Monday, 15 March 2027
Money|What is the budget?|6 400.00 EUR
Money|Can you pay half in advance?|yes"""


def brief(
    *,
    id: str = "BR-2027-0142",  # noqa: A002
    supplier: str = "Ann Field Studio",
    client: str = "Bergström & Söner AB",
    task: str = "Design of the start page",
    practice: bool = False,
    tasks: tuple[Task, ...] | None = None,
) -> Brief:
    """The sample brief, with the names that a test wants in it."""
    return Brief(
        format=FORMAT,
        id=id,
        seq=0,
        issued=date(2027, 1, 15),
        language="en",
        supplier=Party(supplier, "Ireland", "ann@field.example", "4 Mill Lane, Cork", "https://field.example"),
        client=Party(
            client,
            "Sweden",
            "kontakt@bergstrom.example",
            "Verkstadsgatan 4, 414 54 Göteborg",
            "https://bergstrom.example",
            (Identifier("eu.vat", "SE556036079301"), Identifier("lei", "549300MLUDYVRQOOXS22")),
        ),
        questionnaire="web-brief@3",
        questionnaire_digest="sha256:" + "1f" * 32,
        answers=_answers(),
        checklist=_checklist(tasks or _tasks(task)),
        log_head="sha256:" + "2e" * 32,
        practice=practice,
    )


def raw(value: Brief) -> bytes:
    """The canonical bytes of a brief."""
    return canonical.to_bytes(canonical.encode(value))


def _tasks(first: str) -> tuple[Task, ...]:
    page, done = Quantity(Decimal(1), "page"), "both sides have approved the layout in writing"
    return (
        Task(first, page, date(2027, 2, 5), done, Money(180000, "EUR")),
        Task("Templates for services and contact", Quantity(Decimal(4), "page"), date(2027, 2, 19), done),
        Task(
            "Build, launch and hand-over of the site",
            Quantity(Decimal(12), "page"),
            date(2027, 3, 15),
            "the site is public under the client's domain and scores 90 or more for accessibility in Lighthouse",
            Money(460000, "EUR"),
        ),
    )


def _checklist(tasks: tuple[Task, ...]) -> Checklist:
    clauses = (line.split("|") for line in _CLAUSES.splitlines())
    return Checklist(
        tasks=tasks,
        total=Money(640000, "EUR"),
        instalments=(
            Instalment(Money(320000, "EUR"), "signature of this brief", date(2027, 1, 29)),
            Instalment(Money(160000, "EUR"), "delivery of task 2", date(2027, 2, 26)),
            Instalment(Money(160000, "EUR"), "delivery of task 3", date(2027, 3, 29)),
        ),
        revisions=Revisions(2, "one collected list of alterations to work that was already shown", "85.00 EUR an hour"),
        clauses=tuple(Clause(title.lower(), title, text) for title, text in clauses),
    )


def _answers() -> tuple[AgreedAnswer, ...]:
    lines = (line.split("|") for line in _ANSWERS.splitlines())
    return tuple(AgreedAnswer(f"q{n}", section, ask, shown, shown) for n, (section, ask, shown) in enumerate(lines))
