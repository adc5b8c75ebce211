"""What `verify` does once its options are read. It loads little, since most of its time would go into loading."""

import os
import sys
from collections.abc import Callable, Sequence
from time import process_time
from typing import TYPE_CHECKING

from intake.cli.ending import let_go_of_stdout
from intake.cli.output import narrate, show, show_json
from intake.model.text import clean

if TYPE_CHECKING:
    from pathlib import Path

    from intake.cli.options import Options
    from intake.model.values import Json
    from intake.signing.pins import Pin
    from intake.signing.verification import Verification

OUTCOME_CODES = {"valid": 0, "invalid": 1, "unknown": 2}
_SLOW = 0.4  # seconds: where everything before the printing took so long, the printing takes about as long again
_WORST_FIRST = ("invalid", "unknown", "valid")


def check(options: "Options", paths: "Sequence[Path]", *, pages: bool, second_opinion: bool, as_json: bool) -> int:
    """Checks each of the files and folders, says what was found, and returns the exit code of the worst outcome."""
    trusted = _trusted(str(options.home_folder()))
    briefs = [path for path in paths if path.suffix == ".pdf"]
    printing = _teller(options.say, as_json=as_json)
    results = [(path, _checked(path, options, trusted, briefs, pages, printing)) for path in paths]
    if second_opinion:
        results = [(path, _with_opinion(path, result)) for path, result in results]
    differing: tuple[str, ...] = ()
    if len(results) > 1:
        from intake.signing import folder

        differing = folder.disagreements(results)
    return _report([(str(path), result) for path, result in results], differing, as_json=as_json)


def check_pdf(path: str, *, pages: bool, as_json: bool) -> int:
    """The same for one PDF where no option says anything else, without loading what the others need."""
    from intake.cli import home
    from intake.signing import one_file

    printing = _teller(narrate, as_json=as_json)
    found = one_file.verify(path, _trusted(home.standard()), pages=pages, printing=printing)
    return _report([(path, found)], (), as_json=as_json)


def _teller(say: Callable[[str], None], *, as_json: bool) -> Callable[[], None]:
    """What tells a person at a slow machine, once, why it takes its time."""
    told = as_json or not sys.stderr.isatty()

    def tell() -> None:
        nonlocal told
        if not told and process_time() > _SLOW:
            told = True
            say("the signature fits every byte; printing the pages again from the data inside ...")

    return tell


def _trusted(home: str) -> "tuple[Pin, ...]":
    folder = os.path.join(home, "keys")  # noqa: PTH118 - pathlib takes long to load
    try:
        os.stat(folder)  # noqa: PTH116
    except FileNotFoundError:
        return ()  # as it is with whoever was sent a brief: what reads pins is not loaded
    except OSError:
        pass  # what reads them says what is wrong
    from intake.signing import pins

    return pins.load(folder)


def _report(results: "Sequence[tuple[str, Verification]]", differing: Sequence[str], *, as_json: bool) -> int:
    """Says what was found; the exit code is the same where nobody reads it to its end, as a script may not."""
    worst = "invalid" if differing else min((result.outcome for _, result in results), key=_WORST_FIRST.index)
    try:
        if as_json:
            show_json({"outcome": worst, "results": [_data(*each) for each in results], "copies": [*differing]})
        else:
            _say(results, differing)
    except BrokenPipeError:
        let_go_of_stdout()
    return OUTCOME_CODES[worst]


def _say(results: "Sequence[tuple[str, Verification]]", differing: Sequence[str]) -> None:
    for path, result in results:
        # On one line: a stranger named the file.
        show(f"{clean(path)}: {result.outcome}" + (f", {result.brief_id}" if result.brief_id else ""))
        for line in (*(f"not so: {fault}" for fault in result.faults), *result.statements):
            show(f"  {line}")
    for line in differing:
        show(f"not so: {clean(line)}")


def _checked(
    path: "Path",
    options: "Options",
    trusted: "Sequence[Pin]",
    briefs: "list[Path]",
    pages: bool,
    printing: Callable[[], None],
) -> "Verification":
    """What a check of one file or folder found, by what it is."""
    if path.suffix == ".pdf" and path.is_file():
        from intake.signing import one_file

        return one_file.verify(path, trusted, pages=pages, printing=printing)
    from intake import chains

    if chains.is_chain(path):
        return chains.verify(path, options.desk().dossiers.vault, briefs)
    from intake.signing import bundle

    return bundle.verify(path, trusted, pages=pages, printing=printing)


def _with_opinion(path: "Path", result: "Verification") -> "Verification":
    """The verification with what pyHanko says of the file, or of each sealed document in the folder."""
    from intake.frugal import replace
    from intake.signing.second_opinion import opinion

    documents = [path] if path.suffix == ".pdf" else sorted(path.glob("[0-9][0-9][0-9].pdf"))
    said = [f"{each.name}: {line}" for each in documents for line in opinion(each.read_bytes())]
    return replace(result, statements=(*result.statements, *said))


def _data(path: str, result: "Verification") -> "Json":
    from intake import canonical

    whole = canonical.encode(result)
    return {**whole, "path": path} if isinstance(whole, dict) else whole
