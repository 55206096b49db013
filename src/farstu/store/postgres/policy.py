"""What every connection to PostgreSQL knows of the schema: whose rows it may see, its partitions, its lock."""

from __future__ import annotations

from farstu.store.base import EVERY_CUSTOMER
from farstu.store.table import CUSTOMER

ALLOWED = "farstu.customers"
"""The setting of a session that says which customers it may see: the text of an array."""

PARTITIONED = f"HASH ({CUSTOMER})"
_SET = f"coalesce(nullif(current_setting('{ALLOWED}', true), ''), '{{}}')"
_ALLOWED, _FIRST = f"(SELECT {_SET})::text[]", f"(SELECT ({_SET}::text[])[1])"
"""In queries of their own, so that they are read once a statement and not once a row."""

PARTITIONS = "SELECT count(*) FROM pg_inherits WHERE inhparent = to_regclass('journal')"
"""How many partitions each table of customers has, told by one of them."""

TAKE_SCHEMA_LOCK = "SELECT pg_advisory_xact_lock(112633202537589)"
"""For whoever makes or changes the schema; an advisory lock of its own."""

_EVERY = EVERY_CUSTOMER[0].replace("\n", "\\n")
POLICY = f'"{CUSTOMER}" = {_FIRST} OR "{CUSTOMER}" = ANY ({_ALLOWED}) OR E\'{_EVERY}\' = ANY ({_ALLOWED})'
"""Mostly one customer is allowed, and two texts are compared in far less time than an array is looked through."""
