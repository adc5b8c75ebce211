"""What a decision rests on, in words: the range as a bar, each rule with the facts it read, and what to look at next."""

from collections.abc import Container, Iterator, Mapping, Sequence

from textual.content import Content
from textual.widgets.option_list import Option

from intake.deciding.assuming import Turn
from intake.following.continuance import Reason
from intake.frugal import dataclass, field
from intake.locale import Words, marked
from intake.locale.sentences import retold
from intake.model.decision import Decision, FactRead, Label, NotChecked, Result, RuleResult, Verdict
from intake.model.policy import Section
from intake.model.questionnaire import Questionnaire
from intake.model.values import shown
from intake.phrasing import check_words, fact_words, reason_words, value_words
from intake.tui import words
from intake.tui.faults import because
from intake.tui.hanging import Hanging
from intake.tui.words import lines, text

NEXT, RULE, ALL, AGAIN = "next ", "rule ", "all", "again"
"""How the ids of options begin that stand for a check to make next, and for a rule; those for all rules and for deciding anew."""

_SCALE = (Verdict.GO, Verdict.CONDITIONAL, Verdict.NO_GO)
_STEP, _MOST_STEPS = 18, 5
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


@dataclass(frozen=True, slots=True)
class Reading:
    """What is needed to read a decision aloud: the questions, the policy's sentences by rule, what each check may bring, and by rule
    who has overruled it so far where that is not enough.
    """

    asked: Questionnaire
    say: Words
    says: Mapping[str, str] = field(default_factory=dict)
    turns: Mapping[str, Sequence[Turn]] = field(default_factory=dict)
    waiting: Mapping[str, str] = field(default_factory=dict)

    def fact(self, fact: FactRead, *, told: bool = False) -> Content:
        """One fact as a rule found it, with its provenance; why it is not known, unless that is `told` elsewhere."""
        say, name = self.say, fact_words(fact.name, self.asked, self.say)
        if fact.value is None:
            why = "" if told else f", {reason_words(fact.unknown_because, say)}"
            return text((f"    {name}: {say('not known')}{why}", "dim"))
        whose = say("yours") if fact.label is Label.OPINION else fact.source
        when = f"{fact.at:%Y-%m-%d %H:%M}" if fact.at else ""
        source = f" ({', '.join(filter(None, (whose, when, fact.sha256[:12])))})"
        disputed = "  " + say("disputed: {why}", why=fact.disputed) if fact.disputed else ""
        value = value_words(fact.name, fact.value, self.asked, say)
        return text((f"    {say(words.LABELS[fact.label])}: {name}: ", "dim"), value, (f"{source}{disputed}", "dim"))

    def turn(self, turn: Turn, name: str) -> tuple[str, tuple[str, str]]:
        """When a fact turns out so, and what the verdict is then, in its colour."""
        first, last = (value_words(name, value, self.asked, self.say) for value in (turn.values[0], turn.values[-1]))
        say = self.say
        if turn.lowest and turn.highest:
            when = say("in any case")
        elif turn.lowest:
            when = say("up to {value}", value=last)
        elif turn.highest:
            when = say("from {value}", value=first)
        elif len(turn.values) > 1 and not isinstance(turn.values[0], bool | str):
            when = first if first == last else say("{first} to {last}", first=first, last=last)
        else:
            when = say("if {value}", value=", ".join(value_words(name, v, self.asked, say) for v in turn.values))
        return f"{when}: ", (range_words(turn.best, turn.worst, say), words.COLOURS[turn.worst])


def range_words(best: Verdict, worst: Verdict, say: Words) -> str:
    """A verdict, or the two ends between which it lies."""
    ends = [say(words.VERDICTS[verdict]) for verdict in dict.fromkeys((best, worst))]
    return " … ".join(ends)


