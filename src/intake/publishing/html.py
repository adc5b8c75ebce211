"""The brief as one HTML page that runs nothing, loads nothing and links nowhere."""

import base64
import hashlib
from collections.abc import Iterator
from html import escape

from intake.model.brief import Brief
from intake.model.text import clean
from intake.publishing.outline import Part, outline, title_of

_STYLE = """body{font:16px/1.5 serif;color:#1c2430;max-width:46em;margin:2em auto;padding:0 1em}
h1,h2{color:#1f4e5f;line-height:1.2}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.3em .6em .3em 0;border-bottom:1px solid #c9d1d9;overflow-wrap:anywhere}
"""
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode("ascii")
# Nothing may be loaded or run; the one style is allowed by its digest (Content Security Policy Level 3).
_POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"


def as_html(brief: Brief) -> bytes:
    """The whole brief, in UTF-8."""
    title = _text(title_of(brief))
    head = [
        "<!DOCTYPE html>",
        f'<html lang="{_text(brief.language)}">',
        '<head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">',
        f"<title>{title}</title>",
        f"<style>{_STYLE}</style></head>",
        f"<body><h1>{title}</h1>",
    ]
    body = [line for part in outline(brief) for line in _part(part)]
    return "\n".join([*head, *body, "</body></html>", ""]).encode("utf-8")


def _part(part: Part) -> Iterator[str]:
    yield f"<h2>{_text(part.title)}</h2>"
    if not part.head:
        yield "<ul>" + "".join(f"<li>{_text(row[0])}</li>" for row in part.rows) + "</ul>"
        return
    yield "<table>"
    if any(part.head):
        yield "<tr>" + "".join(f'<th scope="col">{_text(cell)}</th>' for cell in part.head) + "</tr>"
    for row in part.rows:
        yield "<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in row) + "</tr>"
    yield "</table>"


def _text(text: str) -> str:
    return escape(clean(text), quote=True)
