"""The areas of the interface, one folder each, all with the same file names. They are found, not listed."""

from __future__ import annotations

import pkgutil
from importlib import import_module

FIRST = "contract"
ASKING = ("reads", "queries")
"""How the modules are named that only ask. They bring SQLAlchemy along, and are loaded when somebody asks."""


def load(*, asking: bool = True) -> None:
    """Imports every area's modules, so that they register themselves; those that only ask where `asking` says so."""
    for area in pkgutil.iter_modules(__path__, f"{__name__}."):
        package = import_module(area.name)
        parts = sorted((part.name for part in pkgutil.iter_modules(package.__path__)), key=lambda name: name != FIRST)
        for part in parts:
            if asking or not part.endswith(ASKING):
                import_module(f"{area.name}.{part}")
