"""Documents are read without guessing, and every fault has its place."""

from pathlib import Path

import pytest

from intake import documents
from intake.documents import Form, Mapping, Scalar
from intake.errors import BadFile, NotFound


def places(text: str) -> list[str]:
    try:
        _, faults = documents.parse(text.encode(), "f.yaml")
    except BadFile as bad:
        faults = list(bad.faults)
    return [str(fault) for fault in faults]


@pytest.mark.parametrize("text", ["NO", "1.10", "12:30", "yes", "0x1F", "1e3", "2027-01-15"])
def test_scalars_stay_the_text_they_are(text: str) -> None:
    node, faults = documents.parse(f"a: {text}".encode(), "f")
    assert isinstance(node, Mapping)
    value = node.entries["a"]
    assert isinstance(value, Scalar)
    assert (value.text, faults) == (text, [])


def test_all_faults_of_form_are_reported_with_their_places() -> None:
    found = places("a: 1\na: 2\n<<: x\nb: &x 1\nc: *x\nd: !!int 3\n")
    assert [line.split(" ")[0] for line in found] == [
        "f.yaml:2:1:", "f.yaml:3:1:", "f.yaml:4:4:", "f.yaml:5:4:", "f.yaml:6:4:",
    ]  # fmt: skip
    assert "stands twice" in found[0]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "f.yaml:1:1"),
        ("a: [", "f.yaml:2:1"),
        ("a: \x07", "f.yaml:1:4"),
        ('"a', "f.yaml:1:3"),
        ("[" * 50, "f.yaml:1:22"),
    ],
)
def test_what_cannot_be_read_says_where(text: str, place: str) -> None:
    assert places(text)[0].startswith(place)


def test_size_and_number_of_values_are_bounded() -> None:
    assert "too many values" in places("[" + "a," * 30_000 + "]")[0]
    assert "bytes" in places("a" * 300_000)[0]


def test_other_encodings_are_refused() -> None:
    with pytest.raises(BadFile, match="1 fault"):
        documents.parse("a: é".encode("utf-16"), "f")


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="cannot read"):
        documents.read(tmp_path / "none.yaml")


def test_a_form_collects_every_fault() -> None:
    node, faults = documents.parse(b"id: Bad Id\ncolour: x\nlevel: warm\ncount: many\nwords: x\nextra: 1", "f")
    form = Form(node, faults, "the thing")
    form.take_id()
    form.take_text("color")
    form.take_text("title", required=True)
    form.take_choice("level", ("warn", "error"))
    form.take_number("count")
    form.take_words("words")
    form.done(("color",))
    assert [str(fault) for fault in faults] == [
        "f:1:5: 'Bad Id' cannot be an id (lower-case letters, digits, _ and -)",
        "f:1:1: the thing has no 'title'",
        "f:3:8: 'warm' is not a level (did you mean 'warn'?)",
        "f:4:8: 'many' is not a whole number",
        "f:5:8: 'words' must be a list",
        "f:2:1: the thing has no key 'colour' (did you mean 'color'?)",
        "f:6:1: the thing has no key 'extra'",
    ]


def test_what_one_reader_finds_wrong_is_not_told_to_the_next() -> None:
    _, faults = documents.parse(b"a: 1", "f")
    Form(*documents.parse(b"a: 1", "f"), "it").done()
    assert documents.parse(b"a: 1", "f")[1] == faults == []
    assert documents.parse(b"a: 1", "g")[0].place.file == "g"
