"""Brings the catalogues of words up to date with the source, or, with --check, says what they lack and what nothing says.

Babel finds the messages: texts handed to one of the functions below; with them come the sentences of the policies that come along.
What errors and sources say is found by `sentences.py`, and has catalogues of its own, which are read only once something is
to be told. Those that are new stand in each catalogue with an
empty translation, to be filled in; those that nothing says any more are taken out.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import yaml
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from sentences import FORMS, once
from sentences import sentences as sentences_of

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "intake"
PLUGINS = ROOT / "plugins"
CATALOGUES = SOURCE / "locale"
SENTENCES = CATALOGUES / "sentences"
_SPOKEN = (
    "interviewing/**.py",
    "tui/**.py",
    "sitting.py",
    "external_editor.py",
    "phrasing.py",
    "following/reference.py",
    "letters/slots.py",
    "recounting.py",
    "supposing.py",
    "cli/plain.py",
    "cli/plain_rows.py",
    "cli/prompting.py",
)
_TYPED = (
    "src/intake/cli",
    "src/intake/converting",
    "src/intake/deciding/linting",
    "src/intake/letters/reading.py",
    "src/intake/signing/rotating.py",
    "src/intake/signing/second_opinion.py",
    "src/intake/testing/checking.py",
    "src/intake/testing/making.py",
)
"""What only commands reach, which speak English: their sentences meet no screen."""
_PRINTED = ("agreeing/*.py", "model/checklist.py", "model/hourly.py", "publishing/*.py", "signing/*.py")
_POLICIES = ROOT / "policies"
_SAYING = dict.fromkeys(("say", "translate", "marked", "EntryFault", "_error", "_Doubt")) | {"Binding": (3,)}


def messages() -> set[str]:
    """Every message of the faces and of the engine."""
    found = extract_from_dir(str(SOURCE), [(place, "python") for place in _SPOKEN + _PRINTED], keywords=_SAYING)
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found} | set(rules())


def rules() -> Iterator[str]:
    """What the rules of our policies say."""
    for path in sorted(_POLICIES.glob("*.yaml")):
        policy = yaml.safe_load(path.read_text(encoding="utf-8"))
        yield from (rule["say"] for part in policy.values() if isinstance(part, list) for rule in part if "say" in rule)


def sentences() -> set[str]:
    """Every sentence with which a step or one of our sources says that something went wrong, or why it cannot tell."""
    return set(once(found for path in told_on_screen() for found in sentences_of(path)))


def told_on_screen() -> list[Path]:
    """The modules whose errors and silences can meet a screen."""
    paths = (*sorted(SOURCE.rglob("*.py")), *sorted(PLUGINS.rglob("*.py")))
    return [path for path in paths if path.name in FORMS or not str(path.relative_to(ROOT)).startswith(_TYPED)]


def update(path: Path, said: set[str]) -> None:
    """Writes a catalogue anew with exactly these messages, in their order."""
    with path.open("rb") as file:
        before = read_po(file, locale=path.stem)
    after = Catalog(locale=path.stem, fuzzy=False)
    for message in said:
        known = before.get(message)
        after.add(message, known.string if known else "")
    with path.open("wb") as file:
        file.write(f'# What intake says, in {Locale.parse(path.stem).english_name}.\nmsgid ""\nmsgstr ""\n'.encode())
        file.write(f'"Language: {path.stem}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'.encode())
        write_po(file, after, width=0, omit_header=True, sort_output=True)


def gaps(path: Path, said: set[str]) -> Iterator[str]:
    """What a catalogue lacks, and what it has in vain."""
    with path.open("rb") as file:
        known = {message.id: message.string for message in read_po(file, locale=path.stem) if message.id}
    yield from (f"{path.name}: not translated: {message!r}" for message in sorted(said) if not known.get(message))
    yield from (f"{path.name}: said nowhere: {message!r}" for message in sorted(known.keys() - said))


def main() -> int:
    """Runs from the command line; 1 where a check finds a gap."""
    said, told = messages(), sentences()
    catalogues = [(path, each) for folder, each in ((CATALOGUES, said), (SENTENCES, told)) for path in _in(folder)]
    if "--check" not in sys.argv[1:]:
        for path, each in catalogues:
            update(path, each)
    found = [gap for path, each in catalogues for gap in gaps(path, each)]
    counts = f"{len(said)} messages and {len(told)} sentences in {len(_in(CATALOGUES))} languages"
    sys.stdout.write(("\n".join(found) or counts) + "\n")
    return bool(found)


def _in(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.po"))


if __name__ == "__main__":
    sys.exit(main())
