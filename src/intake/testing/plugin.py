"""The options by which pytest runs the conformance suite on somebody's source."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the options; without them the suite runs on every source installed."""
    group = parser.getgroup("intake", "conformance of sources (pytest --pyargs intake.testing.conformance)")
    group.addoption("--intake-source", action="append", default=[], metavar="NAME", help="only this source; may repeat")
    group.addoption(
        "--intake-plugins-dir", action="append", default=[], metavar="DIR", help="a folder of plugins; may repeat"
    )
