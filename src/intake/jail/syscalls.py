"""The system calls that a jailed Python may make: to compute, to read files, and to use what it has open already.

Each line is a name with its number on x86-64 and on 64-bit ARM (arch/x86/entry/syscalls/syscall_64.tbl and
include/uapi/asm-generic/unistd.h of Linux); a dash where that processor has no such call.
"""

_TABLE = """
read 0 63            write 1 64           readv 19 65          writev 20 66         pread64 17 67
open 2 -             openat 257 56        close 3 57           close_range 436 436  lseek 8 62
stat 4 -             lstat 6 -            fstat 5 80           newfstatat 262 79    statx 332 291
access 21 -          faccessat 269 48     faccessat2 439 439   readlink 89 -        readlinkat 267 78
getdents64 217 61    getcwd 79 17
dup 32 23            dup2 33 -            dup3 292 24          pipe 22 -            pipe2 293 59
poll 7 -             ppoll 271 73         select 23 -          pselect6 270 72      eventfd2 290 19
epoll_create1 291 20 epoll_ctl 233 21     epoll_wait 232 -     epoll_pwait 281 22   epoll_pwait2 441 441
recvfrom 45 207      sendto 44 206
mmap 9 222           munmap 11 215        mremap 25 216        mprotect 10 226      madvise 28 233
brk 12 214           membarrier 324 283   futex 202 98
rt_sigaction 13 134  rt_sigprocmask 14 135 rt_sigreturn 15 139 sigaltstack 131 132  restart_syscall 219 128
rseq 334 293
clock_gettime 228 113 clock_getres 229 114 clock_nanosleep 230 115 nanosleep 35 101 gettimeofday 96 169
time 201 -           times 100 153        getrusage 98 165     getrandom 318 278    sysinfo 99 179
uname 63 160         getrlimit 97 163     umask 95 166         sched_yield 24 124   sched_getaffinity 204 123
getpid 39 172        getppid 110 173      gettid 186 178       getpgrp 111 -        getpgid 121 155
getuid 102 174       geteuid 107 175      getgid 104 176       getegid 108 177      getgroups 115 158
alarm 37 -           getitimer 36 102     setitimer 38 103
exit 60 93           exit_group 231 94
"""
_FATAL = "socket 41 198"
_BY_COMMAND = {
    # To copy a descriptor and ask for its flags; not F_SETOWN, by which signals could be sent to anybody.
    "fcntl 72 25": (0, 1, 2, 3, 4, 1030),
    # Is it a terminal, does it outlive exec, does it block, how much is there to read (asm-generic/ioctls.h).
    "ioctl 16 29": (0x5401, 0x5450, 0x5451, 0x5421, 0x541B),
}


def allowed(machine: str) -> frozenset[int]:
    """The numbers of the calls that go through, for `x86_64` or `aarch64`; KeyError for any other machine."""
    return _numbers(_TABLE, machine)


def fatal(machine: str) -> frozenset[int]:
    """The numbers of the calls that end the process at once, so that nothing can hide the attempt: opening a socket."""
    return _numbers(_FATAL, machine)


def allowed_by_command(machine: str) -> dict[int, tuple[int, ...]]:
    """The numbers of the calls that go through with some second arguments only, and those arguments."""
    return {number: commands for line, commands in _BY_COMMAND.items() for number in _numbers(line, machine)}


def _numbers(table: str, machine: str) -> frozenset[int]:
    column = {"x86_64": 1, "aarch64": 2}[machine]
    words = table.split()
    return frozenset(int(words[place + column]) for place in range(0, len(words), 3) if words[place + column] != "-")
