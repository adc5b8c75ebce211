"""One brief in two languages: the words of each, from the same answers, amounts and dates."""

from collections.abc import Mapping, Sequence

from intake.errors import Usage
from intake.frugal import replace
from intake.locale.days import LANGUAGES
from intake.model.brief import Brief, Rendition


def check_languages(languages: Sequence[str]) -> tuple[str, ...]:
    """The languages that a brief is wanted in; Usage for one that does not come along, or for more than two."""
    if unknown := [each for each in languages if each not in LANGUAGES]:
        raise Usage(f"briefs are not written in {', '.join(unknown)}", remedy=f"There are: {', '.join(LANGUAGES)}.")
    if len(languages) > 2 or len(set(languages)) < len(languages):
        raise Usage("a brief is in one language or in two", remedy="--languages en,de: the first one rules.")
    return tuple(languages)


def languages_of(brief: Brief | None) -> tuple[str, ...]:
    """The languages that a brief is in, the one that rules first."""
    return brief.languages if brief else ()


def words(brief: Brief) -> dict[str, str]:
    """Every text of a brief that a language words, by its place (`clauses.late_fee.title`)."""
    checklist = brief.checklist
    found = {f"changes.{n}": text for n, text in enumerate(brief.changes)}
    found |= {f"instalments.{n}.trigger": part.trigger for n, part in enumerate(checklist.instalments)}
    found |= {f"revisions.{part}": getattr(checklist.revisions, part) for part in ("definition", "extra_rate")}
    for clause in checklist.clauses:
        found |= {f"clauses.{clause.id}.{part}": getattr(clause, part) for part in ("title", "text")}
    for answer in brief.answers:
        found |= {f"answers.{answer.id}.{part}": getattr(answer, part) for part in ("section", "ask", "shown")}
    return found | {f"reworded.{clause}": text for clause, text in brief.reworded.items()}


def rendition(brief: Brief, other: Brief) -> Rendition:
    """What the other brief, of the same answers in its own language, says in other words.

    ValueError where the two differ in more than words.
    """
    said, again = words(brief), words(other)
    if reworded(other, said) != replace(brief, language=other.language):
        raise ValueError("the two languages are not of one agreement")
    return Rendition(other.language, {place: text for place, text in again.items() if text != said[place]})


def rendered(brief: Brief, found: Rendition) -> Brief:
    """The brief in the language of the rendition."""
    return replace(reworded(brief, found.words), language=found.language, renditions=())


def in_each_language(brief: Brief) -> tuple[Brief, ...]:
    """The brief in the language that rules, then in any other that it has, each as if it were the only one."""
    return (replace(brief, renditions=()), *(rendered(brief, each) for each in brief.renditions))


def reworded(brief: Brief, by_place: Mapping[str, str]) -> Brief:
    """The brief with these texts at their places."""
    checklist = brief.checklist

    def at(place: str, now: str) -> str:
        return by_place.get(place, now)

    return replace(
        brief,
        changes=tuple(at(f"changes.{n}", text) for n, text in enumerate(brief.changes)),
        reworded={clause: at(f"reworded.{clause}", text) for clause, text in brief.reworded.items()},
        answers=tuple(
            replace(
                answer,
                **{
                    part: at(f"answers.{answer.id}.{part}", getattr(answer, part))
                    for part in ("section", "ask", "shown")
                },
            )
            for answer in brief.answers
        ),
        checklist=replace(
            checklist,
            instalments=tuple(
                replace(part, trigger=at(f"instalments.{n}.trigger", part.trigger))
                for n, part in enumerate(checklist.instalments)
            ),
            revisions=replace(
                checklist.revisions,
                definition=at("revisions.definition", checklist.revisions.definition),
                extra_rate=at("revisions.extra_rate", checklist.revisions.extra_rate),
            ),
            clauses=tuple(
                replace(
                    clause,
                    title=at(f"clauses.{clause.id}.title", clause.title),
                    text=at(f"clauses.{clause.id}.text", clause.text),
                )
                for clause in checklist.clauses
            ),
        ),
    )
