"""Tests of finding plugins and letting them in."""

import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from intake.hooks.loading import Plugins, load

GOOD = """
from intake.api import SourceInfo, Type, hookimpl

class Register:
    info = SourceInfo(
        name="{name}", publisher="p", hosts=("a.example",), topics=("topic",), facts={{"topic.fact": Type.BOOL}},
        licence="l", personal_data="none", cost="free", needs="a name",
    )
    def applies_to(self, client):
        return True
    async def ask(self, client, context):
        return ()

@hookimpl
def intake_sources():
    return [Register()]
"""

INSTALLED = frozenset(point.name for point in entry_points(group="intake.plugins"))


def good(name: str) -> str:
    """The text of a plugin that adds one source."""
    return GOOD.format(name=name)


def loaded(folder: Path, **files: str) -> Plugins:
    """What is loaded from a folder with these modules, without the plugins installed."""
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return load(folders=[folder], excluded=INSTALLED)


def test_a_module_in_a_folder_adds_its_source(tmp_path: Path) -> None:
    plugins = loaded(tmp_path, mine=good("mine"))
    assert [source.info.name for source in plugins.sources] == ["mine"]
    assert plugins.admitted[0].origin == str(tmp_path / "mine.py")
    assert plugins.refusals == ()


def test_nothing_of_a_plugin_is_imported_here(tmp_path: Path) -> None:
    before = set(sys.modules)
    assert len(load(folders=[tmp_path]).sources) >= 14
    assert not [name for name in set(sys.modules) - before if name.startswith("intake_")]


def test_a_package_in_a_folder_may_import_its_own_parts(tmp_path: Path) -> None:
    package = tmp_path / "packed"
    package.mkdir()
    (package / "__init__.py").write_text("from .source import intake_sources\n", encoding="utf-8")
    (package / "source.py").write_text(good("packed"), encoding="utf-8")
    assert loaded(tmp_path).admitted[0].sources == ("packed",)


def keyed(credential: str) -> str:
    """The text of a plugin that needs a key."""
    imported = good("x").replace("import SourceInfo", "import Credential, SourceInfo")
    return imported.replace('needs="a name"', f'needs="a name", credentials=({credential},)')


def tabled(table: str) -> str:
    """The code of a plugin whose source declares this table."""
    imported = good("x").replace("import ", "import Table, ", 1)
    return imported.replace('needs="a name"', f'needs="a name", tables=(Table({table}, licence="open"),)')


def test_a_source_may_need_a_key_for_a_host_it_asks(tmp_path: Path) -> None:
    assert not loaded(tmp_path, mine=keyed('Credential("key", "a.example", "basic", "there")')).refusals


FAULTS = {
    "no such module": "import no_such_module",
    "raises when it is imported": "raise RuntimeError('boom')",
    "leaves the interpreter": "raise SystemExit(0)",
    "not Python": "def (:",
    "misspelt hook": good("x").replace("intake_sources", "intake_source"),
    "misspelt hook without mark": good("x").replace("intake_sources", "intake_source").replace("@hookimpl", ""),
    "unmarked hook": good("x").replace("@hookimpl\n", "\n"),
    "no hook": "x = 1",
    "wrong argument": good("x").replace("intake_sources()", "intake_sources(client)"),
    "hook raises": good("x").replace("return [Register()]", "raise ValueError('boom')"),
    "returns nothing": good("x").replace("return [Register()]", "return None"),
    "returns no source": good("x").replace("return [Register()]", "return [1]"),
    "asks synchronously": good("x").replace("async def", "def"),
    "no info": good("x").replace("info = SourceInfo", "other = SourceInfo"),
    "info is a dictionary": good("x").replace("SourceInfo(", "dict("),
    "incomplete info": good("x").replace('licence="l", ', ""),
    "empty publisher": good("x").replace('publisher="p"', 'publisher=""'),
    "bad name": good("x").replace('name="x"', 'name="X y"'),
    "bad host": good("x").replace("a.example", "https://a.example/"),
    "undeclared topic": good("x").replace('topics=("topic",)', 'topics=("other",)'),
    "bad fact": good("x").replace("topic.fact", "fact"),
    "no facts": good("x").replace('{"topic.fact": Type.BOOL}', "{}"),
    "known fact of another type": good("x").replace('("topic",)', '("vat",)').replace("topic.fact", "vat.name"),
    "credential for another host": keyed('Credential("key", "b.example", "basic", "there")'),
    "credential sent in an unknown way": keyed('Credential("key", "a.example", "cookie", "there")'),
    "credential is a text": keyed('"key"'),
    "a pace of an hour": good("x").replace('needs="a name"', 'needs="a name", seconds_apart=3600'),
    "a table without columns": tabled('"a-table", "https://a.example/t.csv", "key", ()'),
    "a table fetched in the open": tabled('"a-table", "http://a.example/t.csv", "key", ("a",)'),
    "reads your past and asks a host": good("x").replace('needs="a name"', 'needs="a name", reads_past=True'),
    "two sources of one name": good("x").replace("[Register()]", "[Register(), Register()]"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_bad_plugin_is_refused_with_a_reason_and_the_rest_work(tmp_path: Path, fault: str) -> None:
    plugins = loaded(tmp_path, abad=FAULTS[fault], good=good("good"))
    assert [source.info.name for source in plugins.sources] == ["good"]
    assert [refusal.name for refusal in plugins.refusals] == ["abad"]
    assert plugins.refusals[0].reason
    assert "\n" not in plugins.refusals[0].reason


def test_a_misspelt_hook_gets_a_suggestion(tmp_path: Path) -> None:
    plugins = loaded(tmp_path, bad=FAULTS["misspelt hook"])
    assert "did you mean 'intake_sources'?" in plugins.refusals[0].reason


def test_a_taken_plugin_name_and_a_taken_source_name_are_refused(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "mine.py").write_text(good("mine"), encoding="utf-8")
    (tmp_path / "two" / "other.py").write_text(good("mine"), encoding="utf-8")
    plugins = load(folders=[tmp_path / "one", tmp_path / "two"], excluded=INSTALLED)
    assert [(refusal.name, "taken" in refusal.reason) for refusal in plugins.refusals] == [
        ("mine", True),
        ("other", True),
    ]


def test_two_sources_cannot_give_one_fact_two_types(tmp_path: Path) -> None:
    plugins = loaded(tmp_path, one=good("one"), two=good("two").replace("Type.BOOL", "Type.TEXT"))
    assert [refusal.name for refusal in plugins.refusals] == ["two"]


def test_an_excluded_plugin_is_not_even_imported(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("raise RuntimeError('imported')", encoding="utf-8")
    assert load(folders=[tmp_path], excluded=INSTALLED | {"mine"}).refusals == ()


def test_a_folder_that_is_not_there_adds_nothing(tmp_path: Path) -> None:
    assert loaded(tmp_path / "none") == Plugins((), (), ())


def test_settings_reach_the_plugin(tmp_path: Path) -> None:
    text = good("x").replace("intake_sources()", "intake_sources(settings)")
    text = text.replace("return [Register()]", "raise ValueError(settings['colour'])")
    (tmp_path / "mine.py").write_text(text, encoding="utf-8")
    assert (
        load(folders=[tmp_path], excluded=INSTALLED, settings={"colour": "green"}).refusals[0].reason
        == "ValueError: green"
    )


def test_loading_hooks_imports_no_heavy_library() -> None:
    program = (
        "import sys, intake.hooks.loading, intake.api\n"
        "heavy = {'httpx', 'httpcore', 'bs4', 'textual', 'stdnum', 'tinydb', 'publicsuffixlist', 'pyhanko', 'typst'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
