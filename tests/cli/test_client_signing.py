"""The ways in which a client signs elsewhere, on the command line."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import Ready
from cli.test_changes import exported, said
from intake import canonical
from intake.cli.main import run
from intake.desk import Desk
from intake.errors import Refused, Unreachable, Usage
from intake.receiving import came_back
from intake.testing.recorded import RecordedWeb
from intake.vetting.door import Answer, Request
from signing import mails
from signing.authorities import found
from signing.clients import by_pyhanko, visible


@pytest.fixture
def offered(ready: Ready) -> str:
    """A dossier whose brief was offered."""
    return ready(("agree",), ("sign", "--as", "supplier", "--name", "Studio Birch"))


def test_the_client_signs_the_offer_itself(
    offered: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask = ["sign", offered, "--as", "client"]
    offer = Path(json.loads(said(capsys, 0, *ask, "--to", str(tmp_path / "out"), "--json"))["file"])
    back = tmp_path / "back.pdf"
    assert "cannot read" in said(capsys, 66, *ask, "--received", str(back))
    assert "cannot read missing:" in said(capsys, 66, *ask, "--received", "missing")
    back.write_bytes(offer.read_bytes())
    assert "is the offer, not signed" in said(capsys, 77, *ask, "--received", str(back))
    back.write_bytes(offer.read_bytes()[:-1])
    assert "does not begin with the offer" in said(capsys, 77, *ask, "--received", str(back))
    back.write_bytes(visible(offer.read_bytes(), "I do NOT agree"))
    assert "“i do not agree”" in said(capsys, 77, *ask, "--received", str(back))
    back.write_bytes(by_pyhanko(offer.read_bytes()))
    unseen = said(capsys, 77, *ask, "--received", str(back))
    assert "shows a drawing at the head of the first page" in unseen
    assert "add --looked" in unseen
    assert run([*ask, "--received", str(back), "--looked"]) == 0
    out, shown = capsys.readouterr()
    assert "you sign that this very file is the client's acceptance" in shown
    assert f"as it came back in back.pdf {canonical.digest(back.read_bytes())}" in shown
    assert f"of the brief {Desk(home).brief_digest(offered)}" in shown
    assert "sealed sha256:" in out
    assert [each.looked for each in Desk(home).dossier(offered).documents] == [False, True, False]
    kept = exported(capsys, offered, tmp_path / "kept")
    assert "-n intake.receipt-looked" in (kept / "VERIFY.txt").read_text()
    assert "attests to have looked at it" in said(capsys, 0, "verify", str(kept))
    assert {"000.pdf", "000.pdf.sig", "000-offer.pdf", "VERIFY.txt"} <= {path.name for path in kept.iterdir()}
    assert "with software of the client's own" in said(capsys, 0, "verify", str(kept))
    assert "sound" in said(capsys, 0, "doctor")
    (kept / "000.pdf.sig").unlink()
    assert "cannot be told" in said(capsys, 2, "verify", str(kept))


def reply_to(capsys: pytest.CaptureFixture[str], dossier: str, target: Path) -> Path:
    """The client's reply with the words that were handed over, as their server signed it."""
    offer = Path(said(capsys, 0, "sign", dossier, "--as", "client", "--to", str(target)).strip())
    mail = target / "reply.eml"
    mail.write_bytes(mails.sign(mails.plain((offer.parent / "REPLY.txt").read_text())))
    return mail


