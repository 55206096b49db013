"""What a serving process gives up, so that its memory cannot be read from beside or behind it."""

from __future__ import annotations

import ctypes
import os
import resource

PR_SET_DUMPABLE = 4
"""Of Linux's `prctl`."""


def harden() -> None:
    """No core is written of this process, no other process of its user may look into it, and what it writes is its
    owner's alone."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(0o077)
    control = getattr(ctypes.CDLL(None), "prctl", None)
    if control is not None:
        control(PR_SET_DUMPABLE, 0, 0, 0, 0)
