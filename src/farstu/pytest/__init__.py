"""A pytest plugin: a server with the demo brokerage for the tests of whoever integrates with it, as new for each.

Everything of Farstu's is loaded when the first test asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from farstu.pytest.calls import Calls
    from farstu.pytest.control import Clock, Faults, Player
    from farstu.pytest.running import Running, Server


@pytest.fixture(scope="session")
def farstu_seed() -> int:
    """What the demo brokerage is made from; define your own to have another."""
    return 1


@pytest.fixture(scope="session")
def _farstu_running(farstu_seed: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    from farstu.pytest.running import running

    with running(farstu_seed, tmp_path_factory.mktemp("farstu")) as made:
        yield made


@pytest.fixture
def farstu_server(_farstu_running: Running) -> Server:
    """A server of this test's own: whatever tests before did is undone."""
    _farstu_running.reset()
    return _farstu_running.server


@pytest.fixture
def farstu_calls(_farstu_running: Running, farstu_server: Server) -> Calls:
    """The calls that were made in this test, as the server's journal tells them."""
    from farstu.pytest.calls import Calls

    return Calls(_farstu_running)


@pytest.fixture
def farstu_clock(_farstu_running: Running, farstu_server: Server) -> Clock:
    """The clock of the demo's first customer."""
    from farstu.pytest.control import Clock

    return Clock(_farstu_running)


@pytest.fixture
def farstu_faults(_farstu_running: Running, farstu_server: Server) -> Faults:
    """What goes wrong at the demo's first customer."""
    from farstu.pytest.control import Faults

    return Faults(_farstu_running)


@pytest.fixture
def farstu_story(_farstu_running: Running, farstu_server: Server, request: pytest.FixtureRequest) -> Player:
    """Plays stories at the demo's first customer; a path is looked for beside the test."""
    from farstu.pytest.control import Player

    return Player(_farstu_running, Path(request.path).parent)
