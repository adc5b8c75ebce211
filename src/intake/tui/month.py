"""A month to choose a day from, by arrows or with the mouse; weekends stand back, today is underlined."""

import calendar
from datetime import date, timedelta
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from intake.locale import Words
from intake.locale.days import MONTH_NAMES, WEEKDAY_NAMES, written
from intake.tui.buttons import Button
from intake.tui.spoken import SpokenModal
from intake.tui.words import lines, text

_CELL, _WEEKS, _HEADS = 4, 6, 2


class Month(Widget, can_focus=True):
    """The month around a day: arrows go by days and weeks, page keys by months, Enter or a click on a day chooses it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "by(-1)", show=False),
        Binding("right", "by(1)", show=False),
        Binding("up", "by(-7)", show=False),
        Binding("down", "by(7)", show=False),
        Binding("pageup", "month(-1)", show=False),
        Binding("pagedown", "month(1)", show=False),
        Binding("home", "today", show=False),
        Binding("enter", "choose", show=False),
    ]
    day: reactive[date] = reactive(date.min)

    class Chosen(Message):
        """A day was chosen."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    def __init__(self, day: date, today: date, language: str) -> None:
        super().__init__()
        self.set_reactive(Month.day, day)
        self._today = today
        self._language = language if language in MONTH_NAMES else "en"

    def render(self) -> Content:
        """The month, its weeks from Monday on."""
        name = f"{MONTH_NAMES[self._language].split()[self.day.month - 1]} {self.day.year}"
        head = text(("‹", "$accent"), name.center(7 * _CELL - 2), ("›", "$accent"))
        weekdays = text(*((each[:2].rjust(_CELL), "dim") for each in WEEKDAY_NAMES[self._language].split()))
        return lines(
            head, weekdays, *(text(*(part for day in week for part in self._cell(day))) for week in self._weeks)
        )

    def _cell(self, day: date) -> tuple[str, tuple[str, str]]:
        styles = [
            "reverse bold" if day == self.day else "",
            "underline" if day == self._today else "",
            "dim" if day.weekday() >= calendar.SATURDAY or day.month != self.day.month else "",
        ]
        shown = f"{day.day:>2}" if day.month == self.day.month else " ·"
        return "  ", (shown, " ".join(filter(None, styles)))

    @property
    def _weeks(self) -> list[list[date]]:
        return calendar.Calendar().monthdatescalendar(self.day.year, self.day.month)

    def on_click(self, event: events.Click) -> None:
        """Chooses the day, or goes to the month before or after."""
        event.stop()
        place = event.y - _HEADS
        if event.y == 0:
            self.action_month(-1 if event.x < 7 * _CELL // 2 else 1)
        elif 0 <= place < len(self._weeks) and 0 <= event.x < 7 * _CELL:
            self.day = self._weeks[place][event.x // _CELL]
            self.action_choose()

    def action_by(self, days: int) -> None:
        """Goes on or back by so many days."""
        self.day += timedelta(days=days)

    def action_month(self, step: int) -> None:
        """Goes to the same day of the month before or after, or to its last."""
        months = self.day.year * 12 + self.day.month - 1 + step
        year, month = months // 12, months % 12 + 1
        self.day = date(year, month, min(self.day.day, calendar.monthrange(year, month)[1]))

    def action_today(self) -> None:
        """Goes to today."""
        self.day = self._today

    def action_choose(self) -> None:
        """Chooses the day."""
        self.post_message(self.Chosen(self.day))


class MonthDialog(SpokenModal[date | None]):
    """The day that was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", "Cancel")]

    def __init__(self, day: date, today: date, words: Words) -> None:
        super().__init__()
        self.words = words
        self._month = Month(day, today, words.language)

    def compose(self) -> ComposeResult:
        """The month, the day in words, and the buttons."""
        with Vertical(classes="dialog"):
            yield self._month
            yield Static("", id="day", markup=False)
            yield Static(text((self.say("Arrows · PgUp PgDn · Home: today"), "dim")))
            with Horizontal(classes="buttons"):
                yield Button(self.say("Choose"), variant="primary", compact=True, id="choose")
                yield Button(self.say("Cancel"), compact=True, id="cancel")

    def on_mount(self) -> None:
        """Starts in the month."""
        self.watch(self._month, "day", self._tell)
        self._month.focus()

    def _tell(self, day: date) -> None:
        self.query_one("#day", Static).update(written(day, self.say.language))

    def on_month_chosen(self, message: Month.Chosen) -> None:
        """Hands the day over."""
        self.dismiss(message.day)

    @on(Button.Pressed, "#choose")
    def _choose(self) -> None:
        self.dismiss(self._month.day)

    @on(Button.Pressed, "#cancel")
    def action_give_up(self) -> None:
        """Closes without a day."""
        self.dismiss(None)
