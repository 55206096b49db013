"""Measures what group commit brings on slower disks: `python -m benchmarks.slow_disk`.

Farstu as it is beside Farstu with batches of one, on this disk and on the same one with some milliseconds more for each
fsync and fdatasync.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.slow_disk.disk import SlowDisk, build
from benchmarks.support.contest import Round
from benchmarks.support.machine import cores
from benchmarks.support.own import ID, embedded
from benchmarks.support.peer import NotRight, Peer
from benchmarks.support.report import Aim, aims_table
from benchmarks.support.suite import arguments, play, run
from benchmarks.write_path.peers import comeback, start_single

MILLISECONDS = (0, 2, 10)
QUICK = (0, 10)
AIMS = (Aim("g0", "s0", 3), Aim("g2", "s2", 3), Aim("g10", "s10", 10), Aim("g2", "g0"), Aim("g10", "g0"))


def main() -> int:
    """The exit code."""
    return run(arguments("slow_disk", __doc__), _measure)


def _measure(given: argparse.Namespace, folder: Path) -> str:
    added = QUICK if given.quick else MILLISECONDS
    with _running(folder, cores()[0], build(folder), added) as peers:
        rounds, shown = play(given, peers)
        letters = {peer.letter for peer in peers}
    for milliseconds in added:
        _check(rounds, f"s{milliseconds}", milliseconds)
    aims = [aim for aim in AIMS if {aim.one, aim.other} <= letters]
    return f"{shown}\n\n{aims_table(aim.line(rounds) for aim in aims)}"


@contextmanager
def _running(folder: Path, core: int, disk: SlowDisk, added: Sequence[int]) -> Iterator[list[Peer]]:
    """g: group commit, s: a commit a call; the number is the milliseconds that are added."""
    with ExitStack() as stack:
        peers = []
        for more in added:
            within = folder / f"{more}ms"
            within.mkdir()
            environment = dict(disk.environment(more))
            grouped, single = embedded(within, "grouped"), embedded(within, "single")
            for letter, name, own, server in (
                (f"g{more}", "group commit", grouped, grouped.start(core, environment)),
                (f"s{more}", "a commit a call", single, start_single(single, core, environment)),
            ):
                stack.enter_context(server)
                peers.append(Peer(letter, f"{name}, + {more} ms", server, comeback(server.said), own.rows, ID))
        yield peers


def _check(rounds: list[Round], letter: str, milliseconds: float) -> None:
    """One commit after another cannot be faster than its disk. NotRight."""
    fastest = max(played.turns[letter].load.rate for played in rounds)
    if milliseconds and fastest > 1000 / milliseconds:
        raise NotRight(f"({letter}) kept {fastest:.0f} calls a second, each with {milliseconds:g} ms for its sync")


if __name__ == "__main__":
    sys.exit(main())
