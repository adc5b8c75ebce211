"""Leaves a process a few folders to read, and no file to write: Linux's Landlock (Linux 5.13, Documentation/userspace-api/landlock.rst).

Numbers and layouts are those of linux/landlock.h; each version of the interface (ABI) added rights, and a process may only
handle those that its kernel knows.
"""

import ctypes
import os
import struct
from collections.abc import Iterable

from intake.jail import kernel

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_BENEATH_PATH = 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: 1 << 13, 3: 1 << 14, 5: 1 << 15}
_NET_RIGHTS = {4: 0b11}
_SCOPES = {6: 0b11}


def restrict(readable: Iterable[str]) -> int:
    """Restricts this process for ever to reading beneath these paths; returns the version in force, 0 where there is none."""
    try:
        version = kernel.call(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION))
    except OSError:
        return 0
    handled = [
        sum(rights for since, rights in each.items() if since <= version)
        for each in (_FILE_RIGHTS, _NET_RIGHTS, _SCOPES)
    ]
    size = 8 if version < 4 else 16 if version < 6 else 24
    attributes = struct.pack("QQQ", *handled)[:size]
    ruleset = kernel.call(_CREATE_RULESET, attributes, ctypes.c_size_t(size), ctypes.c_uint32(0))
    try:
        for path in readable:
            _allow(ruleset, path)
        kernel.forbid_new_privileges()
        kernel.call(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0))
    finally:
        os.close(ruleset)
    return version


def _allow(ruleset: int, path: str) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there needs no permission
    try:
        rights = _READ_FILE | _READ_FOLDER if os.path.isdir(path) else _READ_FILE  # noqa: PTH112
        rule = struct.pack("=Qi", rights, place)
        kernel.call(_ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(_BENEATH_PATH), rule, ctypes.c_uint32(0))
    finally:
        os.close(place)
