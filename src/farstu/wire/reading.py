"""What came of reading a body: the model, what was wrong with it, and where to be careful."""

from __future__ import annotations

import msgspec

from farstu.advice import Advice
from farstu.contract.model import Model
from farstu.texts import Text

BODY_LIMIT = 4 * 1024 * 1024
BODY_SECONDS = 30.0
"""How long a body may take to arrive."""
NODE_LIMIT = 50_000
DEPTH_LIMIT = 256
MOST_PROBLEMS = 1_000
"""So many are told at once; who has more has sent something else than what is wanted."""


class Problem(msgspec.Struct, frozen=True):
    """One entry of a 400: the key it stands under and the sentence."""

    key: str
    text: Text


class TooLarge(Exception):
    """A body with more bytes or nodes than is read."""


class Reading(msgspec.Struct):
    """`model` is whole where `problems` is empty."""

    model: Model | None
    problems: list[Problem] = []
    advice: list[Advice] = []
