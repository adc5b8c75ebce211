"""The agreement: edited with the brief beside it, what stands unpaid when, offer, acceptance, export and verification."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import OptionList, Static

from intake.drafting import Draft, Standing
from intake.errors import Refused
from intake.frugal import replace
from intake.locale import marked
from intake.model.brief import Brief
from intake.model.decision import Verdict
from intake.model.dossier import Dossier
from intake.model.values import Value
from intake.tui.buttons import Button
from intake.tui.checklist import parts
from intake.tui.dialogs import Field, Filled, FormDialog
from intake.tui.editing import BROAD, Altered, compared
from intake.tui.exposure_plot import ExposurePlot
from intake.tui.handing_over import hand_over
from intake.tui.part_forms import ANEW, ELSEWHERE, PartForms
from intake.tui.signatures import SigningScreen
from intake.tui.words import lines, text

_BUILD_ANEW = marked("Build anew")
_BUILD = marked("Build the brief from the answers and the decision.")
_TODO = {
    Standing.NONE: _BUILD,
    Standing.DRAFT: marked("Read it together, then sign it as your offer."),
    Standing.OFFERED: marked("You have signed. Now the client accepts, here in person."),
    Standing.SIGNED: marked("Both sides have signed. Export the folder and send it to the client."),
}
_CHANGED = marked("A change that binds nobody yet: sign it as your offer, then the client accepts.")
_ROWS = {
    "signing": ("build", "offer"),
    "accepting": ("accept", "otherwise"),
    "signed": ("export", "change", "versions", "work"),
}
"""The rows of buttons, each as wide as the smallest window in the longest language."""
_ACTIONS = tuple(name for row in _ROWS.values() for name in row)
_VIEWS = ("read", "edit", "curve")


class AgreementScreen(SigningScreen):
    """Builds the brief, shows it whole beside its parts, and takes both signatures."""

    step = "agreement"
    CSS_PATH = "agreement.tcss"
    HORIZONTAL_BREAKPOINTS = BROAD
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "build", "Build"),
        Binding("e", "view('edit')", "Edit"),
        Binding("r", "view('read')", "Read", show=False),
        Binding("u", "view('curve')", "Unpaid work", show=False),
        Binding("s", "offer", "Sign"),
        Binding("a", "accept", "Accept"),
        Binding("o", "otherwise", "Accept otherwise", show=False),
        Binding("x", "export", "Export"),
        Binding("c", "change", "Change"),
        Binding("v", "versions", "Versions", show=False, tooltip=marked("What changes from one version to another")),
        Binding("w", "work", "Work", tooltip=marked("Payments, the start, the hand-over, and what they wait for")),
        Binding(
            "k", "keys", "Signing keys", show=False, tooltip=marked("Your signing key, and the keys that you pinned")
        ),
        Binding("delete", "remove", "Remove it", show=False),
        Binding("ctrl+z", "undo", "Undo", show=False, tooltip=marked("Take the last edit back")),
        Binding("pagedown", "turn(1)", "Page down", show=False),
        Binding("pageup", "turn(-1)", "Page up", show=False),
    ]

    def __init__(self, dossier_id: str) -> None:
        super().__init__(dossier_id)
        self._standing = Standing.NONE
        self._former: list[
            tuple[Brief, Mapping[str, Value]]
        ] = []  # before each edit: the brief, and the answers it altered
        self._kept = ""  # the head of the journal after the last edit here
        self._forms = PartForms(self)

    def compose_body(self) -> ComposeResult:
        """What to do now, the parts and the brief, and the buttons in their order."""
        yield Static("", id="todo")
        with Horizontal(id="views"):
            yield Button(self.say("Read"), compact=True, id="view-read")
            yield Button(self.say("Edit"), compact=True, id="view-edit")
            yield Button(self.say("Unpaid work"), compact=True, id="view-curve")
        with Horizontal(id="desk"):
            with Vertical(id="side"):
                yield OptionList(id="parts", markup=False)
                yield ExposurePlot(self.say)
            with VerticalScroll(id="paper"):
                yield Static("", id="brief")
        with Horizontal(classes="buttons", id="signing"):
            yield Button(self.say("Build"), compact=True, id="build")
            yield Button(self.say("Sign as supplier") + "…", compact=True, id="offer")
        with Horizontal(classes="buttons", id="accepting"):
            yield Button(self.say("Client accepts") + "…", compact=True, id="accept")
            yield Button(self.say("Otherwise") + "…", compact=True, id="otherwise")
        with Horizontal(classes="buttons", id="signed"):
            yield Button(self.say("Export") + "…", compact=True, id="export")
            yield Button(self.say("Change") + "…", compact=True, id="change")
            yield Button(self.say("Versions"), compact=True, id="versions")
            yield Button(self.say("Work"), compact=True, id="work")

    def on_mount(self) -> None:
        """Shows how far the agreement has come."""
        self.add_class("-read")
        self.show()

    def action_turn(self, pages: int) -> None:
        """Turns a page of the brief, wherever the focus is."""
        paper = self.query_one("#paper", VerticalScroll)
        paper.scroll_page_down(animate=False) if pages > 0 else paper.scroll_page_up(animate=False)

    @property
    def _dossier(self) -> Dossier:
        return self.desk.dossier(self.dossier_id)

    # what can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now is offered."""
        if action in _ACTIONS:
            return action in self._possible()
        if action == "remove":
            return self._editable
        if action == "undo":
            return self._editable and bool(self._former)
        return super().check_action(action, parameters)

    @property
    def now_called(self) -> Mapping[str, str]:
        """Building is building anew, once there is a brief."""
        return {"build": _BUILD_ANEW} if self._standing is not Standing.NONE else {}

    def further_commands(self) -> Iterator[SystemCommand]:
        """The review of a client under way, which takes place at the decision; then what every step has."""
        if self._dossier.sealed:
            about = self.say("Look at the decision again, and take it anew")
            yield SystemCommand(self.say("Review"), about, lambda: self.action_go("decision"))
        yield from super().further_commands()

    @property
    def _editable(self) -> bool:
        return self._standing in (Standing.DRAFT, Standing.OFFERED) and not self._dossier.sealed

    def _possible(self) -> frozenset[str]:
        dossier = self._dossier
        if dossier.decision is None or (dossier.decision.verdict is Verdict.NO_GO and not dossier.sealed):
            return frozenset()
        possible = {
            Standing.NONE: {"build"},
            Standing.DRAFT: {"build", "offer"},
            Standing.OFFERED: {"build", "offer", "accept", "otherwise"},
            Standing.SIGNED: set(),
        }[self._standing]
        if dossier.sealed:
            possible = (possible - {"build"}) | {"export", "change", "work"}
            possible |= {"versions"} if dossier.brief and dossier.brief.seq else set()
        return frozenset(possible)

    def show(self) -> None:
        """Reads the dossier, and shows the brief, its parts, its curve, and what is to be done."""
        dossier = self._dossier
        self._standing = self.desk.drafting.standing(dossier)
        brief = dossier.brief
        shown = compared(dossier.signed, brief, self.say)[0] if brief else text("")
        rows = [shown, text(""), self.signed_text()] if brief else []
        self.query_one("#brief", Static).update(lines(*rows))
        self.query_one("#parts", OptionList).set_options(parts(brief, self.say) if brief else [])
        self.query_one("#curve", ExposurePlot).show(brief)
        self.query_one("#todo", Static).update(text((self._todo(dossier), "bold")))
        self.guide(self._standing.value)
        self.set_class(brief is None, "-bare")
        self._show_buttons()
        self.refresh_bindings()

    def _show_buttons(self) -> None:
        possible = self._possible()
        for name in _ACTIONS:
            self.query_one(f"#{name}", Button).display = name in possible
        self.set_class("accept" in possible, "-offered")
        for row, names in _ROWS.items():
            self.query_one(f"#{row}").display = not possible.isdisjoint(names)
        anew = self._standing is not Standing.NONE
        build = self.query_one("#build", Button)
        build.label = self.say(_BUILD_ANEW) if anew else self.say("Build the brief")
        build.refresh(layout=True)
        self._focus_next()

    def _focus_next(self) -> None:
        """Puts the focus on what comes next."""
        possible = self._possible()
        nexts = [name for name in ("accept", "offer", "build", "export") if name in possible]
        self.query_one(f"#{nexts[0]}" if nexts else "#paper").focus()

    def _todo(self, dossier: Dossier) -> str:
        if dossier.decision is None:
            return self.say("Decide first (F4); the agreement rests on the decision.")
        if dossier.sealed:
            return self.say(_CHANGED if self._standing is Standing.DRAFT else _TODO[self._standing])
        if dossier.decision.verdict is Verdict.NO_GO:
            return self.say("The verdict is no-go. Decline, or overrule a rule at the decision (F4).")
        return self.say(_TODO[self._standing])

    # looking and editing

    def action_home(self) -> None:
        """Goes back to the brief where its parts or its curve took its place, and home from there."""
        if not self.has_class("-read") and not self.has_class("-broad"):
            self.action_view("read")
            self._focus_next()
        else:
            super().action_home()

    @on(Button.Pressed, "#views Button")
    def _choose_view(self, event: Button.Pressed) -> None:
        self.action_view((event.button.id or "").removeprefix("view-"))

    def action_view(self, view: str) -> None:
        """Shows the brief, its parts, or what stands unpaid, where there is room for one of them only."""
        if view == "edit" and self._standing is Standing.NONE:
            self.notify(self.say("There is no brief yet to edit."), markup=False)
            return
        for name in _VIEWS:
            self.set_class(name == view, f"-{name}")
        if view == "edit":
            listed = self.query_one("#parts", OptionList)
            listed.focus()
            if listed.highlighted is None:
                listed.action_first()
        else:
            self.query_one("#paper").focus()

    @on(OptionList.OptionSelected, "#parts")
    def _edit(self, event: OptionList.OptionSelected) -> None:
        if not self._editable:
            self.notify(self.say("Both sides have signed this. C proposes a change."), markup=False)
            return
        with self.app.telling():
            self._forms.open(event.option_id or "")

    def action_remove(self) -> None:
        """Takes the chosen task, instalment or clause out, where one is seen to be chosen."""
        listed = self.query_one("#parts", OptionList)
        option = listed.highlighted_option
        if option is None or not listed.has_focus:
            self.notify(self.say("Choose a part first; E shows them."), markup=False)
            return
        with self.app.telling():
            made = self._forms.without(option.id or "")
            if made is None:
                self.notify(self.say("This part cannot be taken out."), markup=False)
            else:
                self.keep(made)
                self.notify(self.say("Taken out. Ctrl+Z brings it back."), markup=False)

    def action_undo(self) -> None:
        """Takes the last edit back: the answers and the brief are as they were before it."""
        if not self._former:
            return
        if self._dossier.head != self._kept:
            self._former = []
            self.app.tell(Refused(ELSEWHERE, remedy=ANEW), self._show_again)
            return
        brief, answers = self._former.pop()
        drafting = self.desk.drafting
        with self.app.telling():
            if answers:
                drafting.keep(replace(drafting.altered(self.dossier_id, answers), brief=brief))
            else:
                drafting.keep_brief(self.dossier_id, brief)
            self._kept = self._dossier.head
            self.app.clear_notifications()  # one notice for each step back would lie over the brief
            self.notify(self.say("Taken back: the brief is as it was before."), markup=False)
        self._show_again()

    def keep(self, made: Altered) -> None:
        """Keeps what an edit made, and shows it."""
        before = self._dossier
        altered = [answer.question for answer in made.answers] if isinstance(made, Draft) else []
        answers = {name: value for name in altered if (value := _value(before, name)) is not None}
        with self.app.telling():
            if isinstance(made, Draft):
                self.desk.drafting.keep(made)
            else:
                self.desk.drafting.keep_brief(self.dossier_id, made)
            self._kept = self._dossier.head
            # An answer that was given for the first time cannot be put back, nor what was before it.
            self._former = (
                [*self._former, (before.brief, answers)] if before.brief and len(answers) == len(altered) else []
            )
        self._show_again()

    def _show_again(self) -> None:
        """Shows the agreement with the cursor where it was."""
        place = self.query_one("#parts", OptionList).highlighted
        self.show()
        listed = self.query_one("#parts", OptionList)
        listed.highlighted = place
        if self.has_class("-edit") or self.has_class("-broad"):
            listed.focus()

    # building

    @on(Button.Pressed, "#build")
    def action_build(self) -> None:
        """Builds the brief; asks once for the name you sign with."""
        if self.desk.settings.supplier.name:
            self._build()
            return
        name = Field("name", self.say("Your name"), self.desk.supplier.name, required=True)
        about = self.say("It stands in your agreements as the supplier.")
        self.app.push_screen(
            FormDialog(self.say("Who are you?"), (name,), about=about, submit=self.say("Build the brief")), self._named
        )

    def _named(self, filled: Filled | None) -> None:
        if filled is not None:
            with self.app.telling():
                self.desk.name_supplier(filled["name"])
                self._build()

    def _build(self) -> None:
        self.beside(lambda: self.desk.agree(self.dossier_id), lambda _: self.show(), "")

    # after the signatures

    @on(Button.Pressed, "#change")
    def action_change(self) -> None:
        """Proposes a change to what was signed."""
        from intake.tui.changes import ChangeScreen

        self.app.push_screen(ChangeScreen(self.dossier_id, self.say), lambda _: self.show())

    @on(Button.Pressed, "#versions")
    def action_versions(self) -> None:
        """Holds any two versions against each other."""
        from intake.tui.versions import VersionsScreen

        with self.app.telling():
            contracting, dossier = self.desk.contracting, self._dossier
            briefs, signed = contracting.briefs(dossier), len(contracting.versions(dossier))
            self.app.push_screen(VersionsScreen(briefs, signed, self.say))

    @on(Button.Pressed, "#work")
    def action_work(self) -> None:
        """Shows payments, the start and the hand-over, and what they wait for."""
        from intake.tui.work import WorkScreen

        self.app.push_screen(WorkScreen(self.dossier_id, self.say), lambda _: self.show())

    def action_keys(self) -> None:
        """Shows your signing key and the keys that you pinned."""
        from intake.tui.key_ring import KeysScreen

        self.app.push_screen(KeysScreen(self.say))

    @on(Button.Pressed, "#export")
    def action_export(self) -> None:
        """Writes the folder for the client, and verifies what was written."""
        hand_over(self)


def _value(dossier: Dossier, question: str) -> Value | None:
    answer = dossier.answers.get(question)
    return answer.value if answer is not None else None
