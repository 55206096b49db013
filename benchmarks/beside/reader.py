"""The process of one who reads again and again."""

from __future__ import annotations

from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event

from benchmarks.support.calling import connection_to, seconds_of
from benchmarks.support.http import Request


def read_on(url: str, request: Request, enough: Event, results: Queue[list[float]]) -> None:
    """Until it is enough. Says once that it has begun, and in the end how many seconds each read took."""
    connection, taken = connection_to(url), []
    while not enough.is_set() or not taken:
        taken.append(seconds_of(connection, request))
        if len(taken) == 1:
            results.put([])
    results.put(taken[1:] or taken)
    connection.close()
