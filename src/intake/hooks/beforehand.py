"""What the fork server does once, so that each plugin's process need not: imports what plugins use, and fills caches."""

import contextlib
import importlib

from intake import canonical
from intake.hooks.domains import own_domain
from intake.hooks.importing import Origin
from intake.jail.inmate import Terms
from intake.model.client import Client
from intake.model.isolation import NONE

_USED = ("bs4", "defusedxml.ElementTree", "lxml.etree", "stdnum")

for _name in _USED:
    with contextlib.suppress(ImportError):  # some come with an extra only
        importlib.import_module(_name)
own_domain("example.co.uk")
for _value in (Client(""), Origin(""), Terms((), 0, ()), NONE):
    canonical.decode(type(_value), canonical.encode(_value))
