"""What pytest learns from us: the options of the conformance suite, and the lab that hostile servers are met in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from intake.testing.lab import Lab

_REPORTS = pytest.StashKey[Mapping[str, Sequence[pytest.TestReport]]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the options; without them the suite runs on every source installed."""
    group = parser.getgroup("intake", "conformance of sources (pytest --pyargs intake.testing.conformance)")
    group.addoption("--intake-source", action="append", default=[], metavar="NAME", help="only this source; may repeat")
    group.addoption(
        "--intake-plugins-dir", action="append", default=[], metavar="DIR", help="a folder of plugins; may repeat"
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the tests that take the lab first: pytest tears down nothing between them, since it does not run them itself.

    Last, several workers would each come to some of them, and run all.
    """
    items.sort(key=lambda item: not _takes_the_lab(item))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> bool | None:
    """Runs a test that takes the lab inside it, together with all others that do; elsewhere pytest runs it."""
    if not _takes_the_lab(item):
        return None
    from intake.testing.lab import namespace, running

    if namespace.inside() or namespace.why_not():
        return None
    if _REPORTS not in item.session.stash:
        item.session.stash[_REPORTS] = running.run(item.session, [*filter(_takes_the_lab, item.session.items)])
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for report in item.session.stash[_REPORTS][item.nodeid]:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def _takes_the_lab(item: pytest.Item) -> bool:
    return "intake_lab" in getattr(item, "fixturenames", ())


class _Inside:
    """What pytest does in addition when it runs inside the lab."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leaves out what is run elsewhere."""
        from intake.testing.lab import running

        items[:] = filter(running.is_wanted(), items)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Hands a report over."""
        from intake.testing.lab import running

        running.write(self._config, report)


def pytest_configure(config: pytest.Config) -> None:
    """Hands reports over where another pytest waits for them."""
    import os

    if "INTAKE_LAB_REPORTS" in os.environ:
        config.pluginmanager.register(_Inside(config))


@pytest.fixture(scope="session")
def _intake_lab(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Lab]":
    from intake.testing.lab import Lab, namespace

    if reason := namespace.why_not():
        pytest.skip(reason)
    lab = Lab(tmp_path_factory.mktemp("lab"))
    yield lab
    lab.close()


@pytest.fixture
def intake_lab(_intake_lab: "Lab") -> "Iterator[Lab]":
    """A network of its own, see `intake.testing.lab`; a connection to what the test did not put up fails the test."""
    _intake_lab.touched.clear()
    yield _intake_lab
    assert not _intake_lab.touched, f"a connection to a canary: {', '.join(_intake_lab.touched)}"  # noqa: S101
