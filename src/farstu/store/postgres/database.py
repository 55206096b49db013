"""A PostgreSQL database, 14 or newer, which any number of processes and hosts may share."""

from __future__ import annotations

from contextlib import closing
from typing import Any

from farstu.store.base import EVERY_CUSTOMER, StoreRefused
from farstu.store.migrations.plan import pending
from farstu.store.postgres.address import without_secrets
from farstu.store.postgres.connecting import OWNING, READING, STANDING, WRITING, Connector
from farstu.store.postgres.policy import PARTITIONS, TAKE_SCHEMA_LOCK
from farstu.store.postgres.readers import PostgresReaders
from farstu.store.postgres.sessions import PostgresSession, PostgresThreadSession
from farstu.store.settings_table import SCHEMA, SCHEMA_VERSION, SETTING, Setting
from farstu.store.statements import select_by
from farstu.store.table import TABLES, metadata

OLDEST = 14
_SERVER = "SELECT current_setting('server_version_num')::int / 10000, current_setting('server_encoding')"
_ROLE = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
_UNPROTECTED = """
SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
AND relname = ANY (?) AND NOT (relrowsecurity AND relforcerowsecurity) ORDER BY relname"""
_INVALID = """
SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE c.relnamespace = current_schema()::regnamespace AND NOT (i.indisvalid AND i.indisready) ORDER BY c.relname"""


class PostgresDatabase:
    """A database by its address; made with its schema by `prepare`, in hash partitions by customer where asked for."""

    def __init__(self, address: str, *, partitions: int = 0) -> None:
        self.address = address
        self.partitions = partitions

    @property
    def shown(self) -> str:
        return without_secrets(self.address)

    def prepare(self, *, alone: bool = False) -> None:
        with closing(self._session(OWNING)) as session:
            _refuse_unfit(session)
            found = _schema_version(session) or self._make(session)
            self._refuse_other_partitions(session)
        after = pending(found, alone=alone)
        if after:
            from farstu.store.migrations.online import migrate_postgres

            migrate_postgres(Connector(self.address, OWNING), after)

    def write_session(self) -> PostgresThreadSession:
        return self._session(WRITING)

    def snapshot(self) -> PostgresThreadSession:
        session = self._session(STANDING)
        try:
            session.begin_reading(EVERY_CUSTOMER)
        except BaseException:
            session.close()
            raise
        return session

    def async_session(self) -> PostgresSession:
        return PostgresSession(Connector(self.address, WRITING))

    def readers(self) -> PostgresReaders:
        return PostgresReaders(Connector(self.address, READING))

    def concerns(self) -> list[str]:
        """What the owner should know and may have meant: sentences in English. StoreError."""
        found = []
        with closing(self._session(READING)) as session:
            if session.rows(_ROLE)[0][0]:
                found.append(
                    "The database role is a superuser or has BYPASSRLS, so row-level security does not hold it: use a "
                    "plain role that owns the database."
                )
            found += [
                f"PostgreSQL runs with {name}=off: acknowledged writes may not survive a loss of power."
                for name in ("fsync", "full_page_writes")
                if session.rows("SELECT current_setting(?)", (name,))[0][0] == "off"
            ]
        return found

    def scrub(self) -> None:
        """Old versions of rows stay until VACUUM FULL, which keeps everybody out: when is for the owner to say."""

    def damage(self) -> list[str]:
        found = []
        with closing(self._session(READING)) as session:
            names = [table.name for table in TABLES.values() if not table.server_wide]
            found += [f"{name} has no row-level security" for (name,) in session.rows(_UNPROTECTED, (names,))]
            found += [f"index {name} is not valid" for (name,) in session.rows(_INVALID)]
            for table in TABLES.values():
                columns = ", ".join(f'count("{name}")' for name in table.columns)
                session.rows(f'SELECT {columns} FROM "{table.name}"', (), EVERY_CUSTOMER)  # noqa: S608 - our names
        return found

    def _session(self, settings: dict[str, str]) -> PostgresThreadSession:
        return PostgresThreadSession(Connector(self.address, settings))

    def _refuse_other_partitions(self, session: PostgresThreadSession) -> None:
        ((found,),) = session.rows(PARTITIONS)
        if self.partitions and self.partitions != found:
            raise StoreRefused(f"its tables are there already, in {found} partitions")

    def _make(self, session: PostgresThreadSession) -> int:
        """The version that the schema has now: this one's, unless another process was faster."""
        session.begin()
        try:
            session.rows(TAKE_SCHEMA_LOCK)
            found = _schema_version(session)
            if not found:
                from farstu.store.postgres.schema import create

                for statement in create(metadata().sorted_tables, self.partitions):
                    session.execute(statement)
                session.write({SETTING: [Setting(SCHEMA, str(SCHEMA_VERSION))]})
                session.commit()
            return found or SCHEMA_VERSION
        finally:
            session.rollback()


def _refuse_unfit(session: PostgresThreadSession) -> None:
    ((version, encoding),) = session.rows(_SERVER)
    if version < OLDEST:
        raise StoreRefused(f"PostgreSQL {version} is too old; {OLDEST} or newer is needed")
    if encoding != "UTF8":
        raise StoreRefused(f"the database's encoding is {encoding}; it has to be UTF8")


def _schema_version(session: PostgresThreadSession) -> int:
    if session.rows("SELECT to_regclass(?)::text", (SETTING.name,)) == [(None,)]:
        return 0
    found: list[tuple[Any, ...]] = session.rows(select_by(SETTING.key), (SCHEMA,))
    return int(found[0][1]) if found else 0
