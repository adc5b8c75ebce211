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

from intake.model.decision import Decision, FactRead, Label, Override, Result, RuleResult, Verdict
from intake.model.policy import Section
from intake.model.values import shown
from intake.tui import words
from intake.tui.dialogs import Field, Filled, FormDialog, Notice
from intake.tui.step import StepScreen
from intake.tui.words import lines, text

_SCALE = (Verdict.GO, Verdict.CONDITIONAL, Verdict.NO_GO)
_TITLES = {Section.DEAL_BREAKER: "Deal-breakers", Section.SIGNAL: "Signals", Section.CONDITION: "Conditions"}
_MARKS = {
    Result.FIRED: ("✗", "$text-error"),
    Result.OPEN: ("?", "$text-warning"),
    Result.ERROR: ("?", "$text-warning"),
    Result.OVERRIDDEN: ("↷", "$text-secondary"),
    Result.SNOOZED: ("z", "$text-secondary"),
    Result.NOT_FIRED: ("✓", "$text-success"),
}
_MEANS = {
    Verdict.GO: "Work may start once the brief is signed.",
    Verdict.CONDITIONAL: "Go, once the client has signed the clauses below.",
    Verdict.NO_GO: "Your criteria say: leave it.",
    Verdict.OPEN: "Not enough is known yet; it lies where the bar is lit.",
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
            yield Button("Decide", variant="primary", compact=True, id="decide")
            yield Button("Override…", compact=True, id="override")
            yield Button("Agree", compact=True, id="agree")

    def on_mount(self) -> None:
        """Shows the last decision, or takes one where there is none."""
        self._show()
        self.beside(self._last, self._decided, "")

    def _last(self) -> Decision:
        dossier = self.desk.dossier(self.dossier_id)
        self._says = {rule.id: rule.say for rule in self.desk.casework.policy(dossier).rules}
        return dossier.decision or self.desk.decide(self.dossier_id)

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
            self.notify("Choose a rule that fired or is open first.", severity="warning", markup=False)
            return
        self.app.push_screen(
            FormDialog(
                f"Overrule “{rule}”",
                (
                    Field("reason", "Reason", required=True, placeholder="Why it should not count this time"),
                    Field("by", "Name", self.desk.supplier.name, required=True),
                ),
                about="It stays in the record, with your name and the time.",
                submit="Overrule",
            ),
            lambda filled: self._override(rule, filled),
        )

    def _override(self, rule: str, filled: Filled | None) -> None:
        if filled is not None:
            override = Override(rule, filled["reason"], filled["by"], self.desk.clock())
            self.beside(lambda: self.desk.decide(self.dossier_id, override), self._decided, "")

    # showing

    def _show(self) -> None:
        decision = self._decision
        self.query_one("#decide", Button).label = "Decide anew" if decision else "Decide"
        self.query_one("#agree", Button).disabled = decision is None or decision.verdict is Verdict.NO_GO
        if decision is None:
            self.query_one("#verdict", Static).update(text(("Not decided yet.", "dim")))
            return
        self.query_one("#verdict", Static).update(_verdict(decision))
        self._rules = {f"rule {rule.id}": rule.id for rule in decision.rules}
        self._rules |= {f"check {fact.name}": fact.name for fact in decision.not_checked}
        listed = self.query_one("#reasons", OptionList).set_options(_reasons(decision, self._says))
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
            self.app.push_screen(Notice(f"Rule · {rule.id}", _in_full(rule)))


def _verdict(decision: Decision) -> Content:
    best, worst = _SCALE.index(decision.best), _SCALE.index(decision.worst)
    bar: list[str | tuple[str, str]] = []
    labels: list[str | tuple[str, str]] = []
    for place, step in enumerate(_SCALE):
        inside = best <= place <= worst
        bar.append((("━" if inside else "─") * 18 + " ", words.COLOURS[step] if inside else "dim"))
        labels.append((f"{words.VERDICTS[step]:^18} ", f"bold {words.COLOURS[step]}" if inside else "dim"))
    points = f"{decision.points_best}" + (
        f" to {decision.points_worst}" if decision.points_worst != decision.points_best else ""
    )
    about = f"{points} points, inference by {decision.policy}, {decision.as_of:%d %b %Y %H:%M}"
    title = text(
        (words.VERDICTS[decision.verdict].upper(), f"bold {words.COLOURS[decision.verdict]}"),
        "  ",
        _MEANS[decision.verdict],
    )
    rows = [title, text(*bar), text(*labels), text((about, "dim"))]
    if decision.banner:
        rows.append(text((decision.banner, "$text-warning")))
    if decision.recorded:
        rows.append(text(("Rests on recorded answers, for practice.", "$text-warning")))
    return lines(*rows)


def _reasons(decision: Decision, says: Mapping[str, str]) -> Iterator[Option]:
    if decision.check_next:
        yield _heading("Check next", "inference")
        for check in decision.check_next:
            yield Option(lines(text(("→ ", "$primary"), check.do), text((f"    {check.fact}", "dim"))))
    for section, title in _TITLES.items():
        rules = sorted((r for r in decision.rules if r.section is section), key=lambda rule: _ORDER[rule.result])
        told = [rule for rule in rules if rule.result is not Result.NOT_FIRED]
        quiet = len(rules) - len(told)
        if rules:
            yield _heading(title, f"{quiet} of {len(rules)} did not fire" if quiet else "")
        for rule in told:
            yield Option(_rule(rule, says), id=f"rule {rule.id}")
    if decision.conditions:
        yield _heading("Clauses the client has to sign")
        for due in decision.conditions:
            parameters = ", ".join(f"{name}: {shown(value)}" for name, value in due.parameters.items())
            yield Option(lines(text(due.say), text((f"    inference: {due.rule}, {due.clause} {parameters}", "dim"))))
    if decision.not_checked:
        yield _heading("Nobody has checked", "fact; never read as clean")
        for gap in decision.not_checked:
            yield Option(text(("? ", "$text-warning"), gap.name, (f"  {gap.why}", "dim")), id=f"check {gap.name}")


def _heading(title: str, more: str = "") -> Option:
    return Option(text((title, "bold $secondary"), (f"  {more}", "dim")), disabled=True)


def _mark(rule: RuleResult) -> tuple[str, str]:
    if rule.section is Section.CONDITION and rule.result is Result.FIRED:
        return ("!", "$text-warning")
    return _MARKS[rule.result]


def _rule(rule: RuleResult, says: Mapping[str, str]) -> Content:
    mark, style = _mark(rule)
    points = (f"  {rule.points:+d}", "dim") if rule.points else ""
    unsure = ("Perhaps: ", "dim") if rule.result is Result.OPEN else ""
    told = (f"  {rule.label.value}: {rule.id}", "dim")
    rows = [text((f"{mark} ", style), unsure, says.get(rule.id, rule.because), points, told)]
    rows += [_fact(fact) for fact in rule.facts]
    return lines(*rows)


def _fact(fact: FactRead) -> Content:
    if fact.value is None:
        return text((f"    {fact.name}: not known, {fact.unknown_because}", "dim"))
    whose = "yours" if fact.label is Label.OPINION else fact.source
    source = f" ({', '.join(filter(None, (whose, f'{fact.at:%Y-%m-%d %H:%M}' if fact.at else '', fact.sha256[:12])))})"
    disputed = f"  disputed: {fact.disputed}" if fact.disputed else ""
    return text((f"    {fact.label.value}: {fact.name} = {shown(fact.value)}{source}{disputed}", "dim"))


def _in_full(rule: RuleResult) -> Content:
    mark, style = _mark(rule)
    rows = [text((f"{mark} {rule.result.value.replace('_', ' ')}", style), "  ", rule.because)]
    rows += [_fact(fact) for fact in rule.facts]
    if rule.practice:
        rows.append(text((f"From the practices: {', '.join(rule.practice)}", "dim")))
    return lines(*rows)
