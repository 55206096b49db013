"""Which revisions there are. Read at every start, so nothing heavy is imported here."""

from __future__ import annotations

from importlib import import_module, resources
from typing import Any, Protocol

_PACKAGE = "farstu.store.migrations.revisions"


class Revision(Protocol):
    """A module. `SAFE`: servers of the revision before go on working beside it, so it may be applied while they run."""

    TITLE: str
    SAFE: bool

    def upgrade(self, op: Any) -> None:
        """Changes the schema by Alembic's operations."""


def numbers() -> list[int]:
    """Every revision's number, rising without gaps. What is older than the first was never released."""
    names = (entry.name for entry in resources.files(_PACKAGE).iterdir())
    return sorted(int(name[1:5]) for name in names if name.endswith(".py") and name[1:5].isdigit())


def revision(number: int) -> Revision:
    """The module of a revision."""
    found: Any = import_module(f"{_PACKAGE}.r{number:04}")
    return found  # type: ignore[no-any-return]  # a module is checked by the test of revisions
