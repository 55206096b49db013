from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from coverage import Coverage

from farstu.server.app import GARBAGE_THRESHOLD
from farstu.store.postgres.readers import PostgresReaders
from farstu.store.sqlite import SqliteReaders
from tests.support.databases import KINDS, AnyDatabase, close_databases, database
from tests.support.statements import keeping_to_customers
from tests.support.world import World, world

STOPPED = pytest.StashKey[bool]()
FIRST = (
    "tests/benchmarks/",
    "tests/crash/",
    "tests/process/",
    "tests/browser/",
    "tests/scaling/",
    "tests/wire/test_bounds.py",
    "tests/wire/test_fast_path.py",
    "tests/access/",
    "tests/help/",
)
"""The longest, which would otherwise be left to one worker in the end while the others have nothing to do."""

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

TRACED_ON_BOTH = ("tests/cli/", "tests/privacy/", "tests/store/")
"""Where a database of each kind is treated in its own way."""


@contextmanager
def _untraced(request: pytest.FixtureRequest, *, if_so: bool) -> Iterator[None]:
    running = Coverage.current() if if_so else None
    if running is None or request.config.stash.get(STOPPED, False):
        yield
        return
    request.config.stash[STOPPED] = True
    running.stop()
    yield
    running.start()
    request.config.stash[STOPPED] = False


def _file(request: pytest.FixtureRequest) -> str:
    return str(request.path.relative_to(request.config.rootpath))


@pytest.fixture(scope="module", autouse=True)
def _traced_where_it_tells_something(request: pytest.FixtureRequest) -> Iterator[None]:
    with _untraced(request, if_so=_file(request).startswith(UNTRACED)):
        yield


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest files first, in the order of `FIRST`; the others as they were."""

    def place(item: pytest.Item) -> int:
        path = str(item.path.relative_to(config.rootpath))
        return next((at for at, prefix in enumerate(FIRST) if path.startswith(prefix)), len(FIRST))

    items.sort(key=place)


def pytest_collection_finish() -> None:
    """All that was collected stays to the end: the garbage collector need not go through it again and again; and it
    need not look as often as usual, as in a server."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_THRESHOLD)


@pytest.fixture(scope="session", autouse=True)
def _databases() -> Iterator[None]:
    yield
    close_databases()


@pytest.fixture(scope="session", autouse=True)
def _every_statement_carries_the_customer() -> Iterator[None]:
    """Whatever a page, a control or an operation reads in any test, it says whose rows it means."""
    with pytest.MonkeyPatch.context() as patch:
        for readers in (SqliteReaders, PostgresReaders):
            patch.setattr(readers, "rows", keeping_to_customers(readers.rows))
        yield


@pytest.fixture(scope="module", params=KINDS)
def kind(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each kind of database in turn; lines are counted on the first."""
    again = request.param != KINDS[0] and not _file(request).startswith(TRACED_ON_BOTH)
    with _untraced(request, if_so=again):
        yield str(request.param)


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
