"""What is to be applied to a schema that was found."""

from __future__ import annotations

from farstu.store.base import SchemaInUse, SchemaTooNew, SchemaTooOld
from farstu.store.migrations.known import revision
from farstu.store.settings_table import FIRST_VERSION, SCHEMA_VERSION


def pending(found: int, *, alone: bool) -> range:
    """The revisions after the one found; all of them are safe, unless it is said that nobody else is there.
    SchemaTooNew, SchemaTooOld, SchemaInUse."""
    if found > SCHEMA_VERSION:
        raise SchemaTooNew(found, SCHEMA_VERSION)
    if found < FIRST_VERSION:
        raise SchemaTooOld(found, SCHEMA_VERSION)
    after = range(found + 1, SCHEMA_VERSION + 1)
    if not alone and not all(revision(number).SAFE for number in after):
        raise SchemaInUse(found, SCHEMA_VERSION)
    return after
