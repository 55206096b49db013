"""A real server process, as a stranger would start it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import httpx

from farstu.cli.options import DEFAULT_SEED
from farstu.demo.start import set_up_demo
from farstu.server.run import Location, open_location
from tests.support.databases import templates

STOP_SECONDS = 10


@dataclass
class Server:
    """A process that serves, and what it said of itself."""

    process: subprocess.Popen[str]
    shown: dict[str, Any]

    @property
    def url(self) -> str:
        return str(self.shown["url"])

    def post(self, path: str, body: Any, *, key: str = "", **headers: str) -> httpx.Response:
        """A call with the demo's key."""
        auth = (str(self.shown["partner"]), key or str(self.shown["key"]))
        return httpx.post(f"{self.url}{path}", json=body, auth=auth, headers=headers, timeout=20)

    def stop(self, name: signal.Signals = signal.SIGTERM) -> int:
        """Ends it and answers the exit code."""
        self.process.send_signal(name)
        return self.process.wait(STOP_SECONDS)


def farstu(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    """Starts a command."""
    return subprocess.Popen(
        [sys.executable, "-m", "farstu", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | environment,
    )


def failing(*arguments: str, **environment: str) -> tuple[int, str, str]:
    """The exit code, standard output and standard error of a command that ends by itself."""
    with farstu(*arguments, **environment) as process:
        output, errors = process.communicate(timeout=30)
    return process.returncode, output, errors


def made_demo(folder: Path) -> dict[str, Any]:
    """Puts the demo brokerage into a folder, as its first start leaves it; answers what it shows."""
    made, shown = _made_demo()
    shutil.copytree(made, folder, dirs_exist_ok=True)
    return shown


@cache
def _made_demo() -> tuple[Path, dict[str, Any]]:
    made = Path(tempfile.mkdtemp(dir=templates().name))
    folder, database = open_location(Location(made))
    return made, set_up_demo(database, folder.secrets(), DEFAULT_SEED).shown


@contextmanager
def demo(folder: Path, *arguments: str, first: bool = False) -> Iterator[Server]:
    """The demo brokerage on a free port; made by its server where this is its `first` start."""
    if not first:
        made_demo(folder)
    with farstu("demo", "--port", "0", "--data", str(folder), "--json", *arguments) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line, process.stderr.read() if process.stderr else ""
            yield Server(process, json.loads(line))
        finally:
            process.kill()
