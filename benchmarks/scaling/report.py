"""What was found, as tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.scaling.calls import shares
from benchmarks.scaling.contest import Setup, Turn
from benchmarks.scaling.measuring import SERVER_WIDE, Kept, kept, rows_by_partition, server_wide_rows
from benchmarks.scaling.world import LAYOUTS, PARTITIONED, PLAIN_TABLES, World
from benchmarks.support.figures import spread, table

Rounds = Sequence[dict[Setup, Turn]]
_MEGABYTE = 1_000_000
_COLUMNS: dict[str, tuple[Callable[[Turn], float], int]] = {
    "calls/s": (lambda turn: turn.load.rate, 0),
    "p50 ms": (lambda turn: turn.load.p50, 1),
    "p99 ms": (lambda turn: turn.load.p99, 1),
    "calls a batch": (lambda turn: turn.batch, 1),
    "commit ms": (lambda turn: turn.commit, 2),
    "lock waits": (lambda turn: turn.watch.mean_waiting, 2),
    "connections": (lambda turn: turn.watch.most_connections, 0),
    "server CPU µs/call": (lambda turn: turn.server_cpu / turn.load.requests * 1e6, 0),
    "PostgreSQL CPU µs/call": (lambda turn: turn.postgres_cpu / turn.load.requests * 1e6, 0),
    "WAL bytes/call": (lambda turn: turn.counted.wal / turn.acknowledged, 0),
    "full pages/call": (lambda turn: turn.counted.pages / turn.acknowledged, 3),
    "fsyncs/call": (lambda turn: turn.counted.fsyncs / turn.acknowledged, 3),
}


def setups_table(rounds: Rounds) -> str:
    """A column for each setup, a row for each figure."""
    setups = list(rounds[0])
    rows = [
        (name, *(spread(of(played[setup]) for played in rounds).shown(digits) for setup in setups))
        for name, (of, digits) in _COLUMNS.items()
    ]
    return table(("", *map(str, setups)), rows)


def ratios(rounds: Rounds) -> str:
    """Partitioned to plain, for as many servers: taken within each round, then spread over them."""
    rows = []
    for setup in rounds[0]:
        plain = Setup(PLAIN_TABLES, setup.servers)
        if setup.layout == PARTITIONED and plain in rounds[0]:
            rows.append((str(setup), *(_ratio(rounds, setup, plain, name) for name in _COMPARED)))
    return table(("to plain tables", *_COMPARED), rows) if rows else ""


_COMPARED = ("calls/s", "p99 ms", "PostgreSQL CPU µs/call", "WAL bytes/call")


def _ratio(rounds: Rounds, one: Setup, other: Setup, name: str) -> str:
    of, _ = _COLUMNS[name]
    return spread(of(played[one]) / of(played[other]) for played in rounds).shown(3)


def skew(world: World, skewed: float) -> str:
    """Who makes the calls, and where their rows came to lie."""
    each = shares(world.customers, skewed)
    lines = [f"the busiest customer makes {each[0]:.1%} of the calls, the busiest hundred {sum(each[:100]):.1%}"]
    for name in ("customer", "journal"):
        rows = rows_by_partition(world, name, PARTITIONED)
        if not rows:
            continue
        mean = sum(rows) / len(rows)
        lines.append(
            f"{name}: {sum(rows):,} rows in {len(rows)} partitions, {rows[0]:,} to {rows[-1]:,} each, the fullest "
            f"{rows[-1] / mean:.2f} × the mean"
        )
    return "\n".join(lines)


def growth(world: World, rounds: Rounds, before: dict[str, Kept]) -> str:
    """Bytes a customer before the first call, and what a call has added."""
    after, lines = kept(world), []
    for layout in LAYOUTS:
        calls = sum(turn.acknowledged for played in rounds for setup, turn in played.items() if setup.layout == layout)
        start, end = before[layout], after[layout]
        each = start.all_bytes / world.customers
        line = f"{layout}: {start.all_bytes / _MEGABYTE:,.0f} MB before, {each:,.0f} bytes a customer"
        if calls:
            journal = end.bytes["journal"] - start.bytes["journal"]
            line += (
                f"; {(end.all_bytes - start.all_bytes) / calls:,.0f} bytes a call after {calls:,} calls, of them the "
                f"journal's {journal / calls:,.0f}; {(end.rows - start.rows) / calls:.1f} rows a call"
            )
        lines.append(line)
    return "\n".join(lines)


def server_wide(world: World, before: int) -> str:
    """How much there is that every host would need, and whether calls make it more."""
    after, every = server_wide_rows(world), kept(world)[PARTITIONED]
    whole = sum(every.bytes[name] for name in SERVER_WIDE)
    return (
        f"server-wide tables: {before:,} rows before, {after:,} after; {whole / _MEGABYTE:.1f} MB of "
        f"{every.all_bytes / _MEGABYTE:,.0f}"
    )
