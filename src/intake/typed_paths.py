"""A path as a person types it."""

import os
from pathlib import Path


def typed_path(given: str) -> Path:
    """The path, where `~` stands for your own home; that of somebody who is not known here stays as it is."""
    return Path(os.path.expanduser(given))  # noqa: PTH111 - pathlib's own ends in a RuntimeError there
