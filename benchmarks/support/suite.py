"""What the benchmarks have in common: their arguments, a folder on a real disk, a contest, what is printed of it."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.peers.mocks import NotThere
from benchmarks.support.contest import Contest, Round
from benchmarks.support.load import tool
from benchmarks.support.machine import cores, description, lasts, memory
from benchmarks.support.peer import NotRight, Peer
from benchmarks.support.report import peers_table

WARM_UP_SECONDS = 1.0
QUICK_SECONDS, QUICK_CONNECTIONS = 0.2, 8
Measure = Callable[[argparse.Namespace, Path], str]
"""Measures in a folder of its own; answers what is to be printed. NotRight, NotThere."""


def arguments(name: str, about: str | None) -> argparse.ArgumentParser:
    """The arguments that all have."""
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.{name}", description=about)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=5, help="of each peer in each round")
    parser.add_argument("--data", type=Path, default=Path(), help="a folder on a real disk, for a temporary one in it")
    parser.add_argument("--attempts", type=int, default=40, help="rounds at most, while others keep the machine busy")
    parser.add_argument(
        "--quick", action="store_true", help="one short round, and nothing before it: does it run at all?"
    )
    return parser


def run(parser: argparse.ArgumentParser, measure: Measure) -> int:
    """The exit code: 1 where a peer did not do its work. The speed never fails it."""
    given = parser.parse_args()
    if given.quick:
        given.rounds, given.seconds, given.attempts = 1, QUICK_SECONDS, 1
        given.connections = QUICK_CONNECTIONS
    given.data.mkdir(parents=True, exist_ok=True)
    if not lasts(given.data):
        print(f"{given.data.resolve()} is kept in memory only. Name a folder on a disk with --data.", file=sys.stderr)
        return 2
    try:
        with tempfile.TemporaryDirectory(prefix="farstu-bench-", dir=given.data.resolve()) as folder:
            print(description(Path(folder)), flush=True)
            print(f"\n{measure(given, Path(folder))}")
    except (NotRight, NotThere) as error:
        print(f"Not measured: {error}", file=sys.stderr)
        return 1
    return 0


def play(given: argparse.Namespace, peers: Sequence[Peer]) -> tuple[list[Round], str]:
    """A contest: its rounds, and a table of them with what was kept."""
    server_core, load_core = cores()
    say(
        f"load by {tool(given.seconds)} on core {load_core}, servers on core {server_core}; "
        f"{given.connections} connections, {given.rounds} rounds of {given.seconds:g} s for each peer; "
        "median (least to most)"
    )
    warm_up = 0.0 if given.quick else WARM_UP_SECONDS
    contest = Contest(peers, given.connections, given.seconds, warm_up, load_core, say)
    rounds = contest.play(given.rounds, given.attempts)
    held = {peer.letter: memory(peer.server.process.pid) for peer in peers}
    kept = [line for peer in peers if (line := peer.check_rows())]
    return rounds, "\n\n".join([peers_table(peers, rounds, held), *(["\n".join(kept)] if kept else [])])


def say(line: str) -> None:
    """What is going on, beside what is printed in the end."""
    print(line, file=sys.stderr, flush=True)
