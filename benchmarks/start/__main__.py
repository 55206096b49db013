"""Measures how long a server takes to its first answer, and its memory at rest: `python -m benchmarks.start`."""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.support.figures import spread, table
from benchmarks.support.filling import fill
from benchmarks.support.http import Request, ask
from benchmarks.support.machine import come_to_rest, cores, memory, pinned
from benchmarks.support.own import LOG, embedded
from benchmarks.support.peer import NotRight
from benchmarks.support.report import MEGABYTE, aims_table, met, most_memory
from benchmarks.support.servers import FARSTU, SECONDS_TO_START, SECONDS_TO_STOP
from benchmarks.support.suite import arguments, run, say
from farstu.store.clock import system_clock

CONTACTS, QUICK_CONTACTS = 100_000, 100
MOST_SECONDS, MOST_MEMORY = 1.0, 80
_PAUSE = 0.002
_BARE = (sys.executable, "-m", "benchmarks.peers.serve", "benchmarks.peers.bare:app")


@dataclass(frozen=True)
class Began:
    """One start: seconds to the first answer, bytes of memory when it had come to rest."""

    seconds: float
    memory: int


def main() -> int:
    """The exit code."""
    return run(arguments("start", __doc__), _measure)


def _measure(given: argparse.Namespace, folder: Path) -> str:
    commands = _commands(folder, QUICK_CONTACTS if given.quick else CONTACTS)
    began: dict[str, list[Began]] = {name: [] for name in commands}
    for number in range(1 if given.quick else given.rounds + 1):
        for name, (command, path) in commands.items():
            found = _start(command(number), path, folder / LOG)
            say(f"round {number}: {name}: {found.seconds:.2f} s")
            if number or given.quick:  # the first time reads all files from the disk
                began[name].append(found)
    return _report(began)


Command = tuple[Callable[[int], tuple[str, ...]], Request]


def _commands(folder: Path, contacts: int) -> dict[str, Command]:
    """Each with what it is asked first; the number of the round names a folder that is empty."""
    full = embedded(folder, "full")
    fill(full.place, full.make()["customerId"], contacts, system_clock())
    ready = Request("GET", "/readyz")

    def own(verb: str, at: Callable[[int], Path]) -> Command:
        return lambda number: (*FARSTU, verb, "--log-level", "warning", "--data", str(at(number))), ready

    return {
        "bare ASGI": (lambda number: _BARE, Request("POST", "/", {}, b'{"date":"2031-12-01T10:00:00"}')),
        "serve, an empty folder": own("serve", lambda number: folder / f"empty{number}"),
        f"serve, {contacts:,} contacts": own("serve", lambda number: full.place.data),
        "demo, an empty folder": own("demo", lambda number: folder / f"demo{number}"),
        "demo, once made": own("demo", lambda number: folder / "demo0"),
    }


def _start(command: tuple[str, ...], request: Request, errors: Path) -> Began:
    """From before the process is there to the end of its first answer. NotRight."""
    port = _free_port()
    given = (*command, "--port", str(port)) if command != _BARE else (*command, str(port))
    with errors.open("ab") as log, pinned(cores()[0]):
        begun = time.perf_counter()
        process = subprocess.Popen(given, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        _wait(process, f"http://127.0.0.1:{port}", request, begun + SECONDS_TO_START)
        seconds = time.perf_counter() - begun
        come_to_rest(process.pid)
        return Began(seconds, memory(process.pid))
    finally:
        process.terminate()
        process.wait(SECONDS_TO_STOP)


def _wait(process: subprocess.Popen[bytes], url: str, request: Request, until: float) -> None:
    while time.perf_counter() < until and process.poll() is None:
        with suppress(OSError):
            response = ask(url, request)
            if response.status == 200:
                return
            raise NotRight(f"{process.args!r} answered {response.status} {response.body[:200]!r} first")
        time.sleep(_PAUSE)
    raise NotRight(f"{process.args!r} did not answer; exit code {process.poll()}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _report(began: dict[str, list[Began]]) -> str:
    rows, aims = [], []
    bare = began["bare ASGI"]
    for name, starts in began.items():
        seconds = spread(each.seconds for each in starts)
        times = spread(each.seconds / other.seconds for each, other in zip(starts, bare, strict=True))
        held = spread(each.memory / MEGABYTE for each in starts)
        rows.append((name, seconds.shown(2), times.shown(2), held.shown()))
        if starts is not bare:
            aims.append((f"{name} ≤ {MOST_SECONDS:g} s", seconds.shown(2), met(seconds.median <= MOST_SECONDS)))
            aims.append(most_memory(name, max(each.memory for each in starts), MOST_MEMORY))
    return f"{table(('', 's', '× bare ASGI', 'memory MB'), rows)}\n\n{aims_table(aims)}"


if __name__ == "__main__":
    sys.exit(main())
