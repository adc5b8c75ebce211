"""Asks France's gazette of civil and commercial notices (BODACC) for insolvency proceedings against a company."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from intake.api import (
    Client,
    Context,
    Finding,
    Json,
    NotApplicable,
    Page,
    Source,
    SourceInfo,
    Type,
    Unreachable,
    at,
    hookimpl,
    text_at,
)

SERVICE = "https://bodacc-datadila.opendatasoft.com/api/records/1.0/search/"
_MOST_NOTICES = 1000
_COLLECTIVE = "collective"
_CLOSING = re.compile(r"cl[ôo]ture|mettant fin|fin (?:à|de) la procédure", re.IGNORECASE)
_RUNNING = re.compile(r"ouverture|conversion|sauvegarde|redressement|liquidation|plan|cession", re.IGNORECASE)


class Bodacc:
    """The notices that bear the SIREN; what was announced before 2008 is not among them."""

    info = SourceInfo(
        name="fr_bodacc",
        publisher="DILA, BODACC",
        hosts=("bodacc-datadila.opendatasoft.com",),
        topics=("insolvency",),
        facts={"insolvency.open": Type.BOOL, "insolvency.notice": Type.TEXT},
        licence="Licence Ouverte 2.0",
        personal_data="sends the SIREN; notices on sole traders bear their names",
        cost="free",
        needs="a SIREN, SIRET or French VAT number",
    )

    def applies_to(self, client: Client) -> bool:
        """Whether there is a French number; a name would find namesakes."""
        return bool(_siren(client))

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """Whether proceedings were announced and not closed; nothing where no notice bears the number."""
        from stdnum.fr import siren as numbers

        siren = _siren(client)
        if not numbers.is_valid(siren):
            raise NotApplicable(f"{siren} is no SIREN: its check digit is wrong")
        query = f"dataset=annonces-commerciales&q=registre:{siren}&sort=dateparution&rows={_MOST_NOTICES}"
        page = await context.fetch(f"{SERVICE}?{query}", f"the notices on {siren}")
        records, total = page.record().get("records"), page.record().get("nhits")
        if not isinstance(records, Sequence) or isinstance(records, str) or len(records) != total:
            raise Unreachable("the answer does not hold all notices")
        own = [fields for record in records if siren in _numbers(fields := at(record, "fields"))]
        return list(_findings(page, own)) if own else []


@hookimpl
def intake_sources() -> Sequence[Source]:
    """The notices of insolvency."""
    return [Bodacc()]


@dataclass(frozen=True, slots=True)
class _Notice:
    published: str
    kind: str
    judgment: str


def _siren(client: Client) -> str:
    """The nine digits at the head of a SIRET, or at the end of a French VAT number."""
    number = re.sub(r"\D", "", client.number("fr.siren", "fr.siret"))[:9]
    return number or re.sub(r"\W", "", client.number("fr.vat"))[-9:]


def _numbers(fields: Json) -> set[str]:
    """The numbers a notice bears, which come as a list or in one text, with blanks and without."""
    bears = at(fields, "registre")
    texts = bears.split(",") if isinstance(bears, str) else bears if isinstance(bears, Sequence) else ()
    return {re.sub(r"\D", "", text) for text in texts if isinstance(text, str)}


def _findings(page: Page, own: Sequence[Json]) -> Iterator[Finding]:
    if any(not text_at(fields, "familleavis") for fields in own):
        raise Unreachable("a notice does not say what it is about")
    notices = sorted(
        (_notice(fields) for fields in own if text_at(fields, "familleavis") == _COLLECTIVE),
        key=lambda notice: notice.published,
        reverse=True,
    )
    if not notices:
        says = f"None of the {len(own)} notices since 2008 is about insolvency."
        yield Finding("insolvency", "open", False, says, page.evidence)
        return
    last = notices[0]
    words = f"{last.judgment or 'a notice of insolvency proceedings'} ({last.published})"
    yield Finding("insolvency", "notice", words, f"Last announced: {words}.", page.evidence, last.published)
    if (running := _is_open(notices)) is not None:
        says = f"Insolvency proceedings are {'open' if running else 'closed'}: {words}."
        yield Finding("insolvency", "open", running, says, page.evidence, last.published)


def _notice(fields: Json) -> _Notice:
    """A notice of proceedings; its judgment is JSON in a text, and its family and nature alone are read.

    The free text of an opening speaks of the closing to come.
    """
    try:
        judgment = json.loads(text_at(fields, "jugement"))
    except ValueError:
        judgment = None
    parts = [str(judgment.get(key) or "") for key in ("famille", "nature")] if isinstance(judgment, Mapping) else []
    return _Notice(text_at(fields, "dateparution"), text_at(fields, "typeavis"), ": ".join(filter(None, parts)))


def _is_open(notices: Sequence[_Notice]) -> bool | None:
    """Whether the proceedings are open, judged by the newest judgment; None where the notices do not tell."""
    if any(notice.kind == "annulation" for notice in notices):
        return None
    judgments = [notice.judgment for notice in notices if not notice.judgment.startswith("Avis de dépôt")]
    if judgments and _CLOSING.search(judgments[0]):
        return False
    closed_before = any(_CLOSING.search(judgment) for judgment in judgments)
    return None if closed_before and not _RUNNING.search(judgments[0]) else True
