"""Reads a questionnaire file, `intake: questionnaire/1`, and reports every fault in it at once."""

from intake import canonical, documents
from intake.documents import Form
from intake.errors import BadFile, Fault
from intake.interviewing.migration_form import MigrationReader
from intake.interviewing.programs import compile_programs
from intake.interviewing.question_form import take_condition, take_question
from intake.interviewing.wording import take_wording
from intake.model.questionnaire import Question, Questionnaire, Section

FORMAT = "questionnaire/1"


def read_questionnaire(raw: bytes, name: str, *, taken_up: str = "") -> Questionnaire:
    """The questionnaire in these bytes; BadFile with every fault, each at its place in the file called `name`.

    `taken_up` is the digest of one that a dossier has taken up. What its questions make of their keys, and its conditions
    of their names, is not judged again: it was before, and judging needs all that reads answers.
    """
    node, faults = documents.parse(raw, name)
    questionnaire = _Reader(node, faults, judged=not taken_up).questionnaire(taken_up or canonical.digest(raw))
    if not taken_up:
        compile_programs(questionnaire, faults)
    if faults:
        raise BadFile(faults)
    return questionnaire


class _Reader:
    """Takes the document apart and remembers which ids are taken."""

    def __init__(self, node: documents.Node, faults: list[Fault], *, judged: bool) -> None:
        self.faults = faults
        self.judged = judged
        self.form = Form(node, faults, "the questionnaire")
        self.languages: tuple[str, ...] = ("en",)
        self.sections: dict[str, Section] = {}
        self.questions: dict[str, Question] = {}
        self.retired: set[str] = set()
        self.version = 0

    def questionnaire(self, digest: str) -> Questionnaire:
        """The questionnaire as far as it can be read."""
        form = self.form
        form.take_choice("intake", (FORMAT,), required=True)
        questionnaire_id = form.take_id()
        version = form.take_number("version", 0, required=True) or 0
        self.languages = form.take_words("languages") or self.languages
        title = take_wording(form, "title", self.languages, required=True)
        form.take_text("working_calendar")  # a word for the reader: working days always go by both parties' calendars
        self.version = version
        for node in form.take_list("sections"):
            self.section(node)
        migrating = MigrationReader(form, version, self.questions)
        migrations = migrating.read()
        if not self.sections:
            form.fault(form.place, "a questionnaire needs sections")
        form.done(("title", "languages", "sections", "working_calendar", "migrate"))
        return Questionnaire(
            questionnaire_id,
            version,
            title,
            self.languages,
            tuple(self.sections.values()),
            digest,
            retired=frozenset(self.retired) | {name for name in migrating.sources if "." not in name},
            migrations=migrations,
        )

    def section(self, node: documents.Node) -> None:
        """Reads a section with its questions."""
        form = Form(node, self.faults, "a section")
        section_id = self.unique(form, self.sections)
        title = take_wording(form, "title", self.languages, required=True)
        when = take_condition(form, "when")
        asked = form.take_list("questions")
        questions = [found for node in asked if (found := self.question(node)) is not None]
        if not asked:
            form.fault(form.place, "a section needs questions")
        form.done(("title", "questions", "when"))
        self.sections[section_id] = Section(section_id, title, tuple(questions), when)

    def question(self, node: documents.Node) -> Question | None:
        """Reads a question outside of rows; None for one that is asked no more and keeps its id from being used again."""
        form = Form(node, self.faults, "a question")
        question_id = self.unique(form, self.questions)
        until = form.take_number("until")
        if until is not None and until < self.version:
            self.retired.add(question_id)
            return None
        question = take_question(form, question_id, self.languages, judged=self.judged)
        if question.since > self.version:
            form.fault(form.node.entries["since"].place, f"'since' {question.since} is later than this version")
        self.questions[question_id] = question
        return question

    def unique(self, form: Form, taken: "dict[str, Section] | dict[str, Question]") -> str:
        """The id, which nothing of its sort had before."""
        found = form.take_id()
        if found and (found in taken or found in self.retired):
            place = form.node.entries["id"].place
            form.fault(place, f"the id '{found}' stands twice", "ids are unique in the whole file")
        return found