def range_bar(best: Verdict, worst: Verdict, say: Words) -> tuple[Content, Content]:
    """The scale of verdicts from best to worst, lit where the verdict lies; the bar and the names beneath it."""
    first, last = _SCALE.index(best), _SCALE.index(worst)
    bar: list[str | tuple[str, str]] = []
    labels: list[str | tuple[str, str]] = []
    for place, step in enumerate(_SCALE):
        inside = first <= place <= last
        bar.append((("━" if inside else "─") * _STEP + " ", words.COLOURS[step] if inside else "dim"))
        name = f"{say(words.VERDICTS[step]):^{_STEP}} "
        labels.append((name, f"bold {words.COLOURS[step]}" if inside else "dim"))
    return text(*bar), text(*labels)


def verdict_shown(decision: Decision, say: Words) -> Content:
    """The verdict, what it means, its range, and what has to be said with it."""
    points = f"{decision.points_best}"
    if decision.points_worst != decision.points_best:
        points += f"–{decision.points_worst}"
    about = say("{points} points, inference by {policy}", points=points, policy=decision.policy)
    about += f", {decision.as_of:%Y-%m-%d %H:%M}"
    verdict = (say(words.VERDICTS[decision.verdict]).upper(), f"bold {words.COLOURS[decision.verdict]}")
    rows = [text(verdict, "  ", say(_MEANS[decision.verdict])), *range_bar(decision.best, decision.worst, say)]
    rows.append(text((about, "dim")))
    if decision.banner:
        rows.append(text((decision.banner, "$text-warning")))
    if decision.recorded:
        rows.append(text((say("Rests on recorded answers, for practice."), "$text-warning")))
    return lines(*rows)


def reasons(decision: Decision, reading: Reading, *, whole: bool = False) -> Iterator[Option]:
    """What to check next, every rule that counts, the clauses to sign, and what nobody has looked at.

    `whole` brings the rules that did not fire too.
    """
    say = reading.say
    unchecked = {gap.name for gap in decision.not_checked}
    if decision.check_next:
        yield heading(say("Check next"), say("inference"))
        yield from _checks(decision, reading)
    for section, title in _TITLES.items():
        rules = sorted((r for r in decision.rules if r.section is section), key=lambda rule: _ORDER[rule.result])
        told = [rule for rule in rules if rule.result is not Result.NOT_FIRED]
        quiet = len(rules) - len(told)
        if rules:
            yield heading(
                say(title), say("{quiet} of {total} did not fire", quiet=quiet, total=len(rules)) if quiet else ""
            )
        for rule in rules if whole else told:
            yield Option(_rule(rule, reading, unchecked), id=f"{RULE}{rule.id}")
    if not whole:
        yield Option(text((say("Show the rules that did not fire too (A)"), "dim")), id=ALL)
    if decision.conditions:
        yield heading(say("Clauses the client has to sign"))
        for due in decision.conditions:
            parameters = ", ".join(f"{name}: {shown(value)}" for name, value in due.parameters.items())
            whose = f"    {say(words.LABELS[due.label])}: {due.rule}, {due.clause} {parameters}"
            yield Option(Hanging(text("· ", say(due.say)), text((whose, "dim"))))
    if decision.not_checked:
        yield heading(say("Nobody has checked"), say("fact; never read as clean"))
        for gap in _gaps(decision.not_checked):
            name = fact_words(gap.name, reading.asked, say)
            row = text(("? ", "$text-warning"), name, (f"  {reason_words(gap.why, say)}", "dim"))
            yield Option(Hanging(row), id=f"check {gap.name}")


def reopened(why: Sequence[Reason], say: Words) -> Iterator[Option]:
    """Why the decision no longer carries what follows, and the way to take it anew."""
    yield heading(say("The decision is open again"))
    rows = (text(("! ", "$text-warning"), retold(reason.words, say)) for reason in why)
    yield Option(Hanging(*rows, text(("→ ", "$text-primary"), say("Decide anew"))), id=AGAIN)


