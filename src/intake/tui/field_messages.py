"""What a field tells the box around it, and the person at it."""

from collections.abc import Callable

from textual.message import Message

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


class NotPasted(Message):
    """A paste is longer than any answer; what stood in the field is as it was."""

    def __init__(self, characters: int, most: int, say: Words) -> None:
        super().__init__()
        self.why = say(
            "Nothing was pasted: {count} characters, and an answer has at most {most}.", count=characters, most=most
        )
