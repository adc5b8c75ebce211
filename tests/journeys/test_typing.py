"""Whatever is typed, at whatever pace, from the first paint on, lands in the question it was meant for."""

import os
from datetime import date
from pathlib import Path

import pytest

from intake.desk import Desk
from intake.model.client import Client
from intake.model.values import Item, Value
from journeys.terminal import Screen
from journeys.typist import Told, hands, pieces, questionnaire, type_all

KEYS = int(os.environ.get("INTAKE_KEYS", "500"))
"""How many keys are typed; `make keys` types ten thousand."""


@pytest.mark.parametrize("seed", [1])
def test_no_key_is_misplaced(seed: int, home: Path, tmp_path: Path) -> None:
    asked = pieces(KEYS, seed)
    path = tmp_path / "typed.yaml"
    path.write_text(questionnaire(asked), encoding="utf-8")
    dossier = Desk(home).new(Client("Acme"), questionnaire=str(path)).id
    screen = Screen("interview", dossier, size=(100, 30))
    try:
        type_all(screen, hands(asked, seed), b"Question 0", b"nothing is missing")
    finally:
        screen.child.close(force=True)
    answers = {name: _told(answer.value) for name, answer in Desk(home).dossier(dossier).answers.items()}
    wrong = [(piece, answers.get(piece.id)) for piece in asked if answers.get(piece.id) != piece.told]
    misplaced = sum(len(piece.keys) for piece, _ in wrong)
    assert misplaced == 0, f"{misplaced} of {sum(len(piece.keys) for piece in asked)}, from {wrong[:3]}"


def _told(value: Value | None) -> Told | None:
    if isinstance(value, tuple):
        rows = [part for part in value if isinstance(part, Item)]
        if not rows:
            return ",".join(map(str, value))
        return tuple((str(row.get("name")), int(str(row.get("hours")))) for row in rows)
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | bool | int) else None
