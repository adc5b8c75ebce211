"""What goes wrong at the desk is said in the screen's language, with the next step as it is taken there."""

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

import intake
from intake import documents
from intake.desk import Desk
from intake.errors import BadFile, NotFound, Refused, Usage
from intake.locale import Words
from intake.tui.faults import NEXT, because, faults_told, told
from tui.driving import at

SOURCE = Path(intake.__file__).parent
GERMAN = Words("de")


def sentences() -> Iterator[str]:
    """Every text in the source, with a gap for each detail."""
    for path in SOURCE.rglob("*.py"):
        if "tui" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
            elif isinstance(node, ast.JoinedStr):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)


def test_every_step_of_the_command_line_is_one_that_is_said() -> None:
    """A remedy that is reworded in a step is missed here, not on a client's screen."""
    said = [re.sub(r"\{\}", "acme", sentence) for sentence in sentences()]
    for command in NEXT:
        assert any(fnmatchcase(sentence, command) for sentence in said), f"nothing says {command!r}"


@pytest.mark.parametrize(
    ("fault", "what", "remedy"),
    [
        (Refused("there is no offer yet", remedy="intake sign acme-1 --as supplier"), "noch kein Angebot", "Angebot"),
        (Refused("still to be answered: a, b", remedy="intake interview acme-1"), "a, b", "(F2)"),
        (Usage("the instalments are 5.00 EUR above the price", remedy="They add up to 9 EUR."), "5.00 EUR", "9 EUR"),
        (Refused("something new", remedy="intake decide acme-1 --by NAME"), "something new", "(F4)"),
        (Refused("something new", remedy="Pass --reason TEXT."), "something new", ""),
        (
            NotFound("there is no clause 'x'", remedy="intake lists update eu"),
            "keine Klausel „x“",
            "intake lists update",
        ),
    ],
)
def test_details_are_kept_and_the_next_step_is_one_on_screen(fault: Refused, what: str, remedy: str) -> None:
    said = told(fault, GERMAN)
    assert what in said[0]
    assert remedy in said[1]
    assert "--" not in said[1]
    assert remedy or not said[1]


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (
            "Is on a sanctions list. (findings.sanctions.hit = yes)",
            "Steht auf einer Sanktionsliste. (findings.sanctions.hit = yes)",
        ),
        (
            "unknown, because vies: not asked yet; gleif: not asked yet",
            "unbekannt, denn vies: noch nicht gefragt; gleif: noch nicht gefragt",
        ),
        (
            "overruled by Ann: I know them; 1 of 2 approvals: Ann",
            "überstimmt von Ann: I know them; 1 von 2 Zustimmungen: Ann",
        ),
        ("unknown, because x; counted at its worst: 20", "unbekannt, denn x; im schlechtesten Fall gezählt: 20"),
        ("not so: answers.prepay = 50 %", "nicht so: answers.prepay = 50 %"),
        ("My own rule. (answers.x = 1)", "My own rule. (answers.x = 1)"),
    ],
)
def test_why_a_rule_came_out_so_is_said_in_the_language_of_the_screen(why: str, said: str) -> None:
    assert because(why, GERMAN) == said
    assert because(why, Words()) == why


@pytest.mark.anyio
async def test_a_refusal_is_shown_in_the_screens_words(desk: Desk, agreed: str) -> None:
    desk.sitting(agreed).give("revisions", "1")
    async with at(desk, dossier=agreed, step="agreement") as person:
        seen = await person.type("s\r")
        assert "the answers changed after the decision" in seen
        assert "Decide anew (F4)." in seen
        assert "intake decide" not in seen


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: b: c", "f.yaml:1:5: ein Doppelpunkt steht, wo keiner stehen kann (den Text in Anführungszeichen setzen"),
        ("a:\n\tb: 1", "f.yaml:2:1: ein Tabulator oder ein Zeichen steht, wo ein Wert beginnt (mit Leerzeichen"),
        ("a:\n  b: 1\n c: 2", "f.yaml:3:2: diese Zeile passt zu keiner darüber"),
        ('"a": "\\q"', "f.yaml:1:7: das lässt sich nicht als YAML lesen: found unknown escape character"),
        ("ia: 1\nb: *c", "f.yaml:2:4: Anker und Verweise werden nicht gelesen (den Wert ausschreiben)"),
        ("a: 1\na: 2", "f.yaml:2:1: der Schlüssel „a“ steht zweimal da (zuerst in Zeile 1)"),
        ("ide: 1", "f.yaml:1:1: die Kriterien: einen Schlüssel „ide“ gibt es dort nicht (Meinten Sie „id“?)"),
    ],
)
def test_what_is_wrong_in_a_file_is_told_with_its_place(text: str, said: str) -> None:
    try:
        form = documents.Form(*documents.parse(text.encode(), "f.yaml"), "a policy")
        form.done(("id",))
        found = BadFile(form.faults)
    except BadFile as fault:
        found = fault
    seen = faults_told(found, GERMAN)
    assert any(each.startswith(said) for each in seen), seen
    assert "in f.yaml" in told(found, GERMAN)[0]
    assert not {"fault", "faults", "Correct"} & set(" ".join(told(found, GERMAN)).split())
