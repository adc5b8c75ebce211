"""The decision: the verdict range as a bar, every rule with the facts it read, what to check next, overrides."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from intake.locale import Words, marked
from intake.model.decision import Decision, FactRead, Label, Override, Result, RuleResult, Verdict
from intake.model.policy import Section
from intake.model.values import shown
from intake.tui import words
from intake.tui.dialogs import Field, Filled, FormDialog, Notice
from intake.tui.step import StepScreen
from intake.tui.words import lines, text

_SCALE = (Verdict.GO, Verdict.CONDITIONAL, Verdict.NO_GO)
_TITLES = {
    Section.DEAL_BREAKER: marked("Deal-breakers"),
    Section.SIGNAL: marked("Signals"),
    Section.CONDITION: marked("Conditions"),
}
_MARKS = {
    Result.FIRED: ("✗", "$text-error"),
    Result.OPEN: ("?", "$text-warning"),
    Result.ERROR: ("?", "$text-warning"),
    Result.OVERRIDDEN: ("↷", "$text-secondary"),
    Result.SNOOZED: ("z", "$text-secondary"),
    Result.NOT_FIRED: ("✓", "$text-success"),
}
_MEANS = {
    Verdict.GO: marked("Work may start once the brief is signed."),
    Verdict.CONDITIONAL: marked("Go, once the client has signed the clauses below."),
    Verdict.NO_GO: marked("Your criteria say: leave it."),
    Verdict.OPEN: marked("Not enough is known yet; it lies where the bar is lit."),
}
_ORDER = {
    Result.FIRED: 0,
    Result.OPEN: 1,
    Result.ERROR: 1,
    Result.OVERRIDDEN: 2,
    Result.SNOOZED: 2,
    Result.NOT_FIRED: 3,
}


class DecisionScreen(StepScreen):
    """Weighs what is known by the dossier's policy, and shows what the verdict rests on."""

    step = "decision"
    CSS_PATH = "decision.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "decide", "Decide anew"),
        Binding("o", "override", "Override"),
        Binding("g", "go('agreement')", "Agree", show=False),
    ]

    def __init__(self, dossier_id: str) -> None:
        super().__init__(dossier_id)
        self._decision: Decision | None = None
        self._rules: dict[str, str] = {}
        self._says: dict[str, str] = {}

    def compose_body(self) -> ComposeResult:
        """The verdict, the reasons, and the buttons."""
        yield Static("", id="verdict")
        yield OptionList(id="reasons", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(self.say("Decide"), variant="primary", compact=True, id="decide")
            yield Button(self.say("Override") + "…", compact=True, id="override")
            yield Button(self.say("Agree"), compact=True, id="agree")

    def on_mount(self) -> None:
        """Shows the last decision, or takes one where there is none."""
        self._show()
        self.beside(self._last, self._decided, "")

    def _last(self) -> Decision:
        dossier = self.desk.dossier(self.dossier_id)
        self._says = {rule.id: rule.say for rule in self.desk.casework.policy(dossier).rules}
        return self.desk.archive.shown(dossier) or self.desk.decide(self.dossier_id)

    @on(Button.Pressed, "#decide")
    def action_decide(self) -> None:
        """Weighs everything again."""
        self.beside(lambda: self.desk.decide(self.dossier_id), self._decided, "")

    def _decided(self, decision: Decision) -> None:
        self._decision = decision
        self._show()

    @on(Button.Pressed, "#agree")
    def _agree(self) -> None:
        self.action_go("agreement")

    # overriding

    @on(Button.Pressed, "#override")
    def action_override(self) -> None:
        """Asks for the reason to overrule the chosen rule, in your name."""
        option = self.query_one("#reasons", OptionList).highlighted_option
        rule = self._rules.get(option.id or "") if option is not None else None
        if rule is None:
            self.notify(self.say("Choose a rule that fired or is open first."), severity="warning", markup=False)
            return
        say = self.say
        fields = (
            Field("reason", say("Reason"), required=True, placeholder=say("In a few words")),
            Field("by", say("Name"), self.desk.supplier.name, required=True),
        )
        about = say("It stays in the record, with your name and the time.")
        dialog = FormDialog(say("Override") + f" · {rule}", fields, about=about, submit=say("Override"))
        self.app.push_screen(dialog, lambda filled: self._override(rule, filled))

    def _override(self, rule: str, filled: Filled | None) -> None:
        if filled is not None:
            override = Override(rule, filled["reason"], filled["by"], self.desk.clock())
            self.beside(lambda: self.desk.decide(self.dossier_id, override), self._decided, "")

    # showing

    def _show(self) -> None:
        decision = self._decision
        button = self.query_one("#decide", Button)
        button.label = self.say("Decide anew") if decision else self.say("Decide")
        button.refresh(layout=True)
        self.query_one("#agree", Button).disabled = decision is None or decision.verdict is Verdict.NO_GO
        if decision is None:
            self.query_one("#verdict", Static).update(text((self.say("Not decided yet."), "dim")))
            return
        self.query_one("#verdict", Static).update(_verdict(decision, self.say))
        self._rules = {f"rule {rule.id}": rule.id for rule in decision.rules}
        self._rules |= {f"check {fact.name}": fact.name for fact in decision.not_checked}
        listed = self.query_one("#reasons", OptionList).set_options(_reasons(decision, self._says, self.say))
        listed.action_first()
        listed.focus()

    @on(OptionList.OptionSelected, "#reasons")
    def _open(self, event: OptionList.OptionSelected) -> None:
        rule = (
            next((r for r in self._decision.rules if f"rule {r.id}" == event.option_id), None)
            if self._decision
            else None
        )
        if rule is not None:
            self.app.push_screen(Notice(self.say("Rule") + f" · {rule.id}", _in_full(rule, self.say)))


def _verdict(decision: Decision, say: Words) -> Content:
    best, worst = _SCALE.index(decision.best), _SCALE.index(decision.worst)
    bar: list[str | tuple[str, str]] = []
    labels: list[str | tuple[str, str]] = []
    for place, step in enumerate(_SCALE):
        inside = best <= place <= worst
        bar.append((("━" if inside else "─") * 18 + " ", words.COLOURS[step] if inside else "dim"))
        labels.append((f"{say(words.VERDICTS[step]):^18} ", f"bold {words.COLOURS[step]}" if inside else "dim"))
    points = f"{decision.points_best}" + (
        f"–{decision.points_worst}" if decision.points_worst != decision.points_best else ""
    )
    about = say("{points} points, inference by {policy}", points=points, policy=decision.policy)
    about += f", {decision.as_of:%Y-%m-%d %H:%M}"
    title = text(
        (say(words.VERDICTS[decision.verdict]).upper(), f"bold {words.COLOURS[decision.verdict]}"),
        "  ",
        say(_MEANS[decision.verdict]),
    )
    rows = [title, text(*bar), text(*labels), text((about, "dim"))]
    if decision.banner:
        rows.append(text((decision.banner, "$text-warning")))
    if decision.recorded:
        rows.append(text((say("Rests on recorded answers, for practice."), "$text-warning")))
    return lines(*rows)


def _reasons(decision: Decision, says: Mapping[str, str], say: Words) -> Iterator[Option]:
    if decision.check_next:
        yield _heading(say("Check next"), say("inference"))
        for check in decision.check_next:
            yield Option(lines(text(("→ ", "$primary"), check.do), text((f"    {check.fact}", "dim"))))
    for section, title in _TITLES.items():
        rules = sorted((r for r in decision.rules if r.section is section), key=lambda rule: _ORDER[rule.result])
        told = [rule for rule in rules if rule.result is not Result.NOT_FIRED]
        quiet = len(rules) - len(told)
        if rules:
            yield _heading(
                say(title), say("{quiet} of {total} did not fire", quiet=quiet, total=len(rules)) if quiet else ""
            )
        for rule in told:
            yield Option(_rule(rule, says, say), id=f"rule {rule.id}")
    if decision.conditions:
        yield _heading(say("Clauses the client has to sign"))
        for due in decision.conditions:
            parameters = ", ".join(f"{name}: {shown(value)}" for name, value in due.parameters.items())
            yield Option(lines(text(due.say), text((f"    inference: {due.rule}, {due.clause} {parameters}", "dim"))))
    if decision.not_checked:
        yield _heading(say("Nobody has checked"), say("fact; never read as clean"))
        for gap in decision.not_checked:
            yield Option(text(("? ", "$text-warning"), gap.name, (f"  {gap.why}", "dim")), id=f"check {gap.name}")


def _heading(title: str, more: str = "") -> Option:
    return Option(text((title, "bold $secondary"), (f"  {more}", "dim")), disabled=True)


def _mark(rule: RuleResult) -> tuple[str, str]:
    if rule.section is Section.CONDITION and rule.result is Result.FIRED:
        return ("!", "$text-warning")
    return _MARKS[rule.result]


def _rule(rule: RuleResult, says: Mapping[str, str], say: Words) -> Content:
    mark, style = _mark(rule)
    points = (f"  {rule.points:+d}", "dim") if rule.points else ""
    unsure = (say("Perhaps") + ": ", "dim") if rule.result is Result.OPEN else ""
    told = (f"  {rule.label.value}: {rule.id}", "dim")
    rows = [text((f"{mark} ", style), unsure, says.get(rule.id, rule.because), points, told)]
    rows += [_fact(fact, say) for fact in rule.facts]
    return lines(*rows)


def _fact(fact: FactRead, say: Words) -> Content:
    if fact.value is None:
        return text((f"    {fact.name}: ", "dim"), (say("not known"), "dim"), (f", {fact.unknown_because}", "dim"))
    whose = say("yours") if fact.label is Label.OPINION else fact.source
    source = f" ({', '.join(filter(None, (whose, f'{fact.at:%Y-%m-%d %H:%M}' if fact.at else '', fact.sha256[:12])))})"
    disputed = "  " + say("disputed: {why}", why=fact.disputed) if fact.disputed else ""
    return text((f"    {fact.label.value}: {fact.name} = {shown(fact.value)}{source}{disputed}", "dim"))


def _in_full(rule: RuleResult, say: Words) -> Content:
    mark, style = _mark(rule)
    rows = [text((f"{mark} {rule.result.value.replace('_', ' ')}", style), "  ", rule.because)]
    rows += [_fact(fact, say) for fact in rule.facts]
    if rule.practice:
        rows.append(text((say("From the practices: {ids}", ids=", ".join(rule.practice)), "dim")))
    return lines(*rows)
