"""The questionnaires that come with intake, each with a full sample of answers."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path

import pytest

from intake import bundled
from intake.conditions import kind_of_question, kind_of_type
from intake.conditions.kinds import plain
from intake.interviewing.answers_file import LeftOpen, read_answers
from intake.interviewing.clients import claims
from intake.interviewing.engine import Interview
from intake.interviewing.estimating import seconds
from intake.interviewing.reading import read_questionnaire
from intake.interviewing.steps import Invalid
from intake.locale.days import LANGUAGES
from intake.model.client import Client
from intake.model.facts import ANSWERS
from intake.model.questionnaire import Audience, Question, Questionnaire, Required, Type, Wording

FILES = tuple(bundled.files("questionnaires"))
AT = datetime(2026, 11, 23, tzinfo=UTC)
every = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
# What a brief must cover, whatever the work is.
CORE = frozenset(
    "legal_name country email decision_maker former_contractor goal start deliverables total deadline budget prepay pay_days "
    "revisions revision_means extra_rate acceptance_days source_before_payment source_why test_task rights".split()
)


EXAMPLES = re.compile(
    r"\b(?:for example|zum Beispiel|par exemple|por ejemplo|till exempel|näiteks|örneğin) ([^.]+)", re.IGNORECASE
)
OR = re.compile(r" (?:or|oder|ou|o|eller|või|veya) ")


def questionnaire(path: Path) -> Questionnaire:
    return read_questionnaire(path.read_bytes(), path.name)


def interviewed(path: Path, today: date) -> Interview:
    """The interview after every answer of the sample was given."""
    sample = resources.files("intake.testing") / "sample" / f"answers.{path.name}"
    interview = Interview.start(questionnaire(path), {}, today=today, language="en")
    answers = read_answers(sample.read_bytes(), path.name, interview.questionnaire, today=today, language="en")
    for question, value in answers:
        if isinstance(value, LeftOpen):
            interview, _ = interview.leave_open(question, value.reason, by="anna", at=AT)
        else:
            interview, _, _ = interview.give(question, value, by="anna", at=AT)
    return interview


@every
def test_no_business_was_founded_in_a_year_to_come(path: Path) -> None:
    interview = interviewed(path, AT.date())
    interview.give("founded", "2026", by="anna", at=AT)
    with pytest.raises(Invalid, match="2027 is too late: give 2026 or earlier"):
        interview.give("founded", "2027", by="anna", at=AT)


def test_there_is_one_for_the_web_one_for_writing_and_one_for_anything() -> None:
    assert {questionnaire(path).id for path in FILES} >= {"web-brief", "writing-brief", "generic-brief"}


@every
def test_it_covers_what_a_brief_must_cover(path: Path) -> None:
    assert {question.id for question in questionnaire(path).questions()} >= CORE


@every
def test_its_ids_mean_what_the_rest_of_the_house_understands(path: Path) -> None:
    for question in questionnaire(path).questions():
        if question.id in ANSWERS and question.type is not Type.REPEAT:
            assert plain(kind_of_question(question)) == kind_of_type(ANSWERS[question.id]), question.id
    deliverables = questionnaire(path).question("deliverables")
    assert deliverables is not None
    assert [part.id for part in deliverables.item] == ["name", "volume", "due", "price", "done_when"]


def wordings(path: Path) -> Iterator[tuple[str, Wording]]:
    """Every text of a questionnaire with the place it stands at."""

    def asked(question: Question, at: str) -> Iterator[tuple[str, Wording]]:
        yield f"{at}.ask", question.ask
        yield f"{at}.why", question.why
        yield f"{at}.hint", question.hint
        yield f"{at}.default", question.defaults
        yield from ((f"{at}.{option.value}", option.label) for option in question.options)
        yield from ((f"{at}.valid", check.say) for check in question.valid)
        for part in question.item:
            yield from asked(part, f"{at}.{part.id}")

    found = questionnaire(path)
    yield "title", found.title
    for section in found.sections:
        yield section.id, section.title
        for question in section.questions:
            yield from asked(question, question.id)


@every
def test_it_is_worded_in_every_language(path: Path) -> None:
    assert questionnaire(path).languages == LANGUAGES
    for place, wording in wordings(path):
        if wording:
            assert tuple(wording) == LANGUAGES, place
            assert all(text.strip() for text in wording.values()), place
            assert max(map(len, wording.values())) <= max(2.2 * len(wording["en"]), len(wording["en"]) + 45), place


@every
@pytest.mark.parametrize("language", LANGUAGES)
def test_its_sample_answers_fit_in_every_language(path: Path, language: str) -> None:
    interview = interviewed(path, date(2026, 11, 23)).in_language(language)
    assert interview.complete
    shown = {line.question: line for line in interview.review}
    no = {"en": "No", "de": "Nein", "fr": "Non", "es": "No", "sv": "Nej", "et": "Ei", "tr": "Hayır"}
    assert shown["source_before_payment"].shown == no[language]
    assert all(line.shown for line in interview.review)


@every
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_in_a_hint_is_taken_as_an_answer(path: Path, language: str) -> None:
    interview = interviewed(path, AT.date()).in_language(language)
    questions = [part for question in interview.questionnaire.questions() for part in (question, *question.item)]
    taken = [
        interview.parse(question, example)
        for question in questions
        for found in EXAMPLES.findall(dict(question.hint).get(language, ""))
        for example in OR.split(found)
    ]
    assert path.stem == "generic" or len(taken) > 2


@every
def test_it_takes_about_ten_minutes(path: Path) -> None:
    asked = [question for question in questionnaire(path).questions() if question.type is not Type.CALC]
    of_the_client = [question for question in asked if question.audience is not Audience.SUPPLIER]
    assert len([question for question in of_the_client if question.required is not Required.NO]) <= 40
    assert len(asked) - len(of_the_client) <= 13


@every
def test_what_only_helps_to_vet_takes_less_than_a_minute_and_is_never_printed(path: Path) -> None:
    found = [questionnaire(path).question(name) for name in ("founded", "employees", "competitors")]
    asked = [question for question in found if question is not None]
    assert len(asked) == 3
    assert {(question.required, question.sensitive, question.since) for question in asked} == {(Required.NO, True, 2)}
    assert sum(map(seconds, asked)) < 60


@every
@pytest.mark.parametrize("today", [date(2026, 11, 23), date(2035, 1, 1)])
def test_its_sample_answers_are_complete_on_any_day(path: Path, today: date) -> None:
    interview = interviewed(path, today)
    assert interview.complete
    assert interview.current is None
    assert interview.applicable_answers["total"].value == interview.applicable_answers["budget"].value


@every
def test_its_sample_answers_describe_one_client(path: Path) -> None:
    client = claims(Client("sample"), interviewed(path, date(2026, 11, 23)).applicable_answers)
    assert (client.name, client.country, client.identifier("eu.vat")) == ("Lindqvist Möbel AB", "SE", "SE559999999101")


def test_practices_that_are_questions_are_asked_somewhere() -> None:
    asked = {
        practice for path in FILES for question in questionnaire(path).questions() for practice in question.practice
    }
    assert asked >= {
        *("000#1", "000#6", "000#9", "001#4", "001#10", "002#2", "002#3"),
        *("003#3", "003#5", "003#6", "003#7", "003#8", "003#9", "003#10"),
    }
