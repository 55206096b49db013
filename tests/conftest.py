from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from coverage import Coverage

from farstu.store.postgres.readers import PostgresReaders
from farstu.store.sqlite import SqliteReaders
from tests.support.databases import KINDS, AnyDatabase, close_cluster, database
from tests.support.statements import keeping_to_customers
from tests.support.world import World, world

UNTRACED = (
    "tests/access/test_rights_proven.py",
    "tests/benchmarks/",
    "tests/browser/",
    "tests/concurrency/",
    "tests/contract/test_reference.py",
    "tests/crash/",
    "tests/engine/test_batching.py",
    "tests/help/test_examples.py",
    "tests/help/test_folder.py",
    "tests/help/test_kinds.py",
    "tests/process/test_clients.py",
    "tests/records/test_duplicates_properties.py",
    "tests/scaling/",
    "tests/server/test_openapi.py",
    "tests/server/test_rights.py",
    "tests/store/test_statements.py",
    "tests/store/test_table.py",
    "tests/wire/test_bounds.py",
    "tests/wire/test_fast_path.py",
    "tests/wire/test_kinds.py",
    "tests/wire/test_vectors.py",
    "tests/wire/test_xml.py",
)
"""Tests that go the ways of others again, with very much data or in many processes. To count their lines would double
their time and find no further one."""

_FOR_PROCESSES = "COVERAGE_PROCESS_CONFIG"


@pytest.fixture(scope="module", autouse=True)
def _traced_where_it_tells_something(request: pytest.FixtureRequest) -> Iterator[None]:
    running = Coverage.current()
    if running is None or not str(request.path.relative_to(request.config.rootpath)).startswith(UNTRACED):
        yield
        return
    running.stop()
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(_FOR_PROCESSES, raising=False)
        yield
    running.start()


def pytest_collection_finish() -> None:
    """All that was collected stays to the end: the garbage collector need not go through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _cluster() -> Iterator[None]:
    yield
    close_cluster()


@pytest.fixture(scope="session", autouse=True)
def _every_statement_carries_the_customer() -> Iterator[None]:
    """Whatever a page, a control or an operation reads in any test, it says whose rows it means."""
    with pytest.MonkeyPatch.context() as patch:
        for readers in (SqliteReaders, PostgresReaders):
            patch.setattr(readers, "rows", keeping_to_customers(readers.rows))
        yield


@pytest.fixture(scope="module", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of database in turn."""
    return str(request.param)


@pytest.fixture
def prepared(kind: str, tmp_path: Path) -> Iterator[AnyDatabase]:
    """A database with the schema and no rows."""
    with database(kind, tmp_path) as made:
        yield made


@pytest.fixture
def here(kind: str, tmp_path: Path) -> Iterator[World]:
    """A fresh world."""
    with world(tmp_path, kind=kind) as made:
        yield made


@pytest.fixture(scope="module")
def shared(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A world for tests that do not mind each other."""
    with world(tmp_path_factory.mktemp("world"), kind=kind) as made:
        yield made
