"""Tests of the filter of system calls, run by a small machine of its own kind."""

import errno
import re
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.jail import syscalls
from intake.jail.seccomp import program

ALLOW, KILL = 0x7FFF0000, 0x80000000
CONVENTIONS = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
MACHINES = sorted(CONVENTIONS)


def verdict(machine: str, number: int, second: int = 0, convention: int | None = None) -> int:
    """What the program of a machine returns for a call, as the kernel would run it."""
    data = struct.pack("=iIQ6Q", number, convention or CONVENTIONS[machine], 0, 0, second, 0, 0, 0, 0)
    steps = [struct.unpack("HBBI", step) for step in program(machine)]
    accumulator, place = 0, 0
    while True:
        operation, yes, no, value = steps[place]
        place += 1
        if operation == 0x06:
            return int(value)
        if operation == 0x20:
            (accumulator,) = struct.unpack_from("=I", data, value)
        elif operation == 0x15:
            place += yes if accumulator == value else no
        elif operation == 0x35:
            place += yes if accumulator >= value else no
        else:
            raise AssertionError(f"no such operation: {operation}")


@pytest.mark.parametrize("machine", MACHINES)
def test_what_is_allowed_goes_through_and_a_socket_ends_the_process(machine: str) -> None:
    assert {verdict(machine, number) for number in syscalls.allowed(machine)} == {ALLOW}
    assert {verdict(machine, number) for number in syscalls.fatal(machine)} == {KILL}


@pytest.mark.parametrize("machine", MACHINES)
@given(number=st.integers(0, 1000))
def test_what_is_not_allowed_is_refused(machine: str, number: int) -> None:
    known = syscalls.allowed(machine) | syscalls.fatal(machine) | syscalls.allowed_by_command(machine).keys()
    if number not in known:
        refused = errno.ENOSYS if number >= 424 else errno.EPERM
        assert verdict(machine, number) == 0x00050000 | refused


@pytest.mark.parametrize("machine", MACHINES)
def test_some_calls_go_through_with_some_arguments_only(machine: str) -> None:
    for number, commands in syscalls.allowed_by_command(machine).items():
        assert {verdict(machine, number, command) for command in commands} == {ALLOW}
        assert verdict(machine, number, 8) == 0x00050000 | errno.EPERM  # F_SETOWN: signals for anybody


@pytest.mark.parametrize("machine", MACHINES)
def test_another_convention_ends_the_process(machine: str) -> None:
    assert verdict(machine, 0, convention=0x40000003) == KILL
    assert verdict(machine, 0x40000000) == KILL


@pytest.mark.parametrize(
    ("header", "column"),
    [("/usr/include/x86_64-linux-gnu/asm/unistd_64.h", "x86_64"), ("/usr/include/asm-generic/unistd.h", "aarch64")],
)
def test_the_numbers_are_those_of_the_kernels_own_headers(header: str, column: str) -> None:
    if not Path(header).exists():
        pytest.skip("the kernel's headers are not installed")
    numbers = dict(re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", Path(header).read_text("utf-8")))
    ours = {
        name: numbers[name.removeprefix("new")] for name in ("read", "openat", "futex", "socket", "fcntl", "getrandom")
    }
    assert set(map(int, ours.values())) <= (
        syscalls.allowed(column) | syscalls.fatal(column) | syscalls.allowed_by_command(column).keys()
    )
    names = {int(number): name for name, number in numbers.items()}
    forbidden = {"clone", "clone3", "execve", "kill", "ptrace", "connect", "socketpair", "sendmsg", "recvmsg", "prctl"}
    assert not {names.get(number, "") for number in syscalls.allowed(column)} & forbidden
