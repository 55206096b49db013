"""The languages that examples are written in."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from farstu.help.languages import curl
from farstu.help.languages.asked import Asked


class Writer(NamedTuple):
    """One language: its key, its title for people, its name for a highlighter, and what writes it."""

    key: str
    title: str
    language: str
    write: Callable[[Asked], str]


WRITERS = (Writer("curl", "curl", "bash", curl.write),)
