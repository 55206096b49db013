from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from farstu.store.postgres.readers import PostgresReaders
from farstu.store.sqlite import SqliteReaders
from tests.support.databases import KINDS, AnyDatabase, close_cluster, database
from tests.support.statements import keeping_to_customers
from tests.support.world import World, world


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
