"""Where examples are to run: the server's address, who calls, and ids that are there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Place(NamedTuple):
    """`address` without a slash at the end; `partner` and `key` are None where the caller's own environment holds them
    (`FARSTU_PARTNER`, `FARSTU_KEY`); `ids` by name (`customerId`, …), as `farstu demo --json` prints them; `console` is
    a name and a password to sign in there."""

    address: str
    partner: str | None = None
    key: str | None = None
    ids: Mapping[str, str] = MappingProxyType({})
    console: tuple[str, str] | None = None

    def id(self, name: str) -> str:
        """The id called `name`, or a word in capitals that asks to be replaced: `CUSTOMER_ID`."""
        return self.ids.get(name) or _CAPITAL.sub("_", name).upper()
