"""A dossier with an entry of every kind, each with a canary in it, and a canary in each stored file."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from intake import canonical
from intake.correspondence import HELD
from intake.letters import Draft
from intake.model.answers import Review
from intake.model.finding import Evidence
from intake.model.joining import Choice, Join, Joined
from intake.model.judgement import Judgement
from intake.model.message import Message
from intake.model.outcome import Lesson, Outcome
from intake.model.party import Party
from intake.model.persons import Basis, Dispute, Grounds
from intake.model.values import Json
from intake.store.dossiers import Dossiers
from store.sample import ANSWER, BRIEF, CLIENT, DECISION, NOW, OVERRIDE, REPORT, later

CANARY = "Kanarienvogel"
FILES = {"questionnaire": b"id: web-brief", "policy": b"id: solo"}


def begin(home: Path, number: str = "t1", canary: str = CANARY) -> str:
    """A dossier with everything in it, on a client who is named as the canary."""
    dossiers, client = Dossiers(home), replace(CLIENT, name=f"{canary} Ltd")
    dossier_id = dossiers.create(client, **FILES, actor=canary, at=NOW, token=number).id
    for minute, (kind, body) in enumerate(events(dossiers, canary), 1):
        dossiers.append(dossier_id, kind, body, actor=canary, at=later(minute))
    return dossier_id


def events(dossiers: Dossiers, canary: str) -> Iterator[tuple[str, Json]]:
    """An entry of every kind but the first."""
    client = replace(CLIENT, name=f"{canary} Ltd", people=(canary,))
    brief = replace(BRIEF, client=Party(f"{canary} Ltd"), log_head="sha256:" + "0" * 64)

    def put(what: str) -> str:
        return dossiers.blobs.put(f"{what} of {canary}".encode())

    def signed(what: str) -> Json:
        return {"sha256": put(what), "by": canary}

    page, gone = (Evidence(f"e{n}", f"https://{canary}.example/{n}", NOW, 200, put(f"page {n}")) for n in (1, 2))
    identifier = client.identifiers[0]
    yield "client", canonical.encode(client)
    yield "answered", canonical.encode(replace(ANSWER, typed=canary))
    yield "reviewed", canonical.encode(Review("budget", agreed=False, note=canary))
    yield "undone", {"question": "budget"}
    yield "migrated", {"questionnaire": f"sha256:{dossiers.blobs.put(b'id: newer')}", "answers": []}
    yield "asked", canonical.encode(replace(REPORT, evidence=(page, gone), note=canary))
    yield "purged", {"sha256": [gone.sha256], "reason": canary}
    yield "joined", canonical.encode(Joined((Join(identifier, canary, "eu.vat"),), website=canary))
    yield "chose", canonical.encode(Choice(identifier, canary, "gleif", "e1", canary))
    yield "justified", canonical.encode(Grounds(canary, Basis.CONTRACT_STEPS, NOW.date()))
    yield "disputed", canonical.encode(Dispute("domain.created", canary))
    yield "judged", canonical.encode(Judgement("un", "1", "d", canary, False, canary, "me", NOW))
    yield "overrode", canonical.encode(replace(OVERRIDE, reason=canary))
    yield "decided", canonical.encode(replace(DECISION, banner=canary))
    yield "agreed", canonical.encode(brief)
    yield "offered", signed("offer")
    yield "accepted", signed("acceptance")
    yield "sealed", signed("sealed")
    yield "stamped", signed("stamp")
    yield "outcome", canonical.encode(Outcome(NOW.date(), lesson=Lesson(canary)))
    yield "retracted", {"entries": [21], "reason": canary}
    yield "message", canonical.encode(Message(NOW, canary, canary, True, put("message")))
    yield HELD, canonical.encode(Draft("decline", canary, canary, NOW))
    yield "noted", {"text": canary}
    yield "linked", {"dossier": canary, "because": canary}
    begun = {name: canonical.digest(content) for name, content in FILES.items()}
    yield "kept", {"client": canonical.encode(client), **begun, "reason": canary}
    yield "erased", {"entries": [], "reason": canary}
