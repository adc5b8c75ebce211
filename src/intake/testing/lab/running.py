"""Runs the tests that take the lab in one process inside it, and hands their reports to the pytest that collected them."""

import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from intake.testing.lab import namespace

REPORTS = "INTAKE_LAB_REPORTS"
Reports = Mapping[str, Sequence[pytest.TestReport]]


def run(session: pytest.Session, items: Sequence[pytest.Item]) -> Reports:
    """The reports of these tests, by node, run in the lab together; of one that did not come back, a failure."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "reports"
        _wanted(written).write_text(json.dumps([item.nodeid for item in items]), encoding="utf-8")
        files = sorted({str(item.path) for item in items})
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *files]
        done = subprocess.run(  # noqa: S603 - our own interpreter
            namespace.command(command),
            cwd=session.config.rootpath,
            env={**os.environ, REPORTS: str(written)},
            capture_output=True,
            text=True,
            check=False,
        )
        reports = _read(session.config, written)
    said = f"the run in the lab ended with {done.returncode}:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return {item.nodeid: reports.get(item.nodeid) or [_lost(item, said)] for item in items}


def is_wanted() -> Callable[[pytest.Item], bool]:
    """Inside the lab: which of the collected tests are to be run there."""
    wanted = frozenset(json.loads(_wanted(Path(os.environ[REPORTS])).read_text("utf-8")))
    return lambda item: item.nodeid in wanted


def write(config: pytest.Config, report: pytest.TestReport) -> None:
    """Inside the lab: adds a report to those that are handed over."""
    data = config.hook.pytest_report_to_serializable(config=config, report=report)
    with Path(os.environ[REPORTS]).open("a", encoding="utf-8") as file:
        file.write(json.dumps(data) + "\n")


def _wanted(written: Path) -> Path:
    return written.with_suffix(".wanted")


def _read(config: pytest.Config, written: Path) -> dict[str, list[pytest.TestReport]]:
    reports: dict[str, list[pytest.TestReport]] = defaultdict(list)
    for line in written.read_text("utf-8").splitlines() if written.exists() else ():
        report = config.hook.pytest_report_from_serializable(config=config, data=json.loads(line))
        reports[report.nodeid].append(report)
    return reports


def _lost(item: pytest.Item, said: str) -> pytest.TestReport:
    return pytest.TestReport(item.nodeid, item.location, {}, "failed", said, "call")
