"""Reads what the terminal sends: bytes that are no text, and pastes of anything, neither of which is ever taken for keys."""

import os
import selectors
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from io import TextIOWrapper

from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

_ESCAPE = "\x1b"
_SILENCE = 5.0
"""Seconds after which a paste that never ended is over, once a key is pressed: no key would ever get through otherwise."""
_LONGEST_KEY = 8


class PasteParser(XTermParser):
    """Hands on a paste without its escapes, which Textual would read as keys, and whatever comes after them too."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._heard = clock()
        self._pasting = False
        self._last = ""  # what the next bytes may make a mark of; within a paste it is held back until then

    def feed(self, data: str) -> Iterable[Message]:
        """The keys, pastes and mouse events in the text that came."""
        before, self._heard = self._heard, self._clock()
        if self._pasting and len(data) <= _LONGEST_KEY and self._heard - before > _SILENCE:
            data = BRACKETED_PASTE_END + data
        tamed = self._tamed(data)
        return super().feed(tamed) if tamed or not data else ()  # an empty text ends it

    def _tamed(self, data: str) -> str:
        tamed = ""
        while data:
            held, mark = self._last, BRACKETED_PASTE_END if self._pasting else BRACKETED_PASTE_START
            text, found, data = (held + data).partition(mark)
            self._last = "" if found else _begins(mark, text)
            if self._pasting:
                text = text.removesuffix(self._last).replace(_ESCAPE, "") + found
            else:
                text = (text + found)[len(held) :]
            tamed += text
            self._pasting ^= bool(found)
        return tamed


def _begins(mark: str, text: str) -> str:
    """The end of the text that may begin the mark."""
    return next((mark[:count] for count in range(len(mark) - 1, 0, -1) if text.endswith(mark[:count])), "")


class Terminal(LinuxDriver):
    """A terminal whose input may be any bytes at all; Textual's ends the screens at the first that is not UTF-8."""

    def start_application_mode(self) -> None:
        """Draws in UTF-8, also where the locale knows no letters but those of ASCII."""
        if isinstance(self._file, TextIOWrapper):
            self._file.reconfigure(encoding="utf-8", errors="replace")
        super().start_application_mode()  # type: ignore[no-untyped-call] # it has no types in Textual

    def run_input_thread(self) -> None:
        """Hands on what is typed until the screens end; what is no text becomes a sign that a person sees."""
        parser, decode = PasteParser(), getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(0.1) and (text := decode(os.read(self.fileno, 4096))):
                    for event in parser.feed(text):
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)
