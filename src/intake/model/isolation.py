"""How a plugin was kept apart while it worked: what was in force is said, and never assumed."""

from intake.frugal import dataclass
from intake.locale import worded

_PROCESSES = {"forked": worded("forked process"), "spawned": worded("spawned process")}


@dataclass(frozen=True, slots=True)
class Isolation:
    """What held a plugin's process; without any of it the source ran inside `intake` itself.

    `process` is `forked` (from a clean server), `spawned`, or empty. `limits` are those of memory, processor time and
    files; `landlock` is the version of Linux's file jail, 0 for none; `seccomp` its filter of system calls; `audit` the hook
    by which Python itself refuses the network, files and processes, which is no match for native code.
    """

    process: str = ""
    limits: bool = False
    landlock: int = 0
    seccomp: bool = False
    audit: bool = False

    @property
    def whole(self) -> bool:
        """Whether the system itself refuses files, network and processes."""
        return bool(self.process and self.limits and self.landlock and self.seccomp)

    def __str__(self) -> str:
        if not self.process:
            return worded("none: it runs inside intake")
        parts = [_PROCESSES.get(self.process, self.process)]
        parts += [worded("limits")] if self.limits else []
        parts += [f"Landlock {self.landlock}"] if self.landlock else []
        parts += ["seccomp"] if self.seccomp else []
        parts += [worded("audit hook")] if self.audit else []
        parts += [] if self.landlock else [worded("without Landlock")]
        parts += [] if self.seccomp else [worded("without seccomp")]
        return ", ".join(parts)


NONE = Isolation()
"""Of what ran inside `intake` itself, or did not run."""
