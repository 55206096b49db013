"""Load on one address: `wrk` where it is installed and there is a second for it, which it counts in, else a client of
our own. Always in a process of its own.

Several requests are sent in turn, from a file: the length of each on a line of its own, then the request. `answers` is
a file for what was answered, a line each: the body of a 200, else the status.
Our own (`python -m benchmarks.support.load`, the request in the environment as for wrk) is Python and so slower than
the fastest servers; it says so in the result, and ratios to those are then too kind.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from benchmarks.support.http import Request, connected
from benchmarks.support.machine import pinned

_SCRIPT = Path(__file__).with_name("load.lua")
_SPARE_SECONDS = 30.0


@dataclass(frozen=True)
class Load:
    """What one load brought. Milliseconds; `refused` counts answers other than 2xx, `broken` cut connections."""

    requests: int
    seconds: float
    p50: float
    p99: float
    refused: int
    broken: int

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.requests / self.seconds


def tool(seconds: float) -> str:
    """What makes so long a load on this machine."""
    return "wrk" if _wrk(seconds) else "our own client (slower than the fastest servers: ratios to them are too kind)"


def _wrk(seconds: float) -> str | None:
    return shutil.which("wrk") if seconds >= 1 else None


def press(
    url: str,
    request: Request | Sequence[Request],
    *,
    connections: int,
    seconds: float,
    core: int | None = None,
    answers: Path | None = None,
) -> Load:
    """The request, or several in turn, again and again on so many connections, for so long."""
    requests = [request] if isinstance(request, Request) else request
    with tempfile.NamedTemporaryFile() as pool, pinned(core):
        pool.writelines(b"%d\n%s" % (len(encoded), encoded) for encoded in (each.encoded() for each in requests))
        pool.flush()
        done = subprocess.run(
            _command(url + requests[0].path, connections, seconds),
            env=os.environ
            | _given(requests[0])
            | ({"LOAD_POOL": pool.name} if len(requests) > 1 else {})
            | ({"LOAD_ANSWERS": str(answers)} if answers else {}),
            capture_output=True,
            check=True,
            text=True,
            timeout=seconds + _SPARE_SECONDS,
        )
    return Load(**json.loads(done.stdout.strip().splitlines()[-1]))


def _given(request: Request) -> dict[str, str]:
    return {
        "LOAD_METHOD": request.method,
        "LOAD_BODY": request.body.decode(),
        "LOAD_HEADERS": "\n".join(f"{name}: {value}" for name, value in request.headers.items()),
    }


def _command(address: str, connections: int, seconds: float) -> list[str]:
    wrk = _wrk(seconds)
    if wrk is None:
        return [sys.executable, "-m", "benchmarks.support.load", address, str(connections), str(seconds)]
    how = ["--threads", "1", "--connections", str(connections), "--duration", f"{round(seconds)}s"]
    return [wrk, *how, "--timeout", "20s", "--latency", "--script", str(_SCRIPT), address]


async def _press(address: str, connections: int, seconds: float) -> Load:
    encoded = cycle(_pool("/" + address.split("/", 3)[3]))
    begun = time.perf_counter()
    with _notes() as note:
        parts = await asyncio.gather(*(_repeat(address, encoded, begun + seconds, note) for _ in range(connections)))
    lasted = time.perf_counter() - begun
    taken = sorted(milliseconds for part in parts for milliseconds, _ in part)
    refused = sum(not 200 <= status < 300 for part in parts for _, status in part)
    return Load(len(taken), lasted, taken[len(taken) // 2], taken[len(taken) * 99 // 100], refused, 0)


@contextmanager
def _notes() -> Iterator[Callable[[str], object] | None]:
    """What writes down a line, where answers are to be noted."""
    if "LOAD_ANSWERS" not in os.environ:
        yield None
        return
    with Path(os.environ["LOAD_ANSWERS"]).open("a") as file:
        yield lambda line: file.write(f"{line}\n")


def _pool(place: str) -> Sequence[bytes]:
    """What is to be sent in turn, encoded."""
    if "LOAD_POOL" not in os.environ:
        headers = dict(line.split(": ", 1) for line in os.environ["LOAD_HEADERS"].splitlines())
        return [Request(os.environ["LOAD_METHOD"], place, headers, os.environ["LOAD_BODY"].encode()).encoded()]
    with Path(os.environ["LOAD_POOL"]).open("rb") as file:
        return [file.read(int(size)) for size in iter(file.readline, b"")]


async def _repeat(
    address: str, encoded: Iterator[bytes], until: float, note: Callable[[str], object] | None
) -> list[tuple[float, int]]:
    """At least once, however late it is by then."""
    answered: list[tuple[float, int]] = []
    async with connected(address) as connection:
        while (begun := time.perf_counter()) < until or not answered:
            response = await connection.send(next(encoded))
            answered.append(((time.perf_counter() - begun) * 1000, response.status))
            if note:
                note(response.body.decode() if response.status == 200 else str(response.status))
    return answered


def main() -> None:
    """The address, the connections, the seconds."""
    address, connections, seconds = sys.argv[1:]
    found = asyncio.run(_press(address, int(connections), float(seconds)))
    print(json.dumps(found.__dict__))


if __name__ == "__main__":
    main()
