"""A real server process, as a stranger would start it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

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


@contextmanager
def demo(folder: Path, *arguments: str) -> Iterator[Server]:
    """The demo brokerage on a free port."""
    with farstu("demo", "--port", "0", "--data", str(folder), "--json", *arguments) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line, process.stderr.read() if process.stderr else ""
            yield Server(process, json.loads(line))
        finally:
            process.kill()
