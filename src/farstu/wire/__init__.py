"""How bytes are read and written. The formats are found, not listed."""

from __future__ import annotations

import pkgutil
from importlib import import_module


def load() -> None:
    """Imports every format, so that it registers itself: the modules called `…_codec`."""
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        if module.name.endswith("_codec"):
            import_module(module.name)
