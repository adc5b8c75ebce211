"""The agreement step."""

from textual.app import ComposeResult
from textual.widgets import Static

from intake.tui.step import StepScreen


class AgreementScreen(StepScreen):
    """The agreement."""

    step = "agreement"

    def compose_body(self) -> ComposeResult:
        """Nothing yet."""
        yield Static("agreement")
