"""The folder that holds everything, where no option names one."""

import os
import sys


def standard() -> str:
    """INTAKE_HOME, else the platform's place for user data."""
    if named := os.environ.get("INTAKE_HOME"):
        return os.path.expanduser(named)  # noqa: PTH111 - pathlib takes long to load
    # On a Linux desktop as platformdirs finds it, which takes longer to load than a signature takes to check.
    if sys.platform == "linux" and "ANDROID_ROOT" not in os.environ:
        for variable, below in (("XDG_DATA_HOME", "intake"), ("HOME", ".local/share/intake")):
            if (folder := os.environ.get(variable, "")).startswith("/"):
                return f"{folder}/{below}"
    from platformdirs import user_data_dir

    return user_data_dir("intake", appauthor=False)
