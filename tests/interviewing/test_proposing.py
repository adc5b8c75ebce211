"""What was said of the client before the interview is proposed in it."""

from intake.interviewing.proposing import proposals
from intake.interviewing.reading import read_questionnaire
from intake.model.client import Client


def test_what_is_known_is_proposed_to_the_questions_that_ask_for_it() -> None:
    client = Client("Lind", country="SE", emails=("anna@lind.example", "info@lind.example"))
    asked = read_questionnaire(
        b"""\
intake: questionnaire/1
id: few
version: 1
title: Few
languages: [en]
sections:
- id: one
  title: One
  questions:
  - {id: email, type: email, ask: E-mail}
  - {id: website, type: url, ask: Website}
  - {id: name, type: text, ask: Your own name}
""",
        "few.yaml",
    )
    assert proposals(client, asked) == {"email": "anna@lind.example"}
