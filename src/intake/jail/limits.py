"""How much memory, processor time and disk a jailed process may use (setrlimit, POSIX)."""

try:
    import resource
except ModuleNotFoundError:  # Windows
    resource = None  # type: ignore[assignment]

MEMORY = 256 * 1024 * 1024
LARGEST_FILE = 4 * 1024 * 1024
_OPEN_FILES = 64


def limit(seconds: int) -> bool:
    """Sets the limits of this process; False where the system does not have them all."""
    if resource is None:
        return False
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: LARGEST_FILE,
        resource.RLIMIT_NOFILE: _OPEN_FILES,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_CORE: 0,
    }
    for which, most in limits.items():
        _, allowed = resource.getrlimit(which)
        capped = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        try:
            resource.setrlimit(which, (capped, capped))
        except (OSError, ValueError):
            # macOS takes no limit of memory; the others are set all the same, and the report says what is missing.
            return False
    return True
