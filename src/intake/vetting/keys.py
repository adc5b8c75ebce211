"""The keys that some sources need: yours, kept on this machine, and added to a request by its name.

A key comes from the environment (`INTAKE_KEY_NAME`), or from `NAME.key` in the folder of keys, readable by you alone. It
goes to one host, over HTTPS, and not across a redirect; a plugin never sees it, and an answer that repeats it is
kept without it.
"""

import base64
import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, quote_plus

from intake.frugal import dataclass, replace
from intake.hooks.silence import Blocked
from intake.hooks.source import Credential
from intake.locale import worded
from intake.vetting.addresses import Target
from intake.vetting.door import Answer

_KEY = re.compile(r"[\x21-\x7e]{8,500}")
SHAPE = worded("8 to 500 printable ASCII characters without blanks")
_CONCEALED = "[key]"


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one person: the folder of their files, and the environment."""

    folder: Path
    environment: Mapping[str, str]

    def get(self, credential: Credential) -> str:
        """The key; Blocked says where to get one, or why the file with it is not read."""
        value = self.environment.get(_variable(credential.name)) or self._from_file(credential.name)
        if not value:
            how = f"intake plugins key {credential.name}"
            raise Blocked(f"it needs a key ({credential.name}): get one at {credential.ask_at}, then run: {how}")
        if not is_key(value):
            raise Blocked(f"the key {credential.name} is not one: it must be {SHAPE}")
        return value

    def _from_file(self, name: str) -> str:
        path = self.folder / f"{name}.key"
        try:
            with path.open("rb") as file:
                if os.name == "posix" and stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
                    raise Blocked(f"the key file {path} can be read by others; run: chmod 600 {path}")
                return file.read(1000).decode("ascii", "replace").strip()
        except FileNotFoundError:
            return ""
        except OSError as fault:
            raise Blocked(f"the key file {path} cannot be read: {fault.strerror}") from fault


def is_key(value: str) -> bool:
    """Whether the text can be a key: nothing that would break a header or a line."""
    return _KEY.fullmatch(value) is not None


def _variable(name: str) -> str:
    return f"INTAKE_KEY_{name.upper()}"


def addressed(target: Target, credential: Credential, value: str) -> tuple[str, dict[str, str]]:
    """The URL and the headers that carry the key; Blocked where they would carry it elsewhere, or in the open."""
    if target.host != credential.host or target.scheme != "https":
        raise Blocked(f"the key {credential.name} goes to https://{credential.host} only")
    way, _, name = credential.sent_as.partition(":")
    if way == "query":
        mark = "&" if "?" in target.path else "?"
        return f"{target.url}{mark}{quote_plus(name)}={quote_plus(value)}", {}
    if way == "header":
        return target.url, {name.lower(): value}
    return target.url, {"authorization": f"Basic {_basic(value)}"}


def without_key(answer: Answer, value: str) -> Answer:
    """The answer with the key taken out wherever the server repeats it, in the ways it may be written."""
    written = sorted({value, quote(value, safe=""), quote_plus(value), _basic(value)}, key=len, reverse=True)
    body, headers = answer.body, dict(answer.headers)
    for text in written:
        body = body.replace(text.encode(), _CONCEALED.encode())
        headers = {name: said.replace(text, _CONCEALED) for name, said in headers.items()}
    return replace(answer, body=body, headers=headers)


def _basic(value: str) -> str:
    return base64.b64encode(f"{value}:".encode()).decode("ascii")
