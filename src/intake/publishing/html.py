"""The brief as one HTML page that runs nothing, loads nothing and links nowhere."""

import base64
import hashlib
from collections.abc import Iterator
from html import escape

from intake.model.brief import Brief
from intake.model.direction import isolated
from intake.model.text import clean
from intake.publishing.outline import Part, outlines

_STYLE = """body{font:16px/1.5 serif;color:#1c2430;max-width:46em;margin:2em auto;padding:0 1em;overflow-wrap:anywhere}
h1,h2{color:#1f4e5f;line-height:1.2}table{border-collapse:collapse;width:100%}article+article{margin-top:4em}
th,td{text-align:start;vertical-align:top;padding:.3em .6em .3em 0;border-bottom:1px solid #c9d1d9}
@media(max-width:32em){table,tbody,tr,td{display:block}tr.head{display:none}td{border:0;padding:0}
tr{border-bottom:1px solid #c9d1d9;padding:.5em 0}td[data-head]::before{content:attr(data-head) ": ";color:#5b6675}}
"""
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode("ascii")
# Nothing may be loaded or run; the one style is allowed by its digest (Content Security Policy Level 3).
_POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"


def as_html(brief: Brief) -> bytes:
    """The whole brief, in UTF-8; in two languages one after the other."""
    pages = list(outlines(brief))
    head = [
        "<!DOCTYPE html>",
        f'<html lang="{_text(brief.language)}">',
        '<head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">',
        f"<title>{_text(pages[0].title)}</title>",
        f"<style>{_STYLE}</style></head>",
        "<body>",
    ]
    body = [
        line
        for page in pages
        for line in (
            f'<article lang="{_text(page.language)}"><h1 dir="auto">{_text(page.title)}</h1>',
            *(line for part in page.parts for line in _part(part)),
            "</article>",
        )
    ]
    return "\n".join([*head, *body, "</body></html>", ""]).encode("utf-8")


def _part(part: Part) -> Iterator[str]:
    yield f'<h2 dir="auto">{_text(part.title)}</h2>'
    if not part.head:
        yield "<ul>" + "".join(f'<li dir="auto">{_text(row[0])}</li>' for row in part.rows) + "</ul>"
        return
    yield "<table>"
    if any(part.head):
        yield '<tr class="head">' + "".join(f'<th scope="col">{_text(cell)}</th>' for cell in part.head) + "</tr>"
    for row in part.rows:
        yield "<tr>" + "".join(map(_cell, part.head, row)) + "</tr>"
    yield "</table>"


def _cell(head: str, cell: str) -> str:
    """The cell in its own direction; on a narrow screen the head of its column stands before it."""
    named = f' data-head="{_text(head)}"' if head and cell else ""
    return f'<td dir="auto"{named}>{_text(cell)}</td>'


def _text(text: str) -> str:
    return escape(isolated(clean(text)), quote=True)
