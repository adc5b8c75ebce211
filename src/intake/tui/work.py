"""The work under way: what is due and what came, the gates before each part, trouble, and the lessons from it."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from intake.following.ledger import Due
from intake.interviewing.entry.amounts import parse_money
from intake.interviewing.entry.dates import parse_date
from intake.locale import Words, marked
from intake.locale.sentences import retold
from intake.model.checklist import Checklist
from intake.model.outcome import Delivery, Handover, Outcome, Payment, Start
from intake.model.silence import objections_until, with_silence
from intake.model.text import clean
from intake.recounting import delivered
from intake.tui.buttons import Button
from intake.tui.dialogs import Field, Filled, FormDialog
from intake.tui.events import happened
from intake.tui.footer import KeysFooter
from intake.tui.further import further_commands
from intake.tui.hanging import Hanging
from intake.tui.reasons import AGAIN, heading, reopened
from intake.tui.taking_back import LONGEST, TakesBack
from intake.tui.trouble_form import keep_trouble, trouble_form
from intake.tui.words import lines, text
from intake.tui.work_rows import gate, has_no_row, is_about, payment_row

if TYPE_CHECKING:
    from intake.engagement import State
    from intake.following.mistakes import Record

_PAYMENT, _TASK, _START, _SOURCES, _RECORD = "payment ", "task ", "start ", "sources", "record "
"""How the ids of options begin that stand for a payment, a task, the gates before the work and before the sources, and for a
record by the number of its entry."""


class WorkScreen(TakesBack):
    """Payments and deliverables as they stand; every gate says what it waits for, and is passed only by a reason."""

    called = marked("Work")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back"),
        Binding("p", "pay", "Payment"),
        Binding("ctrl+z", "take_back", "Take back", tooltip=marked("Take back what was recorded by mistake")),
        Binding("s", "start", "Start"),
        Binding("d", "deliver", "Shown"),
        Binding("a", "accept", "Accepted"),
        Binding(
            "o", "object", "Objected", tooltip=marked("Note that the client says what differs from what was agreed")
        ),
        Binding("h", "hand_over", "Hand over"),
        Binding("r", "review", "Review", show=False, tooltip=marked("Look at the decision again, and take it anew")),
        Binding("t", "trouble", "Trouble", tooltip=marked("Note trouble, or a lesson that becomes a rule of yours")),
        Binding(
            "ctrl+y",
            "record_again",
            "Record again",
            show=False,
            tooltip=marked("Record again what was taken back last"),
        ),
    ]

    further_commands = further_commands

    def __init__(self, dossier_id: str, words: Words) -> None:
        super().__init__(classes="page")
        self.words = words
        self._dossier_id = dossier_id
        self._state: State | None = None
        self._dues: tuple[Due, ...] = ()
        self._records: list[Record] = []
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
            yield Button(self.say("Take back") + "…", compact=True, id="take-back")
            yield Button(self.say("Review"), compact=True, id="review")
            yield Button(self.say("Back"), compact=True, id="back")
        yield KeysFooter()

    def on_mount(self) -> None:
        """Reads how it stands."""
        self.show()
        self.query_one("#lines").focus()

    def show(self) -> None:
        """Shows how it stands now, with what was highlighted still so."""
        say = self.say
        with self.app.telling():
            dossier = self.app.desk.dossier(self._dossier_id)
            self._state = self.app.desk.engagement.state(dossier.id)
            self._dues = self._state.dues
            self._records = [each for each in self.app.desk.retraction.records(dossier.id) if not each.taken_back]
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
        place = listed.highlighted
        listed.set_options(self._options())
        if chosen in (option.id for option in listed.options):
            listed.highlighted = listed.get_option_index(chosen)
        elif place is None:
            listed.action_first()
        else:  # it was taken back: what is near stays in view
            near = (each for each, option in enumerate(listed.options) if each <= place and not option.disabled)
            listed.highlighted = max(near, default=None)

    def _options(self) -> Iterator[Option]:
        say, engagement = self.say, self.app.desk.engagement
        if self._state is not None and self._state.reasons:
            yield from reopened(self._state.reasons, say)
        yield heading(say("What it waits for"))
        outcomes = with_silence(self._outcomes, engagement.today)
        accepted = {m.delivery.task: m.on for m in outcomes if m.delivery and m.delivery.accepted}
        gates = engagement.start_gates(self._dossier_id)
        yield gate(_START, say("Start of the work"), gates, say, self._progress(""))
        for place, task in enumerate(self._checklist.tasks if self._checklist else ()):
            waits = (say("waits for the start of the work"),) if gates else ()
            told = waits or engagement.start_gates(self._dossier_id, task.name)
            done = accepted.get(task.name)
            done_on = self._silently(task.name) or (say("accepted on {day}", day=done) if done else "")
            yield gate(f"{_START}{place}", task.name, () if done else told, say, done_on)
        told_over = self._handed_over
        held = () if told_over else engagement.handover_gates(self._dossier_id)
        yield gate(_SOURCES, say("Hand-over of the sources"), held, say, told_over)
        yield heading(say("Payments"))
        for place, due in enumerate(self._dues):
            yield Option(payment_row(due, say), id=f"{_PAYMENT}{place}")
        if not self._dues:
            yield Option(text((self._none_planned, "dim")), disabled=True)
        yield heading(say("Tasks"))
        for place, task in enumerate(self._checklist.tasks if self._checklist else ()):
            row = text((task.name, "bold"), (f"  {self._progress(task.name)}", "dim"))
            yield Option(Hanging(row), id=f"{_TASK}{place}")
        others = [record for record in reversed(self._records) if has_no_row(record.outcome)]
        if others:
            yield heading(say("Hours, changes and steps"))
            yield from map(self._recorded, others)
        yield heading(say("Trouble and lessons"))
        past = [record for record in reversed(self._records) if record.outcome.incident or record.outcome.lesson]
        yield from map(self._recorded, past)
        if not past:
            yield Option(
                text((say("None so far; T notes it, so that rules and later decisions know."), "dim")), disabled=True
            )

    @property
    def _outcomes(self) -> tuple[Outcome, ...]:
        return self.app.desk.dossier(self._dossier_id).outcomes

    def _recorded(self, record: "Record") -> Option:
        """What has no row of its own, to be looked at and taken back."""
        outcome = record.outcome
        note = f"  {outcome.note}" if outcome.note else ""
        row = text((f"{outcome.on}  ", "dim"), *happened(outcome, self.say), (note, "dim"))
        return Option(Hanging(row), id=f"{_RECORD}{record.number}")

    @property
    def _none_planned(self) -> str:
        """How an invoice comes to be awaited where no plan says what is paid when, as for work by the hour."""
        command = f"intake outcome {self._dossier_id} --paid 0EUR --owed 80EUR --due {self.app.desk.engagement.today}"
        return self.say("No payment has a day yet. An invoice is recorded like this: {command}", command=command)

    @property
    def _handed_over(self) -> str:
        """When the sources were handed over, and why though the gate was closed; empty where they were not."""
        moment = next((each for each in reversed(self._outcomes) if each.handover), None)
        if moment is None or moment.handover is None:
            return ""
        return "  ".join(filter(None, (self.say("handed over on {day}", day=moment.on), moment.handover.reason)))

    def _begun(self, task: str) -> str:
        """When work on a task, or on all of it, was begun; empty where it was not."""
        day = next((each.on for each in self._outcomes if each.start and each.start.task == task), None)
        return self.say("begun on {day}", day=day) if day else ""

    def _progress(self, task: str) -> str:
        """How far a task is, where a start never hides what was shown; of the work as a whole only that it was begun."""
        say, told = self.say, self._begun(task)
        for moment in self._outcomes:
            if moment.delivery and moment.delivery.task == task:
                told = delivered(moment.delivery, moment.on, say)
                told += f": {moment.note}" if moment.delivery.objected and moment.note else ""
        return self._silently(task) or told

    def _silently(self, task: str) -> str:
        """That silence has accepted a task, and by when nobody objected; empty where it has not."""
        until = objections_until(self._outcomes).get(task)
        is_over = until is not None and until < self.app.desk.engagement.today
        return self.say("accepted by silence: no objection was recorded by {day}", day=until) if is_over else ""

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
            told = say("No payment is open: all are settled.") if self._dues else self._none_planned
            self.notify(told, markup=False)
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
        form = FormDialog(say("Payment"), fields, about=about, submit=say("Save"), check=check, words=say)
        self.app.push_screen(form, pay)

    def _paid(self, due: Due, filled: Filled) -> Outcome:
        """What came, for what was due; EntryFault where the day or the amount is not exact."""
        today = self.app.desk.engagement.today
        on_day = parse_date(filled["on"], today, exact=True, language=self.say.language)
        return Outcome(on_day, payment=Payment(parse_money(filled["amount"], due.owed.currency), due.on))

    @on(Button.Pressed, "#start")
    def action_start(self) -> None:
        """Records that work began, on the highlighted task or on all of it; says when it did, where that is recorded."""
        engagement, task = self.app.desk.engagement, self._chosen_task
        if told := self._begun(task):
            self.notify(f"{task or self.say('Start of the work')}: {told}", markup=False)
            return
        gates = engagement.start_gates(self._dossier_id, task)
        title = self.say("Start") + (f" · {task}" if task else "")

        def start(reason: str) -> None:
            engagement.start(self._dossier_id, Outcome(engagement.today, start=Start(reason, task)))

        self._through(title, gates, start)

    @on(Button.Pressed, "#hand-over")
    def action_hand_over(self) -> None:
        """Records that the sources were handed over; says when they were, where that is recorded."""
        engagement = self.app.desk.engagement
        if told := self._handed_over:
            name = self.say("Hand-over of the sources")
            self.notify(f"{name}: {told}", markup=False)
            return

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

        def note(filled: Filled | None) -> None:
            if filled is not None:
                self._doing(lambda: keep_trouble(self, self._dossier_id, filled))

        self.app.push_screen(trouble_form(self.say), note)

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
                self._delivered(delivery, clean(filled["note"], limit=LONGEST))

        fields = (Field("note", say("What differs"), required=True, placeholder=say("In a few words")),)
        form = FormDialog(f"{say('Objected')} · {delivery.task}", fields, submit=say("Save"), words=say)
        self.app.push_screen(form, keep)

    def _delivered(self, delivery: Delivery, note: str = "") -> None:
        engagement = self.app.desk.engagement
        if not delivery.task:
            self.notify(self.say("Highlight a task first."), severity="warning", markup=False)
            return
        outcome = Outcome(engagement.today, note=note, delivery=delivery)
        self._doing(lambda: engagement.deliver(self._dossier_id, outcome))

    # what was recorded by mistake

    @property
    def _meant(self) -> int:
        """The number of the highlighted record's entry: the last one that the row tells of, else the last one of all."""
        kind, _, place = self._highlighted.partition(" ")
        task, due = self._chosen_task, self._dues[int(place)].on if f"{kind} " == _PAYMENT else None
        for record in reversed(self._records):
            outcome = record.outcome
            of_row = {
                _PAYMENT: outcome.payment is not None and outcome.payment.due == due,
                _TASK: is_about(outcome, task),
                _START: is_about(outcome, task),
                _RECORD: str(record.number) == place,
                f"{_SOURCES} ": outcome.handover is not None,
            }
            if of_row.get(f"{kind} "):
                return record.number
        return self._records[-1].number if self._records else 0

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.dismiss()
