"""How hard a property is tried: a part of its examples in each run, all of them with `FARSTU_TEST_THOROUGH=1`.

The examples are drawn anew each time, so many short runs see as much as a long one.
"""

from __future__ import annotations

import os

LEAST = 5
PART = 6
THOROUGH = bool(os.environ.get("FARSTU_TEST_THOROUGH"))


def examples(thorough: int) -> int:
    """How many examples to draw of those that a thorough run draws."""
    return thorough if THOROUGH else max(LEAST, thorough // PART)
