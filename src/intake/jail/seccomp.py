"""Leaves a process the few system calls of `intake.jail.syscalls`: Linux's seccomp, as a filter program written here.

The program (classic BPF, Documentation/userspace-api/seccomp_filter.rst) is a list of steps, each an operation, two jumps
and a number. It looks at the processor's convention, then at the number of the call:

    another convention, or a call that is fatal   ends the process (SIGSYS)
    a call that is allowed                        goes through, some with a few second arguments only
    a call younger than 2019 (number 424)         is answered like an older kernel would, so that libraries go without
    any other call                                is not permitted
"""

import ctypes
import errno
import platform
import struct
from collections.abc import Iterable

from intake.jail import kernel, syscalls

_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER_AT, _CONVENTION_AT, _SECOND_ARGUMENT_AT = 0, 4, 24
_ALLOW, _ANSWER, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_CONVENTIONS = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_X32 = 0x40000000
_YOUNG = 424
_SECCOMP = {"x86_64": 317, "aarch64": 277}
_SET_MODE_FILTER = 1
_LONGEST_JUMP = 255


def restrict() -> bool:
    """Restricts this process for ever; False where the kernel or the processor does not offer it."""
    machine = platform.machine()
    if machine not in _CONVENTIONS or struct.calcsize("P") != 8:
        return False
    steps = program(machine)
    code = ctypes.create_string_buffer(b"".join(steps), 8 * len(steps))
    header = struct.pack("HP", len(steps), ctypes.addressof(code))
    try:
        kernel.forbid_new_privileges()
        kernel.call(_SECCOMP[machine], ctypes.c_uint(_SET_MODE_FILTER), ctypes.c_uint(0), header)
    except OSError:
        return False
    return True


def program(machine: str) -> list[bytes]:
    """The steps of the filter for `x86_64` or `aarch64`."""
    fatal, allowed = sorted(syscalls.fatal(machine)), sorted(syscalls.allowed(machine))
    return [
        _step(_LOAD, _CONVENTION_AT),
        _step(_EQUAL, _CONVENTIONS[machine], yes=1),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER_AT),
        # The calls of 32-bit pointers on x86-64 are the same calls by other numbers.
        *_when(_AT_LEAST, [_X32], _KILL),
        *_when(_EQUAL, fatal, _KILL),
        *_when(_EQUAL, allowed, _ALLOW),
        *(step for each in syscalls.allowed_by_command(machine).items() for step in _by_command(*each)),
        *_when(_AT_LEAST, [_YOUNG], _ANSWER | errno.ENOSYS),
        _step(_RETURN, _ANSWER | errno.EPERM),
    ]


def _when(test: int, numbers: Iterable[int], verdict: int) -> list[bytes]:
    """Steps that return the verdict when one of the tests holds, and else go on behind them."""
    tests = list(numbers)
    if len(tests) > _LONGEST_JUMP:
        raise ValueError("a jump reaches no further than 255 steps")
    jumps = [_step(test, number, yes=len(tests) - place - 1) for place, number in enumerate(tests)]
    return [*jumps[:-1], _step(test, tests[-1], no=1), _step(_RETURN, verdict)]


def _by_command(number: int, commands: Iterable[int]) -> list[bytes]:
    """Steps that allow the call with one of these second arguments, and go on behind them when it is another call."""
    found = [_step(_LOAD, _SECOND_ARGUMENT_AT), *_when(_EQUAL, commands, _ALLOW), _step(_RETURN, _ANSWER | errno.EPERM)]
    return [_step(_EQUAL, number, no=len(found)), *found]


def _step(operation: int, number: int, *, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("HBBI", operation, yes, no, number)
