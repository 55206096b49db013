"""A client in another language meets clock and faults as everybody does: over HTTP."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from farstu.pytest.calls import Calls
from farstu.pytest.running import Server

CLIENT = Path(__file__).parent.parent / "data" / "sandbox.php"


@pytest.mark.skipif(shutil.which("php") is None, reason="php is not installed")
def test_a_client_in_php_is_tried_by_clock_and_faults(farstu_server: Server, farstu_calls: Calls) -> None:
    server = farstu_server
    arguments = [server.url, *server.auth, server.customer, server.ids["contactId"]]
    ran = subprocess.run(["php", str(CLIENT), *arguments], capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout
    told = json.loads(ran.stdout)
    first, second = told.pop("first"), told.pop("second")
    kept = told.pop("kept")
    assert kept[-2:] == [first, second]
    assert told == {
        "waits": [4, 4],
        "lost": 1,
        "replayed": "true",
        "due": [{"comeback.due": 1}, {"comeback.due": 1}],
        "reset": 200,
        "frozen": False,
    }
    calls = farstu_calls("POST-Meeting-Comeback-customerId-contactId")
    assert [call.status for call in calls] == [503, 503, 200, 200, 200]
