"""What is kept of customers that are sandboxes, beside what every customer has."""

from __future__ import annotations

from farstu.store.table import Row, Table

SEED = "seed"
"""The snapshot that a reset goes back to. Nobody takes, keeps or drops one of this name."""


class Sandbox(Row, frozen=True):
    """What a sandbox was told: how many ticks its clock is ahead of the real one, at what moment it stands still (null:
    it goes), and how often it was reset. One that was told nothing has no row."""

    customer: str
    ahead: int
    frozen_at: int | None
    resets: int


class Snapshot(Row, frozen=True):
    """All that a sandbox held at a moment. `content` is sealed: the personal numbers within are in clear."""

    customer: str
    name: str
    taken_at: int
    rows: int
    content: str


SANDBOX = Table("sandbox", Sandbox, ("customer",))
SNAPSHOT = Table("sandbox_snapshot", Snapshot, ("customer", "name"), wide=True)
