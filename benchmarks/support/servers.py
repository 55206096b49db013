"""Server processes of ours: started, listened to until they say that they are ready, and ended by their own handle."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from benchmarks.support.machine import pinned
from farstu.cli.options import DEFAULT_CONNECTIONS, DEFAULT_JOURNAL_DAYS, DEFAULT_SEED
from farstu.serving.settings import Settings, as_environment

SECONDS_TO_START = 60.0
SECONDS_TO_STOP = 10.0
FARSTU = (sys.executable, "-m", "farstu")
DEMO = (sys.executable, "-P", "-m", "farstu.serving", "demo-json")
"""What `farstu demo --json` turns into, with its settings in the environment."""


class NotStarted(Exception):
    """The server ended, or said nothing, before it was ready."""


@dataclass(frozen=True)
class Server:
    """A running server. `said` is the line of JSON that it printed when it was ready, `errors` the file of its log."""

    process: subprocess.Popen[bytes]
    said: dict[str, Any]
    errors: Path

    @property
    def url(self) -> str:
        return str(self.said["url"])

    def stop(self, seconds: float = SECONDS_TO_STOP) -> int:
        """Asks it to end; answers its exit code. subprocess.TimeoutExpired."""
        self.process.terminate()
        return self.process.wait(seconds)

    def __enter__(self) -> Server:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends it, in order if it can be, where it still runs."""
        if self.process.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                self.stop()
        _end(self.process)


def start(
    command: Sequence[str], errors: Path, *, core: int | None = None, environment: dict[str, str] | None = None
) -> Server:
    """Starts a server that prints one line of JSON with its `url` once it accepts connections. NotStarted."""
    with errors.open("ab") as log, pinned(core):
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, env=os.environ | (environment or {})
        )
    try:
        line = _first_line(process, time.monotonic() + SECONDS_TO_START)
        return Server(process, json.loads(line), errors)
    except BaseException as error:
        _end(process)
        if isinstance(error, (NotStarted, ValueError)):
            log_text = errors.read_text("utf-8", "replace")[-2000:]
            raise NotStarted(f"{' '.join(command)}: {error}\n{log_text}") from error
        raise


def start_demo(
    data: Path, errors: Path, *, core: int | None = None, environment: dict[str, str] | None = None
) -> Server:
    """Farstu with its demo brokerage, on any free port."""
    return start(DEMO, errors, core=core, environment={**as_environment(demo_settings(data)), **(environment or {})})


def demo_settings(data: Path, **others: Any) -> Settings:
    """Those of `farstu demo`, on any free port, where nothing else is said."""
    usual = {
        "host": "127.0.0.1",
        "port": 0,
        "journal_days": DEFAULT_JOURNAL_DAYS,
        "log_level": "warning",
        "connections": DEFAULT_CONNECTIONS,
        "seed": DEFAULT_SEED,
    }
    return Settings(data=data, **usual | others)


def _first_line(process: subprocess.Popen[bytes], deadline: float) -> bytes:
    assert process.stdout is not None  # it was asked for
    pipe, line = process.stdout.fileno(), b""
    while not line.endswith(b"\n"):
        ready, _, _ = select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))
        part = os.read(pipe, 65536) if ready else b""
        if not part:
            raise NotStarted("nothing was said in time" if not ready else f"it ended with code {process.wait(5)}")
        line += part
    return line


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.kill()
    process.wait()
    if process.stdout:
        process.stdout.close()
