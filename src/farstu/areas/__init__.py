"""The areas of the interface, one folder each, all with the same file names. They are found, not listed."""

from __future__ import annotations

import pkgutil
from importlib import import_module, util

WRITING = ("contract", "tables", "rules")
READING = ("reads",)


def load(parts: tuple[str, ...] = (*WRITING, *READING)) -> None:
    """Imports every area's parts, so that they register themselves. What reads brings SQLAlchemy along."""
    for area in pkgutil.iter_modules(__path__, f"{__name__}."):
        for part in parts:
            if util.find_spec(f"{area.name}.{part}"):
                import_module(f"{area.name}.{part}")
