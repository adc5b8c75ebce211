"""TinyDB's own tests hold on our storage and table, but for what we do otherwise on purpose.

They are in its source distribution only: `make tinydb-sources` fetches that, and without it there is nothing to run here.
"""

import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from store import tinydb_overlay

SUITE = Path(__file__).parents[2] / ".tinydb-suite" / f"tinydb-{version('tinydb')}" / "tests"
NO_CACHE = "no query is cached, since a cache would not see what another process wrote"
NO_OPTION = "an option of TinyDB's JSON file, which ours is not"
OTHERWISE = {
    "test_middlewares.py::test_caching_json_write": "a document that is no table of rows",
    "test_storages.py::test_json": "a document that is no table of rows",
    "test_storages.py::test_json_kwargs": NO_OPTION,
    "test_storages.py::test_json_read": NO_OPTION,
    "test_storages.py::test_create_dirs": NO_OPTION,
    "test_storages.py::test_json_invalid_directory": "our file is made by the first write, not when it is opened",
    "test_storages.py::test_encoding": NO_OPTION,
    "test_storages.py::test_json_invalid_mode_warning": NO_OPTION,
    "test_tables.py::test_query_cache": NO_CACHE,
    "test_tables.py::test_table_repr": "our table has another name",
    "test_tinydb.py::test_search": NO_CACHE,
    "test_tinydb.py::test_search_path": NO_CACHE,
}


@pytest.mark.skipif(not SUITE.is_dir(), reason="make tinydb-sources fetches TinyDB's own tests")
def test_tinydbs_own_tests_hold_but_for_what_we_do_otherwise(tmp_path: Path) -> None:
    shutil.copytree(SUITE, tmp_path / "tests")
    shutil.copy(tinydb_overlay.__file__, tmp_path / "tests" / "conftest.py")
    command = [sys.executable, "-m", "pytest", "-q", "-rf", "-p", "no:cacheprovider", "--tb=no", "tests"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    lines = done.stdout.splitlines()
    failed = {line.split()[1].removeprefix("tests/") for line in lines if line.startswith("FAILED")}
    assert failed == OTHERWISE.keys(), done.stdout
    assert f"{len(OTHERWISE)} failed, 14" in lines[-1]
