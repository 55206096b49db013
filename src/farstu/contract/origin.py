"""Where it is known from that something is so."""

from __future__ import annotations

from enum import StrEnum


class Origin(StrEnum):
    """What stands behind a part of the contract. What nothing is said of is documented."""

    DOCUMENTED = "documented"
    OBSERVED = "observed"
    ASSUMED = "assumed"


OBSERVED = Origin.OBSERVED
"""Seen in the reference's own program, not written in its documentation."""
ASSUMED = Origin.ASSUMED
"""Neither written nor seen: chosen here."""
