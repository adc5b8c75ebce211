"""`intake` and `python -m intake`."""

import gc
import os
import sys

_OBJECTS_BETWEEN_SWEEPS = 50_000


def main() -> None:
    """Runs the command line and leaves with its exit code."""
    # Nothing that is made while modules are loaded becomes garbage; looking for it takes a tenth of the start.
    gc.set_threshold(_OBJECTS_BETWEEN_SWEEPS)
    try:
        from intake.cli import at_once

        code = at_once.run(sys.argv[1:])
        if code is None:
            from intake.cli.main import run

            code = run(sys.argv[1:])
    except ModuleNotFoundError as missing:
        if not (missing.name or "").startswith("intake"):
            raise
        # Another distribution called `intake` (a data catalogue) was installed over this one (decision 1).
        sys.exit(
            "intake: another package called 'intake' lies over this one in the same environment\n"
            "  next: install client-intake into an environment of its own, for example with pipx"
        )
    except KeyboardInterrupt:  # while modules were being loaded: whoever is in a hurry is shown no traceback
        sys.exit(130)
    if sys.argv[1:2] == ["verify"]:
        # Nothing is left to put away, and taking every module apart again costs more than the check.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    main()