def test_the_client_accepts_by_mail_with_a_record_from_a_file(
    offered: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mail = reply_to(capsys, offered, tmp_path)
    (tmp_path / "record.txt").write_text(mails.domain_key().record)
    take = ["sign", offered, "--as", "client", "--received", str(mail), "--dns-record", str(tmp_path / "record.txt")]
    whole = mail.read_bytes()
    mail.write_bytes(whole.replace(b"I accept", b"I reject"))
    assert "the mail does not hold" in said(capsys, 77, *take)
    mail.write_bytes(whole)
    assert run(take) == 0
    out, shown = capsys.readouterr()
    assert f"as it came back in reply.eml {canonical.digest(whole)}" in shown
    assert "signs: “I accept this brief" in shown
    assert "sealed sha256:" in out
    kept = exported(capsys, offered, tmp_path / "kept")
    assert "carries the signature of bergstrom.example" in said(capsys, 0, "verify", str(kept))
    (kept / "000-reply.dns.json").unlink()
    assert "cannot be told" in said(capsys, 2, "verify", str(kept))


def test_the_record_comes_through_the_door(
    offered: str, tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mail = reply_to(capsys, offered, tmp_path)
    url = "https://dns.google/resolve?name=s1._domainkey.bergstrom.example&type=TXT"
    parts = mails.domain_key().record
    told = {
        "Status": 0,
        "Answer": [{"type": 5, "data": "x."}, {"type": 16, "data": f'"{parts[:200]}" "{parts[200:]}"'}],
    }
    web = RecordedWeb({url: Answer(url, 200, {}, json.dumps(told).encode(), recorded=True)})
    desk = Desk(home)
    record = asyncio.run(desk.mail_record(mail, web=web))
    assert (record.text, record.asked) == (parts, url)
    shown = came_back(mail)
    whole = mail.read_bytes()
    mail.write_bytes(whole + b" ")
    with pytest.raises(Refused, match="changed after its digest was shown"):
        desk.contracting.receive_reply(offered, mail, record, shown=shown)
    mail.write_bytes(whole)
    assert desk.contracting.receive_reply(offered, mail, record, shown=shown).kind == "sealed"
    for body in (b"{}", b"no json", b'{"Answer": [{"type": 16}]}'):
        with pytest.raises(Unreachable):
            asyncio.run(desk.mail_record(mail, web=RecordedWeb({url: Answer(url, 200, {}, body)})))


def test_a_file_of_another_kind_is_not_taken_for_what_lies_beside_it(
    offered: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("photo.jpg", "acceptance.json", "acceptance.json.sig"):
        (tmp_path / name).write_text("{}")
    refused = said(capsys, 77, "sign", offered, "--as", "client", "--received", str(tmp_path / "photo.jpg"))
    assert "this is no PDF, no mail (.eml) and no acceptance.json" in refused
    both = ["acceptance.json", "acceptance.json.sig"]
    assert [[*came_back(path)] for path in (tmp_path, tmp_path / both[0], tmp_path / both[1])] == [both] * 3


def test_a_code_hosts_page_of_keys_is_fetched_by_https_alone(home: Path) -> None:
    url, line = "https://code.example/anna.keys", "ssh-ed25519 AAAA anna"
    desk = Desk(home)
    web = RecordedWeb({url: Answer(url, 200, {}, line.encode())})
    assert asyncio.run(desk.public_keys(url, web=web)) == line
    with pytest.raises(Usage, match="HTTPS only"):
        asyncio.run(desk.public_keys("http://code.example/anna.keys", web=web))
    with pytest.raises(Unreachable, match="HTTPS only"):
        asyncio.run(
            desk.public_keys(url, web=RecordedWeb({url: Answer("http://code.example/", 200, {}, line.encode())}))
        )
    for refused in ("https://127.0.0.1/anna.keys", "https://other.example/anna.keys"):
        with pytest.raises(Unreachable):
            asyncio.run(desk.public_keys(refused, web=web))


def test_a_third_party_stamps_what_was_signed(
    offered: str, tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    authority = found(tmp_path)
    query, reply = tmp_path / "query.tsq", tmp_path / "reply.tsr"
    assert "both sides have not signed yet" in said(capsys, 77, "stamp", offered, "--query", str(query))
    said(capsys, 0, "sign", offered, "--as", "client", "--name", "Anna", "--consent")
    assert "say how" in said(capsys, 64, "stamp", offered)
    said(capsys, 0, "stamp", offered, "--query", str(query))
    reply.write_bytes(authority.reply(query.read_bytes()))
    said(capsys, 0, "stamp", offered, "--reply", str(reply))
    reply.write_bytes(b"")
    assert "no time stamp in the authority's answer" in said(capsys, 77, "stamp", offered, "--reply", str(reply))
    kept = exported(capsys, offered, tmp_path / "kept")
    assert "“Example Time Stamps” says" in said(capsys, 0, "verify", str(kept))


class Stamping:
    """A door behind which our own authority answers."""

    def __init__(self, answer: Callable[[bytes], bytes]) -> None:
        self.answer = answer

    async def send(self, request: Request, allows: Callable[[str], bool]) -> Answer:
        assert request.kind == "application/timestamp-query"
        assert allows("tsa.example")
        assert not allows("other.example")
        return Answer(request.url, 200, {}, self.answer(request.body), recorded=True)

    def keep(self, body: bytes) -> str:
        return ""


def test_an_authority_is_asked_through_the_door(
    offered: str, tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, 0, "sign", offered, "--as", "client", "--name", "Anna", "--consent")
    desk, authority = Desk(home), found(tmp_path)
    stamped = asyncio.run(desk.time_stamp(offered, "http://tsa.example/", web=Stamping(authority.reply)))
    assert (stamped.kind, stamped.by) == ("stamp", "Example Time Stamps")
    again = [authority.reply(desk.contracting.stamp_query(offered, nonce=1))]
    with pytest.raises(Refused, match="another question"):
        asyncio.run(desk.time_stamp(offered, "http://tsa.example/", web=Stamping(lambda _: again[0])))
    with pytest.raises(Unreachable):
        asyncio.run(desk.time_stamp(offered, "http://127.0.0.1/", web=Stamping(authority.reply)))
    assert desk.dossier(offered).signed is not None
