"""Has Python itself refuse files, network and processes, where the system offers nothing better (PEP 578).

An audit hook sees what Python code does, and cannot be taken out again. It is no match for native code, so it is said to be
the weaker measure wherever isolation is shown.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

NETWORK_EXIT = 87
"""How a process ends that tried the network."""
_READS = frozenset({"os.listdir", "os.scandir"})
_REFUSED = (
    "ctypes.", "os.chmod", "os.chown", "os.exec", "os.fork", "os.kill", "os.link", "os.mkdir", "os.posix_spawn",
    "os.putenv", "os.remove", "os.rename", "os.rmdir", "os.setxattr", "os.spawn", "os.startfile", "os.symlink",
    "os.system", "os.truncate", "os.utime", "pty.", "resource.setrlimit", "shutil.", "signal.pthread_kill", "sqlite3.",
    "subprocess.", "tempfile.", "winreg.", "_winapi.",
)  # fmt: skip


def restrict(readable: Sequence[str]) -> bool:
    """Restricts this process for ever to reading beneath these paths; always True."""
    places = [Path(path).resolve() for path in readable]

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith("socket."):
            os._exit(NETWORK_EXIT)
        if event.startswith(_REFUSED) or (event == "open" and _writes(arguments)):
            raise PermissionError(f"a plugin may not use {event}")
        if (event == "open" or event in _READS) and not _stands_in(arguments[0], places):
            raise PermissionError(f"a plugin may not read {arguments[0]}")

    sys.addaudithook(refuse)
    return True


def _writes(arguments: tuple[object, ...]) -> bool:
    _, mode, flags = arguments
    if isinstance(mode, str):
        return bool(set(mode) & set("wax+"))
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _stands_in(path: object, places: Sequence[Path]) -> bool:
    if isinstance(path, int):  # a descriptor that is open already
        return True
    text = os.fsdecode(path) if isinstance(path, bytes | str | os.PathLike) else "."
    found = Path(os.path.realpath(text))  # quicker than Path.resolve, and this is asked at each import
    return any(found.is_relative_to(place) for place in places)
