"""Writes the folder that a new plugin starts with: a source that works on made-up answers, to be made your own."""

import re
from importlib import resources
from pathlib import Path
from string import Template

from intake.errors import Refused, Usage
from intake.store import durable

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_PACKAGE = "src/intake_${name}"
_PLACES = {
    "pyproject.toml.txt": "pyproject.toml",
    "README.md.txt": "README.md",
    "source.py.txt": f"{_PACKAGE}/__init__.py",
    "quality.toml.txt": f"{_PACKAGE}/quality.toml",
    "client.json.txt": f"{_PACKAGE}/exchanges/client.json",
    "exchanges.json.txt": f"{_PACKAGE}/exchanges/${{name}}.json",
}


def files(name: str) -> dict[str, str]:
    """The text of each file of a new plugin, by its place in the folder; Usage for what can be no name of a source."""
    if not _NAME.fullmatch(name):
        raise Usage(f"{name!r} cannot be the name of a source", remedy="Use a lower-case word, as in: harbour")
    words = {"name": name, "dashed": name.replace("_", "-"), "title": name.title().replace("_", "")}
    skeleton = resources.files("intake.testing") / "skeleton"
    return {
        Template(place).substitute(words): Template((skeleton / file).read_text("utf-8")).safe_substitute(words)
        for file, place in _PLACES.items()
    }


def write_plugin(name: str, target: Path) -> Path:
    """Writes the folder of a new plugin below the target; returns it. Refused where it is there already."""
    folder = target / name
    texts = files(name)
    if folder.exists():
        raise Refused(f"{folder} is there already", remedy="Choose another name, or another folder with --to.")
    for place, text in texts.items():
        path = folder / place
        with durable.writing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return folder
