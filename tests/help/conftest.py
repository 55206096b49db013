from __future__ import annotations

import pytest

from tests.support.databases import SQLITE


@pytest.fixture(scope="module")
def kind() -> str:
    """What is shown does not depend on the database: one kind is enough."""
    return SQLITE
