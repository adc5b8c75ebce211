"""What was signed of the very deliverable that a complaint is about."""

import re
from collections.abc import Mapping, Sequence

from intake.letters.record import Record
from intake.model.checklist import Task
from intake.model.outcome import Delivery
from intake.model.silence import with_silence
from intake.model.values import shown


def compared(record: Record, values: Mapping[str, str]) -> dict[str, str]:
    """The deliverable that `item` names, or else `claim` mentions, with what was signed of it and what became of it.

    Nothing where nothing is signed, or where it names none or several: which one is meant is then for people to say.
    """
    task = record.brief and _meant(record.brief.checklist.tasks, values.get("item") or values.get("claim", ""))
    if not task:
        return {}
    lines = [f"- {task.volume}, due {shown(task.due)}", f"- done when: {task.done_when}", *_since(record, task)]
    return {"item": task.name, "agreed_item": "\n".join(lines)}


def _meant(tasks: Sequence[Task], text: str) -> Task | None:
    """The only deliverable whose name stands in the text as whole words."""
    found = [task for task in tasks if re.search(rf"(?<!\w){re.escape(task.name)}(?!\w)", text, re.IGNORECASE)]
    return found[0] if len(found) == 1 else None


def _since(record: Record, task: Task) -> list[str]:
    """When the deliverable was shown, objected to and accepted, by silence too."""
    outcomes = with_silence(record.outcomes, record.today)
    moments = [(m.on, m.delivery) for m in outcomes if m.delivery and m.delivery.task == task.name]
    return [f"- {_became(delivery)} on {shown(on)}" for on, delivery in moments]


def _became(delivery: Delivery) -> str:
    return "accepted" if delivery.accepted else "objected to" if delivery.objected else "shown"
