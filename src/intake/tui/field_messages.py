"""What a field tells the box around it."""

from textual.message import Message


class Given(Message):
    """An answer was given with Enter."""


class Edited(Message):
    """What stands in a field has changed."""
