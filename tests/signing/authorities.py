"""A time-stamp authority of our own, run by `openssl ts`, with a certificate from an issuer of its own."""

from dataclasses import dataclass
from pathlib import Path

from signing.clients import run

_CONFIGURATION = """
[req]
distinguished_name = name
prompt = no
[name]
CN = {name}
[authority]
basicConstraints = critical,CA:true
[stamping]
extendedKeyUsage = {usage}
[tsa]
default_tsa = us
[us]
serial = serial
crypto_device = builtin
signer_cert = tsa.pem
signer_key = tsa.key
certs = root.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
ess_cert_id_alg = {named_by}
"""


@dataclass(frozen=True, slots=True)
class Authority:
    """The folder with the authority's keys, and the certificate that leads to it."""

    folder: Path

    @property
    def root(self) -> Path:
        """The certificate to trust."""
        return self.folder / "root.pem"

    def reply(self, query: bytes) -> bytes:
        """What the authority answers."""
        (self.folder / "query.tsq").write_bytes(query)
        run(
            self.folder, "openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query.tsq", "-out", "reply.tsr"
        )
        return (self.folder / "reply.tsr").read_bytes()


def found(folder: Path, *, usage: str = "critical,timeStamping", named_by: str = "sha256") -> Authority:
    """An authority whose certificate is for that use."""
    for name, file in (("Example Time Root", "root.cnf"), ("Example Time Stamps", "tsa.cnf")):
        (folder / file).write_text(_CONFIGURATION.format(name=name, usage=usage, named_by=named_by))
    (folder / "serial").write_text("01\n")
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    run(
        folder, "openssl", "req", "-x509", *key, "-keyout", "root.key", "-out", "root.pem", "-days", "9000",
        "-config", "root.cnf", "-extensions", "authority",
    )  # fmt: skip
    run(folder, "openssl", "req", "-new", *key, "-keyout", "tsa.key", "-out", "tsa.csr", "-config", "tsa.cnf")
    run(
        folder, "openssl", "x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial",
        "-days", "8000", "-out", "tsa.pem", "-extfile", "tsa.cnf", "-extensions", "stamping",
    )  # fmt: skip
    return Authority(folder)
