"""Starts jailed processes: from a fork server where Linux allows it, and elsewhere each by itself."""

import asyncio
import atexit
import json
import os
import signal
import socket
import sys
from contextlib import ExitStack, suppress
from threading import Lock

from intake.jail.cell import Cell, Jail, NoJail, Stopped, settled
from intake.jail.inmate import Terms
from intake.jail.line import Message

_SERVE = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from intake.jail.server import main; main(*sys.argv[2:])"
)
_LIVE = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from intake.jail.inmate import spawned; spawned(sys.argv[2])"
_SYSTEM = ("SYSTEMROOT",)
"""Without it Windows opens no socket and finds no library; it tells nothing of the person."""


def module_path() -> tuple[str, ...]:
    """Where modules are looked for, without the working directory."""
    return tuple(os.path.abspath(entry) for entry in sys.path if entry)  # noqa: PTH100 - an entry may be any text


def keeper(work: str, beforehand: str = "asyncio") -> Jail:
    """The best that this system offers to do this work (`module:function`); the module `beforehand` is imported first."""
    return ForkServer(work, beforehand) if _has_pidfd() else Spawner(work)


def _has_pidfd() -> bool:
    try:
        os.close(os.pidfd_open(os.getpid()))
    except (AttributeError, OSError):
        return False
    return True


class ForkServer:
    """Asks a fork server for each process; starts the server when it is first needed, and once more when it was ended."""

    def __init__(self, work: str, beforehand: str = "asyncio") -> None:
        self._arguments = (work, beforehand)
        self._lock = Lock()
        self._control: socket.socket | None = None
        self.process = 0
        # It would end by itself once this program is gone, but a moment later than somebody may look.
        atexit.register(self._leave, os.getpid())

    async def open(self, terms: Terms, errand: Message) -> Cell:
        """A process that has begun its errand, as `Jail` promises."""
        try:
            return await self._open(terms, errand)
        except Stopped:
            # The server may have been ended just now; then a new one is started, and asked once.
            try:
                return await self._open(terms, errand)
            except Stopped as fault:
                raise NoJail(f"no process for it came to life: {fault}") from fault

    def close(self) -> None:
        """Ends the server and every process it started; a later use starts it anew."""
        with self._lock:
            self._end()

    def _leave(self, owner: int) -> None:
        if os.getpid() == owner:  # not where a fork of this program leaves
            self.close()

    async def _open(self, terms: Terms, errand: Message) -> Cell:
        ours, theirs = socket.socketpair()
        lifeline, their_lifeline = socket.socketpair()
        with theirs, their_lifeline:
            try:
                self._hand_over(theirs, their_lifeline)
            except OSError as fault:
                ours.close()
                lifeline.close()
                raise NoJail(f"no process could be started: {fault}") from fault
        with ExitStack() as undo:  # who gives up here leaves no process behind that waits for its errand
            undo.callback(lifeline.close)
            lifeline.setblocking(False)
            reader, writer = await asyncio.open_unix_connection(sock=ours)
            undo.pop_all()

        def hang_up() -> None:
            try:
                lifeline.shutdown(socket.SHUT_WR)
            except OSError:
                return

        async def ended() -> int | None:
            with lifeline:
                try:
                    told = await asyncio.get_running_loop().sock_recv(lifeline, 4)
                except OSError:
                    return None
            return int.from_bytes(told, "big", signed=True) if told else None

        return await settled(Cell(reader, writer, hang_up, ended), terms, dict(errand))

    def _hand_over(self, *ends: socket.socket) -> None:
        numbers = [end.fileno() for end in ends]
        with self._lock:
            if self._control is not None:
                try:
                    socket.send_fds(self._control, [b"."], numbers)
                except (BrokenPipeError, ConnectionResetError):
                    self._end()
                else:
                    return
            self._control = self._start()
            socket.send_fds(self._control, [b"."], numbers)

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.setblocking(False)
        nothing = [(os.POSIX_SPAWN_OPEN, standard, os.devnull, os.O_RDWR, 0) for standard in (0, 1, 2)]
        with theirs, ExitStack() as undo:
            undo.callback(ours.close)
            # A session of its own: what a person presses in their terminal is not meant for it.
            self.process = os.posix_spawn(
                sys.executable,
                _command(_SERVE, *self._arguments),
                {},
                file_actions=[*nothing, (os.POSIX_SPAWN_DUP2, theirs.fileno(), 3)],
                setsid=True,
            )
            undo.pop_all()
        return ours

    def _end(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(self.process, signal.SIGKILL)
                os.waitpid(self.process, 0)


class Spawner:
    """Starts an interpreter for each process, with limits and an audit hook: slower and weaker, and the same everywhere."""

    def __init__(self, work: str) -> None:
        self._work = work

    async def open(self, terms: Terms, errand: Message) -> Cell:
        """A process that has begun its errand, as `Jail` promises."""
        environment = {name: os.environ[name] for name in _SYSTEM if name in os.environ}
        pipe, nothing = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
        try:
            process = await asyncio.create_subprocess_exec(
                *_command(_LIVE, self._work),
                stdin=pipe,
                stdout=pipe,
                stderr=nothing,
                env=environment,
                start_new_session=True,
            )
        except OSError as fault:
            raise NoJail(f"no process could be started: {fault}") from fault
        if process.stdout is None or process.stdin is None:
            raise NoJail("no line to the process")

        def hang_up() -> None:
            if process.returncode is None and hasattr(os, "killpg"):
                with suppress(ProcessLookupError):  # it has ended, and the loop has not been told yet
                    os.killpg(process.pid, signal.SIGKILL)
            elif process.returncode is None:
                process.kill()

        try:
            return await settled(Cell(process.stdout, process.stdin, hang_up, process.wait), terms, dict(errand))
        except Stopped as fault:
            raise NoJail(f"no process for it came to life: {fault}") from fault


def _command(program: str, *arguments: str) -> list[str]:
    return [sys.executable, "-I", "-X", "utf8", "-c", program, json.dumps(module_path()), *arguments]
