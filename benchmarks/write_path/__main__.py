"""Measures the write path of Farstu beside its peers: `python -m benchmarks.write_path`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.peers.mocks import NotThere
from benchmarks.support.load import tool
from benchmarks.support.machine import cores, description, lasts, memory
from benchmarks.write_path.contest import Contest
from benchmarks.write_path.peers import NAMES, USUAL, NotRight, running
from benchmarks.write_path.report import AIMS, FURTHER_AIMS, report


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.write_path", description=__doc__)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=5, help="of each peer in each round")
    parser.add_argument("--data", type=Path, default=Path(), help="a folder on a real disk, for a temporary one in it")
    parser.add_argument("--attempts", type=int, default=40, help="rounds at most, while others keep the machine busy")
    parser.add_argument(
        "--peers",
        default=USUAL,
        help="; ".join(f"{letter}: {name}" for letter, name in NAMES.items()) + f". Usually {USUAL}.",
    )
    parser.add_argument("--quick", action="store_true", help="one short round: does it run at all?")
    given = parser.parse_args()
    if given.quick:
        given.rounds, given.seconds, given.attempts = 1, 1, 1
    return given


def main() -> int:
    """The exit code: 1 where a peer did not do its work. The speed never fails it."""
    given = _arguments()
    given.data.mkdir(parents=True, exist_ok=True)
    if not lasts(given.data):
        print(f"{given.data.resolve()} is kept in memory only. Name a folder on a disk with --data.", file=sys.stderr)
        return 2
    try:
        with tempfile.TemporaryDirectory(prefix="farstu-bench-", dir=given.data) as folder:
            _run(given, Path(folder).resolve())
    except (NotRight, NotThere) as error:
        print(f"Not measured: {error}", file=sys.stderr)
        return 1
    return 0


def _run(given: argparse.Namespace, folder: Path) -> None:
    server_core, load_core = cores()
    print(description(folder))
    print(
        f"load by {tool()} on core {load_core}, servers on core {server_core}; {given.connections} connections, "
        f"{given.rounds} rounds of {given.seconds} s for each peer; median (least to most)",
        flush=True,
    )
    with running(folder, server_core, given.peers) as peers:
        contest = Contest(peers, given.connections, given.seconds, load_core, _say)
        rounds = contest.play(given.rounds, given.attempts)
        held = {peer.letter: memory(peer.server.process.pid) for peer in peers}
        kept = [line for peer in peers if (line := peer.check_rows())]
    aims = AIMS if given.peers == USUAL else FURTHER_AIMS
    print(f"\n{report(peers, rounds, held, aims)}\n\n" + "\n".join(kept))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
