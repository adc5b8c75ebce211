"""Tests of which URLs and addresses may be asked."""

import contextlib
import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.api import Blocked
from intake.vetting.addresses import judge_address, judge_url

REFUSED = """
http://127.0.0.1/ http://[::1]/ http://0.0.0.0/ http://localhost/ http://localhost./ http://LOCALHOST/ http://intranet/
http://2130706433/ http://0x7f000001/ http://017700000001/ http://127.1/ http://0/ http://0x7f.1/ http://1.2.3.04/
http://169.254.169.254/ http://100.100.100.200/ http://192.0.0.192/ http://168.63.129.16/ http://[fd00:ec2::254]/
http://[::ffff:127.0.0.1]/ http://[64:ff9b::7f00:1]/ http://[2002:7f00:1::]/ http://[fec0::1]/ http://[::127.0.0.1]/
http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/ http://[ff02::1]/ http://[fe80::1%25eth0]/ http://224.0.0.1/
http://①②⑦.0.0.1/ http://１２７.0.0.1/ http://127。0。0。1/ http://%6c%6fcalhost/ http://ⓛocalhost/
http://good@127.0.0.1/ http://user:pw@acme.example/ http://acme.example:22/ http://acme.example:8080/
http://acme.example:80:22/ http://acme.example\\@127.0.0.1/ ftp://acme.example/ file:///etc/passwd gopher://acme.example/
javascript:alert(1) data:text/plain,x unix:/run/x acme.example // http:// http:/// http://[::1 http://acme..example/
http://printer.local/ http://acme.example:port/ http://-acme-.internal/
""".split()
LONG = ["http://" + "a" * 3000 + ".example/", "http://" + "a" * 64 + ".example/"]


@pytest.mark.parametrize(
    "url",
    [*REFUSED, "", " ", "http://acme.example/\r\nx", "http://a\x00b/", "http://\ud800.example/", "http://a b/", *LONG],
)
def test_what_is_not_plainly_public_is_refused(url: str) -> None:
    with pytest.raises(Blocked):
        judge_url(url)


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://ACME.example", "https://acme.example/"),
        ("https://acme.example./a?b=c#d", "https://acme.example/a?b=c"),
        ("http://acme.example:80/", "http://acme.example/"),
        ("http://acme.example:443/", "http://acme.example:443/"),
        ("https://müller.example/ä", "https://xn--mller-kva.example/ä"),
        ("https://ａｃｍｅ.example/", "https://acme.example/"),
        ("http://93.184.216.34/", "http://93.184.216.34/"),
        ("http://[2606:4700::1111]/", "http://[2606:4700::1111]/"),
    ],
)
def test_a_public_url_is_written_plainly(url: str, asked: str) -> None:
    assert judge_url(url).url == asked
    assert judge_url(asked).url == asked


@given(st.text(max_size=60))
def test_any_text_is_judged_without_another_fault(text: str) -> None:
    for url in (text, f"http://{text}", f"http://{text}.example/"):
        with contextlib.suppress(Blocked):
            assert judge_url(url).host


@given(st.ip_addresses())
def test_no_address_that_python_calls_private_passes(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if not address.is_global or address.is_multicast or address.is_reserved:
        with pytest.raises(Blocked):
            judge_address(str(address))
