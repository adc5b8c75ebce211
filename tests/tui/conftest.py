"""A desk in an empty home, and sources that answer from the sample's exchanges."""

from pathlib import Path

import pytest

from intake.desk import Desk
from intake.testing.recorded import RecordedWeb
from tui.driving import SAMPLE


@pytest.fixture
def desk(home: Path) -> Desk:
    """The desk of a new person."""
    return Desk(home)


@pytest.fixture
def recorded(desk: Desk) -> RecordedWeb:
    """The network, as it answered on the day it was recorded."""
    return RecordedWeb.from_folder(SAMPLE / "exchanges", keep=desk.dossiers.blobs.put)
