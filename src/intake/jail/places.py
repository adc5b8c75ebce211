"""What every jailed process may read: Python, its libraries, and the program itself; nothing of the person's."""

import site
import sys
import sysconfig
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share/zoneinfo", "/dev/null")


@cache
def readable_places() -> tuple[str, ...]:
    """Folders with the standard library, what is installed beside it, the system's libraries, and this package."""
    paths = sysconfig.get_paths()
    python = {paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    python |= {str(Path(prefix) / "lib") for prefix in (sys.prefix, sys.base_prefix)}
    if site.ENABLE_USER_SITE:
        python.add(site.getusersitepackages())
    spec = find_spec(__name__.partition(".")[0])
    ours = list(spec.submodule_search_locations or ()) if spec else []
    return (*sorted(python), *ours, *_LIBRARIES)
