"""What each way of ending means to the shell, whatever read the command line."""

import os
import sys
from collections.abc import Callable

from intake import __version__, errors
from intake.cli.output import narrate

EXIT_CODES: dict[type[errors.IntakeError], int] = {
    errors.DoesNotHold: 1,
    errors.CannotTell: 2,
    errors.Usage: 64,
    errors.BadFile: 65,
    errors.NotFound: 66,
    errors.Unreachable: 69,
    errors.Broken: 70,
    errors.CannotWrite: 73,
    errors.Busy: 75,
    errors.Refused: 77,
}
USAGE, OUR_FAULT, INTERRUPTED = 64, 70, 130


def code_of(work: Callable[[], int]) -> int:
    """Does the work and returns its exit code; no traceback of ours ever reaches a person."""
    try:
        return work()
    except errors.Broken as fault:
        narrate(f"intake: {fault.diagnostics()}")
        return _report(fault.__cause__ or fault)
    except errors.IntakeError as fault:
        narrate(f"intake: {fault.diagnostics()}")
        return next(code for kind, code in EXIT_CODES.items() if isinstance(fault, kind))
    except KeyboardInterrupt:
        narrate("")  # beneath what the terminal shows of the key
        return INTERRUPTED
    except SystemExit as ending:
        # A signal ended the screens; or it is 1 and by click: the reader of our output has left, which is no fault.
        return ending.code if isinstance(ending.code, int) and ending.code > 1 else 0
    except BrokenPipeError:
        let_go_of_stdout()
        return 0
    except Exception as fault:  # noqa: BLE001 - the last net: a fault of ours becomes a report a person can send
        return _report(fault)


def let_go_of_stdout() -> None:
    """Has the rest go nowhere: the reader of our output has left, and Python would complain again when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report(fault: BaseException) -> int:
    import tempfile
    import traceback
    from datetime import UTC, datetime
    from pathlib import Path

    moment = datetime.now(UTC)
    text = f"intake {__version__}, Python {sys.version.split()[0]}, {moment:%Y-%m-%dT%H:%M:%SZ}\n\n{traceback.format_exc()}"
    path = Path(tempfile.gettempdir()) / f"intake-fault-{moment:%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    narrate(f"intake: a fault of ours: {fault!r:.300}")
    try:
        path.write_text(text, encoding="utf-8")
        narrate(f"  next: please send {path} to the maintainers; your dossiers are not affected.")
    except OSError:
        narrate(text)
    return OUR_FAULT
