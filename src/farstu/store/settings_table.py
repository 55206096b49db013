"""Facts about the database itself: the version of its schema, what changed when in the rights."""

from __future__ import annotations

from farstu.store.migrations.known import numbers
from farstu.store.table import Row, Table

FIRST_VERSION, *_ = SCHEMA_VERSIONS = numbers()
SCHEMA_VERSION = SCHEMA_VERSIONS[-1]


class Setting(Row, frozen=True):
    """A named value of the whole database."""

    name: str
    value: str


SETTING = Table("setting", Setting, ("name",), server_wide=True)
SCHEMA = "schema_version"
