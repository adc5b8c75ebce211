"""What every test shares: a folder of its own as home, and no way to the person's real one."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("intake", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("intake")


@pytest.fixture
def anyio_backend() -> str:
    """Asynchronous tests run on asyncio, as the program does."""
    return "asyncio"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home; nothing of the person who runs the tests is read or written."""
    folder = tmp_path / "home"
    monkeypatch.setenv("INTAKE_HOME", str(folder))
    monkeypatch.delenv("INTAKE_PASSPHRASE", raising=False)
    return folder
