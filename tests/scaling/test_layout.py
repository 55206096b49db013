"""Every table with a customer can be distributed by it; the others are few, and small enough to be everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from farstu.store.postgres.database import PostgresDatabase
from farstu.store.postgres.sessions import PostgresThreadSession
from farstu.store.statements import select_many
from farstu.store.table import CUSTOMER, TABLES, Table, metadata
from tests.support.databases import cluster

GUIDE = Path(__file__).parents[2] / "docs" / "scaling.md"
PARTITIONS = 4
OF_CUSTOMERS = [table for table in TABLES.values() if not table.server_wide]
SERVER_WIDE = {
    "access_key",
    "audit",
    "console_person",
    "console_session",
    "customer_group",
    "customer_group_member",
    "key_grant",
    "key_network",
    "key_use",
    "partner",
    "setting",
}
"""What grows with partners, keys and the owner's commands; `docs/scaling.md` says what becomes of each."""

_INDEXES = """
SELECT c.relname, i.indisunique, a.attname FROM pg_index i
JOIN pg_class c ON c.oid = i.indrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition"""
_PARTITIONED_BY = """
SELECT c.relname, p.partstrat::text, a.attname FROM pg_partitioned_table p
JOIN pg_class c ON c.oid = p.partrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.partattrs[0]
WHERE p.partnatts = 1"""
_FOREIGN_KEYS = "SELECT conname FROM pg_constraint WHERE contype = 'f'"
_SEQUENCES = "SELECT relname FROM pg_class WHERE relkind = 'S' AND relnamespace = current_schema()::regnamespace"
_TRIGGERS = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"

_PLACES = """
WITH given AS (SELECT ?::text[] AS names, ?::int AS modulus, ?::text AS name)
SELECT c, p FROM given, unnest(names) AS c, generate_series(0, modulus - 1) AS p
WHERE satisfies_hash_partition(name::regclass, modulus, p, c) ORDER BY 1, 2"""


@pytest.fixture(scope="module")
def session() -> Iterator[PostgresThreadSession]:
    address = cluster().prepared(partitions=PARTITIONS)
    with closing(PostgresDatabase(address).write_session()) as made:
        yield made
    cluster().drop(address)


def test_each_index_in_the_database_begins_with_the_customer(session: PostgresThreadSession) -> None:
    found = session.rows(_INDEXES)
    assert {name for name, is_unique, _ in found if is_unique} == set(TABLES)
    assert {name for name, _, first in found if first != CUSTOMER} == SERVER_WIDE


def test_each_table_of_customers_is_in_hash_partitions_by_nothing_but_the_customer(
    session: PostgresThreadSession,
) -> None:
    assert sorted(session.rows(_PARTITIONED_BY)) == sorted((table.name, "h", CUSTOMER) for table in OF_CUSTOMERS)


@pytest.mark.parametrize("query", [_FOREIGN_KEYS, _SEQUENCES, _TRIGGERS], ids=["foreign key", "sequence", "trigger"])
def test_no_table_leans_on_another_one_or_on_a_number_given_out_in_one_place(
    session: PostgresThreadSession, query: str
) -> None:
    assert session.rows(query) == []


@pytest.mark.parametrize("table", TABLES.values(), ids=repr)
def test_keys_and_indexes_begin_with_the_customer_as_they_are_declared(table: Table[Any]) -> None:
    declared = metadata().tables[table.name]
    firsts = {next(iter(index.columns)).name for index in (declared.primary_key, *declared.indexes)}
    assert (firsts == {CUSTOMER}) is not table.server_wide
    assert declared.foreign_keys == set()


def test_the_customer_is_a_text_that_no_table_leaves_out() -> None:
    kinds = {(table.types[CUSTOMER], table.sql.c[CUSTOMER].nullable) for table in OF_CUSTOMERS}
    assert kinds == {(str, False)}


def test_only_what_is_about_the_server_belongs_to_no_customer() -> None:
    assert {table.name for table in TABLES.values() if table.server_wide} == SERVER_WIDE


def test_the_guide_names_each_table_that_every_host_would_need() -> None:
    words = GUIDE.read_text("utf-8")
    assert {
        name for name in TABLES if f"`{name}`" in words.partition("- **Server-wide**")[2].partition(".")[0]
    } == SERVER_WIDE


@pytest.mark.parametrize("table", OF_CUSTOMERS, ids=repr)
def test_a_look_up_reads_the_partitions_of_its_customers_and_no_other(
    session: PostgresThreadSession, table: Table[Any]
) -> None:
    """Planned for any customers, as a writer's statements are; what was never run was left alone."""
    keys = [[f"M{number}"] if kind is str else [number] for number, kind in enumerate(_types(table), 1)]
    plan = session.rows(f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) {select_many(table.key)}", tuple(keys), ["M1"])
    scans = [line for (line,) in plan if " using " in line or "Scan on" in line]
    on_partitions = [line for line in scans if f"{table.name}_p" in line]
    assert len(on_partitions) == PARTITIONS
    assert sum("never executed" not in line for line in on_partitions) == 1


def _types(table: Table[Any]) -> list[type]:
    return [table.types[name] for name in table.key.columns]


def test_a_customers_rows_are_in_partitions_of_one_number(session: PostgresThreadSession) -> None:
    """So that what belongs together can be moved together."""
    names = [f"M{number}" for number in range(40)]
    places = {table.name: session.rows(_PLACES, (names, PARTITIONS, table.name)) for table in OF_CUSTOMERS}
    first = places[OF_CUSTOMERS[0].name]
    assert [name for name, _ in first] == sorted(names)
    assert {place for _, place in first} == set(range(PARTITIONS))
    assert all(found == first for found in places.values())
