"""Revision 2: Keys have networks and uses, changes a record, personal numbers are sealed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations

TITLE = "Keys have networks and uses, changes a record, personal numbers are sealed"
SAFE = False


def upgrade(op: Operations) -> None:
    op.create_table(
        "audit",
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("who", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("about", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("seal", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("sequence"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "key_network",
        sa.Column("key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("network", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "network"),
        sqlite_with_rowid=False,
    )
    op.create_index("key_network_by_key", "key_network", ["key"], unique=False)
    op.create_table(
        "key_use",
        sa.Column("key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("secret", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sqlite_with_rowid=False,
    )
    # ### end Alembic commands ###
