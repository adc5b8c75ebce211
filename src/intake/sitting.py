"""One interview under way: every answer is on disk before the next question shows."""

import errno
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from intake import canonical
from intake.errors import Refused, Usage
from intake.frugal import replace
from intake.locale import Words, marked
from intake.model.answers import Answer, State
from intake.model.questionnaire import Level, Type
from intake.model.text import clean_lines
from intake.model.values import Item, Json, Value, from_json
from intake.typed_paths import typed_path

if TYPE_CHECKING:
    from intake.interviewing.engine import Interview
    from intake.interviewing.steps import Remark, ReviewLine
    from intake.model.questionnaire import Question
    from intake.store.dossiers import Dossiers
    from intake.store.retracing import Change, Trail


MOST_BYTES = 50_000_000
"""The largest file that is attached to an answer."""


class Sitting:
    """The interview of one dossier, shared by every face: screens, plain prompts and answers from a file.

    Files are read where the interview runs, so only a person at this machine may name them: then `reads_files`.
    `interview` is the present state; `give`, `leave_open`, `undo` and `redo` change it and journal the change first.
    """

    def __init__(
        self,
        dossiers: "Dossiers",
        dossier_id: str,
        interview: "Interview",
        *,
        by: str,
        clock: Callable[[], datetime],
        reads_files: bool = False,
    ) -> None:
        self.dossier_id = dossier_id
        self.interview = replace(interview, read_file=self._read_file) if reads_files else interview
        self.by = by
        self._dossiers = dossiers
        self._clock = clock
        self._stored = dossiers.load(dossier_id).answers

    @property
    def today(self) -> date:
        """The day that relative checks are measured from."""
        return self._clock().date()

    def speak(self, language: str) -> None:
        """Goes on in another language; Usage where the questionnaire does not have it."""
        known = self.interview.questionnaire.languages
        if language not in known:
            say = Words(self.interview.language)
            what = say("the questionnaire is not written in '{code}'", code=language)
            raise Usage(what, remedy=say("Known: {languages}", languages=", ".join(known)))
        self.interview = self.interview.in_language(language)

    def give(self, question: str, entry: str | Value) -> "tuple[Remark, ...]":
        """Takes an answer, typed or as a value; returns the warnings. EntryFault or Invalid where it cannot stand.

        Refused, once, where the question was answered elsewhere since, and for good where both sides have signed.
        """
        self._catch_up(question)
        interview, answer, remarks = self.interview.give(question, entry, by=self.by, at=self._clock())
        self._keep(interview, answer)
        return remarks

    def leave_open(
        self, question: str, reason: str, state: State = State.DEFERRED, *, until: date | None = None
    ) -> None:
        """Leaves a question open with a reason, at most until a day; Refused or Invalid where it must be answered."""
        self._catch_up(question)
        at = self._clock()
        interview, answer = self.interview.leave_open(question, reason, state=state, by=self.by, at=at, until=until)
        self._keep(interview, answer)

    def attach(self, question: str, path: str) -> None:
        """Puts a file behind an answer and keeps its bytes; Refused before there is an answer."""
        self._catch_up(question)
        interview, answer = self.interview.attach(question, path)
        self._keep(interview, answer)

    def take(self, raw: bytes, name: str) -> "tuple[tuple[str, Remark], ...]":
        """Takes all answers of a file, or none: BadFile with every fault. Returns the warnings by question."""
        from intake.interviewing.answers_file import LeftOpen, read_entries

        read = read_entries(raw, name, self.interview)
        warnings: list[tuple[str, Remark]] = []
        for question, entry in read:
            if isinstance(entry, LeftOpen):
                self.leave_open(question, entry.reason)
            else:
                self._give_rows_but_last(question, entry)
                warnings += [(question, remark) for remark in self.give(question, entry)]
        return tuple(warnings)

    def give_so_far(self, question: str, rows: Value) -> "tuple[Remark, ...]":
        """Keeps the rows of a group that is still being filled; what keeps them from standing is told, not raised."""
        from intake.interviewing.steps import Invalid

        try:
            return self.give(question, rows)
        except Invalid as fault:
            return fault.remarks

    def _give_rows_but_last(self, question: str, entry: str | Value) -> None:
        """One row after the other, as on the screen and at prompts: whichever face was used, the journal is the same."""
        rows = entry if isinstance(entry, tuple) and all(isinstance(row, Item) for row in entry) else ()
        former = self.interview.answers.get(question)
        if former is None or former.value is None:
            for count in range(1, len(rows)):
                self.give_so_far(question, rows[:count])

    def undo(self) -> str:
        """Takes the last answer back, also one of days before, and returns its question; Refused where there is none."""
        return self._retrace(self._trail.back, marked("nothing to undo"))

    def redo(self) -> str:
        """Gives the answer again that was taken back last, and returns its question; Refused where there is none."""
        return self._retrace(self._trail.again, marked("nothing to redo"))

    @property
    def _trail(self) -> "Trail":
        from intake.store.retracing import trail

        return trail(self._dossiers.entries(self.dossier_id))

    def _catch_up(self, question: str = "") -> None:
        """Takes in what another terminal answered, or the client; Refused where it was this question."""
        dossier = self._dossiers.load(self.dossier_id)
        if dossier.sealed:
            raise Refused("both sides have signed these answers", remedy=f"intake change {dossier.id}")
        before, self._stored = self._stored, dossier.answers
        if before is self._stored:
            return
        others = [name for name in {**before, **self._stored} if before.get(name) != self._stored.get(name)]
        for name in others:
            self.interview = self.interview.restored(name, self._stored.get(name))
        if question in others:
            say = Words(self.interview.language)
            shown = next((line.shown for line in self.interview.review if line.question == question), "")
            raise Refused(
                say("this question was answered elsewhere meanwhile: {answer}", answer=shown),
                remedy=say("Give your answer once more to put it in its place."),
            )

    def _retrace(self, change: "Change | None", nothing: str) -> str:
        if change is None:
            say = Words(self.interview.language)
            raise Refused(say(nothing), remedy=say("Go to a question and answer it anew."))
        self._catch_up()
        if change.answer is None:
            self._journal("undone", {"question": change.question})
        else:
            self._journal("answered", canonical.encode(change.answer))
        self.interview = self.interview.restored(change.question, change.answer)
        return change.question

    @property
    def unsent(self) -> dict[str, Json]:
        """What was being typed when the sitting before ended, as it was kept by `keep_unsent`."""
        return self._dossiers.unsent(self.dossier_id).read()

    def keep_unsent(self, data: dict[str, Json]) -> None:
        """Keeps what is being typed, until it is replaced; nothing takes it away."""
        self._dossiers.unsent(self.dossier_id).keep(data)

    def review(self, typed: Mapping[str, Json]) -> "tuple[ReviewLine, ...]":
        """The review of all answers, with what is `typed` and not given: rows that cannot stand, and what stands in other fields."""
        return tuple(self._as_typed(line, typed.get(line.question)) for line in self.interview.review)

    def _as_typed(self, line: "ReviewLine", kept: Json) -> "ReviewLine":
        question = self.interview.questionnaire.question(line.question)
        if question is None or kept is None:
            return line
        from intake.interviewing.reviewing import show

        language = self.interview.language
        rows = rows_in(kept)
        if rows is None:
            return self._with_typed(line, question, kept)
        wrong = self._wrong(question, rows)
        return replace(line, shown="\n".join((show(question, rows, language), *wrong)), is_open=True) if wrong else line

    def _with_typed(self, line: "ReviewLine", question: "Question", kept: Json) -> "ReviewLine":
        """The line with the text or the choice that stands in the field beside the answer, and with what is wrong in it."""
        from intake.interviewing.entry import EntryFault
        from intake.interviewing.reviewing import listed

        language, answer = self.interview.language, self.interview.answers.get(question.id)
        say = Words(language)
        wrong: list[str] = []
        match kept:
            case {"text": str(text)} if (typed := clean_lines(text).strip()) and (not answer or typed != answer.typed):
                told = say("typed, not given yet: {text}", text=typed)
                try:
                    # A path is not read before it is given: the file would be kept.
                    value = None if question.type is Type.FILE else self.interview.parse(question, typed)
                    wrong = self._wrong(question, value) if value is not None else []
                except EntryFault as fault:
                    wrong = [f"! {fault.within(language).message}"]
            case {"chosen": chosen} | {"ticked": [_, *_] as chosen}:
                value = tuple(map(str, chosen)) if isinstance(chosen, list) else from_json(chosen)
                told = say("chosen, not given yet: {text}", text=listed(question, value, language))
            case _:
                return line
        before = () if answer is None else (line.shown,)
        return replace(line, shown="\n".join((*before, told, *wrong)))

    def _wrong(self, question: "Question", value: Value) -> list[str]:
        """What keeps a value from being the answer, in words."""
        remarks = self.interview.check(question.id, value)
        return [f"! {each.told(self.interview.language, question)}" for each in remarks if each.level is Level.ERROR]

    def _read_file(self, path: str) -> bytes:
        """The bytes of a file, kept with the dossier; OSError where it cannot be read or is too large."""
        file = typed_path(path)
        if file.stat().st_size > MOST_BYTES:
            raise OSError(errno.EFBIG, f"larger than {MOST_BYTES // 1_000_000} MB")
        raw = file.read_bytes()
        self._dossiers.blobs.put(raw)
        return raw

    def _keep(self, interview: "Interview", answer: Answer) -> None:
        self._journal("answered", canonical.encode(answer))
        self.interview = interview

    def _journal(self, kind: str, body: Json) -> None:
        self._stored = self._dossiers.append(self.dossier_id, kind, body, actor=self.by, at=self._clock()).answers


def rows_in(kept: Json) -> Value | None:
    """The rows of a group in what was kept of its field; None where it keeps none."""
    match kept:
        case {"rows": list(rows)}:
            return from_json(rows)
    return None
