"""Signature containers that other programs made (CMS, RFC 5652): does the signature fit, and whose certificate is it.

Only what a signature of a document or a time stamp needs is taken: one signer, DER, a strong digest, attributes that say
nothing but when and with which certificate. ValueError says what is not so. Nobody is asked whether a certificate was revoked.
"""

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from intake.frugal import dataclass

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

DIGESTS = frozenset({"sha256", "sha384", "sha512"})
"""The digests that are taken."""
_SIGNED = frozenset(
    """content_type message_digest signing_time signing_certificate signing_certificate_v2 cms_algorithm_protection
    adobe_revocation_info_archival""".split()
)
_SHORTEST_RSA = 2048


@dataclass(frozen=True, slots=True)
class Signed:
    """What a container holds that fits: the content inside (empty where it is beside), the signer's chain, what is attached.

    `chain` begins with the signer and goes on as far as the container leads; `token` is a time stamp of the signature itself.
    """

    content: bytes
    chain: "tuple[Certificate, ...]"
    signature: bytes
    token: bytes = b""


def read(container: bytes, covered: bytes | None = None, *, content_type: str = "data") -> Signed:
    """The container read and its signature checked, over what is `covered`, or over the content inside where that is None."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.x509 import InvalidVersion

    try:
        return _read(container, covered, content_type)
    except (UnsupportedAlgorithm, InvalidVersion) as fault:
        raise ValueError("the certificate of the signature is of a kind that is not read") from fault
    # How the reader of ASN.1 meets what it did not expect.
    except (TypeError, KeyError, IndexError, OverflowError) as fault:
        raise ValueError("the container of the signature is damaged") from fault


def _read(container: bytes, covered: bytes | None, content_type: str) -> Signed:
    content = _signed_data(container)
    inside = bytes(content["encap_content_info"]["content"]) if covered is None else b""
    if covered is not None and bytes(content["encap_content_info"]["content"] or b""):
        raise ValueError("the container holds a content of its own")
    covered = inside if covered is None else covered
    if len(content["signer_infos"]) != 1:
        raise ValueError("the signature is not of exactly one signer")
    info = content["signer_infos"][0]
    _check_beside(content, info)
    hashed = info["digest_algorithm"]["algorithm"].native
    if hashed not in DIGESTS:
        raise ValueError(f"the signature rests on {hashed}, which is not safe any more")
    attributes = _attributes(info["signed_attrs"], _SIGNED)
    if attributes.get("content_type", [""])[0] != content_type:
        raise ValueError("the signature is of another kind of content")
    if attributes.get("message_digest", [b""])[0] != hashlib.new(hashed, covered).digest():
        raise ValueError("what was signed is not what is here")
    chain = _chain(content, info["sid"])
    _check_named(attributes, chain[0])
    _check_signature(info, hashed, chain[0])
    return Signed(inside, chain, info["signature"].native, _token(info))


def _signed_data(container: bytes) -> Any:
    from asn1crypto import cms, parser, tsp

    try:
        length = parser.peek(container)
        info = cms.ContentInfo.load(container[:length], strict=True)
    except ValueError as fault:
        raise ValueError("the container of the signature is damaged") from fault
    if container[length:].strip(b"\0"):
        raise ValueError("something stands in the padding of the signature")
    if info["content_type"].native != "signed_data" or tsp.TSTInfo is None:
        raise ValueError("the container holds no signature")
    return info["content"]


def _check_beside(content: Any, info: Any) -> None:
    """What no signature covers must be what checking needs: digests without words, certificates, lists of revoked ones."""
    digests = [*content["digest_algorithms"], info["digest_algorithm"]]
    plain = all(each["algorithm"].native in DIGESTS and each["parameters"].native is None for each in digests)
    kinds = {each.name for each in content["certificates"] or ()} | {each.name for each in content["crls"] or ()}
    if not plain or not kinds <= {"certificate", "crl"}:
        raise ValueError("the container holds more than a signature and its certificates")


def _related(given: Sequence[Any], own: Any) -> list[Any]:
    """The certificates that were issued by one another, from the signer's on."""
    found, left = [own], [each for each in given if each is not own]
    while near := [each for each in left if any(_are_related(each, one) for one in found)]:
        found += near
        left = [each for each in left if each not in near]
    return found


def _are_related(one: Any, other: Any) -> bool:
    return bool(one.subject == other.issuer or one.issuer == other.subject)


