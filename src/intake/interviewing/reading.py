"""Reads a questionnaire file, `intake: questionnaire/1`, and reports every fault in it at once."""

from intake import canonical, documents
from intake.documents import Form
from intake.errors import BadFile, Fault
from intake.interviewing.programs import compile_programs
from intake.interviewing.question_form import take_condition, take_question
from intake.interviewing.wording import take_wording
from intake.model.questionnaire import Question, Questionnaire, Section

FORMAT = "questionnaire/1"


def read_questionnaire(raw: bytes, name: str) -> Questionnaire:
    """The questionnaire in these bytes; BadFile with every fault, each at its place in the file called `name`."""
    node, faults = documents.parse(raw, name)
    questionnaire = _Reader(node, faults).questionnaire(canonical.digest(raw))
    compile_programs(questionnaire, faults)
    if faults:
        raise BadFile(faults)
    return questionnaire


class _Reader:
    """Takes the document apart and remembers which ids are taken."""

    def __init__(self, node: documents.Node, faults: list[Fault]) -> None:
        self.faults = faults
        self.form = Form(node, faults, "the questionnaire")
        self.languages: tuple[str, ...] = ("en",)
        self.sections: dict[str, Section] = {}
        self.questions: dict[str, Question] = {}

    def questionnaire(self, digest: str) -> Questionnaire:
        """The questionnaire as far as it can be read."""
        form = self.form
        form.take_choice("intake", (FORMAT,), required=True)
        questionnaire_id = form.take_id()
        version = form.take_number("version", 0, required=True) or 0
        self.languages = form.take_words("languages") or self.languages
        title = take_wording(form, "title", self.languages, required=True)
        # Read by later steps of the design: the calendar of working days, and how answers move between versions.
        form.take_text("working_calendar")
        form.take_list("migrate")
        for node in form.take_list("sections"):
            self.section(node)
        if not self.sections:
            form.fault(form.place, "a questionnaire needs sections")
        form.done(("title", "languages", "sections", "working_calendar", "migrate"))
        return Questionnaire(questionnaire_id, version, title, self.languages, tuple(self.sections.values()), digest)

    def section(self, node: documents.Node) -> None:
        """Reads a section with its questions."""
        form = Form(node, self.faults, "a section")
        section_id = self.unique(form, self.sections)
        title = take_wording(form, "title", self.languages, required=True)
        when = take_condition(form, "when")
        questions = [self.question(question) for question in form.take_list("questions")]
        if not questions:
            form.fault(form.place, "a section needs questions")
        form.done(("title", "questions", "when"))
        self.sections[section_id] = Section(section_id, title, tuple(questions), when)

    def question(self, node: documents.Node) -> Question:
        """Reads a question outside of rows."""
        form = Form(node, self.faults, "a question")
        question_id = self.unique(form, self.questions)
        question = take_question(form, question_id, self.languages)
        self.questions[question_id] = question
        return question

    def unique(self, form: Form, taken: "dict[str, Section] | dict[str, Question]") -> str:
        """The id, which nothing of its sort had before."""
        found = form.take_id()
        if found and found in taken:
            place = form.node.entries["id"].place
            form.fault(place, f"the id '{found}' stands twice", "ids are unique in the whole file")
        return found
