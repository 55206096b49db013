"""Advice: what went well here and may not elsewhere, or was kept although it is doubtful."""

from __future__ import annotations

from typing import Final

import msgspec


class Advice(msgspec.Struct, frozen=True):
    """A code of `CODES`, and the member it is about, as error keys spell it."""

    code: str
    member: str


CODES: Final = (
    "out-of-order",
    "unknown-member",
    "repeated-member",
    "not-json",
    "undefined-zero",
    "null-as-unset",
    "several-participants",
    "invalid-personal-number",
    "invalid-corporate-number",
    "invalid-email",
    "invalid-phone",
    "several-candidates",
    "doubled-hour",
    "clock-moved-forward",
    "past-date",
)
"""Every code; the sentence of each is `advice.<code>` in the catalogue."""
