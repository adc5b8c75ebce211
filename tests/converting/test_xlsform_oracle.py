"""An imported form asks the questions that are relevant by the XPath that pyxform makes of the same XLSForm."""

import copy
import csv
import io
from random import Random
from typing import Any

import pytest

from converting.walking import WORDS, Asked, Given, questionnaire_of, random_condition, walk
from intake.converting.importing import import_form
from intake.converting.xlsform import read_xlsform

pyxform = pytest.importorskip("pyxform.xls2xform")
etree = pytest.importorskip("lxml.etree")

FORMS, WALKS, CHANGES = 30, 3, 4
KINDS = ("number", "choice", "choices", "text", "repeat")
TYPES = {"number": "integer", "choice": "select_one words", "choices": "select_multiple words", "text": "text"}
XFORMS = "{http://www.w3.org/2002/xforms}"


class Oracle:
    """A form as pyxform converts it: which of its questions are relevant, with these answers."""

    def __init__(self, survey: str) -> None:
        document = etree.fromstring(pyxform.convert(xlsform=survey, file_type=".csv", validate=False).xform.encode())
        self.data = copy.deepcopy(document.find(f".//{XFORMS}instance")[0])
        for element in self.data.iter():  # XPath 1.0 has no default namespace
            element.tag = etree.QName(element).localname
        for template in self.data.xpath("//*[@*[local-name() = 'template']]"):
            template.getparent().remove(template)
        binds = document.iter(f"{XFORMS}bind")
        self.relevant = {bind.get("nodeset"): bind.get("relevant") for bind in binds if bind.get("relevant")}

    def shown(self, answers: dict[str, Given], asked: list[Asked]) -> set[str]:
        """The names of the relevant questions; what is not relevant counts as empty for those behind it."""
        data = etree.ElementTree(copy.deepcopy(self.data))
        found: set[str] = set()
        for each in asked:
            (node,) = data.xpath(f"//{each.name}")
            path = data.getpath(node)
            parts = path.split("/")
            around = ["/".join(parts[:depth]) for depth in range(2, len(parts) + 1)]
            conditions = [self.relevant[outer] for outer in around if outer in self.relevant]
            holds = all(data.xpath(f"boolean({condition})") for condition in conditions)
            fill(node, answers.get(each.name) if holds else None)
            found |= {each.name} if holds else set()
        return found


def fill(node: Any, given: Given) -> None:
    """Puts an answer into its node; a repeat gets as many nodes as it has rows."""
    if not len(node):
        node.text = " ".join(map(str, given)) if isinstance(given, list) else "" if given is None else str(given)
        return
    for row in given if isinstance(given, list) else []:
        clone = copy.deepcopy(node)
        assert isinstance(row, dict)
        clone[0].text = str(row["price"])
        node.addprevious(clone)
    node.getparent().remove(node)


def selected(_: object, answer: list[Any] | str, word: str) -> bool:
    """Whether a word is among those of an answer."""
    text = answer if isinstance(answer, str) else (answer[0].text or "") if answer else ""
    return word in text.split()


@pytest.fixture(autouse=True, scope="module")
def functions() -> None:
    """The function that XForms adds to XPath."""
    etree.FunctionNamespace(None)["selected"] = selected


def random_form(random: Random) -> tuple[str, list[Asked]]:
    asked: list[Asked] = []
    rows: list[tuple[str, ...]] = [("survey", "", "", "", ""), ("", "type", "name", "label", "relevant")]
    for number in range(4):
        rows.append(("", "begin group", f"group{number}", "Group", relevant(random, asked)))
        for _ in range(random.randint(2, 4)):
            if nested := random.random() < 0.2:
                rows.append(("", "begin group", f"inner{len(asked)}", "Inner", relevant(random, asked)))
            rows += question(random, asked)
            if nested:
                rows.append(("", "end group", "", "", ""))
        rows.append(("", "end group", "", "", ""))
    rows += [("choices", "", "", ""), ("", "list_name", "name", "label")]
    rows += [("", "words", word, word.title()) for word in WORDS]
    table = io.StringIO()
    csv.writer(table).writerows(rows)
    return table.getvalue(), asked


def question(random: Random, asked: list[Asked]) -> list[tuple[str, ...]]:
    each = Asked(f"q{len(asked)}", random.choice(KINDS))
    condition = relevant(random, asked)
    asked.append(each)
    if each.kind != "repeat":
        return [("", TYPES[each.kind], each.name, "Question", condition)]
    return [
        ("", "begin repeat", each.name, "Rows", condition),
        ("", "integer", f"price_{each.name}", "Price", ""),
        ("", "end repeat", "", "", ""),
    ]


def relevant(random: Random, asked: list[Asked]) -> str:
    if not asked or random.random() < 0.4:
        return ""
    return random_condition(random, lambda: atom(random, asked), ("and", "or"), "not({})")


def atom(random: Random, asked: list[Asked]) -> str:
    each = random.choice(asked)
    name, number = f"${{{each.name}}}", random.randint(-1, 12)
    sign, same = random.choice(("=", "!=", "<", "<=", ">", ">=")), random.choice(("=", "!="))
    word, other = random.choice(WORDS), random.choice((*WORDS, "unheard_of"))
    numbers = [found.name for found in asked if found.kind == "number"]
    beside = f"${{{random.choice(numbers)}}}" if numbers else "3"
    choices = {
        "number": [
            f"{name} {sign} {number}", f"{number} {sign} {name}", f"{name} {sign} {beside}", f"{name} {same} ''",
            f"{name} + {beside} {sign} {number}", f"{name} * 2 - {beside} {sign} 3", f"{name} div 2 {sign} 2.5",
        ],
        "choice": [
            f"{name} {same} '{word}'", f"{name} {sign} 8", f"{name} {same} '{other}'", f"selected({name}, '{other}')",
            f"{name} {same} ''", f"'{word}' {same} {name}",
        ],
        "choices": [f"selected({name}, '{word}')", f"selected({name}, '{other}')", f"{name} {same} '{word}'"],
        "text": [f"{name} {same} 'x'", f"{name} {same} ''"],
        "repeat": [f"sum(${{price_{each.name}}}) {sign} {number}", f"count({name}) {sign} 2"],
    }  # fmt: skip
    return random.choice(choices[each.kind])


def test_random_walks_ask_what_is_relevant_by_xpath() -> None:
    random = Random(20270104)  # noqa: S311 - walks, not secrets
    stops = 0
    for _ in range(FORMS):
        survey, asked = random_form(random)
        imported = import_form(read_xlsform(survey.encode(), "form.csv"), "form.csv", "xlsform")
        assert not [fault for fault in imported.lost if "whole" not in fault.message], survey
        questionnaire = questionnaire_of(imported.text)
        oracle = Oracle(survey)
        for way in (walk(random, questionnaire, asked, CHANGES) for _ in range(WALKS)):
            answers: dict[str, Given] = {}
            for stop in way:
                answers = {
                    name: given for name, given in {**answers, stop.name: stop.given}.items() if name in stop.shown
                }
                shown = oracle.shown(answers, asked)
                assert stop.shown <= shown, (survey, answers)
                assert not stop.hidden & shown, (survey, answers)
                stops += 1
            assert way[-1].shown == shown, (survey, answers)
    assert stops > 500
