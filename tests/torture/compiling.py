"""Builds the libraries in C that stand between a program and the disk."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def compiled(name: str, folder: Path) -> Path:
    """The library made of `NAME.c` beside this file; skips the test where no compiler is, or another system."""
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("needs Linux and a C compiler")
    built = folder / f"{name}.so"
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", built, Path(__file__).with_name(f"{name}.c"), "-ldl"], check=True
    )
    return built
