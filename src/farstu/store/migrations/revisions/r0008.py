"""Revision 8: The wall asks for the first allowed customer first."""

from __future__ import annotations

from alembic.operations import Operations

from farstu.store.postgres.schema import WALL, protect_anew

TITLE = "The wall asks for the first allowed customer first"
SAFE = False
"""Each table is held for a moment, whatever servers are doing with it."""

_BEHIND_IT = f"SELECT tablename FROM pg_policies WHERE policyname = '{WALL}' AND schemaname = current_schema()"  # noqa: S608 - a word of ours


def upgrade(op: Operations) -> None:
    if op.get_context().dialect.name == "sqlite":
        return
    names = op.get_bind().exec_driver_sql(_BEHIND_IT).scalars().all()
    for statement in protect_anew(names):
        op.execute(statement)
