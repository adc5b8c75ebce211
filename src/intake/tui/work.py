"""The work under way: what is due and what came, the gates before each part, trouble, and the lessons from it."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from intake.errors import Usage
from intake.following.ledger import Due, Standing
from intake.following.lessons import KINDS
from intake.interviewing.entry.amounts import parse_money
from intake.interviewing.entry.dates import parse_date
from intake.locale import Words, marked
from intake.locale.sentences import retold
from intake.model.checklist import Checklist
from intake.model.outcome import Delivery, Handover, Incident, Lesson, Outcome, Payment, Start
from intake.model.text import clean
from intake.tui.buttons import Button
from intake.tui.dialogs import Field, Filled, FormDialog, Notice
from intake.tui.events import delivered, happened, trouble
from intake.tui.footer import KeysFooter
from intake.tui.hanging import Hanging
from intake.tui.reasons import AGAIN, heading, reopened
from intake.tui.spoken import SpokenScreen
from intake.tui.words import lines, text

if TYPE_CHECKING:
    from intake.engagement import State

_STANDINGS = {
    Standing.PAID: (marked("paid on time"), "✓", "$text-success"),
    Standing.LATE: (marked("paid late"), "!", "$text-warning"),
    Standing.SHORT: (marked("paid in part"), "!", "$text-warning"),
    Standing.UNPAID: (marked("not paid"), "✗", "$text-error"),
    Standing.UNKNOWN: (marked("nothing recorded"), "?", "$text-error"),
    Standing.OPEN: (marked("not due yet"), "·", "dim"),
}
_LONGEST = 2000
_PAYMENT, _TASK, _START, _SOURCES = "payment ", "task ", "start ", "sources"
"""How the ids of options begin that stand for a payment, a task, and the gates before the work and before the sources."""


class WorkScreen(SpokenScreen[None]):
    """Payments and deliverables as they stand; every gate says what it waits for, and is passed only by a reason."""

    called = marked("Work")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back"),
        Binding("p", "pay", "Payment"),
        Binding("s", "start", "Start"),
        Binding("d", "deliver", "Shown"),
        Binding("a", "accept", "Accepted"),
        Binding(
            "o", "object", "Objected", tooltip=marked("Note that the client says what differs from what was agreed")
        ),
        Binding("h", "hand_over", "Hand over"),
        Binding("r", "review", "Review", show=False, tooltip=marked("Look at the decision again, and take it anew")),
        Binding("t", "trouble", "Trouble", tooltip=marked("Note trouble, or a lesson that becomes a rule of yours")),
    ]

    def __init__(self, dossier_id: str, words: Words) -> None:
        super().__init__(classes="page")
        self.words = words
        self._dossier_id = dossier_id
        self._state: State | None = None
        self._dues: tuple[Due, ...] = ()
        self._checklist: Checklist | None = None

    def compose(self) -> ComposeResult:
        """Whether work may start, the list, and the buttons."""
        yield Static("", id="title")
        yield OptionList(id="lines", markup=False)
        with Horizontal(classes="buttons upper"):
            yield Button(self.say("Payment") + "…", compact=True, id="pay")
            yield Button(self.say("Start"), compact=True, id="start")
            yield Button(self.say("Shown"), compact=True, id="deliver")
            yield Button(self.say("Accepted"), compact=True, id="accept")
            yield Button(self.say("Hand over") + "…", compact=True, id="hand-over")
        with Horizontal(classes="buttons lower"):
            yield Button(self.say("Objected") + "…", compact=True, id="object")
            yield Button(self.say("Trouble") + "…", compact=True, id="trouble")
            yield Button(self.say("Review"), compact=True, id="review")
            yield Button(self.say("Back"), compact=True, id="back")
        yield KeysFooter()

    def on_mount(self) -> None:
        """Reads how it stands."""
        self._show()
        self.query_one("#lines").focus()

    def _show(self) -> None:
        say = self.say
        with self.app.telling():
            dossier = self.app.desk.dossier(self._dossier_id)
            self._state = self.app.desk.engagement.state(dossier.id)
            self._dues = self._state.dues
            self._checklist = dossier.signed.checklist if dossier.signed else None
        gates = self.app.desk.engagement.start_gates(self._dossier_id)
        state = (say("Work may start."), "$text-success") if not gates else (say("Work waits."), "$text-warning")
        if begun := next((moment.on for moment in self._outcomes if moment.start), None):
            state = (say("begun on {day}", day=begun), "$text-success")
        again = self._state.review_on if self._state and not self._state.reasons else None
        review = ("  " + say("next review on {day}", day=again) if again else "", "dim")
        self.query_one("#title", Static).update(text((say("Work"), "bold $text-primary"), "  ", state, review))
        listed = self.query_one("#lines", OptionList)
        chosen = self._highlighted  # by its id: a decision that opened again pushes every row down
        listed.set_options(self._options())
        if chosen in (option.id for option in listed.options):
            listed.highlighted = listed.get_option_index(chosen)
        else:
            listed.action_first()

    def _options(self) -> Iterator[Option]:
        say, engagement = self.say, self.app.desk.engagement
        if self._state is not None and self._state.reasons:
            yield from reopened(self._state.reasons, say)
        yield heading(say("What it waits for"))
        gates = engagement.start_gates(self._dossier_id)
        yield _gate(_START, say("Start of the work"), gates, say, self._progress(""))
        for place, task in enumerate(self._checklist.tasks if self._checklist else ()):
            waits = (say("waits for the start of the work"),) if gates else ()
            told = waits or engagement.start_gates(self._dossier_id, task.name)
            yield _gate(f"{_START}{place}", task.name, told, say)
        handed_over = next((moment.on for moment in self._outcomes if moment.handover), None)
        told_over = say("handed over on {day}", day=handed_over) if handed_over else ""
        held = engagement.handover_gates(self._dossier_id)
        yield _gate(_SOURCES, say("Hand-over of the sources"), held, say, told_over)
        yield heading(say("Payments"))
        for place, due in enumerate(self._dues):
            yield Option(_payment(due, say), id=f"{_PAYMENT}{place}")
        yield heading(say("Tasks"))
        for place, task in enumerate(self._checklist.tasks if self._checklist else ()):
            yield Option(text((task.name, "bold"), (f"  {self._progress(task.name)}", "dim")), id=f"{_TASK}{place}")

        yield heading(say("Trouble and lessons"))
        past = [row for row in map(self._happened, reversed(self._outcomes)) if row is not None]
        yield from (Option(row, disabled=True) for row in past)
        if not past:
            yield Option(
                text((say("None so far; T notes it, so that rules and later decisions know."), "dim")), disabled=True
            )

    @property
    def _outcomes(self) -> tuple[Outcome, ...]:
        return self.app.desk.dossier(self._dossier_id).outcomes

    def _happened(self, outcome: Outcome) -> Content | None:
        """Trouble or a lesson in a line; None for everything else that happened."""
        if outcome.incident is None and outcome.lesson is None:
            return None
        day = (f"{outcome.on}  ", "dim")
        return text(day, *happened(outcome, self.say), (f"  {outcome.note}" if outcome.note else "", "dim"))

    def _progress(self, task: str) -> str:
        """How far a task is, where a start never hides what was shown; of the work as a whole only that it was begun."""
        say, told = self.say, ""
        for moment in self._outcomes:
            if moment.start and moment.start.task == task:
                told = told or say("begun on {day}", day=moment.on)
            elif moment.delivery and moment.delivery.task == task:
                told = delivered(moment.delivery, moment.on, say)
        return told

    @property
    def _highlighted(self) -> str:
        option = self.query_one("#lines", OptionList).highlighted_option
        return (option.id or "") if option is not None else ""

    @property
    def _chosen_task(self) -> str:
        """The highlighted task, by itself or by what it waits for; empty for the work as a whole."""
        kind, _, place = self._highlighted.partition(" ")
        if self._checklist is None or not place or f"{kind} " not in (_TASK, _START):
            return ""
        return self._checklist.tasks[int(place)].name

    # what happened

    @on(OptionList.OptionSelected, "#lines")
    def _choose(self) -> None:
        if self._highlighted.startswith(_PAYMENT):
            self.action_pay()
        elif self._highlighted.startswith(_START):
            self.action_start()
        elif self._highlighted == _SOURCES:
            self.action_hand_over()
        elif self._highlighted == AGAIN:
            self.action_review()

    @on(Button.Pressed, "#review")
    def action_review(self) -> None:
        """Goes to the decision, which says why it is open again and is taken anew there."""
        self.dismiss()
        self.app.call_later(self.app.open_step, self._dossier_id, "decision")

    @on(Button.Pressed, "#pay")
    def action_pay(self) -> None:
        """Records a payment for the highlighted instalment, else for the first that is open."""
        say, chosen = self.say, self._highlighted
        open_dues = [due for due in self._dues if due.settled is None]
        due = self._dues[int(chosen.removeprefix(_PAYMENT))] if chosen.startswith(_PAYMENT) else None
        due = due if due in open_dues else next(iter(open_dues), None)
        if due is None:
            self.notify(
                say("No payment is open: all are settled."),
                markup=False,
            )
            return
        fields = (
            Field("amount", say("Amount"), str(due.missing or due.owed), required=True),
            Field("on", say("Came on"), str(self.app.desk.engagement.today), required=True),
        )

        def keep(paid: Outcome) -> None:
            self.app.desk.engagement.pay(self._dossier_id, paid, due.on)
            if paid.payment is not None:  # said, since the currency need not have been typed
                self.notify(f"{say('Payment')}: {paid.payment.amount}, {paid.on}", markup=False)

        def pay(filled: Filled | None) -> None:
            if filled is not None:
                self._doing(lambda: keep(self._paid(due, filled)))

        def check(filled: Filled) -> None:
            self._paid(due, filled)

        about = say("{amount} due on {day}", amount=due.owed, day=due.on) + f": {due.what}"
        form = FormDialog(say("Payment"), fields, about=about, submit=say("Keep"), check=check, words=say)
        self.app.push_screen(form, pay)

    def _paid(self, due: Due, filled: Filled) -> Outcome:
        """What came, for what was due; EntryFault where the day or the amount is not exact."""
        today = self.app.desk.engagement.today
        on_day = parse_date(filled["on"], today, exact=True, language=self.say.language)
        return Outcome(on_day, payment=Payment(parse_money(filled["amount"], due.owed.currency), due.on))

    @on(Button.Pressed, "#start")
    def action_start(self) -> None:
        """Records that work began, on the highlighted task or on all of it."""
        engagement, task = self.app.desk.engagement, self._chosen_task
        gates = engagement.start_gates(self._dossier_id, task)
        title = self.say("Start") + (f" · {task}" if task else "")

        def start(reason: str) -> None:
            engagement.start(self._dossier_id, Outcome(engagement.today, start=Start(reason, task)))

        self._through(title, gates, start)

    @on(Button.Pressed, "#hand-over")
    def action_hand_over(self) -> None:
        """Records that the sources were handed over."""
        engagement = self.app.desk.engagement

        def hand_over(reason: str) -> None:
            engagement.hand_over(self._dossier_id, Outcome(engagement.today, handover=Handover(reason)))

        self._through(self.say("Hand over"), engagement.handover_gates(self._dossier_id), hand_over)

    def _through(self, title: str, gates: tuple[str, ...], step: Callable[[str], None]) -> None:
        """Takes the step where the gate is open; else says what it waits for, and asks for a reason."""
        if not gates:
            self._doing(lambda: step(""))
            return
        say = self.say
        about = lines(
            text((say("This gate is closed:"), "$text-warning")),
            *(text("· ", retold(gate, say)) for gate in gates),
            text((say("Wait for it, or go through in your own name. Your reason stays in the record."), "dim")),
        )
        fields = (Field("reason", say("Reason"), required=True, placeholder=say("In a few words")),)

        def through(filled: Filled | None) -> None:
            if filled is not None:
                self._doing(lambda: step(filled["reason"]))

        self.app.push_screen(FormDialog(title, fields, about=about, submit=say("Go through"), words=say), through)

    @on(Button.Pressed, "#trouble")
    def action_trouble(self) -> None:
        """Notes trouble, a lesson, or both; a lesson proposes a rule for your criteria."""
        say = self.say
        kinds = tuple((kind, trouble(kind, say)) for kind in KINDS)
        fields = (
            Field("kind", say("Trouble"), options=(("", say("none")), *kinds)),
            Field("note", say("What happened"), placeholder=say("In a few words")),
            Field("lesson", say("Lesson"), placeholder=say("What you will do otherwise")),
        )

        def check(filled: Filled) -> None:
            if not (filled["kind"] or filled["lesson"]):
                raise Usage(say("There is neither trouble nor a lesson"), remedy=say("Choose or write one of them."))

        def note(filled: Filled | None) -> None:
            if filled is not None:
                self._doing(lambda: self._note(filled))

        about = say("It stays with this client, and counts for every later decision on them.")
        form = FormDialog(say("Trouble"), fields, about=about, submit=say("Keep"), check=check, words=say)
        self.app.push_screen(form, note)

    def _note(self, filled: Filled) -> None:
        engagement, said = self.app.desk.engagement, clean(filled["lesson"], limit=_LONGEST)
        note, kind = clean(filled["note"], limit=_LONGEST), filled["kind"]
        if kind:
            engagement.record(self._dossier_id, Outcome(engagement.today, note=note, incident=Incident(kind)))
        if not said:
            return
        engagement.record(self._dossier_id, Outcome(engagement.today, note="" if kind else note, lesson=Lesson(said)))
        section, rule = engagement.rule_for(self._dossier_id, kind or "other", said)
        say = self.say
        where = say("A rule that would have met it, to paste under {section} of your criteria:", section=section.value)
        body = lines(text(where), text(""), *(text((row, "$text-success")) for row in rule.splitlines()))
        self.app.push_screen(Notice(say("Lesson"), body, words=say, copied=rule))

    @on(Button.Pressed, "#deliver")
    def action_deliver(self) -> None:
        """Records that the highlighted task was shown."""
        self._delivered(Delivery(self._chosen_task))

    @on(Button.Pressed, "#accept")
    def action_accept(self) -> None:
        """Records that the client accepted the highlighted task."""
        self._delivered(Delivery(self._chosen_task, accepted=True))

    @on(Button.Pressed, "#object")
    def action_object(self) -> None:
        """Records what the client says differs in the highlighted task from what was agreed."""
        say, delivery = self.say, Delivery(self._chosen_task, objected=True)
        if not delivery.task:
            self._delivered(delivery)
            return

        def keep(filled: Filled | None) -> None:
            if filled is not None:
                self._delivered(delivery, clean(filled["note"], limit=_LONGEST))

        fields = (Field("note", say("What differs"), required=True, placeholder=say("In a few words")),)
        form = FormDialog(f"{say('Objected')} · {delivery.task}", fields, submit=say("Keep"), words=say)
        self.app.push_screen(form, keep)

    def _delivered(self, delivery: Delivery, note: str = "") -> None:
        engagement = self.app.desk.engagement
        if not delivery.task:
            self.notify(self.say("Highlight a task first."), severity="warning", markup=False)
            return
        outcome = Outcome(engagement.today, note=note, delivery=delivery)
        self._doing(lambda: engagement.deliver(self._dossier_id, outcome))

    def _doing(self, step: Callable[[], object]) -> None:
        with self.app.telling():
            step()
        self._show()

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.dismiss()


def _gate(id_: str, name: str, gates: tuple[str, ...], say: Words, done: str = "") -> Option:
    mark = ("✗ " if gates else "✓ ", "$text-warning" if gates else "$text-success")
    rows = [text(mark, name, (f"  {done}" if done else "", "dim"))]
    return Option(Hanging(*rows, *(text(("    " + retold(gate, say), "dim")) for gate in gates)), id=id_)


def _payment(due: Due, say: Words) -> Content:
    told, mark, style = _STANDINGS[due.standing]
    head = text((f"{mark} ", style), (str(due.owed), "bold"), f"  {due.on}  ", (say(told), style))
    return lines(head, text((f"    {due.what}", "dim"))) if due.what else head
