"""What every test shares: a folder of its own as home, and no way to the person's real one."""

import ctypes
import gc
import os
import shutil
import signal
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("intake", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fuzz", deadline=None, max_examples=20_000, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("INTAKE_TEST_PROFILE", "intake"))

if "PYTEST_XDIST_WORKER" in os.environ and sys.platform == "linux":
    # A worker ends with the process that started it; where that is killed, it would go on to the end of its test.
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell that starts the tests in the background has them ignore Ctrl+C, and so would the programs that they interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_configure(config: pytest.Config) -> None:
    """Names the tests that `make fuzz` runs for long."""
    config.addinivalue_line("markers", "fuzz: feeds on random input; a short run here, a long one in `make fuzz`")
    gc.set_threshold(50_000)  # as the program does; Python's own 700 sweep all the tests for each screen that is made


def pytest_collection_finish() -> None:
    """Leaves what the tests are made of out of every later search for garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def anyio_backend() -> str:
    """Asynchronous tests run on asyncio, as the program does."""
    return "asyncio"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home; nothing of the person who runs the tests is read or written."""
    folder = tmp_path / "home"
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    monkeypatch.setenv("INTAKE_HOME", str(folder))
    for name in (
        "INTAKE_PASSPHRASE",
        "INTAKE_NEW_PASSPHRASE",
        "INTAKE_DEBUG",
        "COLUMNS",
        "LINES",
        "NO_COLOR",
        "FORCE_COLOR",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    return folder


@pytest.fixture(scope="session")
def ssh_keygen() -> str:
    """Where ssh-keygen is; the test is skipped where it is not."""
    return shutil.which("ssh-keygen") or pytest.skip("ssh-keygen is not installed")
