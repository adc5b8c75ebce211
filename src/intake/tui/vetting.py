"""The vetting step."""

from textual.app import ComposeResult
from textual.widgets import Static

from intake.tui.step import StepScreen


class VettingScreen(StepScreen):
    """The vetting."""

    step = "vetting"

    def compose_body(self) -> ComposeResult:
        """Nothing yet."""
        yield Static("vetting")
