"""The load, in a process of its own: `python -m benchmarks.scaling.load`, what to do as JSON on standard input."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import uvloop

from benchmarks.scaling.calls import Mix, make_calls
from benchmarks.support.http import connected
from benchmarks.support.load import Load


@dataclass(frozen=True)
class Order:
    """What is to be done: `connections` to each of `urls`, for so long."""

    urls: list[str]
    connections: int
    seconds: float
    seed: int
    mix: Mix


async def press(order: Order) -> Load:
    """Does it in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.scaling.load"]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)
    said, _ = await process.communicate(json.dumps(asdict(order)).encode())
    return Load(**json.loads(said))


async def _press(order: Order) -> Load:
    calls = [make_calls(order.mix, order.seed, server) for server in range(len(order.urls))]
    begun = time.perf_counter()
    parts = await asyncio.gather(
        *(
            _send(url, calls[server], begun + order.seconds)
            for server, url in enumerate(order.urls)
            for _ in range(order.connections)
        )
    )
    lasted = time.perf_counter() - begun
    taken = sorted(milliseconds for part in parts for milliseconds, _ in part)
    refused = sum(status not in (200, 204) for part in parts for _, status in part)
    return Load(len(taken), lasted, taken[len(taken) // 2], taken[len(taken) * 99 // 100], refused, 0)


async def _send(url: str, calls: Iterator[bytes], until: float) -> list[tuple[float, int]]:
    """At least one, however late it is by then."""
    answered: list[tuple[float, int]] = []
    async with connected(url) as connection:
        while (begun := time.perf_counter()) < until or not answered:
            response = await connection.send(next(calls))
            answered.append(((time.perf_counter() - begun) * 1000, response.status))
    return answered


def main() -> None:
    """Reads the order, prints the load."""
    given: dict[str, Any] = json.load(sys.stdin)
    order = Order(**given | {"mix": Mix(**given["mix"])})
    print(json.dumps(asdict(uvloop.run(_press(order)))))


if __name__ == "__main__":
    main()
