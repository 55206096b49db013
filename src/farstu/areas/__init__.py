"""The areas of the interface, one folder each, all with the same file names. They are found, not listed."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import ModuleType

from farstu import records

FIRST = "contract"
ASKING = ("reads", "queries")
"""How the modules are named that only ask. They bring SQLAlchemy along, and are loaded when somebody asks."""


@cache
def load(*, asking: bool = True) -> None:
    """Imports every area's modules, and the records, so that they register themselves; those that only ask where
    `asking` says so."""
    for area in pkgutil.iter_modules(__path__, f"{__name__}."):
        for module in sorted(_modules(import_module(area.name)), key=lambda name: not name.endswith(FIRST)):
            if asking or not module.endswith(ASKING):
                import_module(module)
    for module in _modules(records):
        if asking or not module.endswith(ASKING):
            import_module(module)


def _modules(package: ModuleType) -> Iterator[str]:
    return (found.name for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."))
