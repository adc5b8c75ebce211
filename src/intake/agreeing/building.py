"""From a decision and the answers to the brief: only what both sides may read goes in."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from intake.agreeing import plan
from intake.agreeing.clauses import Template
from intake.errors import Refused
from intake.frugal import dataclass, replace
from intake.locale import marked, translate
from intake.model import exposure
from intake.model.answers import Answer, State
from intake.model.brief import FORMAT, AgreedAnswer, Brief
from intake.model.checklist import Checklist, Clause, Instalment, Revisions, Task
from intake.model.client import Client
from intake.model.decision import ClauseDue
from intake.model.hourly import QUESTIONS, RHYTHMS, Hourly, hourly
from intake.model.money import Money
from intake.model.party import Party
from intake.model.pricing import priced
from intake.model.questionnaire import Audience, Question, Questionnaire, Type, said
from intake.model.rendition import rendition
from intake.model.small_claims import ceiling_in
from intake.model.values import Item, Percent, Quantity, Value, shown

DEFAULT_DEFINITION = marked("one collected list of alterations to work that was already shown")
_AGREED_RATE = marked("agreed in writing beforehand")
_INTERVALS = {"weekly_report": marked("every week"), "with_invoice": marked("with each invoice")}


@dataclass(frozen=True, slots=True)
class Basis:
    """All that a brief is made from.

    `answers` holds only the answers that apply, `shown` each as it is printed, `due` the clauses a decision attached.
    """

    id: str
    issued: date
    language: str
    supplier: Party
    client: Client
    questionnaire: Questionnaire
    answers: Mapping[str, Answer]
    shown: Mapping[str, str]
    due: tuple[ClauseDue, ...]
    clauses: Mapping[str, Template]
    log_head: str
    practice: bool = False

    def value(self, question: str) -> Value | None:
        """The answer to a question, or None where there is none."""
        answer = self.answers.get(question)
        return answer.value if answer is not None and answer.state is State.ANSWERED else None

    def parameter(self, clause: str, name: str) -> Value | None:
        """What the decision demands of a clause, or None."""
        return next((due.parameters[name] for due in self.due if due.clause == clause and name in due.parameters), None)


def build(basis: Basis) -> Brief:
    """The brief, version 0. Refused where the answers name no deliverable, or prices that cannot be added up."""
    return Brief(
        format=FORMAT,
        id=basis.id,
        seq=0,
        issued=basis.issued,
        language=basis.language,
        supplier=basis.supplier,
        client=_client_party(basis),
        questionnaire=f"{basis.questionnaire.id}@{basis.questionnaire.version}",
        questionnaire_digest=basis.questionnaire.digest,
        answers=_agreed_answers(basis),
        checklist=_checklist(basis),
        log_head=basis.log_head,
        practice=basis.practice,
    )


def build_in_each(bases: Sequence[Basis]) -> Brief:
    """The brief in the language of the first basis, which rules, with the words of the others beside it."""
    brief, *others = [build(basis) for basis in bases]
    return replace(brief, renditions=tuple(rendition(brief, other) for other in others))


def _client_party(basis: Basis) -> Party:
    client = basis.client
    address = basis.value("address")
    return Party(
        name=client.name,
        country=client.country,
        email=client.emails[0] if client.emails else "",
        address=shown(address) if address is not None else "",
        website=client.website,
        identifiers=client.identifiers,
    )


def _agreed_answers(basis: Basis) -> tuple[AgreedAnswer, ...]:
    return tuple(
        AgreedAnswer(
            id=question.id,
            section=said(section.title, basis.language),
            ask=said(question.ask, basis.language, question.id),
            value=answer.value,
            shown=basis.shown[question.id],
        )
        for section in basis.questionnaire.sections
        for question in section.questions
        if (answer := basis.answers.get(question.id)) is not None and _is_shared(question, answer)
    )


def _is_shared(question: Question, answer: Answer) -> bool:
    """Whether both sides read it; a sum that cannot be worked out says nothing, such as that of prices in work by the hour."""
    told = question.type is not Type.CALC or answer.value is not None
    return told and question.audience is not Audience.SUPPLIER and not question.sensitive


def _checklist(basis: Basis) -> Checklist:
    tasks = tuple(_task(row) for row in _rows(basis))
    if not tasks:
        raise Refused("no deliverable is named yet", remedy="Answer 'deliverables' in the interview.")
    by_hour = work_by_the_hour(basis)
    budget = by_hour.most if by_hour else basis.value("budget")
    if by_hour and (fixed := next((task.name for task in tasks if task.price is not None), "")):
        what = f"'{fixed}' has a fixed price, and the work is paid by the hour"
        raise Refused(what, remedy="Take the price out, or choose a fixed price.")
    prices = priced(tasks, budget if isinstance(budget, Money) else None)
    instalments = () if prices is None else _plan(basis, tasks, prices, by_hour)
    return Checklist(
        tasks=tasks,
        total=sum(prices[1:], start=prices[0]) if prices and not by_hour else None,
        instalments=instalments,
        revisions=_revisions(basis),
        clauses=_clauses(basis, instalments[0].amount.currency if instalments else ""),
    )


def work_by_the_hour(basis: Basis) -> Hourly | None:
    """What the answers say of work by the hour; None where it has a fixed price."""
    return hourly({name: basis.value(name) for name in QUESTIONS})


def _plan(
    basis: Basis, tasks: Sequence[Task], prices: Sequence[Money], by_hour: Hourly | None
) -> tuple[Instalment, ...]:
    """The payment plan; Refused where it would leave more unpaid than the policy allows.

    Work by the hour has its advance planned alone: what follows is invoiced as it is worked.
    """
    start, pay_days = basis.value("start"), int(str(filled_by_answers(basis).get("pay_days", 14)))
    count = basis.parameter("instalments", "count")
    terms = plan.Terms(
        advance=advance(basis),
        start=start if isinstance(start, date) else basis.issued,
        pay_days=pay_days,
        per_iteration=basis.parameter("prepayment", "per") == "iteration",
        most=ceiling(basis, prices[0].currency),
        count=int(count) if isinstance(count, int | Decimal) else None,
        language=basis.language,
    )
    if by_hour:
        work, found = exposure.evenly(by_hour, tasks, terms.start), plan.advances(tasks, prices, terms)
        check_bearable(basis, exposure.curve(work, (*found, *exposure.invoices(work, found, by_hour))))
        return found
    found = plan.instalments(tasks, prices, terms)
    check_bearable(basis, exposure.curve(exposure.stints(tasks, prices, terms.start), found))
    return found


def check_bearable(basis: Basis, points: Sequence[exposure.Exposure]) -> None:
    """Refused where more work would stand unpaid on some day than the policy bears."""
    bearable, greatest = basis.parameter("exposure_cap", "most"), exposure.peak(points)
    if greatest is None or not isinstance(bearable, Money) or bearable.currency != greatest.unpaid.currency:
        return
    if greatest.unpaid.minor > bearable.minor:
        raise Refused(
            f"{greatest.unpaid} of work would stand unpaid on {greatest.on}, the policy bears {bearable}",
            remedy="Ask for a greater advance, fewer days to pay, or smaller deliverables.",
        )


def ceiling(basis: Basis, currency: str) -> Money | None:
    """What the policy demands of one instalment at most, in the currency of the prices where that is known."""
    most = basis.parameter("instalments", "max_each")
    if not isinstance(most, Money) or most.currency == currency:
        return most if isinstance(most, Money) else None
    stand_in = ceiling_in(basis.client.country, currency)
    return stand_in.most if stand_in else None


def _rows(basis: Basis) -> Sequence[Item]:
    rows = basis.value("deliverables")
    return [row for row in rows if isinstance(row, Item)] if isinstance(rows, tuple) else []


def _task(row: Item) -> Task:
    volume, due, price = row.get("volume"), row.get("due"), row.get("price")
    name = shown(row.get("name") or "")
    if not isinstance(due, date):
        raise Refused(f"the deliverable '{name}' has no exact date", remedy="Give it one in the interview.")
    return Task(
        name=name,
        volume=volume if isinstance(volume, Quantity) else Quantity(Decimal(1), "piece"),
        due=due,
        done_when=shown(row.get("done_when") or ""),
        price=price if isinstance(price, Money) else None,
    )


def advance(basis: Basis) -> Percent:
    """The greater of what the client offered and what the decision demands."""
    shares = [basis.value("prepay"), basis.parameter("prepayment", "percent")]
    known = [
        s.value if isinstance(s, Percent) else Decimal(s) for s in shares if isinstance(s, Percent | int | Decimal)
    ]
    return Percent(min(Decimal(100), max(known, default=Decimal(0))))


def _revisions(basis: Basis) -> Revisions:
    rounds = [basis.value("revisions"), basis.parameter("revision_cap", "rounds")]
    definition, rate = basis.value("revision_means"), basis.value("extra_rate")
    return Revisions(
        rounds=min((int(r) for r in rounds if isinstance(r, int | Decimal)), default=0),
        definition=shown(definition) if definition else translate(DEFAULT_DEFINITION, basis.language),
        extra_rate=shown(rate) if rate else translate(_AGREED_RATE, basis.language),
    )


def filled_by_answers(basis: Basis) -> dict[str, Value]:
    """Answers that fill a clause's parameter of the same name."""
    asked = {
        "pay_days": "pay_days",
        "acceptance_days": "acceptance_days",
        "rate": "hourly_rate",
        "extra_rate": "extra_rate",
    }
    found = {name: value for name, question in asked.items() if (value := basis.value(question)) is not None}
    if (interval := _INTERVALS.get(str(basis.value("tracking_method")))) is not None:
        found["interval"] = interval
    if by_hour := work_by_the_hour(basis):
        found["rhythm"] = RHYTHMS[by_hour.invoicing]
        if by_hour.hours is not None and by_hour.most is not None:
            found |= {"hours_most": by_hour.hours, "amount_most": by_hour.most}
    return found


