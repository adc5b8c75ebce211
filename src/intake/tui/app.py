"""The app: it opens the desk at home or at one step of a dossier, and turns errors into dialogs."""

import asyncio
import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SuspendNotSupported, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, Provider
from textual.screen import Screen
from textual.theme import Theme
from textual.worker import WorkerFailed

from intake.errors import Broken, IntakeError, Refused
from intake.frugal import replace
from intake.locale import Words
from intake.tui.colourless import Colourless
from intake.tui.colours import CALM, FEW_COLOURS
from intake.tui.contrast import Readable
from intake.tui.keys import OrderedKeysApp
from intake.tui.spoken import SpokenScreen, with_ids
from intake.tui.styles import KeptStyles

if TYPE_CHECKING:
    from textual.driver import Driver

    from intake.desk import Desk
    from intake.practice import Practice
    from intake.tui.step import StepScreen
    from intake.vetting.web import Web

TALL, WIDE = 23, 90
"""From how many rows on a screen has room for margins, and from how many columns on for an outline."""
KEYMAP = "keymap.yaml"
"""The file in the home that says which keys do what."""
SWITCH = 0.001
"""Seconds after which a thread that computes lets the screen draw; of Python's five each thread beside it takes its turn."""
REMOTE_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""What in a picture of a screen would have its viewer ask somebody else for fonts."""
_LONGEST_LEAVE = 5.0  # seconds
_SIGNALS = {signal.SIGINT: 130, signal.SIGTERM: 143} | ({signal.SIGHUP: 129} if hasattr(signal, "SIGHUP") else {})


def _command_search() -> type[Provider]:
    from intake.tui.commands import CommandSearch

    return CommandSearch


class IntakeApp(OrderedKeysApp):
    """The terminal app over a desk.

    `web` stands in for the network (recorded answers). The desk speaks the supplier's language, as the settings name it;
    interviews are held in `interview_language`, where one is chosen. With `open_dossier` it opens at that dossier's `step`, or at the
    one that comes next, and leaves when that is done.
    """

    TITLE = "intake"
    CSS_PATH = "intake.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar = {_command_search}
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-normal"), (WIDE, "-wide")]  # noqa: RUF012 - declared so by App
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = with_ids(
        "app",
        (
            Binding("f1", "help_me", "Help", key_display="F1"),
            Binding("question_mark", "help_me", "Help", show=False),
            Binding("f9", "stock", "Lists and plugins", show=False, key_display="F9"),
            Binding("f10", "settings", "Settings", show=False, key_display="F10"),
            Binding("ctrl+q", "quit", "Quit", show=False, priority=True),
            # Textual has this one too; it is named here to be found by those who translate.
            Binding("ctrl+p", "command_palette", "Commands", show=False, priority=True),
        ),
    )

    def __init__(
        self,
        desk: "Desk",
        *,
        web: "Web | None" = None,
        open_dossier: str | None = None,
        step: str | None = None,
        language: str = "",
    ) -> None:
        super().__init__()
        self.animation_level = "none"  # a key shows at once where it leads, and a slow line is sent no steps in between
        self._filters = [Colourless()] if self.no_color else [*self._filters, Readable()]
        if self.console.color_system == "standard":
            self.add_class(FEW_COLOURS)
        self.desk = desk
        self.web = web
        self.practice: Practice | None = None
        self.interview_language = language
        self._open_dossier = open_dossier
        self._step = step
        self.register_theme(CALM)
        self._start_with_theme(self.available_themes.get(desk.settings.theme, CALM))
        if (desk.home / KEYMAP).exists():
            from intake.tui import keymap

            self.set_keymap(keymap.load(desk.home))

    def run(self) -> None:  # type: ignore[override]
        """Runs until the person leaves; SystemExit with the exit code of a signal, Broken after a fault of ours, with what nobody caught."""
        sys.setswitchinterval(SWITCH)
        self.has_process = True
        super().run()
        fault = self._exception
        if fault is not None:
            told = Broken("the screens stopped on a fault of ours", remedy="Every answer given so far is saved.")
            raise told from (fault.error if isinstance(fault, WorkerFailed) else fault)
        if self.return_code:
            raise SystemExit(self.return_code)

    def _fatal_error(self) -> None:
        # Textual would paint what every name in the traceback held: answers, and passphrases.
        self._close_messages_no_wait()

    def get_driver_class(self) -> "type[Driver]":
        """Reads a Unix terminal in a way of our own."""
        driver = super().get_driver_class()
        if driver.__name__ != "LinuxDriver":
            return driver
        from intake.tui.terminal import Terminal

        return Terminal

    def on_load(self) -> None:
        """Takes over the signals before the terminal is, so that it is always given back as it was."""
        loop = asyncio.get_running_loop()
        for number, code in _SIGNALS.items():
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self._leave, code)

    def _leave(self, code: int) -> None:
        # A terminal that is gone takes nothing more, and leaving it in order would wait for ever.
        last = threading.Timer(_LONGEST_LEAVE, os._exit, (code,))
        last.daemon = True
        last.start()
        self.exit(return_code=code)

    def get_default_screen(self) -> Screen[None]:
        """Home or the step that was asked for, so that it is painted first; nothing where that step cannot be opened."""
        try:
            screen = self._first_screen()
        except IntakeError as fault:
            self.call_later(self.tell, fault)
            return Screen()
        # What Textual does for a screen that is pushed, and not for the first: it could not be switched, and had no styles.
        screen._push_result_callback(screen, None)
        self._load_screen_css(screen)
        screen.fit(self.size)
        return screen

    def _first_screen(self) -> "SpokenScreen[None]":
        if self._open_dossier is not None:
            return self._step_screen(self._open_dossier, self._step)
        from intake.tui.home import HomeScreen

        return HomeScreen()

    async def on_mount(self) -> None:
        """Lets keys in once the first screen is there."""
        if self.desk.settings.theme not in self.available_themes:
            told = self.say("There are no colours named '{name}' here.", name=self.desk.settings.theme)
            self.notify(told, severity="warning", markup=False)
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        self.call_after_refresh(self.go_on)

    def _keep_theme(self, theme: Theme) -> None:
        """Starts in the same colours next time."""
        if theme.name != self.desk.settings.theme:
            with self.telling():
                self.desk.prefer(replace(self.desk.settings, theme=theme.name))

    def _start_with_theme(self, theme: Theme) -> None:
        """Starts in these colours; choosing them on the way would read all styles a second time."""
        self.set_reactive(App.theme, theme.name)
        self.add_class(f"-theme-{theme.name}", "-dark-mode" if theme.dark else "-light-mode")
        self.stylesheet = KeptStyles(self.get_css_variables())

    def practise(self, practice: "Practice") -> None:
        """Lets the screens work on the desk of a practice run, from where it stands."""
        self._own = self.desk, self.web
        self.practice, self.desk, self.web = practice, practice.desk, practice.web
        self.open_step(practice.dossier_id)

    def end_practice(self) -> None:
        """Goes back to your own desk, where a practice run is under way."""
        if self.practice is not None:
            self.desk, self.web = self._own
            self.practice = None

    @property
    def say(self) -> Words:
        """What a text of ours is called in the supplier's language."""
        return Words(self.desk.settings.language)

    @property
    def handed_to(self) -> Path:
        """Where a signed brief is put unless another folder is named; a practice one stays with its run."""
        return self.practice.desk.home if self.practice else Path.home()

    @property
    def leaves_when_done(self) -> bool:
        """Whether it was opened for one step only."""
        return self._open_dossier is not None

    # errors

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Shows an error that a person can act on, instead of ending the app with it."""
        try:
            yield
        except IntakeError as fault:
            self.tell(fault)

    @contextmanager
    def elsewhere(self, say: Words) -> Iterator[None]:
        """Gives the terminal to another program, and takes it back; Refused where it cannot be given."""
        found: IntakeError | None = None
        try:
            # Suspending would leave the terminal to the other one for ever, after an exception.
            with self.suspend(), self._interrupts_left_to_the_other():
                try:
                    yield
                except IntakeError as fault:
                    found = fault
        except SuspendNotSupported as fault:
            raise Refused(
                say("this terminal cannot be given to another program"), remedy=say("Type it here.")
            ) from fault
        if found is not None:
            raise found

    @contextmanager
    def _interrupts_left_to_the_other(self) -> Iterator[None]:
        # The terminal sends Ctrl+C to both, and it was not meant for us.
        from intake.external_editor import Leaving

        def leave(number: int, _: object) -> None:
            for each in others:  # once is enough
                signal.signal(each, lambda *_: None)
            self._leave(_SIGNALS[signal.Signals(number)])
            raise Leaving

        loop = asyncio.get_running_loop()
        others = [each for each in _SIGNALS if each is not signal.SIGINT]
        for each in _SIGNALS:
            loop.remove_signal_handler(each)
        signal.signal(signal.SIGINT, lambda *_: None)  # not ignored: whoever is started would ignore it too
        for each in others:  # the loop, which waits for the other program, would heed them only after it
            signal.signal(each, leave)
        try:
            with suppress(Leaving):
                yield
        finally:
            for each in others:  # what comes from here on finds nobody who waits
                signal.signal(each, lambda number, _: self._leave(_SIGNALS[signal.Signals(number)]))
            # Not before the loop has looked at what came meanwhile: it does so after what is to be done soon.
            for each in _SIGNALS:
                heed = partial(loop.add_signal_handler, each, self._leave, _SIGNALS[each])
                loop.call_soon(loop.call_soon, heed)

    def tell(self, fault: IntakeError, then: Callable[[], object] = lambda: None) -> None:
        """Shows what happened, where, and what to do next; `then` once it is read."""
        from intake.tui.dialogs import ErrorDialog

        self.drop_keys()
        self.clear_notifications()  # they would lie over what it says
        place = getattr(self.screen, "place", "") or self.TITLE
        self.push_screen(ErrorDialog(fault, self.say_here, place), lambda _: (then(), None)[1])

    @property
    def say_here(self) -> Words:
        """What a text of ours is called in the language of the screen that is in front."""
        return self._say_on(self.screen)

    def _say_on(self, screen: Screen[object]) -> Words:
        return screen.say if isinstance(screen, SpokenScreen) else self.say

    def on_paste(self) -> None:
        """Says that what was pasted is not used: it comes here where nothing in front takes text."""
        say = self.say_here
        told = say("Nothing here takes text: what you pasted was not used.")
        self.notify(told, severity="warning", markup=False)

    # moving between steps

    def open_step(self, dossier_id: str, step: str | None = None) -> None:
        """Goes to a step of a dossier, the one that comes next when none is named."""
        with self.telling():
            screen = self._step_screen(dossier_id, step)
            if isinstance(self.screen, _step_class()):
                self.switch_screen(screen)
            else:
                self.push_screen(screen)

    def action_step(self, step: str) -> None:
        """Leaves what lies over a step of a dossier, and goes to another step of it."""
        below = next(screen for screen in reversed(self.screen_stack) if isinstance(screen, _step_class()))
        while self.screen is not below:
            self.pop_screen()
        below.action_go(step)

    def _step_screen(self, dossier_id: str, step: str | None) -> "StepScreen":
        dossier = self.desk.dossier(dossier_id)
        screen = _screen_class(step or self.next_step(dossier.id))(dossier.id)
        screen.prepare()
        return screen

    def next_step(self, dossier_id: str) -> str:
        """The step where work on the dossier goes on."""
        dossier = self.desk.dossier(dossier_id)
        if dossier.brief is not None:
            return "agreement"
        if dossier.decision is not None:
            return "decision"
        if dossier.reports:
            return "vetting"
        return "interview" if not self.desk.sitting(dossier.id).interview.complete else "vetting"

    # help and commands

    def action_help_me(self) -> None:
        """Shows the keys of the screen, and in an interview why the question is asked."""
        from intake.tui.help import HelpDialog

        if not isinstance(self.screen, HelpDialog):
            self.push_screen(HelpDialog(self.screen, self.say_here))

    def action_stock(self) -> None:
        """Shows the lists, tables and plugins of this machine."""
        from intake.tui.stock import StockScreen

        if not isinstance(self.screen, StockScreen):
            self.push_screen(StockScreen())

    def action_settings(self) -> None:
        """Shows who you are and what you prefer, to be changed."""
        from intake.tui.preferences import SettingsScreen

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen())

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action of the screen that has a key, then those of the app."""
        from intake.tui.commands import commands

        return commands(self, screen, self._say_on(screen))

    def save_picture(self) -> None:
        """Writes a picture of the screen to where signed briefs go too, and says where it is."""
        from intake.store import durable

        with self.telling():
            path = self.handed_to / f"intake-{self.desk.clock():%Y%m%d-%H%M%S}.svg"
            durable.replace(path, REMOTE_FONTS.sub("", self.export_screenshot()).encode())
            self.notify(f"{self._say_on(self.screen)('Written to')} {path}", markup=False)

    def action_command_palette(self) -> None:
        """Opens the search for commands."""
        say = self.say_here
        if self.use_command_palette and not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=say("Search for commands…"), id="--command-palette"))


def _step_class() -> "type[StepScreen]":
    from intake.tui.step import StepScreen

    return StepScreen


def _screen_class(step: str) -> "type[StepScreen]":
    if step == "interview":
        from intake.tui.interview import InterviewScreen

        return InterviewScreen
    if step == "vetting":
        from intake.tui.vetting import VettingScreen

        return VettingScreen
    if step == "decision":
        from intake.tui.decision import DecisionScreen

        return DecisionScreen
    from intake.tui.agreement import AgreementScreen

    return AgreementScreen
