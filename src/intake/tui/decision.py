"""The decision step."""

from textual.app import ComposeResult
from textual.widgets import Static

from intake.tui.step import StepScreen


class DecisionScreen(StepScreen):
    """The decision."""

    step = "decision"

    def compose_body(self) -> ComposeResult:
        """Nothing yet."""
        yield Static("decision")
