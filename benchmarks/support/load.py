"""Load on one address: `wrk` where it is installed, else a client of our own. Always in a process of its own.

Our own (`python -m benchmarks.support.load`, the request in the environment as for wrk) is Python and so slower than
the fastest servers; it says so in the result, and ratios to those are then too kind.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from benchmarks.support.http import Request, connected
from benchmarks.support.machine import pinned

_SCRIPT = Path(__file__).with_name("load.lua")
_SPARE_SECONDS = 30.0


PLACE = "@@@@@@@@"
"""Eight characters of a mixed request that each time become another number."""


@dataclass
class Mix:
    """Requests that take turns; no number comes twice."""

    requests: Sequence[Request]
    number: int = 0

    def samples(self) -> Iterator[Request]:
        """The first of each method and length of path, as it would be sent."""
        kinds = {(request.method, request.path.count("/")): request for request in reversed(self.requests)}
        for request in kinds.values():
            self.number += 1
            yield replace(request, body=request.body.replace(PLACE.encode(), b"%08d" % self.number))

    def write(self, file: IO[bytes]) -> None:
        """As the load reads it: the length of each request on a line, then the request."""
        for request in self.requests:
            encoded = request.encoded()
            file.write(b"%d\n" % len(encoded) + encoded)
        file.flush()


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


def tool() -> str:
    """What makes the load on this machine."""
    return (
        "wrk"
        if shutil.which("wrk")
        else "our own client (slower than the fastest servers: ratios to them are too kind)"
    )


def press(url: str, asked: Request | Mix, *, connections: int, seconds: float, core: int | None = None) -> Load:
    """The request again and again, or a mix of them, on so many connections, for so long."""
    if isinstance(asked, Request):
        return _press_with(_given(asked), url + asked.path, connections, seconds, core)
    with tempfile.NamedTemporaryFile() as file:
        asked.write(file)
        given = {"LOAD_MIX": file.name, "LOAD_NUMBER": str(asked.number)}
        load = _press_with(given, f"{url}/", connections, seconds, core)
    asked.number += load.requests + 2 * connections
    return load


def _given(request: Request) -> dict[str, str]:
    return {
        "LOAD_METHOD": request.method,
        "LOAD_BODY": request.body.decode(),
        "LOAD_HEADERS": "\n".join(f"{name}: {value}" for name, value in request.headers.items()),
    }


def _press_with(given: dict[str, str], address: str, connections: int, seconds: float, core: int | None) -> Load:
    with pinned(core):
        done = subprocess.run(
            _command(address, connections, seconds),
            env=os.environ | given,
            capture_output=True,
            check=True,
            text=True,
            timeout=seconds + _SPARE_SECONDS,
        )
    return Load(**json.loads(done.stdout.strip().splitlines()[-1]))


def _command(address: str, connections: int, seconds: float) -> list[str]:
    wrk = shutil.which("wrk")
    if wrk is None:
        return [sys.executable, "-m", "benchmarks.support.load", address, str(connections), str(seconds)]
    how = ["--threads", "1", "--connections", str(connections), "--duration", f"{max(1, round(seconds))}s"]
    return [wrk, *how, "--timeout", "20s", "--latency", "--script", str(_SCRIPT), address]


async def _press(address: str, connections: int, seconds: float) -> Load:
    requests = _requests(address)
    begun = time.perf_counter()
    parts = await asyncio.gather(*(_repeat(address, requests, begun + seconds) for _ in range(connections)))
    lasted = time.perf_counter() - begun
    taken = sorted(milliseconds for part in parts for milliseconds, _ in part)
    refused = sum(not 200 <= status < 300 for part in parts for _, status in part)
    return Load(len(taken), lasted, taken[len(taken) // 2], taken[len(taken) * 99 // 100], refused, 0)


def _requests(address: str) -> Iterator[bytes]:
    """What is to be sent, without end."""
    if "LOAD_MIX" not in os.environ:
        headers = dict(line.split(": ", 1) for line in os.environ["LOAD_HEADERS"].splitlines())
        place = "/" + address.split("/", 3)[3]
        request = Request(os.environ["LOAD_METHOD"], place, headers, os.environ["LOAD_BODY"].encode())
        return itertools.repeat(request.encoded())
    found = []
    with Path(os.environ["LOAD_MIX"]).open("rb") as file:
        while length := file.readline():
            found.append(file.read(int(length)))
    numbers = itertools.count(int(os.environ["LOAD_NUMBER"]) + 1)
    return (
        request.replace(PLACE.encode(), b"%08d" % number)
        for request, number in zip(itertools.cycle(found), numbers, strict=False)
    )


async def _repeat(address: str, requests: Iterator[bytes], until: float) -> list[tuple[float, int]]:
    answered = []
    async with connected(address) as connection:
        while (begun := time.perf_counter()) < until:
            response = await connection.send(next(requests))
            answered.append(((time.perf_counter() - begun) * 1000, response.status))
    return answered


def main() -> None:
    """The address, the connections, the seconds."""
    address, connections, seconds = sys.argv[1:]
    found = asyncio.run(_press(address, int(connections), float(seconds)))
    print(json.dumps(found.__dict__))


if __name__ == "__main__":
    main()
