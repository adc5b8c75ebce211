"""Real keyrings remember the key of a protected store, and forget it with the protection."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("remembering.py")
_UNLOCKED = 'printf words | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$0" "$@"'


def remembered(tmp_path: Path, session: list[str], **environment: str) -> str:
    """What the program says of its keyring, which lies in a folder of its own."""
    (tmp_path / "run").mkdir(mode=0o700)
    places = {"HOME": tmp_path, "XDG_DATA_HOME": tmp_path / "data", "XDG_RUNTIME_DIR": tmp_path / "run"}
    done = subprocess.run(
        [*session, sys.executable, str(PROGRAM), str(tmp_path / "store")],
        env={**os.environ, **{name: str(place) for name, place in places.items()}, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(find_spec("keyring") is None, reason="needs keyring: pip install keyring")
def test_the_secret_service_of_a_desktop_remembers_and_forgets(tmp_path: Path) -> None:
    if not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")):
        pytest.skip("needs dbus and gnome-keyring")
    backend = {"PYTHON_KEYRING_BACKEND": "keyring.backends.SecretService.Keyring"}
    said = remembered(tmp_path, ["dbus-run-session", "--", "sh", "-c", _UNLOCKED], **backend)
    assert "remembered and forgotten by Keyring" in said


@pytest.mark.skipif(
    find_spec("keyring") is None or find_spec("keyrings") is None,
    reason="needs keyring and keyrings.alt: pip install keyring keyrings.alt",
)
def test_a_keyring_in_a_file_remembers_and_forgets(tmp_path: Path) -> None:
    said = remembered(tmp_path, [], PYTHON_KEYRING_BACKEND="keyrings.alt.file.PlaintextKeyring")
    assert "remembered and forgotten by PlaintextKeyring" in said
