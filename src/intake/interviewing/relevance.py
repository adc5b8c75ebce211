"""Which questions apply, given the answers so far, what the calculated ones come to, and which rules are broken.

A walk after a changed answer evaluates again only what reads something that changed; the rest is taken over.
"""

from collections.abc import Iterator, Mapping

from intake.conditions.outcome import Known, Outcome, Unknown, unknown
from intake.frugal import dataclass, field, replace
from intake.interviewing.rows import Rules, counted
from intake.model.answers import Answer, State
from intake.model.questionnaire import Check, Question, Questionnaire, Section, Type


@dataclass(frozen=True, slots=True)
class Walk:
    """One way through a questionnaire: the questions that apply, those that may yet, and the answers that count.

    `applies` tells by question whether it does (None: not known yet), `broken` the rules that answers fail now,
    `changed` what is not as it was on the way before.
    """

    relevant: tuple[tuple[Section, Question], ...]
    waiting: tuple[tuple[Section, Question], ...]
    applies: Mapping[str, bool | None]
    answers: Mapping[str, Answer]
    broken: tuple[tuple[Question, Check], ...] = ()
    changed: frozenset[str] = field(default=frozenset(), compare=False)

    def lookup(self, name: str) -> Outcome:
        """What a name stands for in a condition; what is not answered is unknown, with the reason."""
        return _look(name, self.answers, self.applies)


def walk(
    questionnaire: Questionnaire,
    answers: Mapping[str, Answer],
    rules: Rules,
    before: Walk | None = None,
    changed: str = "",
) -> Walk:
    """The way that these answers lead; a condition that cannot be told yet leaves its question waiting.

    `before` is the way that the answers led before the one to `changed` was given or taken back.
    """
    return _Walker(answers, rules, before, changed).walk(questionnaire)


class _Walker:
    """Goes through the questions in order and keeps account of what is not as it was before."""

    def __init__(self, answers: Mapping[str, Answer], rules: Rules, before: Walk | None, changed: str) -> None:
        self.given = answers
        self.rules = rules
        self.before = before
        self.changed = {changed}
        self.applies: dict[str, bool | None] = {}
        self.answers: dict[str, Answer] = {}

    def walk(self, questionnaire: Questionnaire) -> Walk:
        """Goes all the way."""
        found: dict[bool | None, list[tuple[Section, Question]]] = {True: [], False: [], None: []}
        for section in questionnaire.sections:
            for question in section.questions:
                applies = self.visit(section, question)
                found[applies].append((section, question))
        way = Walk(tuple(found[True]), tuple(found[None]), self.applies, self.answers)
        return replace(way, broken=tuple(self.broken(way)), changed=frozenset(self.changed))

    def visit(self, section: Section, question: Question) -> bool | None:
        """Whether the question applies; its answer, if it counts, is joined to the others."""
        before, name = self.before, question.id
        reads = self.rules.programs.reads[name]
        same = before is not None and self.changed.isdisjoint(reads)
        applies = before.applies[name] if before is not None and same else self.both_hold(section, question)
        if before is not None and same and name not in self.changed:
            answer = before.answers.get(name)
        else:
            answer = self.answer(question) if applies else None
            if before is not None and (applies, answer) != (before.applies[name], before.answers.get(name)):
                self.changed.add(name)
        self.applies[name] = applies
        if answer is not None:
            self.answers[name] = answer
        return applies

    def both_hold(self, section: Section, question: Question) -> bool | None:
        """Kleene's `and` over the conditions of section and question."""
        holds = [self.rules.holds(condition, self.look) for condition in (section.when, question.when)]
        return False if False in holds else None if None in holds else True

    def answer(self, question: Question) -> Answer | None:
        """The answer that counts: calculated, or as given with its rows worked out."""
        if question.type is Type.CALC:
            return self.calculated(question)
        answer = self.given.get(question.id)
        if answer is None or answer.value is None or question.type is not Type.REPEAT:
            return answer
        return replace(answer, value=counted(question, answer.value, self.look, self.rules))

    def calculated(self, question: Question) -> Answer | None:
        """What a calculation comes to; None until something it reads is answered."""
        program = self.rules.programs[question.value] if question.value is not None else None
        read = [self.answers[name] for name in sorted(program.names) if name in self.answers] if program else []
        if program is None or not read:
            return None
        at = max(answer.at for answer in read)
        match program.evaluate(self.look, self.rules.today, self.rules.holidays):
            case Known(value=value):
                return Answer(question.id, State.ANSWERED, at, "calc", value)
            case Unknown() as open_because:
                return Answer(question.id, State.UNKNOWN, at, "calc", reason=str(open_because))

    def look(self, name: str) -> Outcome:
        """What a name stands for as far as the walk has come."""
        return _look(name, self.answers, self.applies)

    def broken(self, way: Walk) -> Iterator[tuple[Question, Check]]:
        """The rules that answered questions fail now; a rule that cannot be told is not failed."""
        before = set() if self.before is None else {check.holds for _, check in self.before.broken}
        for _, question in way.relevant:
            answer = way.answers.get(question.id)
            if answer is None or answer.state is not State.ANSWERED:
                continue
            reads = self.rules.programs.rules[question.id] | {question.id}
            same = self.before is not None and self.changed.isdisjoint(reads)
            for check in question.valid:
                if (check.holds in before) if same else self.rules.holds(check.holds, way.lookup) is False:
                    yield question, check


def _look(name: str, answers: Mapping[str, Answer], applies: Mapping[str, bool | None]) -> Outcome:
    answer = answers.get(name)
    if answer is None:
        hidden = applies.get(name) is False
        return unknown(name, "does not apply") if hidden else unknown(name, "not answered", pending=True)
    if answer.state is not State.ANSWERED or answer.value is None:
        return unknown(name, answer.reason or answer.state.value)
    return Known(answer.value)
