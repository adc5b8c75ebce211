"""Working days in a brief leave out the public holidays of both countries."""

from dataclasses import replace
from datetime import UTC, date, datetime

from intake.interviewing.engine import Interview
from intake.interviewing.reading import read_questionnaire

BRIEF = b"""
intake: questionnaire/1
id: brief
version: 1
title: Brief
languages: [en]
sections:
- id: all
  title: All
  questions:
  - {id: country, type: country, ask: Country, required: yes}
  - {id: deadline, type: date, ask: Day, exact: yes, required: yes, valid: [{check: deadline >= today() + 3 working days, level: warn, say: Soon}]}
"""
AT = datetime(2027, 4, 30, 6, 0, tzinfo=UTC)


def remarks(home: str, country: str, day: str) -> list[str]:
    """What is said of a deadline, on the Friday before Poland rests on Monday, 3 May 2027."""
    questionnaire = read_questionnaire(BRIEF, "brief.yaml")
    interview = Interview.start(questionnaire, {}, today=AT.date(), language="en", home=home)
    interview, _, _ = interview.give("country", country, by="Ada", at=AT)
    _, _, said = interview.give("deadline", day, by="Ada", at=AT)
    return [remark.text for remark in said]


def test_a_holiday_of_the_client_is_no_working_day() -> None:
    assert remarks("", "SE", "2027-05-05") == []
    assert remarks("", "PL", "2027-05-05") == ["Soon"]


def test_a_holiday_of_the_supplier_is_none_either() -> None:
    assert remarks("PL", "SE", "2027-05-05") == ["Soon"]
    assert remarks("PL", "SE", "2027-05-06") == ["Soon"]  # Ascension Day, on which Sweden rests
    assert remarks("PL", "SE", "2027-05-07") == []


def test_another_country_counts_anew() -> None:
    questionnaire = read_questionnaire(BRIEF, "brief.yaml")
    interview = Interview.start(questionnaire, {}, today=date(2027, 4, 30), language="en")
    for question, answer in (("country", "SE"), ("deadline", "2027-05-05")):
        interview, given, _ = interview.give(question, answer, by="Ada", at=AT)
    assert interview.found.broken == ()
    moved = interview.restored("country", replace(interview.answers["country"], value="PL"))
    assert len(moved.found.broken) == 1
    assert given.question == "deadline"
