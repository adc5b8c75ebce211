"""Tests of the keys for sources: where they come from, how they are sent, and that they stay there."""

import stat
from pathlib import Path

import pytest

from intake.api import Blocked, Credential
from intake.errors import Usage
from intake.settings import save_key
from intake.vetting.addresses import judge_url
from intake.vetting.door import Answer
from intake.vetting.keys import Keys, addressed, without_key

SECRET = "CANARY+key/4711="
CREDENTIAL = Credential("register", "api.register.example", "basic", "https://register.example/keys")


def test_the_environment_comes_before_the_file_and_the_file_is_yours_alone(tmp_path: Path) -> None:
    file = save_key(tmp_path, "register", SECRET)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert Keys(file.parent, {}).get(CREDENTIAL) == SECRET
    assert Keys(file.parent, {"INTAKE_KEY_REGISTER": "from-outside"}).get(CREDENTIAL) == "from-outside"


def test_a_missing_key_says_where_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(Blocked, match=r"register\.example/keys.*intake plugins key register"):
        Keys(tmp_path, {}).get(CREDENTIAL)


def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    file = save_key(tmp_path, "register", SECRET)
    file.chmod(0o644)
    with pytest.raises(Blocked, match="chmod 600") as told:
        Keys(file.parent, {}).get(CREDENTIAL)
    assert SECRET not in str(told.value)


@pytest.mark.parametrize("value", ["", "short", "with blank 123", "line\r\nX-Evil: 1", "ключ-ключ-ключ", "x" * 501])
def test_what_cannot_be_a_key_is_refused(tmp_path: Path, value: str) -> None:
    with pytest.raises(Usage):
        save_key(tmp_path, "register", value)
    if value:
        with pytest.raises(Blocked, match="not one") as told:
            Keys(tmp_path, {"INTAKE_KEY_REGISTER": value}).get(CREDENTIAL)
        assert value not in str(told.value)


@pytest.mark.parametrize(
    ("sent_as", "url", "headers"),
    [
        ("basic", "https://api.register.example/x?y=z", {"authorization": "Basic Q0FOQVJZK2tleS80NzExPTo="}),
        ("header:X-Api-Key", "https://api.register.example/x?y=z", {"x-api-key": SECRET}),
        ("query:key", "https://api.register.example/x?y=z&key=CANARY%2Bkey%2F4711%3D", {}),
    ],
)
def test_a_key_is_sent_as_its_source_says(sent_as: str, url: str, headers: dict[str, str]) -> None:
    credential = Credential("register", "api.register.example", sent_as, "")
    assert addressed(judge_url("https://api.register.example/x?y=z"), credential, SECRET) == (url, headers)


@pytest.mark.parametrize("url", ["http://api.register.example/", "https://register.example/", "https://evil.example/"])
def test_a_key_goes_to_its_host_alone_and_never_in_the_open(url: str) -> None:
    with pytest.raises(Blocked) as told:
        addressed(judge_url(url), CREDENTIAL, SECRET)
    assert SECRET not in str(told.value)


def test_an_answer_that_repeats_the_key_is_kept_without_it() -> None:
    written = f"{SECRET} CANARY%2Bkey%2F4711%3D Q0FOQVJZK2tleS80NzExPTo="
    answer = without_key(Answer("https://a.example/", 302, {"location": f"/?key={written}"}, written.encode()), SECRET)
    assert (answer.headers["location"], answer.body) == ("/?key=[key] [key] [key]", b"[key] [key] [key]")
