"""Whatever stands in a file, the readers of questionnaires and answers end in a value or in named faults."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake import bundled
from intake.errors import BadFile
from intake.interviewing.answers_file import read_answers
from intake.interviewing.engine import Interview
from intake.interviewing.entry import EntryFault, parse
from intake.interviewing.reading import read_questionnaire
from intake.model.questionnaire import Question, Type
from interviewing.questions import question

pytestmark = pytest.mark.fuzz
TODAY = date(2026, 11, 23)
SMALL = """\
intake: questionnaire/1
id: small
version: 2
title: Small
languages: [en, de]
sections:
- id: one
  title: {en: One, de: Eins}
  when: today() > 2020-01-01
  questions:
  - {id: name, type: text, ask: Name, required: yes, min_words: 1, evidence: soft, retain: 30 days}
  - {id: kind, type: choice, ask: Kind, options: [{value: web, label: {en: Web}}, text], default: web}
  - {id: fax, until: 1}
  - id: tasks
    type: repeat
    ask: Tasks
    min: 1
    key: name
    item:
    - {id: name, type: text, required: yes}
    - {id: volume, type: quantity, units: [page]}
    - {id: steps, type: repeat, item: [{id: hours, type: number}, {id: twice, type: calc, value: hours * 2}]}
    valid:
    - {check: "all(tasks, volume > 1 page)", level: warn, say: Small}
  - {id: total, type: calc, value: count(tasks)}
migrate:
- {from: 1, rename: {firm: name}, convert: {kind: {w: web}}, drop: [old], split: {a: {by: ',', into: [name, kind]}}}
"""
ANSWERS = """\
name: Lind AB
kind: web
tasks:
- {name: Build, volume: 12 pages, steps: [{hours: 3}]}
total: 5
"""
QUESTIONNAIRE = read_questionnaire(SMALL.encode(), "q.yaml")
PIECES = st.sampled_from(["", ": ", "- ", "\n", "  ", "a" * 70, "\ud7ff"]) | st.sampled_from(
    """
    ~ [] {} yes -1 99999999999999999999 {en: } [[ repeat \u202e '' tasks any(tasks,name='a') {open:x} 2027-02-30 &a !!x << | 1e9
    """.split()
)


@st.composite
def mutated(draw: st.DrawFn, text: str) -> bytes:
    """The text with a few of its words, lines or characters replaced, doubled or left out."""
    for _ in range(draw(st.integers(1, 4))):
        words = text.split(" ") if draw(st.booleans()) else text.splitlines(keepends=True) or [""]
        place = draw(st.integers(0, len(words) - 1))
        put = draw(st.one_of(PIECES, st.sampled_from(words), st.text(max_size=5)))
        words[place : place + draw(st.integers(0, 2))] = [put]
        text = (" " if " " in text and "\n" not in words[0] else "").join(words)
    return text.encode("utf-8", "surrogatepass")


@given(mutated(SMALL))
def test_a_changed_questionnaire_is_read_or_refused(raw: bytes) -> None:
    try:
        found = read_questionnaire(raw, "q.yaml")
    except BadFile as refused:
        faults = refused.faults
    else:
        faults = ()
        assert Interview.start(found, {}, today=TODAY, language="de").progress.minutes >= 0
    assert all(str(fault).startswith("q.yaml:") for fault in faults)


@given(mutated(ANSWERS))
def test_changed_answers_are_read_or_refused(raw: bytes) -> None:
    with suppress(BadFile):
        read_answers(raw, "a.yaml", QUESTIONNAIRE, today=TODAY, language="de")


ASKED = [
    question(kind.value, **({"units": ("page",)} if kind is Type.QUANTITY else {}))
    for kind in Type
    if kind is not Type.COMPANY_ID
]


@given(st.sampled_from(ASKED), st.text(max_size=40), st.sampled_from(["en", "de", "tr", "et", "xx", ""]))
def test_whatever_is_typed_is_taken_or_refused(asked: Question, text: str, language: str) -> None:
    with suppress(EntryFault):
        parse(asked, text, today=TODAY, language=language)


@given(st.data())
def test_a_shipped_brief_with_a_line_missing_is_read_or_refused(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(bundled.files("questionnaires"))))
    lines = path.read_bytes().splitlines(keepends=True)
    del lines[data.draw(st.integers(0, len(lines) - 1))]
    with suppress(BadFile):
        read_questionnaire(b"".join(lines), path.name)
