"""SAFETY cases A: URLs and addresses that a client states, met by the real door in the lab; a canary fails each test."""

from pathlib import Path

import pytest

from intake.testing.lab import Asked, Lab, hostile
from vetting.meeting import met, refusal

PAGE = hostile.whole(b"<p>Acme")


@pytest.mark.parametrize("host", "127.0.0.1 [::1] 0.0.0.0 localhost localhost. LOCALHOST x.localhost intranet".split())
def test_a01_this_machine_is_refused_before_anything_is_looked_up(intake_lab: Lab, host: str) -> None:
    before = intake_lab.names.looked_up.total()
    assert refusal(intake_lab, f"http://{host}/").startswith("Blocked: ")
    assert intake_lab.names.looked_up.total() == before


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "017700000001", "127.1", "0", "0x7f.1", "1.2.3.04"])
def test_a02_a_number_in_odd_notation_is_refused_as_that(intake_lab: Lab, host: str) -> None:
    assert "numeric host in odd notation" in refusal(intake_lab, f"http://{host}/")


@pytest.mark.parametrize(
    "host", ["169.254.169.254", "100.100.100.200", "192.0.0.192", "168.63.129.16", "[fd00:ec2::254]"]
)
def test_a03_the_metadata_of_a_cloud_is_refused(intake_lab: Lab, host: str) -> None:
    assert "not a public address" in refusal(intake_lab, f"http://{host}/latest/meta-data/")


@pytest.mark.parametrize(
    "address",
    """::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b:1::a00:1 2002:7f00:1:: fec0::1 ::127.0.0.1 fe80::1
    2001:0:4136:e378:8000:63bf:3fff:fdd2 ff02::1 fc00::1 2001:db8::1""".split(),
)
def test_a04_a_private_address_inside_another_is_refused_written_or_resolved(intake_lab: Lab, address: str) -> None:
    assert "not a public address" in refusal(intake_lab, f"http://[{address}]/")
    intake_lab.name("inside.example", [address])
    assert "Blocked" in refusal(intake_lab, "http://inside.example/")


@pytest.mark.parametrize(
    "host", ["①②⑦.0.0.1", "１２７.0.0.1", "127。0。0。1", "ⓛocalhost", "%6c%6fcalhost", "127.0.0.1%2f"]
)
def test_a05_odd_characters_are_read_as_what_they_stand_for_and_then_judged(intake_lab: Lab, host: str) -> None:
    assert refusal(intake_lab, f"http://{host}/").startswith("Blocked: ")


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["::1"], ["10.0.0.1"], ["169.254.169.254"], ["93.184.1.250", "10.0.0.1"], ["2606:2800::1", "::1"]],
)
def test_a06_a_name_with_one_private_address_is_refused_whole(intake_lab: Lab, addresses: list[str]) -> None:
    intake_lab.name("mixed.example", addresses)
    assert "not a public address" in refusal(intake_lab, "http://mixed.example/")


def test_a07_rebinding_wins_nothing_for_every_connection_goes_to_the_address_that_was_judged(intake_lab: Lab) -> None:
    server = intake_lab.serve("rebind.example", [hostile.redirect("/again"), PAGE])
    intake_lab.name("rebind.example", [server.ip], ["127.0.0.1"])
    before = intake_lab.names.looked_up["rebind.example"]
    outcome = met(intake_lab, "http://rebind.example/")
    assert "127.0.0.1 is not a public address" in outcome.silence
    assert intake_lab.names.looked_up["rebind.example"] - before == 2  # one a connection, and the second never came
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "place",
    """http://127.0.0.1/ http://169.254.169.254/latest/ http://2130706433/ http://[::1]/ //10.0.0.1/ http://private.example/
    http://moved.example:8080/ http://moved.example:22/""".split(),
)
def test_a08_a_redirect_to_what_is_not_public_ends_at_that_hop(intake_lab: Lab, place: str) -> None:
    intake_lab.name("private.example", ["192.168.1.1"])
    intake_lab.serve("moved.example", hostile.redirect(place))
    said = refusal(intake_lab, "http://moved.example/x")
    assert said.startswith("Blocked: ")
    assert said.endswith("(after http://moved.example/x)")


@pytest.mark.parametrize(
    "place",
    "file:///etc/passwd gopher://a.example/ ftp://a.example/ data:text/plain,x javascript:alert(1) unix:/run/x".split(),
)
def test_a09_a_redirect_to_another_scheme_is_refused(intake_lab: Lab, place: str) -> None:
    intake_lab.serve("scheme.example", hostile.redirect(place))
    assert "only http and https" in refusal(intake_lab, "http://scheme.example/")


@pytest.mark.parametrize(
    "url",
    [
        "http://good@127.0.0.1/",
        "http://good.example:x@127.0.0.1/",
        "http://good.example\\@127.0.0.1/",
        "http://good.exa\tmple/",
        "http://good.example/\r\nHost: 127.0.0.1",
        "http://good.example#@127.0.0.1:22/",
        "http://good.example:80:22/",
        "http://127.0.0.1#.good.example/",
    ],
)
def test_a10_a_url_with_two_readings_is_refused_or_read_as_the_harmless_one(intake_lab: Lab, url: str) -> None:
    intake_lab.name("good.example", [])
    assert refusal(intake_lab, url).startswith(("Blocked: ", "Unreachable: the name"))


@pytest.mark.parametrize("port", [22, 25, 6379, 8080, 0, 65536])
def test_a11_ports_other_than_the_web_s_are_refused(intake_lab: Lab, port: int) -> None:
    intake_lab.serve("ports.example", PAGE)
    assert refusal(intake_lab, f"http://ports.example:{port}/").startswith("Blocked: ")


@pytest.mark.parametrize(
    "url",
    [
        "",
        " ",
        "http://",
        "http://[::1",
        "http://a\0b/",
        "http://\ud800.example/",
        f"http://{'a' * 3000}.example/",
        "//",
    ],
)
def test_a13_what_is_no_url_is_refused_in_one_line(intake_lab: Lab, url: str) -> None:
    said = refusal(intake_lab, url)
    assert said.startswith("Blocked: ")
    assert said.isprintable()


def test_a14_proxies_netrc_and_certificates_of_the_environment_are_ignored(intake_lab: Lab, tmp_path: Path) -> None:
    (tmp_path / ".netrc").write_text("default login canary password canary\n")
    proxy = "http://127.0.0.1:3128"
    proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"), proxy)
    files = {"SSL_CERT_FILE": str(intake_lab.authority.file), "SSL_CERT_DIR": str(tmp_path), "HOME": str(tmp_path)}
    server = intake_lab.serve("direct.example", PAGE)
    outcome = met(intake_lab, Asked("http://direct.example/", environment=proxies | files))
    assert outcome.answer is not None, outcome
    assert b"authorization" not in server.requests[0].lower()
    intake_lab.serve("untrusted.example", PAGE, certificate="good")
    asked = Asked("https://untrusted.example/", environment=files, trusts_lab=False)
    assert met(intake_lab, asked).kind == "BadCertificate"
