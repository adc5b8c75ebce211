"""One dossier as a line of the list at home."""

from textual.content import Content

from intake.locale import Words
from intake.store.catalogue import Row
from intake.tui import words
from intake.tui.words import text


def matches(row: Row, wanted: str, say: Words) -> bool:
    """Whether every word wanted stands in the name, id, stage or verdict."""
    verdict = say(words.VERDICTS[row.verdict]) if row.verdict else ""
    told = f"{row.name} {row.id} {say(words.STAGES[row.stage])} {verdict}".casefold()
    return all(word in told for word in wanted.casefold().split())


def line(row: Row, width: int, say: Words) -> Content:
    """The row in columns that fit the width."""
    narrow = width < 72
    name = Content(row.name).truncate(max(16, width - (34 if narrow else 58)), ellipsis=True, pad=True)
    parts = [name, text("  ", (f"{say(words.STAGES[row.stage]):<12}", "dim"))]
    verdict = say(words.VERDICTS[row.verdict]) if row.verdict else "–"
    parts.append(text((f"{verdict:<12}", words.COLOURS[row.verdict] if row.verdict else "dim")))
    if not narrow:
        open_points = say("{count} open", count=row.open_points) if row.open_points else ""
        parts.append(text((f"{open_points:<9}", "$text-warning"), (f"{row.updated_at:%d %b %Y}", "dim")))
    if row.damage:
        parts.append(text(" ", (say("damaged"), "$text-error")))
    return Content("").join(parts)
