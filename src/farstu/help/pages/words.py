"""What pages say, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from farstu.contract.enums import ContractEnum
from farstu.contract.fields import About
from farstu.texts import CATALOGUE, LANGUAGES, Text, render

_SHORTEST_PARTED = 10_000
"""Years and other numbers of four digits stay whole."""


@dataclass(frozen=True)
class Words:
    """A language to speak in: `sv` or `en`."""

    language: str

    @property
    def other(self) -> str:
        """The other language."""
        return next(language for language in LANGUAGES if language != self.language)

    def __call__(self, text: Text) -> str:
        """A sentence of the catalogue; long numbers in it are parted in threes."""
        values = {name: self._parted(value) for name, value in text.values.items()}
        return render(Text(text.key, values), self.language)

    def _parted(self, value: Any) -> Any:
        if type(value) is not int or value < _SHORTEST_PARTED:
            return value
        return f"{value:,}".replace(",", "\u00a0" if self.language == "sv" else ",")

    def page(self, key: str, **values: Any) -> str:
        """A text of the catalogue's `page` table; templates know it as `say`."""
        return CATALOGUE[self.language][f"page.{key}"].format(**values)

    def number(self, value: int) -> str:
        """A number; a long one is parted in threes."""
        return str(self._parted(value))

    def console(self, key: str, **values: Any) -> str:
        """A text of the catalogue's `console` table; templates of the console know it as `say`."""
        return CATALOGUE[self.language][f"console.{key}"].format(**values)

    def table(self, name: str) -> list[tuple[str, str]]:
        """A whole table of the catalogue, by key: `setting`, `command`."""
        begin = f"{name}."
        return [(key[len(begin) :], text) for key, text in CATALOGUE[self.language].items() if key.startswith(begin)]

    def about(self, about: About | ContractEnum) -> str:
        """The contract's own description."""
        return about.sv if self.language == "sv" else about.en
