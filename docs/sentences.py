"""Finds the sentences that errors, silences and notes say, each with its details in braces, for the catalogues of sentences.

Whoever raises an error words it in English, where it is raised: `Refused(f"there is no clause '{clause}'")`. Babel reads no
f-strings, so these are found in the syntax tree: what is handed to the calls below, also by way of a local name, a choice
(`a if b else c`) or a sum. A detail is called by the last name in its expression.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path

SAYING: Mapping[str, tuple[int | str, ...]] = dict.fromkeys(
    (
        *("IntakeError", "DoesNotHold", "CannotTell", "Usage", "NotFound", "CannotWrite", "Busy", "Refused", "Broken"),
        *("Silence", "Unreachable", "BadCertificate", "Blocked", "RateLimited", "Withheld"),
        *("NotApplicable", "NotFoundHere"),
    ),
    (0, "remedy"),
) | {
    "BadFile": ("remedy",),
    "Classed": (1,),
    "Form": (2,),
    "NotChecked": (1,),
    "Reason": (1,),
    "SourceInfo": ("needs", "publisher"),
    "fetch": (1,),
    "lose": (1,),
    "tell": (0,),
    "unknown": (1,),
    "worded": (0,),
    "_altered": (1,),
    "_no_backup": (1,),
}
"""The calls whose arguments are such sentences, with their places."""

FORMS = ("documents.py", "backup_file.py", "hours_table.py")
"""Modules whose faults are told on screen too: what is wrong in the form of any file, and in a list of hours. Others speak to who writes policies and the like."""
_FAULTS: Mapping[str, tuple[int | str, ...]] = {"Fault": (1, 2), "fault": (1, 2)}

_FEWEST = 5
"""The letters that a sentence begins with, or more in all: what is nearly all details would be found in any other."""
_DETAIL = re.compile(r"\{\w+\}")
_COMMANDS = ("intake ", "chmod ", "pip ", "python ")


def sentences(path: Path) -> Iterator[str]:
    """The sentences of one module, as templates; commands to type are none."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    saying = {**SAYING, **_FAULTS} if path.name in FORMS else SAYING
    for scope in _scopes(module):
        named = _named(module) | _named(scope)
        for call in _within(scope):
            if isinstance(call, ast.Call):
                for argument in _arguments(call, saying):
                    yield from filter(_is_sentence, _templates(argument, named))


def once(found: Iterable[str]) -> Iterator[str]:
    """Each of the sentences once, where they differ in more than what their details are called."""
    seen: set[str] = set()
    for template in sorted(found):
        if (shape := _DETAIL.sub("{}", template)) not in seen:
            seen.add(shape)
            yield template


def _is_sentence(template: str) -> bool:
    words, begin = _DETAIL.sub("", template), template.partition("{")[0]
    telling = _letters(words) > _FEWEST or _letters(begin) >= _FEWEST
    return telling and not template.startswith(_COMMANDS) and "--" not in template


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _arguments(call: ast.Call, saying: Mapping[str, tuple[int | str, ...]] = SAYING) -> Iterator[ast.expr]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    for place in saying.get(name, ()):
        if isinstance(place, int) and place < len(call.args):
            yield call.args[place]
        yield from (word.value for word in call.keywords if word.arg == place)


def _scopes(tree: ast.Module) -> Iterator[ast.AST]:
    yield tree
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _within(scope: ast.AST) -> Iterator[ast.AST]:
    """What stands in a scope, but not in a function inside it."""
    for child in ast.iter_child_nodes(scope):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child
            yield from _within(child)


def _named(scope: ast.AST) -> dict[str, list[ast.expr]]:
    named: dict[str, list[ast.expr]] = {}
    for node in _within(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                _bind(target, node.value, named)
        elif isinstance(node, ast.NamedExpr):
            _bind(node.target, node.value, named)
    return named


def _bind(target: ast.expr, value: ast.expr, named: dict[str, list[ast.expr]]) -> None:
    if isinstance(target, ast.Name):
        named.setdefault(target.id, []).append(value)
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for each, given in zip(target.elts, value.elts, strict=True):
            _bind(each, given, named)


def _templates(node: ast.expr, named: Mapping[str, Sequence[ast.expr]]) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            for each in product(*(tuple(_part(part)) for part in parts)):
                yield _apart("".join(each))
        case ast.IfExp(body=one, orelse=other) | ast.BoolOp(values=[one, other]):
            yield from _templates(one, named)
            yield from _templates(other, named)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            rights = tuple(_templates(right, named)) or ("{" + _name(right) + "}",)
            yield from (_apart(one + other) for one in _templates(left, named) for other in rights)
        case ast.Call(func=ast.Name(id="marked"), args=[said]):  # on the page too
            yield from _templates(said, named)
        case ast.Name(id=name):
            rest = {known: values for known, values in named.items() if known != name}
            for value in named.get(name, ()):
                yield from _templates(value, rest)


def _part(part: ast.expr) -> Iterator[str]:
    match part:
        case ast.Constant(value=str(text)):
            yield text
        case ast.FormattedValue(
            value=ast.IfExp(body=ast.Constant(value=str(one)), orelse=ast.Constant(value=str(other)))
        ):
            yield from (one, other)
        case ast.FormattedValue(value=value):
            yield "{" + _name(value) + "}"


def _name(value: ast.expr) -> str:
    match value:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name.strip("_").lower()
        case ast.Call(func=ast.Attribute(attr="join"), args=[first]) | ast.Call(func=ast.Name(), args=[first, *_]):
            return _name(first)
        case ast.Call(func=ast.Attribute(value=inner)) | ast.Subscript(value=inner) | ast.Starred(value=inner):
            return _name(inner)
        case ast.Call(func=ast.Name(id=name)):
            return name.strip("_")
        case ast.BoolOp(values=[first, *_]) | ast.BinOp(left=first):
            return _name(first)
        case ast.GeneratorExp(elt=first):
            return _name(first)
        case _:
            return "detail"


def _apart(template: str) -> str:
    """The template with two details of one name told apart: `{name}`, `{name_2}`."""
    counts: dict[str, int] = {}
    head, *rest = template.split("{")
    for place, part in enumerate(rest):
        name, _, after = part.partition("}")
        counts[name] = counts.get(name, 0) + 1
        rest[place] = (f"{name}_{counts[name]}" if counts[name] > 1 else name) + "}" + after
    return "{".join((head, *rest))
