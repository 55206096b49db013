"""Measures reading and writing beside other libraries: `python -m benchmarks.codecs`."""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from benchmarks.codecs import contest as c
from benchmarks.codecs.samples import GROWING, Sample, samples
from benchmarks.support.figures import spread, table
from benchmarks.support.machine import cores, description, pinned
from farstu import wire
from farstu.contract.model import MODELS
from farstu.wire.codecs import CODECS, Reader
from farstu.wire.reading import TooLarge

AIMS = (
    (c.OURS_JSON, c.MSGSPEC, 4.0),
    (c.OURS_JSON, c.MSGSPEC_DATES, None),
    (c.OURS_JSON, c.PYDANTIC, 0.5),
    (c.OURS_JSON, c.PYDANTIC_MOMENT, 0.5),
    (c.OURS_LENIENT, c.OURS_JSON, 40.0),
    (c.OURS_LENIENT, c.PYJSON5, None),
    (c.OURS_LENIENT, c.JSON5, None),
    (c.OURS_XML_IN, c.LXML_IN, 1.5),
    (c.OURS_PARSER, c.LXML_IN, None),
    (c.OURS_XML_OUT, c.LXML_OUT, 0.3),
)
"""Ours, theirs, and how many times theirs ours may take at most."""
SIZES = (1_024, 16_384, 262_144, 1_048_576, 4_194_304)


def main() -> int:
    """The exit code: 1 where a peer gives another result. The speed never fails it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.codecs", description=__doc__)
    parser.add_argument("--rounds", type=int, default=21)
    rounds = parser.parse_args().rounds
    wire.load()
    print(description(Path()))
    names = ("msgspec", "pydantic", "pyjson5", "json5", "lxml")
    print(", ".join(f"{name} {version(name)}" for name in names) + f"; {rounds} rounds; µs, median (least to most)")
    try:
        with pinned(cores()[0]):
            for sample in samples():
                _measure(sample, rounds)
            _grow()
    except c.Differs as error:
        print(f"Not measured: {error}", file=sys.stderr)
        return 1
    return 0


def _measure(sample: Sample, rounds: int) -> None:
    turns = c.turns_of(sample)
    c.play(turns, rounds)
    by_name = {turn.name: turn for turn in turns}
    print(f"\n{sample.name}: {len(sample.json)} bytes of JSON, {len(sample.xml)} of XML\n")
    print(table(("", "µs"), [(turn.name, spread(turn.taken).shown(2)) for turn in turns]))
    rows = [_ratio(by_name[ours], by_name[theirs], most) for ours, theirs, most in AIMS if theirs in by_name]
    print("\n" + table(("", "ratio", "at most", "met"), rows), flush=True)


def _ratio(ours: c.Turn, theirs: c.Turn, most: float | None) -> tuple[str, ...]:
    """The ratio within each round, spread over the rounds."""
    found = spread(mine / other for mine, other in zip(ours.taken, theirs.taken, strict=True))
    met = "" if most is None else "yes" if found.median <= most else "no"
    return f"{ours.name} / {theirs.name}", found.shown(2), "" if most is None else f"{most:g}", met


def _grow() -> None:
    rows = []
    for name, (media_type, make) in GROWING.items():
        read = CODECS[media_type].reader(MODELS["Advertising_FormMarketing"], "body")
        taken = []
        for size in SIZES:
            body = make(size)
            times = [_seconds(read, body) for _ in range(5)]
            taken.append(f"{statistics.median(times) * 1e6 / (len(body) / 1024):,.2f}")
        rows.append((name, *taken))
    header = ("µs for each KiB of", *(f"{size // 1024:,} KiB" for size in SIZES))
    print(f"\n{table(header, rows)}")


def _seconds(read: Reader, body: bytes) -> float:
    begun = time.perf_counter()
    with suppress(TooLarge):
        read(body, "")
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
