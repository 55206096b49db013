"""Measures what an open live journal costs the write path: `python -m benchmarks.journal.tail`.

One server, one load of comebacks, in turns with and without a browser's tab that asks as the page does.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import tempfile
import threading
from pathlib import Path

import httpx

from benchmarks.support.http import Request
from benchmarks.support.load import press
from benchmarks.support.machine import cores, cpu_seconds, pinned
from benchmarks.support.servers import Server, start_demo

EVERY_SECONDS = 2.0
ASKED = 200
_TAIL = re.compile(r'hx-get="(/console/calls/tail[^"]*)"')


class Tab:
    """An open journal, signed in; it asks while it is `watching`."""

    def __init__(self, server: Server) -> None:
        self._client = httpx.Client(base_url=server.url, timeout=20, follow_redirects=True)
        person = server.said["console"]
        self._client.post("/console/sign-in", data=person, headers={"Origin": server.url}).raise_for_status()
        self._next = self._tail(self._client.get("/console/calls").text)
        self._stop = threading.Event()
        self.answered: list[int] = []

    def _tail(self, page: str) -> str:
        found = _TAIL.search(page)
        assert found is not None, page[:500]  # it is on every page of the journal
        return found[1].replace("&amp;", "&")

    def ask(self, times: int) -> None:
        """Asks at once, each time as if there was something new."""
        for _ in range(times):
            self._client.get("/console/calls/tail?mark=none", headers={"HX-Request": "true"}).raise_for_status()

    def __enter__(self) -> Tab:
        self._stop.clear()
        self._thread = threading.Thread(target=self._ask)
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        self._thread.join()

    def _ask(self) -> None:
        while True:
            answer = self._client.get(self._next, headers={"HX-Request": "true"})
            self.answered.append(answer.status_code)
            if answer.status_code == 200:
                self._next = self._tail(answer.text)
            if self._stop.wait(EVERY_SECONDS):
                return


def main() -> None:
    """Prints each pair of turns, and what the tab cost in the middle."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.journal.tail", description=__doc__)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--data", type=Path, default=Path())
    given = parser.parse_args()
    server_core, load_core = cores()
    with tempfile.TemporaryDirectory(dir=given.data) as folder:
        with pinned(server_core):
            server = start_demo(Path(folder) / "demo", Path(folder) / "log")
        with server:
            _measure(server, given.rounds, given.seconds, load_core)


def _measure(server: Server, rounds: int, seconds: int, core: int) -> None:
    said = server.said
    path = f"/Meeting/Comeback/{said['customerId']}/{said['contactId']}"
    auth = httpx.BasicAuth(said["partner"], said["key"])
    header = next(auth.auth_flow(httpx.Request("GET", server.url))).headers["Authorization"]
    body = json.dumps({"date": "2030-01-01T10:00:00", "note": "Ring om visningen"}).encode()
    headers = {"Authorization": header, "Content-Type": "application/json"}
    request = Request("POST", path, headers, body)
    press(server.url, request, connections=64, seconds=1, core=core)
    tab, costs = Tab(server), []
    for place in range(rounds):
        rates = {}
        for watched in (False, True) if place % 2 else (True, False):
            if watched:
                with tab:
                    load = press(server.url, request, connections=64, seconds=seconds, core=core)
            else:
                load = press(server.url, request, connections=64, seconds=seconds, core=core)
            rates[watched] = load.rate
        costs.append(1 - rates[True] / rates[False])
        sys.stdout.write(f"without {rates[False]:.0f}/s, with {rates[True]:.0f}/s: {costs[-1]:+.1%}\n")
    tab.ask(20)
    before = cpu_seconds(server.process.pid)
    tab.ask(ASKED)
    each = (cpu_seconds(server.process.pid) - before) / ASKED
    sys.stdout.write(f"each time {each * 1_000:.1f} ms of processor: {each / EVERY_SECONDS:.2%} of a core\n")
    answered = ", ".join(f"{tab.answered.count(status)} × {status}" for status in sorted(set(tab.answered)))
    sys.stdout.write(
        f"median cost {statistics.median(costs):+.1%} ({min(costs):+.1%} to {max(costs):+.1%}); tail: {answered}\n"
    )


if __name__ == "__main__":
    main()