def filled_by_all(basis: Basis, clause: str, currency: str) -> dict[str, Value]:
    """What the answers and the decision put into a clause, where prices are in that currency.

    What was agreed beats what the policy asked for at least: an advance of 60 % stays one of 60 %.
    """
    demanded = {name: value for due in basis.due if due.clause == clause for name, value in due.parameters.items()}
    found = {**filled_by_answers(basis), **demanded}
    if clause == "prepayment" and advance(basis).value:
        found["percent"] = advance(basis)
    if clause == "instalments" and currency and (most := ceiling(basis, currency)) is not None:
        found["max_each"] = most
    return found


def _clauses(basis: Basis, currency: str) -> tuple[Clause, ...]:
    attached = {due.clause for due in basis.due}
    if unknown := sorted(attached - set(basis.clauses)):
        raise Refused(
            f"the policy attaches clauses that do not exist: {', '.join(unknown)}", remedy="Add them to clauses/."
        )
    wanted = {template.id for template in basis.clauses.values() if template.always} | attached
    if basis.value("billing_model") == "hourly":
        wanted.add("hourly_reports")
    if by_hour := work_by_the_hour(basis):
        wanted.add("hours_open" if by_hour.most is None else "hours_limit")
    if advance(basis).value:
        wanted.add("prepayment")
    return tuple(
        template.filled(filled_by_all(basis, template.id, currency), basis.language)
        for template in basis.clauses.values()
        if template.id in wanted
    )
