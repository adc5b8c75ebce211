"""A folder of evidence as one thing that can be checked: each file by its digest, all of them under your signature."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from intake import canonical
from intake.frugal import dataclass
from intake.signing import sshsig
from intake.signing.keys import SupplierKey

FILE = "manifest.json"
SIGNATURE = "manifest.json.sig"
NAMESPACE = "intake.manifest"
TYPE = "intake.manifest/1"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder holds: the digest of each file by its path, of which brief, when, and the journal's head then."""

    type: str
    brief_id: str
    at: datetime
    log_head: str
    files: Mapping[str, str]


def make(
    files: Mapping[str, bytes], key: SupplierKey, *, brief_id: str, log_head: str, at: datetime
) -> dict[str, bytes]:
    """The manifest of these files and its signature, by file name."""
    digests = {name: canonical.digest(content) for name, content in files.items()}
    manifest = Manifest(TYPE, brief_id, at.astimezone(UTC).replace(microsecond=0), log_head, digests)
    raw = canonical.to_bytes(canonical.encode(manifest))
    return {FILE: raw, SIGNATURE: sshsig.sign(key, raw, NAMESPACE).encode("ascii")}


def read(raw: bytes, signature: bytes) -> tuple[Manifest, str]:
    """The manifest and the public key that signed it; ValueError where the signature or the form does not hold."""
    signed_with = sshsig.signer(signature.decode("ascii", "replace"), raw, NAMESPACE)
    found = canonical.decode(Manifest, canonical.from_bytes(raw))
    if found.type != TYPE:
        raise ValueError(f"the manifest is not written as {TYPE}")
    return found, signed_with


def faults(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Each file that is missing, altered, or not listed, in words."""
    present = {
        path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()
    }  # fmt: skip
    for name, digest in manifest.files.items():
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            yield f"{name} leads out of the folder."
        elif name not in present:
            yield f"{name} is missing."
        elif canonical.digest(present[name].read_bytes()) != digest:
            yield f"{name} is not as it was listed."
    for name in sorted(present.keys() - manifest.files.keys() - {FILE, SIGNATURE}):
        yield f"{name} was put in later."
