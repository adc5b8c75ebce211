"""The interview: which question comes next, whether an answer is good, and what is still open.

An `Interview` is a value: giving an answer returns the next interview and the `Answer` to be stored. Every front end
(terminal screens, plain prompts, answers files) goes through it, so none has rules of its own.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from intake.conditions.calendars import Calendar
from intake.errors import BadFile, Fault, Refused, Usage
from intake.frugal import dataclass, field, replace
from intake.interviewing import checking, entry, estimating, outlining
from intake.interviewing.programs import COUNTRY, Programs, compile_programs
from intake.interviewing.relevance import Walk, walk
from intake.interviewing.rows import Rules, entered, inspect_rows
from intake.interviewing.steps import Invalid, OutlineLine, Progress, Remark, ReviewLine, Step
from intake.locale import marked, translate
from intake.model.answers import Answer, State
from intake.model.questionnaire import Level, Question, Questionnaire, Required, Type, said
from intake.model.text import clean
from intake.model.values import Value

__all__ = ["Interview", "Invalid", "OutlineLine", "Progress", "Remark", "ReviewLine", "Step"]

_NO_TIME = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Kept:
    """The steps as they were worked out, and what they follow from."""

    found: Walk
    language: str
    proposed: Mapping[str, str]
    steps: tuple[Step, ...]

    def is_of(self, interview: "Interview") -> bool:
        """Whether they are the steps of that interview."""
        found, proposed = self.found is interview.found, self.proposed is interview.proposed
        return found and proposed and self.language == interview.language


@dataclass(frozen=True, slots=True)
class Interview:
    """A questionnaire with the answers so far, on a day, in a language; make one with `Interview.start`.

    `faults` says by question what is wrong with its answer in itself and in its rows; `proposed` what is known of the
    client already, by question, to be accepted or replaced where it is asked.
    """

    questionnaire: Questionnaire
    answers: Mapping[str, Answer]
    today: date
    language: str
    read_file: entry.ReadFile | None
    programs: Programs
    found: Walk
    home: str = ""
    faults: Mapping[str, tuple[Remark, ...]] = field(default_factory=dict)
    proposed: Mapping[str, str] = field(default_factory=dict)
    _kept: "_Kept | None" = field(default=None, compare=False, repr=False)

    @classmethod
    def start(
        cls,
        questionnaire: Questionnaire,
        answers: Mapping[str, Answer],
        *,
        today: date,
        language: str,
        read_file: entry.ReadFile | None = None,
        home: str = "",
        proposed: Mapping[str, str] | None = None,
    ) -> "Interview":
        """The interview at the point where these answers leave it.

        `read_file` gives the bytes behind a typed path. `home` is the supplier's country: working days leave out the
        public holidays there and in the country that the client answers.
        """
        faults: list[Fault] = []
        programs = compile_programs(questionnaire, faults)
        if faults:
            raise BadFile(faults)
        found = walk(questionnaire, answers, Rules(programs, today, _holidays(home, answers)))
        begun = cls(questionnaire, dict(answers), today, language, read_file, programs, found, home)
        return replace(begun, proposed=proposed or {})._inspected()

    @property
    def steps(self) -> tuple[Step, ...]:
        """The questions that apply, in order, without calculations; notes stand on the step after them."""
        # A screen asks a dozen times. Another interview made of this one may bring what was kept of this one along.
        kept = self._kept
        if kept is None or not kept.is_of(self):
            kept = _Kept(self.found, self.language, self.proposed, self._all_steps())
            object.__setattr__(self, "_kept", kept)
        return kept.steps

    def _all_steps(self) -> tuple[Step, ...]:
        steps: list[Step] = []
        notes: list[str] = []
        for section, question in self.found.relevant:
            if question.type is Type.NOTE:
                notes.append(said(question.ask, self.language))
            elif question.type is not Type.CALC:
                answer = self.found.answers.get(question.id)
                proposed = self.proposed.get(question.id) or entry.prefill(question, self.language)
                prefill = answer.typed if answer else proposed
                steps.append(Step(section, question, answer, tuple(notes), prefill))
                notes = []
        return tuple(steps)

    @property
    def current(self) -> Step | None:
        """The first step that is not settled, else the first whose answer another answer now contradicts."""
        steps = self.steps
        conflicting = {question_id for question_id, _ in self.conflicts}
        unsettled = next((step for step in steps if not step.settled), None)
        return unsettled or next((step for step in steps if step.question.id in conflicting), None)

    @property
    def missing(self) -> tuple[Step, ...]:
        """The steps that keep the interview from being complete: required ones without answer, soft ones without reason."""
        return tuple(s for s in self.steps if not s.settled and s.question.required is not Required.NO)

    @property
    def conflicts(self) -> tuple[tuple[str, Remark], ...]:
        """What keeps given answers from standing as they are, by question; a later answer can bring this about."""
        faults = [(name, fault) for name, all_ in self.faults.items() for fault in all_ if fault.level is Level.ERROR]
        broken = [
            (question.id, Remark(Level.ERROR, said(check.say, self.language)))
            for question, check in self.found.broken
            if check.level is Level.ERROR
        ]
        return (*faults, *broken)

    @property
    def complete(self) -> bool:
        """Whether nothing is missing and nothing contradicts."""
        return not self.missing and not self.conflicts

    @property
    def applicable_answers(self) -> Mapping[str, Answer]:
        """The answers that count: those to questions that apply, and calculations (given by "calc")."""
        return self.found.answers

    @property
    def progress(self) -> Progress:
        """How far the interview has come; questions whose condition is not known yet count as open."""
        current = self.current
        done = sum(step.settled for step in self.steps)
        title = said(current.section.title, self.language) if current else ""
        return Progress(done, len(self.steps) + len(self.found.waiting), title, self._minutes_left)

    @property
    def outline(self) -> tuple[OutlineLine, ...]:
        """The sections that apply, each with how much of it is done."""
        return outlining.outline(self.steps, self.found, self.language)

    @property
    def review(self) -> tuple[ReviewLine, ...]:
        """Every question that applies with its answer as shown, or why it is open."""
        from intake.interviewing import reviewing

        return reviewing.review(self.found, self.language)

    def check(self, question_id: str, value: Value, on: date | None = None) -> tuple[Remark, ...]:
        """What is to be said of this value as the answer; rules of other questions that it would break are warnings.

        Bounds that move with the calendar are those `on` the day that it is given, else on the day of the interview.
        """
        question = self._question(question_id)
        faults = self._faults(question, value, on or self.today)
        if any(fault.level is Level.ERROR for fault in faults):
            return faults
        return faults + self._broken_by(question, value)

    def give(
        self, question_id: str, answer: str | Value, *, by: str, at: datetime
    ) -> "tuple[Interview, Answer, tuple[Remark, ...]]":
        """Answers a question with typed text or a value; EntryFault or Invalid where it cannot be taken.

        The files behind an answer stay with it only while its value is the same.
        """
        question = self._question(question_id)
        if question.type is Type.CHOICES and question.required is Required.YES and answer == ():
            answer = ""  # nothing ticked says as little as nothing typed
        value = self.parse(question, answer) if isinstance(answer, str) else checking.cleaned(answer)
        if question.type is Type.REPEAT:
            value = entered(question, value)
        remarks = self.check(question_id, value, at.date())
        if any(remark.level is Level.ERROR for remark in remarks):
            raise Invalid(remarks)
        one_line = isinstance(answer, str) and question.type not in entry.LINES
        typed = clean(str(answer)) if one_line else entry.write(question, value)
        former = self.answers.get(question_id)
        evidence = former.evidence if former is not None and former.value == value else ()
        asked = self.questionnaire.name
        given = Answer(question_id, State.ANSWERED, at, by, value, "", self.language, typed, asked, evidence=evidence)
        return self.restored(question_id, given), given, remarks

    def attach(self, question_id: str, path: str) -> "tuple[Interview, Answer]":
        """Puts a file behind the answer to a question; Refused before there is one, EntryFault without such a file.

        The answer stays that of the person and the day that gave it.
        """
        from intake.interviewing.entry.files import parse_file

        self._question(question_id)
        former = self.answers.get(question_id)
        if former is None or former.state is not State.ANSWERED:
            raise self._refusal(
                question_id, marked("there is no answer yet"), marked("Answer first, then attach the file.")
            )
        try:
            file = parse_file(path, self.read_file)
        except entry.EntryFault as fault:
            raise fault.within(self.language) from fault
        kept = tuple(item for item in former.evidence if item != file)
        given = replace(former, evidence=(*kept, file))
        return self.restored(question_id, given), given

    def parse(self, question: Question, text: str) -> Value:
        """What was typed for a question or a part of its rows, as an exact value; EntryFault where it is none."""
        country = self.found.answers.get("country")
        if question.schemes and country is not None and isinstance(country.value, str):
            code = country.value.lower()
            question = replace(question, schemes=tuple(s.replace("{country}", code) for s in question.schemes))
        return entry.parse(question, text, today=self.today, language=self.language, read_file=self.read_file)

    def leave_open(
        self,
        question_id: str,
        reason: str,
        *,
        by: str,
        at: datetime,
        state: State = State.DEFERRED,
        until: date | None = None,
    ) -> "tuple[Interview, Answer]":
        """Leaves a question open, at most `until` a day; Refused for a required one, Invalid for a soft one without reason."""
        question = self._question(question_id)
        reason = clean(reason, limit=1000)
        if question.required is Required.YES:
            raise self._refusal(question_id, marked("this question needs an answer"), marked("Answer it to go on."))
        if question.required is Required.SOFT and not reason:
            raise Invalid((Remark(Level.ERROR, translate("say why this is left open", self.language)),))
        if state not in (State.DEFERRED, State.REFUSED, State.UNKNOWN):
            raise Usage(f"a question cannot be left open as '{state.value}'")
        asked = self.questionnaire.name
        given = Answer(
            question_id, state, at, by, reason=reason, language=self.language, questionnaire=asked, until=until
        )
        return self.restored(question_id, given), given

    def restored(self, question_id: str, answer: Answer | None) -> "Interview":
        """The interview with this answer in place as it stands, or without any, as when an answer is taken back."""
        answers, found = self._walked(question_id, answer)
        return replace(self, answers=answers, found=found)._inspected(self)

    def in_language(self, language: str) -> "Interview":
        """The same interview, asked in another language."""
        return replace(self, language=language)._inspected()

    def _question(self, question_id: str) -> Question:
        question = self.questionnaire.question(question_id)
        if question is None or question.type in (Type.CALC, Type.NOTE):
            raise Usage(f"'{question_id}' is not a question that can be answered")
        return question

    def _refusal(self, question_id: str, what: str, remedy: str) -> Refused:
        return Refused(translate(what, self.language), where=question_id, remedy=translate(remedy, self.language))

    @property
    def _minutes_left(self) -> int:
        steps = self.steps
        answered = [(s.question, s.answer) for s in steps if s.answer is not None and s.answer.state is State.ANSWERED]
        unsettled = (step.question for step in steps if not step.settled)
        return estimating.minutes_left(unsettled, (question for _, question in self.found.waiting), answered)

    def _faults(self, question: Question, value: Value, on: date) -> tuple[Remark, ...]:
        """What is wrong with the value, given on that day, in itself and with its rows."""
        faults = tuple(checking.inspect(question, value, self.language, on))
        if faults or question.type is not Type.REPEAT:
            return faults
        return tuple(inspect_rows(question, value, self.found.lookup, self._rules(self.answers), self.language, on))

    def _walked(self, question_id: str, answer: Answer | None) -> tuple[dict[str, Answer], Walk]:
        """The answers with this one in place, and the way that they lead."""
        answers = {name: kept for name, kept in self.answers.items() if name != question_id}
        if answer is not None:
            answers[question_id] = answer
        return answers, walk(self.questionnaire, answers, self._rules(answers), self.found, question_id)

    def _inspected(self, before: "Interview | None" = None) -> "Interview":
        """The interview with what is wrong in its answers; what hangs on nothing that changed is taken over."""
        faults: dict[str, tuple[Remark, ...]] = {}
        for step in self.steps:
            name, answer = step.question.id, step.answer
            if answer is None or answer.value is None:
                continue
            same = before is not None and self.found.changed.isdisjoint((name, *self.programs.reads[name]))
            faults[name] = (
                before.faults[name] if before and same else self._faults(step.question, answer.value, answer.at.date())
            )
        return replace(self, faults=faults)

    def _rules(self, answers: Mapping[str, Answer]) -> Rules:
        return Rules(self.programs, self.today, _holidays(self.home, answers))

    def _broken_by(self, question: Question, value: Value) -> tuple[Remark, ...]:
        before = {check.holds for _, check in self.found.broken}
        _, found = self._walked(question.id, Answer(question.id, State.ANSWERED, _NO_TIME, "", value))
        remarks = []
        for broken, check in found.broken:
            own = broken.id == question.id
            if own or check.holds not in before:
                remarks.append(Remark(check.level if own else Level.WARN, said(check.say, self.language)))
        return tuple(remarks)


def _holidays(home: str, answers: Mapping[str, Answer]) -> Calendar:
    answer = answers.get(COUNTRY)
    return Calendar((home, answer.value if answer is not None and isinstance(answer.value, str) else ""))
