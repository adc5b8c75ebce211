"""What a letter may name, and in which words a blank asks for it."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from intake.locale import marked

SLOT = re.compile(r"\{([a-z_]+)\}")

SLOTS: Mapping[str, str] = MappingProxyType(
    {
        "accepted": marked("the value of what was accepted"),
        "agreed_item": marked("what was agreed on it"),
        "answer_by": marked("the day by which you would like an answer"),
        "brief": marked("the number of the signed brief"),
        "claim": marked("what the other side says, in your words"),
        "client": marked("the client's name"),
        "contact": marked("whom you write to"),
        "days_late": marked("how many"),
        "deliverables": marked("the deliverables, each with its date"),
        "documents": marked("the signed documents"),
        "due_amount": marked("the amount due"),
        "due_date": marked("the day on which it was due"),
        "due_for": marked("what it is for"),
        "extra": marked("what is asked for"),
        "extra_rate": marked("the rate of further changes"),
        "facts": marked("what the record shows"),
        "grace_days": marked("how many"),
        "hours": marked("the hours"),
        "instalments": marked("the payment plan"),
        "item": marked("which piece of work"),
        "keep": marked("the part that you go on with"),
        "last_day": marked("the last day"),
        "notice_days": marked("how many"),
        "outstanding": marked("the amount that is open"),
        "paid": marked("the amount received"),
        "payments": marked("the payments received"),
        "price": marked("its price"),
        "proposal": marked("amounts and dates"),
        "reference": marked("the former contractor's name"),
        "referral": marked("whom you recommend"),
        "refund": marked("the amount that goes back"),
        "remedy": marked("what you offer"),
        "rounds": marked("how many"),
        "signed_on": marked("the day of the last signature"),
        "stop_date": marked("the day on which work pauses"),
        "strength": marked("what you do well for them"),
        "supplier": marked("your name"),
        "today": marked("today's date"),
    }
)
