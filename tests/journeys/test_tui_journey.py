"""The real command on a real terminal, driven by keys alone: from an empty desk to a verified agreement."""

import signal
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pexpect
import pyte
import pytest

from intake.signing.folder import verify

INTAKE = str(Path(sys.executable).parent / "intake")
SAMPLE = Path(str(resources.files("intake.testing") / "sample"))
CLIENT = (
    "Lindqvist Möbel AB\rSE\rVerkstadsgatan 12, 553 16 Jönköping\rhttps://www.lindqvist-mobel.example\r"
    "anna@lindqvist-mobel.example\rSE559999999101\r559999-9991\r5493000LINDQVISTMO17\r1974\r12\r"
    "Anna Lindqvist, anna@lindqvist-mobel.example, +46 70 174 06 05\r"
    "Björn Hall, bjorn@hallstudio.example, +46 70 174 06 20\r"
)
SCOPE = (
    "People who visit our workshop should be able to order the same furniture online.\rNordhyvel\r1 March 2027\r"
    "\rShop design\r6 screens\r26 March 2027\r1800 EUR\rAnna has approved all six screens in writing\r"
    "\rShop build\r12 pages\r2027-05-14\r3000 EUR\rA test order runs on the live domain\r"
)
OWN = " \rno\rno\r2\rYes\rno\rYes\rYes\r70\r160\rno\r\r\r"


class Screen:
    """A terminal of 80x24 with `intake` in it, as a person sees it."""

    def __init__(self, *arguments: str) -> None:
        self.child: pexpect.spawn[bytes] = pexpect.spawn(INTAKE, list(arguments), dimensions=(24, 80), timeout=30)
        self.terminal = pyte.Screen(80, 24)
        self.stream = pyte.ByteStream(self.terminal)
        self.raw: bytes = b""

    @property
    def text(self) -> str:
        """What is on the terminal."""
        return "\n".join(line.rstrip() for line in self.terminal.display)

    def wait_for(self, *words: str, without: str = "\0") -> str:
        """Reads until all the words are on the terminal and one is not; fails with what is there after 30 seconds."""
        while without in self.text or not all(word in self.text for word in words):
            try:
                self._read()
            except (pexpect.TIMEOUT, pexpect.EOF):
                raise AssertionError(f"{words} never came; the terminal shows\n{self.text}") from None
        return self.text

    def type(self, keys: str) -> None:
        """Sends all the keys in one write."""
        self.child.send(keys.encode())

    def end(self) -> int:
        """Reads to the end; the exit code."""
        while True:
            try:
                self._read()
            except pexpect.EOF:
                break
        self.child.close()
        return -1 if self.child.exitstatus is None else self.child.exitstatus

    def _read(self) -> None:
        data: bytes = self.child.read_nonblocking(65536, timeout=30)
        self.raw += data
        self.stream.feed(data)


@pytest.fixture
def screen(home: Path) -> Iterator[Screen]:
    """The desk on a terminal, with sources that answer from recordings."""
    screen = Screen("--home", str(home), "--recorded", str(SAMPLE / "exchanges"))
    yield screen
    screen.child.close(force=True)


def test_from_an_empty_desk_to_a_verified_agreement(screen: Screen, tmp_path: Path) -> None:
    screen.wait_for("No clients yet.")
    screen.type("\rLindqvist Möbel AB\r\r\r\r")
    screen.wait_for("Full legal name")
    screen.type(CLIENT)
    screen.wait_for("10 of")
    screen.type(SCOPE)
    screen.wait_for("Shop build", "12 pages")
    screen.type("\t\r2027-05-28\rYou\r2027-03-15\ryes\r")
    screen.wait_for("How shall the work be paid?")
    screen.type("fixed\r4800 EUR\r50%\r20\rbank\r")
    screen.wait_for("Changes and approval")
    screen.type("2\rA change to work that was shown as version 1, not a new page.\r65 EUR\r10\r")
    screen.wait_for("Hand-over and rights")
    screen.type("no\r\ryes\rno\r")
    screen.wait_for("For you alone")
    screen.type(OWN)
    screen.wait_for("nothing is missing")
    screen.type("\r")
    screen.wait_for("Public sources")
    screen.type("a")
    screen.wait_for("recorded answers", without="asking …")
    screen.type("\x1bOS")
    screen.wait_for("CONDITIONAL")
    screen.type("g")
    screen.wait_for("Build the brief")
    screen.type("b")
    screen.wait_for("Who are you?")
    screen.type("\x15Studio Birch\r")
    screen.wait_for("Read it together")
    screen.type("s\r")
    screen.wait_for("Now the client accepts")
    screen.type("aAnna Lindqvist\r\r\r \r")
    screen.wait_for("Both sides have signed")
    screen.type(f"x\x15{tmp_path}\r")
    screen.wait_for("Verified: valid")
    folder = next(tmp_path.glob("BR-*"))
    assert verify(folder).outcome == "valid"
    screen.type("\x1b")
    screen.wait_for("Both sides have signed")
    screen.type("\x11")
    assert screen.end() == 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_gives_the_terminal_back(screen: Screen, number: int, code: int) -> None:
    screen.wait_for("No clients yet.")
    screen.raw = b""
    screen.child.kill(number)
    assert screen.end() == code
    after = screen.raw
    assert b"\x1b[?1049l" in after  # the alternate screen is left
    assert b"\x1b[?1000l" in after  # the mouse reports no more
    assert b"\x1b[?25h" in after  # the cursor is back
