"""Runs the conformance suite on sources and says in words what holds and what does not."""

import contextlib
import io
import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from intake.errors import CannotTell
from intake.frugal import dataclass

if TYPE_CHECKING:
    import pytest

_NODE = re.compile(r"::test_(\w+)\[([a-z0-9_]+)(?:-(.*))?\]$")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a source must hold to: in words, with which fault, and why it fails or is not asked."""

    source: str
    words: str
    outcome: Literal["holds", "fails", "exempt"]
    fault: str = ""
    why: str = ""


def check(names: Sequence[str], folders: Sequence[Path]) -> tuple[Check, ...]:
    """What the conformance suite says of the sources of these names, in its order; CannotTell without pytest."""
    try:
        import pytest
    except ImportError as fault:
        raise CannotTell("the checks need pytest", remedy="python -m pip install pytest") from fault
    tally = _Tally()
    sources = [part for name in names for part in ("--intake-source", name)]
    places = [part for folder in folders for part in ("--intake-plugins-dir", str(folder))]
    with tempfile.TemporaryDirectory() as empty, contextlib.redirect_stdout(io.StringIO()) as said:
        # Neither the settings nor the conftest of the folder a person happens to be in have a say.
        quiet = ["-c", os.devnull, "--rootdir", empty, "--noconftest", "-p", "no:cacheprovider", "-q"]
        code = pytest.main([*quiet, "--pyargs", "intake.testing.conformance", *sources, *places], plugins=[tally])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        raise CannotTell(f"the checks did not run: {said.getvalue().strip()[-500:]}")
    return tuple(tally.checks)


def in_words(checks: Iterable[Check]) -> list[str]:
    """One line a thing to hold to, and one below it for each fault with which it fails."""
    by_words: dict[str, list[Check]] = {}
    for each in checks:
        by_words.setdefault(each.words, []).append(each)
    return [line for words, group in by_words.items() for line in _lines(words, group)]


def _lines(words: str, group: Sequence[Check]) -> list[str]:
    failed = [each for each in group if each.outcome == "fails"]
    exempt = [each for each in group if each.outcome == "exempt"]
    faults = f", with {len(group)} faults" if len(group) > 1 else ""
    if failed:
        told = [f"      {each.fault + ': ' if each.fault else ''}{each.why}" for each in failed]
        return [f"  FAILS  {words}", *told]
    if len(exempt) == len(group):
        return [f"  -      {words}: {exempt[0].why}"]
    return [f"  holds  {words}{faults}"]


class _Tally:
    """A plugin of pytest that notes how each test ended."""

    def __init__(self) -> None:
        self.checks: list[Check] = []

    def pytest_runtest_logreport(self, report: "pytest.TestReport") -> None:
        """Takes down one phase of one test, if it decided how the test ended."""
        found = _NODE.search(report.nodeid)
        if not found or (report.when != "call" and report.passed):
            return
        words, source, fault = found.group(1).replace("_", " "), found.group(2), found.group(3) or ""
        if report.failed:
            self.checks.append(Check(source, words, "fails", fault, _first_line(report)))
        elif report.skipped:
            why = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
            self.checks.append(Check(source, words, "exempt", fault, why.removeprefix("Skipped: ")))
        else:
            self.checks.append(Check(source, words, "holds", fault))


def _first_line(report: "pytest.TestReport") -> str:
    crash = getattr(report.longrepr, "reprcrash", None)
    text = str(crash.message if crash else report.longrepr)
    return text.removeprefix("AssertionError: ").splitlines()[0] if text else "it fails"
