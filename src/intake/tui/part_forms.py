"""What opens when a part of an agreement is chosen: its form with the preview beside it, and how it is taken out."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from intake.agreeing import tailoring
from intake.drafting import ROUNDS, ROWS, TERMS, Draft
from intake.errors import Refused
from intake.interviewing.entry.languages import language_name
from intake.locale import worded
from intake.locale.days import LANGUAGES
from intake.model.brief import Brief
from intake.model.checklist import Instalment
from intake.model.dossier import Dossier
from intake.model.money import Money
from intake.model.questionnaire import Question, said
from intake.model.rendition import languages_of
from intake.model.values import Item, Value
from intake.tui import checklist
from intake.tui.checklist import CLAUSE, NEW, PAYMENT, TASK
from intake.tui.dialogs import Field, Filled, FormDialog
from intake.tui.editing import Altered, Build, EditScreen
from intake.tui.menu import Menu
from intake.tui.rows import typed_parts

if TYPE_CHECKING:
    from intake.tui.agreement import AgreementScreen

ELSEWHERE = worded("the agreement was changed elsewhere meanwhile")
ANEW = worded("Go on from how it stands now.")


class PartForms:
    """The forms over one agreement screen; what they make is handed to its `keep`."""

    def __init__(self, screen: "AgreementScreen") -> None:
        self._screen = screen

    @property
    def _dossier(self) -> Dossier:
        return self._screen.desk.dossier(self._screen.dossier_id)

    @property
    def _brief(self) -> Brief:
        brief = self._dossier.brief
        if brief is None:
            raise Refused("there is no brief yet", remedy="Build the brief first.")
        return brief

    def open(self, part: str) -> None:
        """Opens the form of a part, by the id it has in the list."""
        say = self._screen.say
        if part == checklist.TERMS:
            self._open_answers(say("Payment plan"), TERMS)
        elif part == checklist.LANGUAGES:
            self._choose_languages()
        elif part == checklist.ROUNDS:
            self._open_answers(say("Revisions"), ROUNDS)
        elif part.startswith(TASK):
            self._open_task(_place(part, TASK))
        elif part.startswith(PAYMENT):
            self._open_instalment(_place(part, PAYMENT))
        elif part == CLAUSE + NEW:
            self._choose_clause()
        elif part.startswith(CLAUSE):
            self._open_clause(part.removeprefix(CLAUSE))

    def without(self, part: str) -> Altered | None:
        """What the agreement would be without a part; None where it is none that can be taken out."""
        drafting, dossier_id = self._screen.desk.drafting, self._screen.dossier_id
        if part.startswith(TASK) and (place := _place(part, TASK)) is not None:
            rows = [row for number, row in enumerate(self._rows()) if number != place]
            return drafting.altered(dossier_id, {ROWS: tuple(rows)})
        if part.startswith(PAYMENT) and (place := _place(part, PAYMENT)) is not None:
            kept = [each for number, each in enumerate(self._brief.checklist.instalments) if number != place]
            return drafting.replanned(dossier_id, self._balanced(kept, None))
        if part.startswith(CLAUSE) and part != CLAUSE + NEW:
            return drafting.without_clause(dossier_id, part.removeprefix(CLAUSE))
        return None

    def _choose_languages(self) -> None:
        """Asks for the one or two languages of the brief, of which the first rules."""
        screen, say, now = self._screen, self._screen.say, languages_of(self._brief)
        names = tuple((code, language_name(code, code)) for code in LANGUAGES)
        fields = (
            Field("first", say("The first"), now[0], required=True, options=names),
            Field("second", say("The second"), (*now, "")[1], options=(("", say("none")), *names)),
        )
        about = say(
            "Where the two differ, the first one rules. What the client wrote stands as they wrote it; headings, clauses, dates "
            "and units are in both."
        )

        def choose(filled: Filled | None) -> None:
            if filled is not None:
                chosen = [code for code in dict.fromkeys((filled["first"], filled["second"])) if code]
                screen.beside(lambda: screen.desk.agree(screen.dossier_id, chosen), lambda _: screen.show(), "")

        dialog = FormDialog(say("Languages"), fields, about=about, submit=say("Save"), words=say)
        screen.app.push_screen(dialog, choose)

    # tasks, terms and rounds are answers

    def _rows(self) -> tuple[Item, ...]:
        answer = self._dossier.answers.get(ROWS)
        rows = answer.value if answer is not None else None
        return tuple(row for row in rows if isinstance(row, Item)) if isinstance(rows, tuple) else ()

    def _open_task(self, place: int | None) -> None:
        screen, rows = self._screen, self._rows()
        (question,) = screen.desk.drafting.questions(screen.dossier_id, (ROWS,))
        row = rows[place] if place is not None else Item.of({})

        def build(values: Item) -> Draft:
            whole = Item.of({**_untyped(row, question), **dict(values.parts)})
            after = (*rows, whole) if place is None else (*rows[:place], whole, *rows[place + 1 :])
            return screen.desk.drafting.altered(screen.dossier_id, {ROWS: after})

        title = screen.say("Add a task") if place is None else screen.say("Task") + f" · {row.get('name')}"
        self._open(title, typed_parts(question), row, build)

    def _open_answers(self, title: str, names: Sequence[str]) -> None:
        screen = self._screen
        interview = screen.desk.interview(self._dossier)
        applying = interview.applicable_answers
        questions = tuple(q for q in screen.desk.drafting.questions(screen.dossier_id, names) if q.id in applying)
        if not questions:
            screen.notify(screen.say("The questionnaire does not ask this; edit the instalments."), markup=False)
            return
        before = {q.id: value for q in questions if (value := applying[q.id].value) is not None}

        def build(values: Item) -> Draft:
            changed = {name: value for name, value in values.parts if before.get(name) != value}
            return screen.desk.drafting.altered(screen.dossier_id, changed)

        self._open(title, questions, Item.of(before), build)

    # instalments and clauses are the brief's own

    def _open_instalment(self, place: int | None) -> None:
        screen, say = self._screen, self._screen.say
        now = self._brief.checklist.instalments
        part = now[place] if place is not None else None

        def build(values: Item) -> Brief:
            made = _instalment(dict(values.parts))
            others = [each for each in now if each is not part]
            return screen.desk.drafting.replanned(screen.dossier_id, self._balanced([*others, made], made))

        title = say("Instalment") if part else say("Add an instalment")
        self._open(title, checklist.instalment_questions(say), checklist.instalment_values(part), build)

    def _balanced(self, parts: Sequence[Instalment], kept: Instalment | None) -> tuple[Instalment, ...]:
        total = self._brief.checklist.total
        return tuple(parts) if total is None else tailoring.balanced(parts, kept, total)

    def _choose_clause(self) -> None:
        screen, say = self._screen, self._screen.say
        found = screen.desk.drafting.addable(screen.dossier_id)
        language = self._brief.language
        choices = tuple((t.id, said(t.title, language, t.id), said(t.text, language)) for t in found)

        def add(clause: str | None) -> None:
            if clause:
                with screen.app.telling():
                    screen.keep(screen.desk.drafting.with_clause(screen.dossier_id, clause, {}))

        screen.app.push_screen(Menu(say("Add a clause"), choices, say), add)

    def _open_clause(self, clause: str) -> None:
        screen, say = self._screen, self._screen.say
        drafting, now = screen.desk.drafting, self._brief
        wordings = drafting.wordings(screen.dossier_id, clause)
        if not wordings:
            screen.notify(say("This clause is not in the clause book any more; delete it or leave it."), markup=False)
            return
        figures = drafting.figures(screen.dossier_id, clause)

        def build(values: Item) -> Brief:
            given = {name: str(value) for name, value in values.parts}
            own = {language: given.pop(f"{checklist.WORDING}{language}", "") for language in wordings}
            return drafting.with_wording(screen.dossier_id, clause, own, given)

        title = next(each.title for each in now.checklist.clauses if each.id == clause)
        questions = (
            *checklist.figure_questions(tuple(figures), say),
            *checklist.wording_questions(tuple(wordings), say, reworded=clause in now.reworded),
        )
        words = {f"{checklist.WORDING}{language}": text for language, text in wordings.items()}
        self._open(say("Clause") + f" · {title}", questions, Item.of({**figures, **words}), build)

    def _open(self, title: str, parts: tuple[Question, ...], values: Item, build: Build) -> None:
        screen = self._screen

        def keep(made: Altered | None) -> None:
            if made is not None:
                screen.keep(made)

        opened = self._dossier

        def built(item: Item) -> Altered:
            # What was read as the form opened would take back what another terminal kept since.
            if self._dossier.head != opened.head:
                raise Refused(ELSEWHERE, remedy=ANEW)
            return build(item)

        parse = screen.desk.interview(opened).parse
        form = EditScreen(
            title, parts, values, build=built, before=self._brief, parse=parse, words=screen.say
        )  # fmt: skip
        screen.app.push_screen(form, keep)


def _place(part: str, kind: str) -> int | None:
    name = part.removeprefix(kind)
    return int(name) if name.isdecimal() else None


def _untyped(row: Item, question: Question) -> dict[str, Value]:
    """The parts of a row that no form shows, kept as they are."""
    typed = {part.id for part in typed_parts(question)}
    return {name: value for name, value in row.parts if name not in typed}


def _instalment(values: Mapping[str, Value]) -> Instalment:
    amount, due = values.get("amount"), values.get("due")
    if not isinstance(amount, Money) or not isinstance(due, date):
        raise Refused("an instalment needs its amount and its day", remedy="Fill in both.")
    return Instalment(amount, str(values.get("trigger", "")), due)