def _attributes(attributes: Any, known: frozenset[str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for attribute in attributes or ():
        name = attribute["type"].native
        if name not in known or name in found:
            raise ValueError(f"the signature says more than it should: {name}")
        values = attribute["values"]
        if name in ("content_type", "message_digest") and len(values) != 1:
            raise ValueError(f"the signature says {name} more than once")
        found[name] = [value.native for value in values] if name in _SIGNED else [*values]
    return found


def _token(info: Any) -> bytes:
    attributes = _attributes(info["unsigned_attrs"], frozenset({"signature_time_stamp_token"}))
    tokens = attributes.get("signature_time_stamp_token", [])
    return bytes(tokens[0].dump()) if tokens else b""


def _chain(content: Any, sid: Any) -> "tuple[Certificate, ...]":
    """The signer's certificate and those above it that the container holds, each of which signed the one before."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.x509 import load_der_x509_certificate

    given = [each.chosen for each in content["certificates"] or () if each.name == "certificate"]
    own = next((each for each in given if _is_named(each, sid)), None)
    if own is None:
        raise ValueError("the signer's certificate is missing")
    if len(_related(given, own)) < len(given):
        raise ValueError("the container holds a certificate that has nothing to do with the signer's")
    chain, others = [load_der_x509_certificate(own.dump())], [load_der_x509_certificate(each.dump()) for each in given]
    while len(chain) <= len(others):
        for above in others:
            try:
                chain[-1].verify_directly_issued_by(above)
            except (ValueError, TypeError, InvalidSignature):
                continue
            if above not in chain:
                chain.append(above)
                break
        else:
            break
    if chain[0].issuer == chain[0].subject:
        _check_own_word(chain[0])
    return tuple(chain)


def _check_own_word(certificate: "Certificate") -> None:
    """A self-signed certificate must at least be signed by its own key, so that nobody else can put another name in."""
    from cryptography.exceptions import InvalidSignature

    try:
        certificate.verify_directly_issued_by(certificate)
    except (ValueError, TypeError, InvalidSignature) as fault:
        raise ValueError("the certificate of the signature was altered") from fault


def _is_named(certificate: Any, sid: Any) -> bool:
    if sid.name == "subject_key_identifier":
        return bool(certificate.key_identifier == sid.chosen.native)
    named = sid.chosen
    return bool(named["issuer"] == certificate.issuer and named["serial_number"].native == certificate.serial_number)


def _check_named(attributes: dict[str, list[Any]], certificate: "Certificate") -> None:
    """Where the signature names its certificate (RFC 5035), it must be this one."""
    from cryptography.hazmat.primitives.serialization import Encoding

    der = certificate.public_bytes(Encoding.DER)
    for named in attributes.get("signing_certificate_v2", []):
        first = named["certs"][0]
        hashed = first["hash_algorithm"]["algorithm"] if first["hash_algorithm"] else "sha256"
        if hashed not in DIGESTS or first["cert_hash"] != hashlib.new(hashed, der).digest():
            raise ValueError("the certificate is not the one that the signature names")


def _check_signature(info: Any, hashed: str, certificate: "Certificate") -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    public, signature, algorithm = certificate.public_key(), info["signature"].native, info["signature_algorithm"]
    data = info["signed_attrs"].untag().dump()
    try:
        if isinstance(public, RSAPublicKey):
            _verify_rsa(public, signature, data, algorithm, hashed)
        elif isinstance(public, EllipticCurvePublicKey) and algorithm.signature_algo == "ecdsa":
            from cryptography.hazmat.primitives.asymmetric.ec import ECDSA

            public.verify(signature, data, ECDSA(_hash(hashed)))
        elif isinstance(public, Ed25519PublicKey):
            public.verify(signature, data)
        else:
            raise ValueError("the signature is of a kind that is not read")
    except InvalidSignature as fault:
        raise ValueError("the signature does not fit what was signed") from fault


def _verify_rsa(public: Any, signature: bytes, data: bytes, algorithm: Any, hashed: str) -> None:
    from cryptography.hazmat.primitives.asymmetric import padding

    if public.key_size < _SHORTEST_RSA:
        raise ValueError(f"an RSA key of {public.key_size} bits is too short")
    if algorithm.signature_algo == "rsassa_pss":
        parameters = algorithm["parameters"]
        masked = parameters["mask_gen_algorithm"]["parameters"]["algorithm"].native
        salt = parameters["salt_length"].native
        public.verify(signature, data, padding.PSS(padding.MGF1(_hash(masked)), salt), _hash(hashed))
    elif algorithm.signature_algo == "rsassa_pkcs1v15":
        public.verify(signature, data, padding.PKCS1v15(), _hash(hashed))
    else:
        raise ValueError("the signature is of a kind that is not read")


def _hash(name: str) -> Any:
    from cryptography.hazmat.primitives import hashes

    found = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
    if name not in found:
        raise ValueError(f"the signature rests on {name}, which is not safe any more")
    return found[name]
