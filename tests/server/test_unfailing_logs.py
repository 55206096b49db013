"""A log that cannot be written stops nobody."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

LOGGING = """
import logging, structlog, sys
from farstu.server.logging import set_up
set_up("info")
structlog.get_logger().info("a line")
logging.getLogger("uvicorn").error("another")
try:
    raise OSError(28, "full")
except OSError:
    structlog.get_logger().exception("a third")
print("still here")
"""


@pytest.mark.parametrize("log", ["/dev/full", "/dev/null"])
def test_a_log_on_a_full_disk_stops_nobody(log: str) -> None:
    with Path(log).open("w") as errors:
        done = subprocess.run(
            [sys.executable, "-c", LOGGING], stdout=subprocess.PIPE, stderr=errors, text=True, check=False
        )
    assert done.stdout == "still here\n"


def test_a_log_whose_reader_left_stops_nobody() -> None:
    with subprocess.Popen(["true"], stdin=subprocess.PIPE) as reader:
        reader.wait()
        done = subprocess.run(
            [sys.executable, "-c", LOGGING], stdout=subprocess.PIPE, stderr=reader.stdin, text=True, check=False
        )
        assert reader.stdin is not None
        reader.stdin.close()
    assert done.stdout == "still here\n"
