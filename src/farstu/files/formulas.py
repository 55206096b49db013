"""Texts that a spreadsheet would take for a formula, in CSV: it cannot be told otherwise, and might run what they say.

Such a text is written with an apostrophe before it, which makes it a text there, and read without it again. A phone
number with its country (`+46 70 123 45 67`) computes nothing and is left as it is.
"""

from __future__ import annotations

import re

_BEGINNINGS = tuple("=+-@\t\r'")
_NUMBER = re.compile(r"\+\d[\d ]*", re.ASCII)


def harmless(text: str) -> str:
    """The text as CSV has it."""
    return f"'{text}" if _is_dangerous(text) else text


def unguarded(text: str) -> str:
    """The text that is meant."""
    return text[1:] if text.startswith("'") and _is_dangerous(text[1:]) else text


def _is_dangerous(text: str) -> bool:
    return text.startswith(_BEGINNINGS) and _NUMBER.fullmatch(text) is None
