"""The scorer logic-v2 of nomenklatura over the candidates of its own index; only where nomenklatura is installed."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from followthemoney import Dataset, StatementEntity
from nomenklatura.blocker.index import Index
from nomenklatura.matching.logic_v2.model import LogicV2
from nomenklatura.resolver import Linker
from nomenklatura.store import MemoryStore
from peers import Found, Peer

from intake.screening.entry import Entry

_SCHEMATA = {"person": "Person", "organisation": "Organization", "vessel": "Vessel", "aircraft": "Airplane"}

_MOST = 40
"""Changed names that are asked, as a single query takes a quarter of a second or more."""


def peer(entries: Sequence[Entry]) -> Peer:
    """All entries in a store of nomenklatura's, indexed; a query is a LegalEntity, as it is not said what bears the name."""
    dataset = Dataset.make({"name": "list", "title": "list"})
    store: MemoryStore[Dataset, StatementEntity] = MemoryStore(dataset, Linker({}))
    with store.writer() as writer:
        for number, entry in enumerate(entries):
            schema = _SCHEMATA.get(entry.kind, "LegalEntity")
            names = [name.text for name in entry.names]
            writer.add_entity(_entity(dataset, f"e{number}", schema, names))
    view = store.view(dataset)
    index = Index(view, Path(tempfile.mkdtemp()))
    index.build()
    config = LogicV2.default_config()

    def find(query: str) -> Found:
        # Names are kept by the id of their entity, so that every query needs its own.
        asked = _entity(dataset, f"query {query}", "LegalEntity", [query])
        found = [
            (int(candidate.id[1:]), LogicV2.compare(asked, entity, config).score)
            for _, candidates in index.match_entities([asked])
            for candidate, _ in candidates
            if (entity := view.get_entity(candidate.id))
        ]
        return sorted(found, key=lambda each: -each[1])

    return Peer("nomenklatura logic-v2", find, find, _MOST)


def _entity(dataset: Dataset, own: str, schema: str, names: Sequence[str]) -> StatementEntity:
    return StatementEntity.from_data(dataset, {"id": own, "schema": schema, "properties": {"name": [*names]}})
