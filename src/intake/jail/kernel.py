"""Calls the Linux kernel for what Python has no function for."""

import ctypes
import os

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38


def call(number: int, *arguments: object) -> int:
    """The result of a system call; OSError where it fails."""
    return _checked(_library().syscall(ctypes.c_long(number), *arguments))


def forbid_new_privileges() -> None:
    """From here on no program started gains rights (set-user-id and its like); Landlock and seccomp ask for it."""
    _control(_PR_SET_NO_NEW_PRIVS, 1)


def die_with_parent(signal: int) -> None:
    """Has the kernel send this signal when the parent ends."""
    _control(_PR_SET_PDEATHSIG, signal)


def _control(option: int, value: int) -> None:
    _checked(_library().prctl(option, ctypes.c_ulong(value), *(ctypes.c_ulong(0),) * 3))


def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
