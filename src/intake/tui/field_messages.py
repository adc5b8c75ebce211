"""What a field tells the box around it, and the person at it."""

from collections.abc import Callable

from textual.message import Message
from textual.widget import Widget

from intake.locale import Words
from intake.model.questionnaire import Question
from intake.model.values import Json, Value

Parse = Callable[[Question, str], Value]
"""The exact value of what was typed for a question; EntryFault where it is none."""


Kept = dict[str, Json]
"""What stands in a field and where the caret is, to be written and to begin with another time."""


class Moved(Message):
    """What stands in a field, or where the caret stands, is another one now."""


class Given(Message):
    """An answer was given with Enter."""


class Edited(Message):
    """What stands in a field has changed; `is_kept` where it is to be saved at once, like the rows of a group."""

    def __init__(self, *, is_kept: bool = False) -> None:
        super().__init__()
        self.is_kept = is_kept


def refuse_paste(field: Widget, characters: int, most: int, say: Words) -> None:
    """Says that it is longer than any answer; the paste stays where it was copied from."""
    told = say("Nothing was pasted: {count} characters, and an answer has at most {most}.", count=characters, most=most)
    field.notify(told, severity="warning", markup=False)
