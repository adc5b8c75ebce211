"""What the law asks where the client is a natural person: why you vet them, until when it is kept, and what they are told."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from intake import canonical
from intake.documents import did_you_mean
from intake.errors import NotFound, Refused, Usage
from intake.frugal import replace
from intake.model.client import Kind
from intake.model.dossier import Dossier
from intake.model.persons import PURPOSE, Basis, Dispute, Grounds, is_person
from intake.model.text import clean
from intake.model.values import Json

if TYPE_CHECKING:
    from intake.hooks.loading import Plugins
    from intake.model.party import Party
    from intake.settings import Settings
    from intake.store.dossiers import Dossiers


class People:
    """The people in the dossiers of a home; `plugins` is called only when sources matter."""

    def __init__(
        self,
        dossiers: "Dossiers",
        plugins: "Callable[[], Plugins]",
        settings: "Settings",
        *,
        by: "Party",
        clock: Callable[[], datetime],
    ) -> None:
        self._dossiers = dossiers
        self._plugins = plugins
        self._settings = settings
        self._by = by
        self._clock = clock

    @property
    def offered(self) -> Grounds:
        """What usually holds: a legitimate interest before a contract, kept for the months of your settings."""
        today = self._clock().date()
        month = today.month - 1 + self._settings.retention_months
        # The 28th at the latest, so that the day exists in every month and nothing is kept longer than offered.
        until = date(today.year + month // 12, month % 12 + 1, min(today.day, 28))
        return Grounds(PURPOSE, Basis.LEGITIMATE_INTEREST, until)

    def lacks_grounds(self, dossier: Dossier) -> bool:
        """Whether the client is a person, and nobody has said why they may be vetted."""
        return dossier.grounds is None and is_person(dossier.client, dossier.reports.values())

    def check(self, dossier: Dossier) -> Dossier:
        """The dossier, where its client may be vetted; Refused where the grounds are missing or have run out."""
        if self.lacks_grounds(dossier):
            raise Refused(
                f"{dossier.client.name} is a natural person: purpose, lawful basis and retention come first",
                where=dossier.id,
                remedy=f"intake purpose {dossier.id}",
            )
        if dossier.grounds and dossier.grounds.keep_until <= self._clock().date():
            raise Refused(
                f"what is known of this person was to be deleted on {dossier.grounds.keep_until}",
                where=dossier.id,
                remedy=f"intake erase {dossier.id}, or give a new day with its reason: intake purpose {dossier.id}",
            )
        return dossier

    def justify(self, dossier_id: str, grounds: Grounds) -> Dossier:
        """Journals why a person is vetted and until when it is kept; the client is known to be a person from then on."""
        dossier = self._dossiers.load(dossier_id)
        if not grounds.purpose:
            raise Usage("a purpose says what the findings are for")
        if grounds.keep_until <= self._clock().date():
            raise Usage(f"{grounds.keep_until} is over", remedy="Name a day to come with --keep-until.")
        if dossier.client.kind is not Kind.PERSON:
            self._journal(dossier.id, "client", canonical.encode(replace(dossier.client, kind=Kind.PERSON)))
        return self._journal(dossier.id, "justified", canonical.encode(grounds))

    def dispute(self, dossier_id: str, fact: str, says: str) -> Dossier:
        """Journals what the client says against a finding; NotFound where nothing is held of that fact."""
        dossier, name = self._dossiers.load(dossier_id), fact.removeprefix("findings.")
        known = {f.name for r in dossier.reports.values() for f in r.findings} | dossier.disputes.keys()
        if name not in known:
            hint = did_you_mean(name, tuple(known)) or "Held: " + (", ".join(sorted(known)) or "nothing")
            raise NotFound(f"no finding tells '{clean(name)}'", where=dossier.id, remedy=hint)
        if not clean(says):
            raise Usage("a dispute needs the client's words", remedy="Pass --says TEXT.")
        return self._journal(dossier.id, "disputed", canonical.encode(Dispute(name, clean(says, limit=2000))))

    def notice(self, dossier_id: str) -> str:
        """The text by which a person is told what was collected of them, from whom and why (Art. 14 GDPR)."""
        from intake import notice

        dossier = self._dossiers.load(dossier_id)
        infos = {source.info.name: source.info for source in self._plugins().sources}
        asked = [
            notice.Asked(
                name=infos[name].publisher if name in infos else name,
                hosts=tuple(dict.fromkeys(each.url.split("/")[2] for each in report.evidence if "//" in each.url)),
                sent=infos[name].personal_data if name in infos else "",
                topics=tuple(sorted({finding.topic for finding in report.findings})),
            )
            for name, report in dossier.reports.items()
            if report.evidence
        ]
        return notice.write(dossier.client, dossier.grounds or self.offered, self._by, asked)

    def due(self, keep_until: date | None) -> bool:
        """Whether the day of deletion has come."""
        return keep_until is not None and keep_until <= self._clock().date()

    def _journal(self, dossier_id: str, kind: str, body: Json) -> Dossier:
        return self._dossiers.append(dossier_id, kind, body, actor=self._by.name, at=self._clock())
