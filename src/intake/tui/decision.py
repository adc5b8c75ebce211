"""The decision: the verdict range as a bar, every rule with the facts it read, what to check next, what if, overrides."""

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import OptionList, Static

from intake.deciding.overriding import check_override, in_force
from intake.following.continuance import Reason
from intake.interviewing.entry.dates import parse_date
from intake.locale import marked
from intake.model.decision import Decision, Override, Verdict
from intake.model.policy import Policy
from intake.phrasing import fact_words
from intake.tui.buttons import Button
from intake.tui.dialogs import Field, Filled, FormDialog, Notice
from intake.tui.reasons import (
    AGAIN,
    ALL,
    NEXT,
    RULE,
    Reading,
    gap_in_full,
    reasons,
    reopened,
    rule_in_full,
    verdict_shown,
)
from intake.tui.step import StepScreen
from intake.tui.words import text

_BEST_CHECKS = 5
_ANEW = marked("Decide anew")


class DecisionScreen(StepScreen):
    """Weighs what is known by the dossier's policy, and shows what the verdict rests on."""

    step = "decision"
    CSS_PATH = "decision.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "decide", "Decide"),
        Binding("w", "suppose", "What if", tooltip=marked("Try what an open fact would change; nothing is recorded")),
        Binding("o", "override", "Override"),
        Binding(
            "z", "override(True)", "Snooze", show=False, tooltip=marked("Put a signal or a condition off until a day")
        ),
        Binding("g", "go('agreement')", "Agree"),
        Binding("a", "all", "All rules", show=False, tooltip=marked("Show also the rules that did not fire")),
    ]

    def __init__(self, dossier_id: str) -> None:
        super().__init__(dossier_id)
        self._decision: Decision | None = None
        self._reading: Reading | None = None
        self._policy: Policy | None = None
        self._reopened: tuple[Reason, ...] = ()
        self._rules: dict[str, str] = {}
        self._shows_all = False

    def compose_body(self) -> ComposeResult:
        """The verdict, the reasons, and the buttons."""
        yield Static("", id="verdict")
        yield OptionList(id="reasons", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(self.say("Decide"), compact=True, id="decide")
            yield Button(self.say("What if") + "…", compact=True, id="suppose")
            yield Button(self.say("Override") + "…", compact=True, id="override")
            yield Button(self.say("Agree"), variant="primary", compact=True, id="agree")

    def on_mount(self) -> None:
        """Shows the last decision, or takes one where there is none."""
        self.beside(lambda: self._read(again=False), lambda _: self._show(), "", self._show)
        self._show()

    @on(Button.Pressed, "#decide")
    def action_decide(self) -> None:
        """Weighs everything again."""
        self.beside(lambda: self._read(again=True), lambda _: self._show(), "")

    def _read(self, *, again: bool, override: Override | None = None) -> None:
        """Decides where it has to, and gathers all that is needed to read the decision aloud."""
        dossier = self.desk.dossier(self.dossier_id)
        kept = None if again else self.desk.archive.shown(dossier)
        decision = kept or self.desk.decide(dossier.id, override)
        asked, policy = self.desk.casework.questionnaire(dossier), self.desk.casework.policy(dossier)
        names = [check.fact for check in decision.check_next[:_BEST_CHECKS]]
        turns = self.desk.criteria.turns(dossier.id, decision, names)
        says = {rule.id: self.say(rule.say) for rule in policy.rules if rule.say}
        stand = in_force(policy, self.desk.dossier(dossier.id).overrides, self.desk.clock().date())
        waiting = {name: standing.so_far for name, standing in stand.items() if not standing.counts}
        self._policy = policy
        self._decision, self._reading = decision, Reading(asked, self.say, says, turns, waiting)
        self._reopened = self.desk.engagement.state(dossier.id).reasons

    @on(Button.Pressed, "#agree")
    def _agree(self) -> None:
        self.action_go("agreement")

    def action_all(self) -> None:
        """Shows the rules that did not fire too, or leaves them out again."""
        self._shows_all = not self._shows_all
        self._show()

    @property
    def now_called(self) -> Mapping[str, str]:
        """Deciding is deciding anew, once it was decided."""
        return {"decide": _ANEW} if self._decision else {}

    # supposing and overriding

    @on(Button.Pressed, "#suppose")
    def action_suppose(self) -> None:
        """Opens the place where open facts are supposed, at the check that is highlighted."""
        self._suppose(self._highlighted if self._highlighted.startswith(NEXT) else "")

    def _suppose(self, option: str) -> None:
        from intake.tui.what_if import WhatIfScreen

        if self._decision is not None and self._reading is not None:
            place = int(option.removeprefix(NEXT)) if option else None
            fact = self._decision.check_next[place].fact if place is not None else ""
            self.app.push_screen(WhatIfScreen(self.dossier_id, self._decision, self._reading, at=fact))

    @property
    def _highlighted(self) -> str:
        option = self.query_one("#reasons", OptionList).highlighted_option
        return (option.id or "") if option is not None else ""

    @on(Button.Pressed, "#override")
    def action_override(self, snooze: bool = False) -> None:
        """Asks for the reason to overrule the chosen rule, or to put it off, in your name."""
        chosen = self._highlighted
        rule = self._rules.get(chosen) if chosen.startswith(RULE) else None  # what nobody checked is no rule
        if rule is None:
            self.notify(self.say("Choose a rule that fired or is open first."), severity="warning", markup=False)
            return
        say = self.say
        fields = (
            Field("reason", say("Reason"), required=True, placeholder=say("In a few words")),
            Field("by", say("Name"), self.desk.supplier.name, required=True),
            Field("until", say("Until"), placeholder="" if snooze else say("a day, if it is to end"), required=snooze),
        )
        title = say("Snooze") if snooze else say("Override")
        about = say("It stays in the record, with your name and the time.")

        def override(filled: Filled) -> None:
            self._read(again=True, override=self._overriding(rule, filled, snooze=snooze))

        form = FormDialog(
            f"{title} · {rule}",
            fields,
            about=about,
            submit=title,
            check=lambda filled: (self._overriding(rule, filled, snooze=snooze), None)[1],
        )
        with self.app.telling():
            now = self.desk.clock()
            until = now.date() if snooze else None
            self._may(
                Override(rule, say("Reason"), say("Name"), now, until, snooze=snooze)
            )  # before a word is typed for nothing
            self.ask(form, override, lambda _: self._show(), "")

    def _overriding(self, rule: str, filled: Filled, *, snooze: bool) -> Override:
        """What was filled in; EntryFault where the day is not exact, and what the policy says against it."""
        now = self.desk.clock()
        until = (
            parse_date(filled["until"], now.date(), exact=True, language=self.say.language) if filled["until"] else None
        )
        return self._may(Override(rule, filled["reason"], filled["by"], now, until, snooze=snooze))

    def _may(self, override: Override) -> Override:
        """The override where the policy allows it; raises what `check_override` raises where not."""
        if self._policy is not None:
            check_override(self._policy, override)
        return override

    # showing

    def _show(self) -> None:
        decision, reading = self._decision, self._reading
        button = self.query_one("#decide", Button)
        button.label = self.say(_ANEW) if decision else self.say("Decide")
        button.refresh(layout=True)
        self.refresh_bindings()
        self.query_one("#agree", Button).disabled = decision is None or decision.verdict is Verdict.NO_GO
        self.query_one("#suppose", Button).disabled = decision is None
        if decision is None or reading is None:
            # What is still read may well be decided.
            told = "…" if self.busy else self.say("Not decided yet. D decides.")
            self.query_one("#verdict", Static).update(text((told, "dim")))
            return
        self.query_one("#verdict", Static).update(verdict_shown(decision, self.say))
        self._rules = {f"{RULE}{rule.id}": rule.id for rule in decision.rules}
        self._rules |= {f"check {fact.name}": fact.name for fact in decision.not_checked}
        again = reopened(self._reopened, self.say) if self._reopened else ()
        shown = (*again, *reasons(decision, reading, whole=self._shows_all))
        listed = self.query_one("#reasons", OptionList).set_options(shown)
        listed.action_first()
        listed.focus()

    @on(OptionList.OptionSelected, "#reasons")
    def _open(self, event: OptionList.OptionSelected) -> None:
        chosen = event.option_id or ""
        if chosen == ALL:
            self.action_all()
        elif chosen == AGAIN:
            self.action_decide()
        elif chosen.startswith(NEXT):
            self._suppose(chosen)
        elif self._decision is not None and self._reading is not None and chosen in self._rules:
            self._open_in_full(self._rules[chosen], self._decision, self._reading)

    def _open_in_full(self, name: str, decision: Decision, reading: Reading) -> None:
        rule = next((rule for rule in decision.rules if rule.id == name), None)
        gap = next((gap for gap in decision.not_checked if gap.name == name), None)
        if rule is not None:
            self.app.push_screen(Notice(self.say("Rule") + f" · {rule.id}", rule_in_full(rule, reading)))
        elif gap is not None:
            title = self.say("Nobody has checked") + f" · {fact_words(gap.name, reading.asked, self.say)}"
            self.app.push_screen(Notice(title, gap_in_full(gap, reading)))
