"""The words of the page that are the same in every brief: its headings, the heads of its tables, its standing sentences."""

from intake.locale import Words, marked
from intake.locale.days import written
from intake.model.brief import Brief
from intake.model.exposure import course, peak
from intake.model.hourly import RHYTHMS, hourly_of

REWORDED = marked("The standard wording of this clause was changed for this agreement.")


def title_of(brief: Brief) -> str:
    """What the document is called, in its own language."""
    say = Words(brief.language)
    names = {"id": brief.id, "supplier": brief.supplier.name, "client": brief.client.name}
    if brief.seq:
        return say("Brief {id}, change order {number}: {supplier} for {client}", number=brief.seq, **names)
    return say("Brief {id}: {supplier} for {client}", **names)


def labels(brief: Brief, say: Words) -> dict[str, str]:
    """The labels by the names that the template gives them."""
    return {
        "title": say("Project brief"),
        "replaces": say("It replaces the version with this data and this document:"),
        "changes": say("What this version changes"),
        "parties": say("Parties"),
        "delivered": say("What will be delivered"),
        "number": say("No."),
        "task": say("Task"),
        "volume": say("Volume"),
        "due": say("Due"),
        "price": say("Price"),
        "done_when": say("Done when:"),
        "total": say("Total"),
        "plan": say("Payment plan"),
        "falls_due": say("Falls due with"),
        "latest": say("At the latest"),
        "amount": say("Amount"),
        "no_plan": say("No payment is agreed in this brief."),
        "by_hour": by_the_hour(brief, say),
        **_exposure(brief, say),
        "day": say("Day"),
        "revisions": say("Revisions"),
        "terms": say("Terms"),
        "reworded": say(REWORDED),
        "signatures": say("Signatures"),
        "offered": say("Offered by the supplier"),
        "seal": say(
            "The supplier's electronic signature covers every byte of this file. It is made with the supplier's own key, "
            "which no authority has certified: compare its fingerprint with the supplier before you rely on it."
        ),
        "accepted_for": say("Accepted for the client"),
        "not_accepted": say("Not accepted yet"),
        "binds_nobody": say(
            "This is an offer to {client}. It binds nobody until it is accepted.", client=brief.client.name
        ),
        "how": say("How:"),
        "appendix": say("Appendix: the answers this brief rests on"),
        "page": say("Page {page} of {pages}", page="{page}", pages="{pages}"),
        "ruling": say("Where its two languages differ, the first one rules."),
    }


def by_the_hour(brief: Brief, say: Words) -> str:
    """How work by the hour is paid, in a sentence; empty where it has a fixed price."""
    by_hour = hourly_of(brief)
    if by_hour is None:
        return ""
    known = {"rate": by_hour.rate, "rhythm": say(RHYTHMS[by_hour.invoicing]), "days": by_hour.pay_days}
    if by_hour.hours is None:
        words = marked("By the hour: {rate}, invoiced {rhythm}, paid within {days} days. No limit of hours is agreed.")
        return say(words, **known)
    hours = f"{by_hour.hours.normalize():f}"
    words = marked("By the hour: {rate}, invoiced {rhythm}, paid within {days} days. At most {hours} hours: {amount}.")
    return say(words, hours=hours, amount=by_hour.most, **known)


def _exposure(brief: Brief, say: Words) -> dict[str, str]:
    greatest = peak(course(brief))
    if greatest is None:
        return {"curve": "", "greatest": ""}
    day = written(greatest.on, say.language)
    evenly = marked(
        "Work done and not yet paid for, if the hours are spread evenly and every payment comes on its last day"
    )
    usual = marked("Work done and not yet paid for, if every payment comes on its last day")
    return {
        "curve": say(evenly if hourly_of(brief) else usual),
        "greatest": say("At most {amount}, on {day}", amount=greatest.unpaid, day=day),
    }
