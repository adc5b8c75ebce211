"""The HTML copy in a real browser: nothing runs, nothing is fetched, it fits a telephone, and each text has its direction."""

import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from intake.model.brief import Brief
from intake.model.rendition import rendition, reworded
from intake.publishing.html import as_html
from publishing.test_forms import HOSTILE, hostile
from signing import sample

HEBREW, ARABIC = "חברת דוגמה בע״מ", "شركة المثال 2027-02-05 (Acme)"
WIDE = 390
# The page around it looks into the frame, since the page itself may run nothing.
MEASURE = """<!DOCTYPE html><title>waiting</title><iframe id=f width=%d height=800 style=border:0 src="/page"></iframe>
<script>onload = () => {
  const page = document.getElementById('f').contentDocument
  document.title = JSON.stringify({
    wide: page.documentElement.scrollWidth, title: page.title, ran: window.ran || page.defaultView.ran || 0,
    leftward: [...page.querySelectorAll('td, li, h1')].filter(e => getComputedStyle(e).direction == 'rtl').map(e => e.textContent),
    shown: [...page.querySelectorAll('td')].every(e => e.getBoundingClientRect().right <= %d + 1),
  })
}</script>"""
ATTACKS = (
    "<script>parent.ran = 1</script>",
    "<img src=x onerror='parent.ran = 1'>",
    '"><svg onload=parent.ran=1>',
    "<img src=/tracker><link rel=stylesheet href=/tracker><iframe src=/tracker></iframe>",
    "<style>@import '/tracker'; body{background:url(/tracker)}</style>",
    "<meta http-equiv=refresh content='0;url=/tracker'>",
)


@dataclass
class Site:
    """A server on this machine that holds one page, and keeps what it was asked for."""

    page: bytes = b""
    asked: list[str] = field(default_factory=list)
    port: int = 0


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(self.path)
            known = {"/page": served.page, "/": (MEASURE % (WIDE, WIDE)).encode()}
            self.send_response(200 if self.path in known else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(known.get(self.path, b""))

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.port = server.server_port
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield served
    server.shutdown()
    thread.join()
    server.server_close()


def seen(site: Site, page: bytes, profile: Path) -> dict[str, object]:
    """What the browser makes of the page at the width of a telephone."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        pytest.skip("no Chromium is installed")
    site.page = page
    flags = (
        "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-dev-shm-usage"
    )
    only_here = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    command = [browser, *flags.split(), only_here, f"--user-data-dir={profile}", "--dump-dom"]
    done = subprocess.run(
        [*command, f"http://127.0.0.1:{site.port}/"], capture_output=True, text=True, timeout=300, check=True
    )
    (title,) = re.findall("<title>(.*?)</title>", done.stdout, re.DOTALL)
    found = json.loads(unescape(title))
    assert isinstance(found, dict)
    return found


def crowded() -> Brief:
    """A brief with every hostile text in it, words that never end, and both directions, in two languages."""
    base = hostile("\n".join((*HOSTILE, *ATTACKS, "W" * 400)))
    base = replace(base, client=replace(base.client, name=HEBREW, address=ARABIC))
    return replace(base, renditions=(rendition(base, replace(reworded(base, {}), language="de")),))


def test_the_copy_is_inert_fits_a_telephone_and_runs_as_its_scripts_do(site: Site, tmp_path: Path) -> None:
    """SAFETY E8."""
    found = seen(site, as_html(crowded()), tmp_path)
    assert found["ran"] == 0
    assert {path for path in site.asked if path != "/favicon.ico"} == {"/", "/page"}
    assert isinstance(found["wide"], int)
    assert found["wide"] <= WIDE
    assert found["shown"] is True
    leftward = re.sub("[\u200f\u2066-\u2069]", "", json.dumps(found["leftward"], ensure_ascii=False))
    assert HEBREW in leftward
    assert ARABIC in leftward
    assert sample.brief().supplier.email not in leftward


def test_the_same_words_unescaped_would_have_run_and_fetched(site: Site, tmp_path: Path) -> None:
    """The browser, the server and the measure would see it."""
    found = seen(site, f"<!DOCTYPE html><title>x</title>{''.join(ATTACKS)}".encode(), tmp_path)
    assert found["ran"] == 1
    assert "/tracker" in site.asked
