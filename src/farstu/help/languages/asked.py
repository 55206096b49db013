"""What an example asks for, in no language yet."""

from __future__ import annotations

from typing import NamedTuple

from farstu.texts import CATALOGUE

PARTNER_VARIABLE, KEY_VARIABLE = "FARSTU_PARTNER", "FARSTU_KEY"


class Asked(NamedTuple):
    """One call. `path` is percent-encoded, query included; `body` is JSON on several lines; `partner` and `key` are
    None where the environment holds them."""

    method: str
    address: str
    path: str
    partner: str | None
    key: str | None
    body: str | None
    language: str

    @property
    def url(self) -> str:
        """Address and path."""
        return self.address + self.path

    def say(self, key: str) -> str:
        """A comment in the reader's language."""
        return CATALOGUE[self.language][f"example.{key}"]
