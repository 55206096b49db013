"""What a server has loaded, and when."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.support.process import demo


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may look into a hardened process")
def test_the_sql_library_is_loaded_by_who_asks_and_not_by_who_writes(tmp_path: Path) -> None:
    with demo(tmp_path) as server:

        def loaded() -> bool:
            return "sqlalchemy" in Path(f"/proc/{server.process.pid}/maps").read_text()

        shown = server.shown
        path = f"/Meeting/Comeback/{shown['customerId']}/{shown['contactId']}"
        assert server.post(path, {"date": "2030-01-01T10:00:00"}).status_code == 200
        assert httpx.get(f"{server.url}/readyz").status_code == 200
        assert not loaded()
        read = f"/CRM/Contact/{shown['customerId']}/{shown['contactId']}/ComebackMeeting"
        assert httpx.get(f"{server.url}{read}", auth=(shown["partner"], shown["key"]), timeout=60).status_code == 200
        assert loaded()


def test_who_takes_writes_knows_every_operation_model_and_table() -> None:
    script = """if True:
        import sys
        from farstu import areas
        from farstu.contract import model, operation
        from farstu.store import table

        def tell():
            print(sorted(operation.OPERATIONS), sorted(model.MODELS), sorted(table.TABLES))
            print('sqlalchemy' in sys.modules)

        areas.load(asking=False)
        tell()
        areas.load()
        tell()
    """
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    known, before, known_then, after = done.stdout.splitlines()
    assert known == known_then
    assert (before, after) == ("False", "True")
