"""A change to what was signed, proposed on screen: what it is, what it costs, and how the next version would read."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from intake.agreeing.amending import Alteration
from intake.amendment import Proposal
from intake.drafting import ROWS
from intake.errors import Refused
from intake.frugal import replace
from intake.locale import Words, marked
from intake.locale.sentences import retold
from intake.model.brief import Brief
from intake.model.checklist import Task
from intake.model.money import Money
from intake.model.questionnaire import Question, Type
from intake.model.values import Item, Quantity
from intake.tui.buttons import Button
from intake.tui.checklist import question
from intake.tui.dialogs import Notice
from intake.tui.editing import Altered, EditScreen
from intake.tui.footer import KeysFooter
from intake.tui.reasons import heading
from intake.tui.rows import typed_parts
from intake.tui.spoken import SpokenScreen
from intake.tui.words import lines, text

KINDS = {
    "inside the cap": marked("inside what was agreed"),
    "paid extra": marked("a paid extra"),
    "new project": marked("a project of its own"),
}
_NEW = "new"


class ChangeScreen(SpokenScreen[None]):
    """The deliverables as signed, to be altered or added to; what comes of it is the next version, which both sides sign."""

    called = marked("Change")
    CSS_PATH = "agreement.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back"),
        Binding("n", "add", "Add a task"),
    ]

    def __init__(self, dossier_id: str, words: Words) -> None:
        super().__init__()
        self.words = words
        self._dossier_id = dossier_id
        self._typed = Item.of({})

    def compose(self) -> ComposeResult:
        """What a change is, the deliverables, the version that waits, and the buttons."""
        yield Static("", id="title")
        yield OptionList(id="tasks", markup=False)
        with VerticalScroll(id="waiting"):
            yield Static("", id="differences")
        with Horizontal(classes="buttons"):
            yield Button(self.say("Add a task") + "…", variant="primary", compact=True, id="add")
            yield Button(self.say("Back"), compact=True, id="back")
        yield KeysFooter()

    def on_mount(self) -> None:
        """Shows the version in force and the one that waits."""
        told = self.say("Nothing of it binds anybody until both sides have signed it.")
        self.query_one("#title", Static).update(text((self.say("Change"), "bold $text-primary"), "  ", (told, "dim")))
        dossier = self.app.desk.dossier(self._dossier_id)
        tasks = dossier.signed.checklist.tasks if dossier.signed else ()
        listed = self.query_one("#tasks", OptionList).set_options(
            [
                heading(self.say("What was signed")),
                *(Option(_task(task, self.say), id=str(place)) for place, task in enumerate(tasks)),
                Option(text(("＋ ", "$text-primary"), (self.say("Add a task"), "dim")), id=_NEW),
            ]
        )
        listed.action_first()
        listed.focus()
        waits = dossier.brief if dossier.brief != dossier.signed else None
        self.query_one("#waiting").display = waits is not None
        if waits is not None:
            self.query_one("#differences", Static).update(
                lines(text((self.say("Waits for both signatures"), "bold $text-secondary")), *waits.changes)
            )

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.dismiss()

    @on(Button.Pressed, "#add")
    def action_add(self) -> None:
        """Opens the form of a deliverable that is added."""
        self._open(None)

    @on(OptionList.OptionSelected, "#tasks")
    def _choose(self, event: OptionList.OptionSelected) -> None:
        signed = self.app.desk.dossier(self._dossier_id).signed
        if signed is not None:
            self._open(None if event.option_id == _NEW else signed.checklist.tasks[int(event.option_id or 0)])

    def _open(self, task: Task | None) -> None:
        dossier, say = self.app.desk.dossier(self._dossier_id), self.say

        def build(values: Item) -> Brief:
            self._typed = values
            proposal = self._propose(task, values, keep=False)
            if dossier.signed is None:
                raise Refused("both sides have not signed yet", where=dossier.id)
            return proposal.brief or dossier.signed

        def keep(made: Altered | None) -> None:
            if made is not None:
                with self.app.telling():
                    self._told(self._propose(task, self._typed, keep=True))

        (rows,) = self.app.desk.drafting.questions(dossier.id, (ROWS,)) or (None,)
        units = tuple({each.volume.unit for each in dossier.signed.checklist.tasks}) if dossier.signed else ("piece",)
        title = say("Add a task") if task is None else say("Task") + f" · {task.name}"
        form = EditScreen(
            title,
            _questions(task, typed_parts(rows) if rows else (), units, say),
            _values(task),
            build=build,
            before=dossier.signed,
            parse=self.app.desk.interview(dossier).parse,
            words=say,
        )
        self.app.push_screen(form, keep)

    def _propose(self, task: Task | None, values: Item, *, keep: bool) -> Proposal:
        parts = dict(values.parts)
        volume, price, due = parts.get("volume"), parts.get("price"), parts.get("due")
        alteration = Alteration(
            task=str(parts.get("name", "")) if task is None else task.name,
            new=task is None,
            volume=volume if isinstance(volume, Quantity) else None,
            due=due if isinstance(due, date) else None,
            done_when=str(parts["done_when"]) if "done_when" in parts else None,
            price=price if isinstance(price, Money) else None,
        )
        text_, reason = str(parts.get("text", "")), str(parts.get("reason", ""))
        return self.app.desk.amendment.alter(self._dossier_id, alteration, text=text_, reason=reason, keep=keep)

    def _told(self, proposal: Proposal) -> None:
        """Says what the change is and what follows from it."""
        say, classed = self.say, proposal.classed
        kind = say("an extra at no charge") if proposal.free else say(KINDS[classed.kind.value])
        rows = [text((kind, "bold $text-primary"), "  ", retold(classed.because, say))]
        if classed.costs:
            rows.append(text((say("Costs") + "  ", "dim"), classed.costs))
        if proposal.brief is not None:
            rows += [text((say("Sign it as your offer; then the client accepts."), "bold")), text("")]
            rows += [text("· ", change) for change in proposal.brief.changes]
            if proposal.free:
                rows.append(
                    text(
                        (say("Nothing is charged for it; set the new price of the task to charge it."), "$text-warning")
                    )
                )
            if proposal.replaces:
                rows.append(text((say("It replaces what waited for signatures:"), "$text-warning")))
                rows += [text(("· ", "dim"), (change, "dim")) for change in proposal.replaces]
        elif proposal.project:
            rows += [text(""), text(say("It has a dossier of its own now: {name}", name=proposal.project))]
        else:
            rows += [text(""), text(say("There is nothing to sign: it is noted, and work goes on."))]
        self.app.push_screen(Notice(say("Change"), lines(*rows), words=say), self._leave)

    def _leave(self, _: None) -> None:
        self.dismiss()  # a callback that hands back what dismissing returns would wait for itself


def _task(task: Task, say: Words) -> Content:
    price = f", {task.price}" if task.price is not None else ""
    return text((task.name, "bold"), (f"  {task.volume}, " + say("due {day}", day=task.due) + price, "dim"))


def _questions(
    task: Task | None, asked: Sequence[Question], units: tuple[str, ...], say: Words
) -> tuple[Question, ...]:
    """What is asked of a change: the parts of a deliverable as they are `asked`, its name only where it is new."""
    own = {
        "name": question("name", Type.TEXT, say("Name"), say),
        "volume": replace(question("volume", Type.QUANTITY, say("How much"), say, needed=False), units=units),
        "due": question("due", Type.DATE, say("Due"), say, exact=True),
        "done_when": question("done_when", Type.LONG_TEXT, say("Done when"), say),
        "price": question("price", Type.MONEY, say("Price"), say, needed=False),
    }
    own |= {part.id: part for part in asked if part.id in own}
    return (
        *(part for name, part in own.items() if task is None or name != "name"),
        question("text", Type.TEXT, say("What the client asks for, in their words"), say, needed=False),
        question("reason", Type.TEXT, say("Why it is free, or no project of its own"), say, needed=False),
    )


def _values(task: Task | None) -> Item:
    if task is None:
        return Item.of({})
    price = {} if task.price is None else {"price": task.price}
    return Item.of({"volume": task.volume, "due": task.due, "done_when": task.done_when, **price})
