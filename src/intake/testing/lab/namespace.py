"""Makes a network namespace in which every address is this machine, and names are asked of a server on it."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

REFUSING = "93.184.0.66"
"""A public address of the lab that nothing can connect to."""
_FLAG = "INTAKE_LAB"
_RESOLVER = "nameserver 127.0.0.1\n"
_SWITCH = "hosts: files dns\n"
_NETWORK = f"""link set lo up
route add local 0.0.0.0/0 dev lo table local
route add unreachable {REFUSING}/32 table local
-6 route add local ::/0 dev lo table local
"""
_NAME_CACHE = Path("/run/nscd")


def inside() -> bool:
    """Whether this process runs in the lab."""
    return _FLAG in os.environ


@cache
def why_not() -> str:
    """Why no lab can be made here, in words; empty where one can."""
    if sys.platform != "linux":
        return "the lab needs network namespaces, which only Linux has"
    if missing := [tool for tool in ("unshare", "ip", "mount") if shutil.which(tool) is None]:
        return f"the lab needs {' and '.join(missing)} (util-linux, iproute2)"
    done = subprocess.run([*_unshare(), "true"], capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    return "" if done.returncode == 0 else f"this system makes no network namespaces: {done.stderr.strip()}"


def command(arguments: Sequence[str]) -> list[str]:
    """The command that runs another one in a lab."""
    return [*_unshare(), sys.executable, "-m", "intake.testing.lab", "--within", *arguments]


def prepare() -> None:
    """Turns the namespace this process was started in into a lab: addresses, routes, and the way names are resolved."""
    for line in _NETWORK.splitlines():
        subprocess.run(["ip", *line.split()], check=True)  # noqa: S603, S607 - found by why_not
    folder = Path(tempfile.mkdtemp(prefix="intake-lab-"))
    for path, text in ((Path("/etc/resolv.conf"), _RESOLVER), (Path("/etc/nsswitch.conf"), _SWITCH)):
        if path.exists():
            (folder / path.name).write_text(text)
            _mount("--bind", str(folder / path.name), str(path.resolve()))
    if _NAME_CACHE.is_dir():
        _mount("-t", "tmpfs", "none", str(_NAME_CACHE))  # its answers would be those of the real network
    os.environ[_FLAG] = "1"


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)  # noqa: S603, S607 - as above


def _unshare() -> list[str]:
    alone = ["unshare", "--net", "--mount"]
    return alone if os.geteuid() == 0 else [*alone, "--user", "--map-root-user"]
