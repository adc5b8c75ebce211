"""The form in which trouble with a client is noted, and the lesson from it, which proposes a rule."""

from intake.errors import Usage
from intake.following.lessons import KINDS
from intake.locale import Words
from intake.model.outcome import Incident, Lesson, Outcome
from intake.model.text import clean
from intake.recounting import trouble
from intake.tui.dialogs import Field, Filled, FormDialog, Notice
from intake.tui.spoken import SpokenScreen
from intake.tui.taking_back import LONGEST
from intake.tui.words import lines, text


def trouble_form(say: Words) -> FormDialog:
    """Asks for trouble, a lesson, or both."""
    kinds = tuple((kind, trouble(kind, say)) for kind in KINDS)
    fields = (
        Field("kind", say("Trouble"), options=(("", say("none")), *kinds)),
        Field("note", say("What happened"), placeholder=say("In a few words")),
        Field("lesson", say("Lesson"), placeholder=say("What you will do otherwise")),
    )

    def check(filled: Filled) -> None:
        if not (filled["kind"] or filled["lesson"]):
            raise Usage(say("There is neither trouble nor a lesson"), remedy=say("Choose or write one of them."))

    about = say("It stays with this client, and counts for every later decision on them.")
    return FormDialog(say("Trouble"), fields, about=about, submit=say("Save"), check=check, words=say)


def keep_trouble(screen: SpokenScreen[None], dossier_id: str, filled: Filled) -> None:
    """Keeps what was filled in, and shows the rule that a lesson proposes."""
    engagement, said = screen.app.desk.engagement, clean(filled["lesson"], limit=LONGEST)
    note, kind = clean(filled["note"], limit=LONGEST), filled["kind"]
    if kind:
        engagement.record(dossier_id, Outcome(engagement.today, note=note, incident=Incident(kind)))
    if not said:
        return
    engagement.record(dossier_id, Outcome(engagement.today, note="" if kind else note, lesson=Lesson(said)))
    section, rule = engagement.rule_for(dossier_id, kind or "other", said)
    say = screen.say
    where = say("A rule that would have met it, to paste under {section} of your criteria:", section=section.value)
    body = lines(text(where), text(""), *(text((row, "$text-success")) for row in rule.splitlines()))
    screen.app.push_screen(Notice(say("Lesson"), body, words=say, copied=rule))
