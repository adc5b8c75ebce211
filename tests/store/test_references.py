"""A journal needs the stored files it names, until it has purged them."""

from pathlib import Path

from intake.store.dossiers import Dossiers
from intake.store.references import needed
from store import everything


def test_every_stored_file_of_a_dossier_is_needed_but_for_what_was_purged(home: Path) -> None:
    dossier = everything.begin(home)
    stored = {path.name for path in (home / "blobs").glob("*/*")}
    wanted = needed(Dossiers(home).entries(dossier))
    assert len(stored - wanted) == 1
    assert wanted <= stored | {"ab" * 32}
