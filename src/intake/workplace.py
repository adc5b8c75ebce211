"""What lies on the desk: the settings, the store, the plugins, and who does which part of the work, each made when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from intake.frugal import replace

if TYPE_CHECKING:
    from intake.amendment import Amendment
    from intake.archive import Archive
    from intake.briefing import Briefing
    from intake.casework import Casework
    from intake.clearance import Clearance
    from intake.correspondence import Correspondence
    from intake.criteria import Criteria
    from intake.custody import Custody
    from intake.engagement import Engagement
    from intake.hooks.loading import Plugins
    from intake.inquiry import Inquiry
    from intake.inspection import Inspection
    from intake.model.party import Party
    from intake.people import People
    from intake.recollection import Recollection
    from intake.retraction import Retraction
    from intake.settings import Settings
    from intake.store.dossiers import Dossiers
    from intake.upkeep import Upkeep
    from intake.watchlists import Watchlists


def _now() -> datetime:
    return datetime.now(UTC)


def _token() -> str:
    import secrets

    return secrets.token_hex(3)


class Workplace:
    """The place of one person: a home folder, the plugins, and a clock."""

    def __init__(
        self,
        home: Path,
        *,
        plugin_folders: Sequence[Path] = (),
        excluded: frozenset[str] = frozenset(),
        clock: Callable[[], datetime] = _now,
        token: Callable[[], str] = _token,
        passphrase: Callable[[], bytes] | None = None,
    ) -> None:
        self.home = home
        self.clock = clock
        self._plugin_folders = (home / "plugins", *plugin_folders)
        self._excluded = excluded
        self._token = token
        self._passphrase = passphrase

    @cached_property
    def settings(self) -> Settings:
        """Who you are and what you prefer."""
        from intake import settings

        return settings.load(self.home)

    def prefer(self, chosen: Settings) -> None:
        """Keeps other settings, and works by them from now on."""
        from intake import settings

        settings.save(self.home, chosen)
        stale = {"casework", "criteria"} | ({"plugins", "upkeep"} if chosen.vat != self.settings.vat else set())
        self.settings = chosen
        for made in stale:
            self.__dict__.pop(made, None)

    def reread(self) -> None:
        """Forgets what was read of your own files, after others came in their place."""
        for made in ("settings", "plugins", "casework", "criteria", "upkeep"):
            self.__dict__.pop(made, None)

    @cached_property
    def dossiers(self) -> Dossiers:
        """The store."""
        from intake.store.dossiers import Dossiers
        from intake.store.vault import Vault

        return Dossiers(self.home, Vault(self.home, self._passphrase) if self._passphrase else None)

    @cached_property
    def plugins(self) -> Plugins:
        """The plugins that were admitted, and those that were refused."""
        from intake.hooks import loading

        return loading.load(
            folders=self._plugin_folders,
            excluded=self._excluded,
            settings={"vat": self.settings.vat},
            remembered=self.home / "plugin-descriptions",
        )

    @cached_property
    def casework(self) -> Casework:
        """What a step needs to know of a dossier."""
        from intake.casework import Casework

        return Casework(
            self.dossiers,
            self.home,
            lambda: self.plugins,
            self.settings.language,
            country=self.settings.supplier.country,
        )

    @property
    def briefing(self) -> Briefing:
        """The answers gone through with the client, and kept with their questions."""
        from intake.briefing import Briefing

        return Briefing(self.dossiers, self.casework, self.home, by=self.supplier.name, clock=self.clock)

    @property
    def correspondence(self) -> Correspondence:
        """The letters on your dossiers."""
        from intake.correspondence import Correspondence

        name, language = self.supplier.name, self.settings.language
        return Correspondence(
            self.dossiers, self.casework, self.home, supplier=name, language=language, clock=self.clock
        )

    @cached_property
    def watchlists(self) -> Watchlists:
        """The watch lists on this machine."""
        from intake.watchlists import Watchlists

        return Watchlists(self.home / "lists", self.clock)

    @cached_property
    def criteria(self) -> Criteria:
        """Your policies, looked at before they rule."""
        from intake.criteria import Criteria

        asked = self.settings.questionnaire
        return Criteria(self.casework, self.dossiers, self.home, questionnaire=asked, clock=self.clock)

    @property
    def archive(self) -> Archive:
        """What the sources answered, kept and shown, recomputed and purged."""
        from intake.archive import Archive

        plugins = lambda: self.plugins  # noqa: E731 - they are loaded only when sources matter
        return Archive(self.dossiers, self.casework, plugins, by=self.supplier.name, clock=self.clock)

    @property
    def custody(self) -> Custody:
        """Backups, and all that is held on one client."""
        from intake.custody import Custody

        return Custody(self.dossiers, by=self.supplier.name, clock=self.clock)

    @property
    def inspection(self) -> Inspection:
        """The look whether everything in the home is as it was written."""
        from intake.inspection import Inspection
        from intake.store.dossiers import Dossiers

        return Inspection(
            Dossiers(self.home, self.dossiers.vault)
        )  # nothing that is in memory is taken for what is on disk

    @property
    def inquiry(self) -> Inquiry:
        """The sources asked about a client, and what follows from their answers."""
        from intake.inquiry import Inquiry

        name = self.supplier.name
        return Inquiry(self.dossiers, self.casework, self.plugins, by=name, clock=self.clock, file=self.archive.file)

    @property
    def people(self) -> People:
        """What the law asks where the client is a natural person."""
        from intake.people import People

        plugins = lambda: self.plugins  # noqa: E731 - they are loaded only when sources matter
        return People(self.dossiers, plugins, self.settings, by=self.supplier, clock=self.clock)

    @property
    def engagement(self) -> Engagement:
        """What happens after the decision."""
        from intake.engagement import Engagement

        return Engagement(self.dossiers, self.casework, supplier=self.supplier, clock=self.clock)

    @property
    def retraction(self) -> Retraction:
        """What was recorded by mistake after the decision."""
        from intake.retraction import Retraction

        return Retraction(self.dossiers, supplier=self.supplier.name, clock=self.clock)

    @property
    def amendment(self) -> Amendment:
        """Changes to what was signed."""
        from intake.amendment import Amendment

        return Amendment(
            self.dossiers, self.casework, self.engagement, supplier=self.supplier, token=self._token, clock=self.clock
        )

    @cached_property
    def upkeep(self) -> Upkeep:
        """The tables on this machine in which sources look things up."""
        from intake.upkeep import Upkeep

        return Upkeep(self.home / "tables", self.plugins.sources, self.clock)

    @property
    def clearance(self) -> Clearance:
        """The watch lists, held against the parties of a dossier."""
        from intake.clearance import Clearance

        return Clearance(self.dossiers, self.watchlists, by=self.supplier.name, clock=self.clock)

    @property
    def recollection(self) -> Recollection:
        """What sources may look up on this machine."""
        from intake.recollection import Recollection

        return Recollection(self.dossiers, self.upkeep.look_up, self.clearance.answer, self.clock)

    @property
    def supplier(self) -> Party:
        """You, as you stand in agreements; your login name until you say otherwise."""
        party = self.settings.supplier
        if party.name:
            return party
        import getpass

        return replace(party, name=getpass.getuser())
