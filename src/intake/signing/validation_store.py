"""What programs put into a signed PDF for later years: certificates and answers on revocation (a DSS, ISO 32000-2, 12.8.4.3).

None of it is asked about here, and none of it is shown on the page; each piece must be what it is said to be. ValueError names
what is not.
"""

import re
import zlib
from collections.abc import Callable, Mapping

from intake.signing.pdf_text import is_date
from intake.signing.pdf_values import Name, Reference, Stream, Value

_MOST_BYTES = 4 * 1024 * 1024
_SIGNATURE = re.compile(r"[0-9A-Fa-f]{40}")
_STORE = {"Certs": "Certs", "CRLs": "CRLs", "OCSPs": "OCSPs"}
_ONE_SIGNATURE = {"Cert": "Certs", "CRL": "CRLs", "OCSP": "OCSPs"}

Resolve = Callable[[Value], Value]


def check(store: Value, resolve: Resolve) -> set[int]:
    """The numbers of all objects that the store is made of; `resolve` follows a reference to its object."""
    numbers = set[int]()

    def follow(value: Value) -> Value:
        if isinstance(value, Reference):
            numbers.add(value.number)
        return resolve(value)

    found = _dictionary(follow(store), {"Type", "VRI", *_STORE})
    _check_pieces(found, _STORE, follow)
    signatures = {key: part for key, part in _dictionary(follow(found.get("VRI", {}))).items() if key != "Type"}
    for name, part in signatures.items():
        of_one = _dictionary(follow(part), {"Type", "TU", "TS", *_ONE_SIGNATURE})
        if not _SIGNATURE.fullmatch(name):
            raise ValueError(f"the store of certificates names a signature as it cannot be named: /{name:.40}")
        if not is_date(of_one.get("TU", b"D:2000")):
            raise ValueError("the store of certificates says something else than a time")
        _check_pieces(of_one, _ONE_SIGNATURE, follow)
        if "TS" in of_one:
            _check_piece("TS", follow(of_one["TS"]), follow)
    return numbers


def _check_pieces(found: Mapping[str, Value], kinds: Mapping[str, str], follow: Resolve) -> None:
    for key, kind in kinds.items():
        listed = follow(found.get(key, []))
        if not isinstance(listed, list):
            raise ValueError(f"the store of certificates is damaged: /{key}")
        for piece in listed:
            _check_piece(kind, follow(piece), follow)


def _check_piece(kind: str, stream: Value, follow: Resolve) -> None:
    if not isinstance(stream, Stream) or not stream.entries.keys() <= {"Length", "Filter"}:
        raise ValueError(f"the store of certificates holds something else: /{kind}")
    follow(stream.entries.get("Length", 0))
    _read(kind, _content(stream))


def _read(kind: str, content: bytes) -> None:
    import warnings

    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.utils import CryptographyDeprecationWarning
    from cryptography.x509 import InvalidVersion, load_der_x509_certificate, load_der_x509_crl
    from cryptography.x509.ocsp import load_der_ocsp_response

    from intake.signing import timestamp

    readers: Mapping[str, Callable[[bytes], object]] = {
        "Certs": load_der_x509_certificate,
        "CRLs": load_der_x509_crl,
        "OCSPs": load_der_ocsp_response,
        "TS": timestamp.check_token,
    }
    try:
        with warnings.catch_warnings():
            # What the standard disallows the library still reads, and warns.
            warnings.simplefilter("error", CryptographyDeprecationWarning)
            readers[kind](content)
    except (ValueError, InvalidVersion, UnsupportedAlgorithm, CryptographyDeprecationWarning) as fault:
        raise ValueError(f"the store of certificates holds something else: /{kind}") from fault


def _content(stream: Stream) -> bytes:
    match stream.entries.get("Filter"):
        case None:
            return stream.data
        case Name("FlateDecode"):
            unpacking = zlib.decompressobj()
            try:
                raw = unpacking.decompress(stream.data, _MOST_BYTES)
            except zlib.error as fault:
                raise ValueError("the store of certificates is damaged") from fault
            if not unpacking.eof or unpacking.unused_data.strip():
                raise ValueError("the store of certificates is damaged")
            return raw
        case _:
            raise ValueError("the store of certificates is packed in a way that is not read")


def _dictionary(value: Value, keys: set[str] | None = None) -> Mapping[str, Value]:
    if not isinstance(value, dict):
        raise ValueError("the store of certificates is damaged")
    if keys is not None and (others := sorted(value.keys() - keys)):
        raise ValueError(f"the store of certificates holds something else: /{others[0]}")
    return value
