"""Measures the write path of Farstu beside its peers: `python -m benchmarks.write_path`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.support.machine import cores, memory
from benchmarks.support.report import Aim, aims_table, most_memory, p99
from benchmarks.support.suite import arguments, play, run
from benchmarks.write_path.peers import NAMES, USUAL, running

AIMS = (
    Aim("a", "b", 0.25),
    Aim("a", "c", 1.0),
    Aim("a", "d", 20),
    Aim("a", "e"),
    Aim("a", "f"),
    Aim("a", "g", 3),
    Aim("a", "h", 3),
    Aim("a", "i", 12),
    Aim("j", "a", 0.7),
    Aim("j", "k", 20),
    Aim("a", "b", most=6, of=p99),
)
MOST_MEMORY_AT_REST, MOST_MEMORY_UNDER_LOAD = 80, 150


def main() -> int:
    """The exit code."""
    parser = arguments("write_path", __doc__)
    letters = "; ".join(f"{letter}: {name}" for letter, name in NAMES.items())
    parser.add_argument("--peers", default=USUAL, help=f"{letters}. Usually {USUAL}.")
    return run(parser, _measure)


def _measure(given: argparse.Namespace, folder: Path) -> str:
    with running(folder, *cores(), given.peers) as peers:
        farstu = peers[0].server.process.pid
        at_rest = memory(farstu)
        rounds, shown = play(given, peers)
        aims = [aim.line(rounds) for aim in AIMS if aim.is_about(rounds[0].turns)]
        aims.append(most_memory("a at rest", at_rest, MOST_MEMORY_AT_REST))
        aims.append(most_memory("a under load", memory(farstu), MOST_MEMORY_UNDER_LOAD))
    return f"{shown}\n\n{aims_table(aims)}"


if __name__ == "__main__":
    sys.exit(main())
