"""`intake` and `python -m intake`."""

import sys


def main() -> None:
    """Runs the command line and leaves with its exit code."""
    from intake.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
