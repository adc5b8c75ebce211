"""Sentences of errors and sources are found where they are worded, each has its words in every language, and none is missed."""

import ast
import re
import sys
from datetime import date
from pathlib import Path

import pytest

from intake.locale import Words, catalogue
from intake.locale.days import LANGUAGES, written
from intake.locale.sentences import retold

ROOT = Path(__file__).parents[1]
OTHERS = tuple(language for language in LANGUAGES if language != "en")
GERMAN = Words("de")

sys.path.insert(0, str(ROOT / "docs"))
import sentences as finder  # noqa: E402
import words as counting  # noqa: E402

PLANTED = """
WHERE = "Look elsewhere."

def fail(count, names, right, fault):
    what = "it is gone" if right else f"{count} of {', '.join(names)} are gone"
    if right:
        raise Refused(what, remedy=did_you_mean(names) or WHERE)
    raise Usage(f"the file is {'old' if right else 'new'}: {fault}" + f" and {fault.why}", remedy="intake doctor")
    raise Busy(f"{fault}", remedy="Pass --force.")
"""


def found_in(source: str, tmp_path: Path) -> list[str]:
    path = tmp_path / "planted.py"
    path.write_text(source, encoding="utf-8")
    return list(finder.sentences(path))


def test_a_sentence_is_found_with_its_details_by_name_whichever_way_it_is_put_together(tmp_path: Path) -> None:
    assert found_in(PLANTED, tmp_path) == [
        "it is gone",
        "{count} of {names} are gone",
        "Look elsewhere.",
        "the file is old: {fault} and {why}",
        "the file is new: {fault} and {why}",
    ]


UNFOUND = re.compile(
    r"translate\(|(self\.)?say\(|marked\(|(message\.)?(fault|outcome|found)$|Refused\("  # said already, or an error handed on whole
    r"|next\(iter\(message\.faults|parts\.get\('kind'"  # an error handed on whole; the kind of a client
    r"|str\(fault\)$|' '\.join|'; '\.join|fault\.strerror"  # what another wording said
    r"|self\._(silent|silence|nothing|state)|_reason\(|ended\(|did_you_mean"  # worded in the function that is called
    r"|(dossier|log)\.(damage|remedy)$|(NOT_ASKED(_YET)?|ELSEWHERE|ANEW)$|str\(outcome"  # worded where it is made
    r"|(purpose|words|why|each|said|what|hint)$|answer\.reason"  # worded by who calls
    r"|f'\{(count|self\.done|clean|fault)|f'intake |f\"intake "  # hardly a word of its own, or a command
)
"""What stands in place of a sentence without being one, each kind for its reason."""


def unfound(path: Path) -> list[str]:
    """What is handed to an error in place of a sentence that could be found."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    return [
        f"{path.name}:{call.lineno}: {ast.unparse(argument)}"
        for scope in finder._scopes(module)
        for call in finder._within(scope)
        if isinstance(call, ast.Call)
        for argument in finder._arguments(call)
        if not list(finder._templates(argument, finder._named(module) | finder._named(scope)))
        and not UNFOUND.match(ast.unparse(argument))
    ]


def test_no_sentence_is_put_together_where_it_cannot_be_found(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text("def fail(x):\n    raise Refused(x.upper())\n", encoding="utf-8")
    assert unfound(planted) == ["planted.py:2: x.upper()"]
    assert [line for path in counting.told_on_screen() for line in unfound(path)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_keeps_its_details_in_each_language(language: str) -> None:
    known = catalogue(f"sentences/{language}.po")
    assert len(known) == len(counting.sentences())
    for sentence, said in known.items():
        assert sorted(re.findall(r"\{\w+\}", said)) == sorted(re.findall(r"\{\w+\}", sentence)), sentence


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_recognised_with_its_details_filled_in(language: str) -> None:
    say = Words(language)
    for sentence, said in catalogue(f"sentences/{language}.po").items():
        filled = {name: f"«{place}»" for place, name in enumerate(re.findall(r"\{(\w+)\}", sentence))}
        at = {"minute": f"{written(date(2027, 1, 15), 'en')}, 09:00 UTC"} if "minute" in filled else {}
        told = {"minute": f"{written(date(2027, 1, 15), language)}, 09:00 UTC"} if at else {}
        assert retold(sentence.format(**filled | at), say) == said.format(**filled | told)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("vies: not asked yet; gleif: not asked yet", "vies: noch nicht gefragt; gleif: noch nicht gefragt"),
        (
            "sanctions: unreachable (too old to clear anybody: eu; run: intake lists update eu); vies: not asked yet",
            "sanctions: nicht erreichbar (zu alt, um jemanden zu entlasten: eu; eingeben: intake lists update eu); vies: noch nicht gefragt",
        ),
        ("the mail does not hold: the mail is too large", "die Mail hält nicht: die Mail ist zu groß"),
        (
            "“T” says that the client's signature existed on Friday, 31 Smarch 2027, 09:00 UTC; no trust list was asked.",
            "„T“ sagt, dass es die Signatur des Auftraggebers am Friday, 31 Smarch 2027, 09:00 UTC gab; keine Vertrauensliste wurde befragt.",
        ),
        (
            "000.pdf: The document is not as it was signed: the document is not the one that was signed.",
            "000.pdf: Das Dokument ist nicht so, wie es unterschrieben wurde: das Dokument ist nicht das, das unterschrieben wurde.",
        ),
        ("PRACTICE - sample data, not an agreement.", "ÜBUNG - Beispieldaten, keine Vereinbarung."),
        ("it needs a Norwegian organisation number", "braucht: eine norwegische Organisationsnummer"),
        ("a stranger's plugin (said this): so", "a stranger's plugin (said this): so"),
        ("", ""),
    ],
)
def test_what_a_sentence_wraps_is_retold_too_and_a_strangers_words_stay(sentence: str, said: str) -> None:
    assert retold(sentence, GERMAN) == said
    assert retold(sentence, Words()) == sentence


def test_a_language_without_a_catalogue_hears_english() -> None:
    assert retold("there is no offer yet", Words("xx")) == retold("there is no offer yet", Words("../de"))
