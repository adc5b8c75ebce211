"""No words stand on a screen or at a plain prompt but in the reader's language: neither in the source, nor in the grids."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from intake.locale.days import LANGUAGES
from intake.model.facts import FINDINGS
from tui.driving import SAMPLE
from tui.test_snapshots import FOLDER, sections

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "intake"
FACES = (
    *sorted((SOURCE / "tui").glob("*.py")),
    *sorted((SOURCE / "cli").glob("plain*.py")),
    SOURCE / "cli/prompting.py",
)
SHOWN = {
    *(
        "Static",
        "Label",
        "Button",
        "Checkbox",
        "Tick",
        "Input",
        "Content",
        "Option",
        "Field",
        "FormDialog",
        "Notice",
        "Menu",
    ),
    *("text", "lines", "heading", "notify", "update", "show", "SystemCommand"),
}
"""What puts words on a screen."""
LABELS = {"title", "placeholder", "label", "about", "submit", "tooltip", "border_title", "sub_title"}
"""Their arguments and attributes that are read, besides the arguments without a name."""
SAID = {"say", "marked", "translate", "worded", "retold", "said"}
NO_WORDS = re.compile(r"\$|https://…$|intake $|SHA-256$|#")
"""Styles, the form of an address, the name of the program, that of a digest, and the names of widgets."""


def called(call: ast.Call) -> str:
    return str(getattr(call.func, "attr", getattr(call.func, "id", "")))


def literals(node: ast.AST) -> Iterator[str]:
    """The words that an expression shows without saying them in a language; what is handed to another call is its own."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Call(args=arguments) if called(node) in ("join", "format", "upper"):
            yield from (text for argument in arguments for text in literals(argument))
        case ast.Call():
            return
        case ast.Tuple(elts=[first, *_]):  # words with their style
            yield from literals(first)
        case ast.IfExp(body=one, orelse=other):
            yield from (*literals(one), *literals(other))
        case ast.FormattedValue(value=inner):
            yield from literals(inner)
        case ast.JoinedStr() | ast.BinOp() | ast.BoolOp() | ast.Starred() | ast.GeneratorExp():
            yield from (text for child in ast.iter_child_nodes(node) for text in literals(child))


def bare(path: Path) -> list[str]:
    """What a module shows in English whatever the language."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        shown: list[ast.expr] = []
        if isinstance(node, ast.Call) and called(node) in SHOWN:
            named = called(node) == "Field"  # the first argument of a field is its name
            shown = [*node.args[named:], *(word.value for word in node.keywords if word.arg in LABELS)]
        elif isinstance(node, ast.Assign) and any(getattr(target, "attr", "") in LABELS for target in node.targets):
            shown = [node.value]
        words = [text for each in shown for text in literals(each) if sum(map(str.isalpha, text)) > 1]
        found += [f"{path.name}: {text!r}" for text in words if not NO_WORDS.match(text)]
    return found


def test_no_face_has_words_of_its_own_in_its_source(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(
        'say("ok")\nyield Static(say("Save") + " it", id="x")\nself.notify(f"{count} old", title="Aged")\n'
        'Option(text(("No" if n else "Some", "dim")))\nbutton.label = "Go on"\nField("name", "Name")\nshow("Done.")\n',
        encoding="utf-8",
    )
    planted_words = ["' it'", "' old'", "'Aged'", "'Done.'", "'Go on'", "'Name'", "'No'", "'Some'"]
    assert sorted(line.partition(": ")[2] for line in bare(planted)) == planted_words
    assert [line for path in FACES for line in bare(path)] == []


_KEYS = "esc enter shift tab ctrl del pgup pgdn"
_NAMES = "intake acme birch studio lind snickeri calm deutsch english français español svenska eesti türkçe sha utc jail insolvent reference"
_SOURCES = " ".join(path.name.replace("_", " ") for path in (ROOT / "plugins").glob("intake_*")) + " accounts ofac"
_ANSWERED = (SAMPLE / "answers.web.yaml").read_text(encoding="utf-8")
_PUBLISHERS = " ".join(
    found
    for path in (ROOT / "plugins").rglob("*.py")
    for found in re.findall('publisher="(.*)"', path.read_text(encoding="utf-8"))
)
_TOPICS = " ".join(fact.partition(".")[0] for fact in FINDINGS)
DATA = {
    word.lower()
    for word in re.findall(r"[^\W\d_]+", " ".join((_KEYS, _NAMES, _SOURCES, _PUBLISHERS, _TOPICS, _ANSWERED)))
}
"""Words that are the same in every language: keys, names, sources with their publishers, topics, and the client's answers."""
QUOTED = re.compile("“[^“”]*”")


def untranslated(grids: dict[str, str]) -> set[str]:
    """The words that stand on a screen in whichever language, but for data, what is quoted, and ids like `vat.valid`."""
    told = [set(re.split(r"[\s│]+", QUOTED.sub("", grid))) for grid in grids.values()]
    common = {word.strip(",.;:()…") for word in set.intersection(*told)}
    return {word for word in common if len(word) > 2 and word.isalpha() and word.lower() not in DATA}


def test_no_screen_says_the_same_words_in_every_language() -> None:
    kept = {language: sections((FOLDER / f"{language}.txt").read_text(encoding="utf-8")) for language in LANGUAGES}
    widest = [title for title in kept["en"] if title.endswith("120x36")]
    planted = {language: f"{grids[widest[0]]}\n The harbour is shut." for language, grids in kept.items()}
    assert untranslated(planted) == {"harbour", "shut"}
    found = {title: untranslated({language: grids[title] for language, grids in kept.items()}) for title in widest}
    assert {title: words for title, words in found.items() if words} == {}
