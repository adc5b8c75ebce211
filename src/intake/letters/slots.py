"""What a letter may name, and in which words a blank asks for it."""

import re
from collections.abc import Mapping
from types import MappingProxyType

SLOT = re.compile(r"\{([a-z_]+)\}")

SLOTS: Mapping[str, str] = MappingProxyType(
    {
        "accepted": "the value of what was accepted",
        "agreed_item": "what was agreed on it",
        "answer_by": "the day by which you would like an answer",
        "brief": "the number of the signed brief",
        "claim": "what the other side says, in your words",
        "client": "the client's name",
        "contact": "whom you write to",
        "days_late": "how many",
        "deliverables": "the deliverables, each with its date",
        "documents": "the signed documents",
        "due_amount": "the amount due",
        "due_date": "the day on which it was due",
        "due_for": "what it is for",
        "extra": "what is asked for",
        "extra_rate": "the rate of further changes",
        "facts": "what the record shows",
        "grace_days": "how many",
        "hours": "the hours",
        "instalments": "the payment plan",
        "item": "which piece of work",
        "keep": "the part that you go on with",
        "last_day": "the last day",
        "notice_days": "how many",
        "outstanding": "the amount that is open",
        "paid": "the amount received",
        "payments": "the payments received",
        "price": "its price",
        "proposal": "amounts and dates",
        "reference": "the former contractor's name",
        "referral": "whom you recommend",
        "refund": "the amount that goes back",
        "remedy": "what you offer",
        "rounds": "how many",
        "signed_on": "the day of the last signature",
        "stop_date": "the day on which work pauses",
        "strength": "what you do well for them",
        "supplier": "your name",
        "today": "today's date",
    }
)
