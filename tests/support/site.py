"""The documentation as `farstu docs` writes it, once for all tests, and what its pages lead to."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import lxml.html
import pytest

ADDRESS = "https://farstu.example"


class Site(NamedTuple):
    """A folder, and what the command printed."""

    folder: Path
    printed: str


def written_site(factory: pytest.TempPathFactory) -> Site:
    """Written by whichever of the processes that run tests asks first; the others wait for it."""
    beside = factory.getbasetemp()
    root = beside.parent if "PYTEST_XDIST_WORKER" in os.environ else beside
    folder, printed = root / "site", root / "site.txt"
    with (root / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not printed.exists():
            command = [sys.executable, "-m", "farstu", "docs", str(folder), "--address", f"{ADDRESS}/"]
            printed.write_text(subprocess.run(command, check=True, capture_output=True, text=True).stdout, "utf-8")
    return Site(folder, printed.read_text("utf-8"))


class Links:
    """What a page leads to, what can be led to on it, and its texts."""

    def __init__(self, page: str) -> None:
        read = lxml.html.fromstring(page)
        self.targets: set[str] = {*read.xpath("//@href"), *read.xpath("//@src")} - {""}
        self.anchors: set[str] = set(read.xpath("//@id"))
        self.text: str = read.text_content()
