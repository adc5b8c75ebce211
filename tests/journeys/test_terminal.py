"""What terminals and people do to a program, on a real one: keys in haste, long pastes, signals, few colours, little room."""

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from intake.desk import Desk
from intake.model.client import Client
from journeys.terminal import INTAKE, PATIENCE, Screen

GIVEN_BACK = (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?25h")
"""The alternate screen is left, the mouse reports no more, the cursor is back."""
COLOUR = re.compile(rb"\x1b\[[0-9;:]*?(?<![0-9])(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:[;:][0-9;:]*)?m")
FAULT = """
import sys
from intake.cli.main import run
from intake.tui.interview import InterviewScreen

def broken(self):
    secret = "swan" + " song"
    raise RuntimeError("a screen of ours broke")

InterviewScreen.action_review = broken
sys.exit(run(sys.argv[1:]))
"""
Open = Callable[..., Screen]


@pytest.fixture
def open_terminal() -> Iterator[Open]:
    """Opens terminals, and closes them all."""
    opened: list[Screen] = []

    def open_one(*arguments: str, **options: object) -> Screen:
        opened.append(Screen(*arguments, **options))  # type: ignore[arg-type]
        return opened[-1]

    yield open_one
    for screen in opened:
        screen.child.close(force=True)


@pytest.fixture
def asked(home: Path) -> str:
    """A dossier whose first question is open."""
    return Desk(home).new(Client("Acme")).id


@pytest.fixture
def sealed(home: Path) -> None:
    """The sample client, with a brief that both sides have signed."""
    subprocess.run([INTAKE, "demo", "--to", str(home.parent / "demo")], check=True, capture_output=True, timeout=300)
    (home.parent / "demo" / "home").rename(home)


def typed(home: Path, dossier: str) -> dict[str, str]:
    """What was typed for each question that was answered."""
    return {name: answer.typed for name, answer in Desk(home).dossier(dossier).answers.items()}


def code_after_hanging_up(screen: Screen) -> int | None:
    """How the program ends when its terminal goes away; fails where it never does."""
    assert screen.child.pid
    process = os.pidfd_open(screen.child.pid)
    screen.hang_up()
    ended, _, _ = select.select([process], [], [], PATIENCE)
    os.close(process)
    assert ended
    screen.child.wait()
    return screen.child.exitstatus


# keys in haste


def test_each_of_three_fields_gets_its_word_of_one_write(open_terminal: Open) -> None:
    screen = open_terminal()
    screen.wait_for("No clients yet.")
    screen.type("\rfirst\tsecond\tthird")
    screen.wait_for("first", "second", "third")
    rows = [screen.place(word)[1] for word in ("first", "second", "third")]
    assert rows == sorted(set(rows))


def test_keys_without_a_gap_between_them_reach_their_questions(open_terminal: Open, home: Path, asked: str) -> None:
    screen = open_terminal("interview", asked)
    screen.wait_for("Full legal name")
    for key in "Acme AB\rSE\rMain street 1\r":
        screen.type(key)
    screen.wait_for("3 of")
    assert typed(home, asked) == {"legal_name": "Acme AB", "country": "SE", "address": "Main street 1"}


def test_keys_typed_before_the_first_paint_are_kept(open_terminal: Open, home: Path, asked: str) -> None:
    screen = open_terminal("interview", asked)
    screen.type("Acme AB\rSE\r")
    screen.wait_for("2 of")
    assert typed(home, asked) == {"legal_name": "Acme AB", "country": "SE"}


# pastes


def test_a_paste_of_several_lines_loses_nothing_and_says_what_became_of_it(
    open_terminal: Open, home: Path, asked: str
) -> None:
    screen = open_terminal("interview", asked)
    screen.wait_for("Full legal name")
    screen.paste("Acme\nNordic\r\nAB\n")
    screen.wait_for("The line breaks became spaces.", "Acme Nordic AB")
    screen.type("\r")
    screen.wait_for("1 of")
    assert typed(home, asked) == {"legal_name": "Acme Nordic AB"}


def test_a_paste_of_500_kilobytes_into_a_short_field_opens_an_editor_that_stays_quick(
    open_terminal: Open, home: Path, asked: str
) -> None:
    screen = open_terminal("interview", asked)
    screen.wait_for("Full legal name")
    screen.paste("word " * 100_000 + "end")
    screen.wait_for("Too long for one answer", "500003")
    screen.type("Acme AB")
    screen.wait_for("500010")
    screen.type("\x1b")
    screen.wait_for("Full legal name", "Continue", without="Too long")
    screen.type("Acme AB\r")
    screen.wait_for("1 of")
    assert typed(home, asked) == {"legal_name": "Acme AB"}


@pytest.mark.parametrize("pasted", ["word " * 100_000, "a line of words\n" * 31_250, "x" * 500_000])
def test_a_paste_of_500_kilobytes_into_a_long_field_lands_whole_and_is_shortened_there(
    pasted: str, open_terminal: Open, home: Path, asked: str
) -> None:
    sitting = Desk(home).sitting(asked)
    sitting.give("legal_name", "Acme AB")
    sitting.give("country", "SE")
    screen = open_terminal("interview", asked)
    screen.wait_for("Postal address", "Leave open")
    screen.paste(pasted + "end")
    screen.wait_for("characters long; at most 100,000 are taken", "end")
    screen.type(" of it\r")
    screen.wait_for("end of it", "✗ that is 500,")
    unsent = Desk(home).dossiers.unsent(asked)
    until(lambda: unsent.path.exists() and b"end of it" in unsent.path.read_bytes(), screen)
    match unsent.read():
        case {"typed": {"address": {"text": str(kept)}}}:
            assert kept.replace("\n", "") == pasted.replace("\n", "") + "end of it"
        case other:
            pytest.fail(f"not kept: {str(other)[:200]}")
    screen.type("\x1b[18~Main street 1\r")  # F7 selects it all
    screen.wait_for("3 of")
    assert typed(home, asked)["address"] == "Main street 1"


def test_no_byte_ends_the_screens_and_nothing_that_is_pasted_is_taken_for_keys(
    open_terminal: Open, home: Path, asked: str
) -> None:
    screen = open_terminal("interview", asked)
    screen.wait_for("Full legal name")
    screen.child.send(b"Caf\xe9\r")
    screen.wait_for("Caf\ufffd", "could not be read")
    screen.type("\x7fé ")
    screen.paste("\x1b[31mred \x07\x9b2J\x1b[200~")
    screen.type("AB\r")
    screen.wait_for("1 of")
    assert typed(home, asked) == {"legal_name": "Café [31mred 2J[200~AB"}
    assert [drawn for drawn in (b"\xc2\x9b", b"\x1b[31mred") if drawn in screen.raw] == []


# endings


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_gives_the_terminal_back_and_leaves_the_answer(
    number: int, code: int, open_terminal: Open, home: Path, asked: str
) -> None:
    screen = open_terminal("interview", asked)
    screen.wait_for("Full legal name")
    screen.type("Acme AB\r")
    screen.wait_for("1 of")
    screen.raw = b""
    screen.child.kill(number)
    assert screen.end() == code
    assert [sequence for sequence in GIVEN_BACK if sequence not in screen.raw] == []
    assert typed(home, asked) == {"legal_name": "Acme AB"}


def test_a_fault_of_ours_gives_the_terminal_back_and_leaves_the_answer_and_a_report(
    open_terminal: Open, home: Path, asked: str, tmp_path: Path
) -> None:
    around = {"TMPDIR": str(tmp_path)}
    screen = open_terminal("interview", asked, command=(sys.executable, "-c", FAULT), environment=around)
    screen.wait_for("Full legal name")
    screen.type("Acme AB\r")
    screen.wait_for("1 of")
    screen.raw = b""
    screen.type("\x07")
    assert screen.end() == 70
    assert [sequence for sequence in GIVEN_BACK if sequence not in screen.raw] == []
    assert b"Every answer given so far is saved." in screen.raw
    assert b"Traceback" not in screen.raw
    (report,) = tmp_path.glob("intake-fault-*.txt")
    assert report.name.encode() in screen.raw
    told = report.read_text("utf-8")
    assert "a screen of ours broke" in told
    assert "swan song" not in told
    assert b"swan song" not in screen.raw
    assert typed(home, asked) == {"legal_name": "Acme AB"}


def test_a_terminal_that_goes_away_ends_the_program(home: Path, asked: str) -> None:
    screen = Screen("interview", asked)
    screen.wait_for("Full legal name")
    screen.type("Acme AB\r")
    screen.wait_for("1 of")
    assert code_after_hanging_up(screen) == 129
    assert typed(home, asked) == {"legal_name": "Acme AB"}


@pytest.mark.usefixtures("home")
def test_a_terminal_that_has_no_size_and_goes_away_ends_the_desk() -> None:
    screen = Screen(tells_size=False)
    screen.wait_for("No clients yet.", "Quit")
    assert code_after_hanging_up(screen) == 129


# what is typed and not given


def until(holds: Callable[[], bool], screen: Screen) -> None:
    """Waits, reading what is painted, until it holds."""
    latest = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < latest
        if select.select([screen.child.child_fd], [], [], 0.02)[0]:
            screen.read()  # who waits for room to paint in keeps nothing


def test_a_kill_in_mid_word_goes_on_at_the_same_caret(open_terminal: Open, home: Path, asked: str) -> None:
    screen = open_terminal("interview", asked)
    screen.wait_for("Full legal name")
    screen.type("Acme AB\rSwedden\x1b[D\x1b[D")
    screen.wait_for("Swedden")
    unsent = Desk(home).dossiers.unsent(asked)
    until(lambda: b'"from":5' in (unsent.path.read_bytes() if unsent.path.exists() else b""), screen)
    screen.child.kill(signal.SIGKILL)
    screen.end()
    assert typed(home, asked) == {"legal_name": "Acme AB"}
    screen = open_terminal("interview", asked)
    screen.wait_for("In which country", "Swedden", "Continue")
    column, row = screen.place("Swedden")
    screen.wait_for_cursor(column + 5, row)
    screen.type("\x7f\r")
    screen.wait_for("2 of")
    assert typed(home, asked) == {"legal_name": "Acme AB", "country": "Sweden"}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_keeps_what_is_typed_and_not_given(number: int, open_terminal: Open, home: Path, asked: str) -> None:
    screen = open_terminal("interview", asked)
    screen.wait_for("Full legal name")
    screen.type("Acme Nor")
    screen.wait_for("Acme Nor")
    screen.child.kill(number)
    screen.end()
    screen = open_terminal("interview", asked)
    screen.wait_for("Acme Nor", "Continue")


# the terminal's own cursor, its colours, its size


def test_the_cursor_of_the_terminal_stands_in_the_field_before_the_first_key(open_terminal: Open) -> None:
    screen = open_terminal()
    screen.wait_for("No clients yet.")
    screen.type("\r")
    screen.wait_for("As they call themselves")
    column, row = screen.place("As they call themselves")
    screen.wait_for_cursor(column, row)
    screen.type("\t")
    column, row = screen.place("https://")
    screen.wait_for_cursor(column, row)


def test_the_cursor_of_the_terminal_stands_in_the_first_question_before_the_first_key(
    open_terminal: Open, asked: str
) -> None:
    screen = open_terminal("interview", asked)
    screen.wait_for("invoices", "Continue")
    _, row = screen.place("invoices")
    screen.wait_for_cursor(
        5 + len("Acme"), row + 2
    )  # behind what is proposed; the field stands two rows under the hint
    screen.type("Acme AB\rSE\r")
    screen.wait_for("2 of", "Leave open", "Ctrl+T")
    _, row = screen.place("Ctrl+T")
    screen.wait_for_cursor(5, row + 2)


def test_without_colour_no_colour_is_sent(open_terminal: Open, asked: str) -> None:
    screen = open_terminal("interview", asked, environment={"NO_COLOR": "1"})
    screen.wait_for("Full legal name")
    screen.type("Acme AB\r\x07")
    screen.wait_for("All answers")
    screen.type("\t\t")
    screen.wait_for("Go to the next open question")
    assert COLOUR.findall(screen.raw) == []


def test_a_terminal_of_sixteen_colours_is_sent_no_others(open_terminal: Open, asked: str) -> None:
    environment = {"TERM": "xterm-16color", "COLORTERM": ""}
    screen = open_terminal("interview", asked, environment=environment)
    screen.wait_for("Full legal name", "Continue")
    assert COLOUR.findall(screen.raw)
    assert re.findall(rb"[34]8[;:][25]", screen.raw) == []


def test_a_terminal_that_cannot_draw_is_asked_by_plain_prompts(open_terminal: Open, asked: str) -> None:
    screen = open_terminal("interview", asked, environment={"TERM": "dumb"})
    screen.wait_for("Full legal name")
    assert b"\x1b[" not in screen.raw


def test_a_desk_that_cannot_be_drawn_says_what_to_do(open_terminal: Open) -> None:
    screen = open_terminal(environment={"TERM": "dumb"}, size=(120, 60))
    assert screen.end() == 64
    assert "--plain" in screen.text
    assert b"\x1b[" not in screen.raw


def test_a_pipe_is_asked_by_plain_prompts(home: Path, asked: str) -> None:
    done = subprocess.run(
        [INTAKE, "interview", asked], input=b"Acme AB\n", capture_output=True, timeout=PATIENCE, check=False
    )
    assert b"Full legal name" in done.stdout + done.stderr
    assert b"\x1b[" not in done.stdout + done.stderr
    assert typed(home, asked) == {"legal_name": "Acme AB"}


@pytest.mark.parametrize(("encoding", "drawn", "after"), [("latin-1", ">", "In which country"), ("ascii", "╭", "1 of")])
def test_a_terminal_that_is_not_set_to_utf_8_is_drawn_or_asked_by_prompts_and_loses_no_letter(
    encoding: str, drawn: str, after: str, open_terminal: Open, home: Path, asked: str
) -> None:
    screen = open_terminal("interview", asked, environment={"PYTHONIOENCODING": encoding})
    screen.wait_for("Full legal name", drawn)
    screen.child.send("Ærø\r".encode("utf-8" if encoding == "ascii" else encoding))
    screen.wait_for(after)
    assert typed(home, asked) == {"legal_name": "Ærø"}
    assert b"\\u" not in screen.raw


def test_a_line_that_the_terminal_cut_is_told_and_not_kept(open_terminal: Open, home: Path, asked: str) -> None:
    screen = open_terminal("--plain", "interview", asked)
    screen.wait_for("Full legal name")
    screen.type("x" * 6000 + "\n")
    screen.wait_for("no more of that one came")
    assert typed(home, asked) == {}
    screen.type("Acme AB\n")
    screen.wait_for("In which country")
    assert typed(home, asked) == {"legal_name": "Acme AB"}


@pytest.mark.parametrize("around", [{}, {"PYTHONIOENCODING": "utf-8:strict"}, {"PYTHONIOENCODING": "ascii"}])
def test_bytes_in_a_pipe_that_are_no_text_are_told_and_not_left_out(
    around: dict[str, str], home: Path, asked: str
) -> None:
    done = subprocess.run(
        [INTAKE, "interview", asked], input="Ærø ".encode() + b"caf\xe9\n" + "Ærø\n".encode(),
        capture_output=True, env=os.environ | around, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert b"could not be read" in done.stdout
    assert typed(home, asked) == {"legal_name": "Ærø"}


@pytest.mark.parametrize("closed", ["<&-", ">&-", "<&- >&- 2>&-"])
def test_a_stream_that_was_closed_is_no_fault(closed: str, asked: str) -> None:
    ended = subprocess.run(
        ["/bin/sh", "-c", f"'{INTAKE}' interview '{asked}' {closed}"],
        stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert b"Traceback" not in ended.stderr
    assert ended.returncode == 0, ended.stderr


def test_sixty_by_twenty_shows_question_field_buttons_and_keys(open_terminal: Open, asked: str) -> None:
    screen = open_terminal("interview", asked, size=(60, 20))
    screen.wait_for("Full legal name", "Continue", "Back", "^p", "0 of")
    screen.type("Acme AB\rSE\r")
    screen.wait_for("Postal address", "✓", "Acme AB")


def test_what_looks_like_markup_in_a_name_is_shown_as_it_is(open_terminal: Open, home: Path) -> None:
    name = "[red]A[/] [@click=app.quit]B[/]"
    dossier = Desk(home).new(Client(name)).id
    screen = open_terminal(size=(120, 30))
    screen.wait_for(name)
    screen = open_terminal("interview", dossier, size=(120, 30))
    screen.wait_for(name, "Full legal name")
    screen.type("[b]Acme[/b]\r")
    screen.wait_for("[b]Acme[/b]", "1 of")


# the person's own editor


def test_a_long_text_is_written_in_the_editor_of_ones_own(open_terminal: Open, home: Path, asked: str) -> None:
    sitting = Desk(home).sitting(asked)
    sitting.give("legal_name", "Acme AB")
    sitting.give("country", "SE")
    program = "import sys; p = sys.argv[1]; t = open(p).read(); open(p, 'w').write(t + ' 2\\nUme\u00e5\\n')"
    screen = open_terminal("interview", asked, environment={"EDITOR": f'{sys.executable} -c "{program}"'})
    screen.wait_for("Postal address", "Ctrl+T", "Leave open")
    screen.type("Street")
    screen.wait_for("Street")
    screen.type("\x14")
    screen.wait_for("Street 2", "Umeå")
    screen.type("\r")
    screen.wait_for("3 of")
    assert typed(home, asked)["address"] == "Street 2\nUmeå"


@pytest.mark.parametrize(("editor", "told"), [("", "no editor is named"), ("false", "ended with 1")])
def test_an_editor_that_is_not_there_or_fails_is_told_and_what_was_typed_stands(
    editor: str, told: str, open_terminal: Open, home: Path, asked: str
) -> None:
    sitting = Desk(home).sitting(asked)
    sitting.give("legal_name", "Acme AB")
    sitting.give("country", "SE")
    screen = open_terminal("interview", asked, environment={"EDITOR": editor, "VISUAL": ""})
    screen.wait_for("Postal address", "Leave open")
    screen.type("Street\x14")
    screen.wait_for(told, "Set EDITOR")
    screen.type("\r")
    screen.wait_for("Street", "Continue", without="Set EDITOR")
    screen.type(" 2\r")
    screen.wait_for("3 of")
    assert typed(home, asked)["address"] == "Street 2"


def test_an_interrupt_meant_for_the_editor_ends_it_alone(open_terminal: Open, home: Path, asked: str) -> None:
    sitting = Desk(home).sitting(asked)
    sitting.give("legal_name", "Acme AB")
    sitting.give("country", "SE")
    program = "import sys; print('EDITING', flush=True); sys.stdin.readline()"
    screen = open_terminal("interview", asked, environment={"EDITOR": f'{sys.executable} -c "{program}"'})
    screen.wait_for("Postal address", "Leave open")
    screen.type("Street\x14")
    screen.wait_for("EDITING")
    screen.type("\x03")
    screen.wait_for("ended with -2", "Close")
    screen.type("\r")
    screen.wait_for("Street", "Continue", without="Close")
    screen.child.kill(signal.SIGINT)
    assert screen.end() == 130  # now it is meant for us


@pytest.mark.parametrize("how", ["SIG_DFL", "SIG_IGN"])
def test_a_signal_to_end_ends_an_open_editor_too_and_what_it_saved_is_kept(
    how: str, open_terminal: Open, home: Path, asked: str
) -> None:
    sitting = Desk(home).sitting(asked)
    sitting.give("legal_name", "Acme AB")
    sitting.give("country", "SE")
    program = (
        f"import sys, signal; signal.signal(signal.SIGTERM, signal.{how}); open(sys.argv[1], 'w').write('Street 9'); "
        "print('EDITING', flush=True); sys.stdin.readline()"
    )
    screen = open_terminal("interview", asked, environment={"EDITOR": f'{sys.executable} -c "{program}"'})
    screen.wait_for("Postal address", "Leave open")
    screen.type("Street\x14")
    screen.wait_for("EDITING")
    screen.child.kill(signal.SIGTERM)
    assert screen.end() == 143
    assert screen.raw.rindex(b"\x1b[?1049l") > screen.raw.rindex(b"\x1b[?1049h")
    assert b"Street 9" in Desk(home).dossiers.unsent(asked).path.read_bytes()


# hands


def test_a_mouse_alone_goes_through_an_interview(open_terminal: Open, home: Path, asked: str) -> None:
    sitting = Desk(home).sitting(asked)
    for question, answer in (("legal_name", "Acme AB"), ("country", "SE"), ("address", "Street 1")):
        sitting.give(question, answer)
    sitting.leave_open("website", "none yet")
    screen = open_terminal()
    screen.click("Acme")
    screen.wait_for("4 of", "Continue")
    screen.click("Back")
    screen.click("Leave open")
    screen.wait_for("Because")
    screen.click("Cancel")
    screen.wait_for("Leave open", without="Because")
    screen.click("All answers")
    screen.wait_for("still to answer", without="Continue")
    screen.click("Acme AB")
    screen.wait_for("Full legal name", "Continue", without="still to answer")
    screen.click("Vetting")
    screen.wait_for("Public sources")


BY_MOUSE = """\
intake: questionnaire/1
id: mouse
version: 1
title: By mouse
languages: [en]
sections:
- id: one
  title: One
  questions:
  - {id: rush, type: bool, ask: Is it urgent?, required: yes}
  - {id: kind, type: choice, ask: What kind?, required: yes, options: [{value: a, label: Apples}, {value: b, label: Pears}]}
  - {id: many, type: choices, ask: Which means?, required: yes, options: [{value: m, label: Letters}, {value: p, label: Calls}]}
  - {id: start, type: date, ask: From when?, required: yes, exact: yes}
  - {id: rows, type: repeat, ask: Which tasks?, required: yes, min: 1, item: [{id: due, type: date, exact: yes, ask: Due, required: yes}]}
"""


def test_a_mouse_answers_a_whole_interview(open_terminal: Open, home: Path, tmp_path: Path) -> None:
    (tmp_path / "mouse.yaml").write_text(BY_MOUSE, encoding="utf-8")
    dossier = Desk(home).new(Client("Acme"), questionnaire=str(tmp_path / "mouse.yaml")).id
    screen = open_terminal("interview", dossier, size=(80, 40))
    screen.wait_for("Is it urgent?", "Continue")
    screen.click("No")  # a click on a choice gives it
    screen.wait_for("Apples")
    screen.click("Pears")
    screen.wait_for("Letters")
    screen.click("Calls")
    screen.click("Continue")
    screen.click("Down opens a month")
    screen.click("›")
    screen.wait_for(f"{Desk(home).clock().date().replace(day=1) + timedelta(days=32):%B %Y}")
    screen.click(" 23 ")
    screen.wait_for("-23 (", without="Choose")  # what was understood, beneath which the buttons now stand
    screen.click("Continue")
    screen.click("A adds")
    screen.click("Down opens a month")
    before = Desk(home).clock().date()
    screen.click("Choose")
    found: list[str] = []  # the day before too, where midnight comes between

    def is_chosen() -> bool:
        days = (before, Desk(home).clock().date())
        found[:] = [str(day) for day in days if f"= {day} (" in screen.text and "Choose" not in screen.text]
        return bool(found)

    screen.read_until(is_chosen, "today")
    today = found[0]
    screen.click("Save the row")
    screen.wait_for(f" {today} ", "Add another", "D copies", without="Save the row")
    screen.click("Continue")
    screen.wait_for("All answers", "nothing is missing", "Pears", "Calls", without="Continue")
    given = Desk(home).dossier(dossier).answers
    assert [given[each].value for each in ("rush", "kind", "many")] == [False, "b", ("p",)]
    assert given["start"].typed.endswith("-23")


@pytest.mark.usefixtures("sealed")
def test_page_keys_move_through_a_long_text(open_terminal: Open) -> None:
    screen = open_terminal(size=(60, 20))
    screen.wait_for("Lindqvist")
    screen.type("\r")
    screen.wait_for("Both sides have signed", "Supplier")
    screen.type("\x1b[6~")
    screen.wait_for("Payment plan", without="Supplier")
    screen.type("\x1b[5~")
    screen.wait_for("Supplier")