def _gaps(gaps: Sequence[NotChecked]) -> Iterator[NotChecked]:
    """Each gap once: no source and no topic that a fact names already, with the reason why it is not known."""
    facts = [gap for gap in gaps if "." in gap.name]
    whys = {part.partition(":")[0] for gap in facts for part in gap.why.split("; ")}
    topics = {gap.name.split(".")[1] for gap in facts if gap.name.startswith("findings.")}
    yield from facts
    yield from (gap for gap in gaps if "." not in gap.name and gap.name not in whys | topics)


def gap_in_full(gap: NotChecked, reading: Reading) -> Content:
    """Why nobody has checked it, and what to do."""
    say = reading.say
    return lines(
        reason_words(gap.why, say),
        "",
        say("Ask the sources (F3), or try what it would change (W). It never counts as clean."),
    )


def _checks(decision: Decision, reading: Reading) -> Iterator[Option]:
    """The best checks with what each may bring; of the many that may follow only the number."""
    say = reading.say
    # A last one takes no more room than its number would, which would be of one step only.
    most = _MOST_STEPS + (len(decision.check_next) == _MOST_STEPS + 1)
    for place, check in enumerate(decision.check_next[:most]):
        minutes = say("{minutes} min", minutes=check.minutes) if check.minutes else ""
        rows = [text(("→ ", "$text-primary"), check_words(check, reading.asked, say), (f"  {minutes}", "dim"))]
        found = [
            part for turn in reading.turns.get(check.fact, ()) for part in (" · ", *reading.turn(turn, check.fact))
        ]
        if found:
            leads = (fact_words(check.fact, reading.asked, say) + "  ", "dim") if len(check.facts) > 1 else ""
            rows.append(text("    ", leads, *found[1:]))
        yield Option(Hanging(*rows), id=f"{NEXT}{place}")
    more = len(decision.check_next) - most
    if more > 0:
        yield Option(text((say("{count} more steps after these", count=more), "dim")), disabled=True)


def heading(title: str, more: str = "") -> Option:
    """The title of a part of a list; it cannot be chosen."""
    return Option(text((title, "bold $text-secondary"), (f"  {more}", "dim")), disabled=True)


def mark_of(rule: RuleResult) -> tuple[str, str]:
    """The sign of what a rule came to, and its colour."""
    if rule.section is Section.CONDITION and rule.result is Result.FIRED:
        return ("!", "$text-warning")
    return _MARKS[rule.result]


def _rule(rule: RuleResult, reading: Reading, unchecked: Container[str]) -> Hanging:
    mark, style = mark_of(rule)
    say = reading.say
    points = (f"  {rule.points:+d}", "dim") if rule.points else ""
    unsure = (say("Perhaps") + ": ", "dim") if rule.result is Result.OPEN else ""
    told = (f"  {say(words.LABELS[rule.label])}: {rule.id}", "dim")
    by = because(rule.because, say) if rule.result in (Result.OVERRIDDEN, Result.SNOOZED) else ""
    waits = retold(reading.waiting.get(rule.id, ""), say)
    rows = [text((f"{mark} ", style), unsure, reading.says.get(rule.id) or because(rule.because, say), points, told)]
    rows += [text(("    " + each, "$text-secondary")) for each in (by, waits) if each]
    return Hanging(*rows, *(reading.fact(fact, told=fact.name in unchecked) for fact in rule.facts))


def rule_in_full(rule: RuleResult, reading: Reading) -> Content:
    """One rule with why it came to what it did, each fact by its words and by its name, and the advice it carries."""
    mark, style = mark_of(rule)
    say = reading.say
    rows = [text((f"{mark} {say(words.RESULTS[rule.result])}", style), "  ", reading.says.get(rule.id, ""))]
    if rule.result is not Result.OPEN:  # its facts say themselves why they are not known
        rows.append(text((because(rule.because, say), "dim")))
    rows += [reading.fact(fact) for fact in rule.facts]
    if rule.practice:
        rows.append(text((say("From the practices: {ids}", ids=", ".join(rule.practice)), "dim")))
    return lines(*rows)
