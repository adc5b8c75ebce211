"""The figures of the torture, told at its end whichever process had them."""

import os
from collections.abc import Callable

import pytest

_NAME = "figure of the torture"


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Takes a line to be told."""
    return lambda line: record_property(_NAME, line)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tells them, where all of it was asked for."""
    if "INTAKE_TORTURE_STRIDE" in os.environ:
        ended = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
        for line in sorted(str(value) for each in ended for name, value in each.user_properties if name == _NAME):
            terminalreporter.write_line(line)
