"""Measures pages of Farstu beside static files of the same size: `python -m benchmarks.pages`."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.support.figures import spread, table
from benchmarks.support.http import Request
from benchmarks.support.load import press, tool
from benchmarks.support.machine import cores, description
from benchmarks.support.servers import FARSTU, Server, start, start_demo

PAGES = {
    "overview": "/Help",
    "operation": "/Help/Api/POST-Advertising-Estate-customerId-estateId-FinalPriceWatched",
    "model": "/Help/ResourceModel?modelName=Meeting_Comeback",
    "technical": "/Help/TechnicalInformation",
}
MOST_TIMES = 3.0
MOST_SECONDS = 10.0
_FILES = (sys.executable, "-m", "benchmarks.peers.serve", "benchmarks.peers.files:app")


@dataclass(frozen=True)
class Turn:
    """Answers a second for one page in one round: ours, and those for the file."""

    page: float
    file: float

    @property
    def times(self) -> float:
        """How many files one page costs."""
        return self.file / self.page


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=2, help="of each page and file in each round")
    given = parser.parse_args()
    if given.rounds < 1 or given.seconds < 1:
        parser.error("at least one round of one second")
    return given


def main() -> None:
    """The speed never fails it."""
    given = _arguments()
    with tempfile.TemporaryDirectory(prefix="farstu-bench-") as name:
        folder = Path(name)
        print(description(folder))
        print(
            f"load by {tool(given.seconds)}; {given.connections} connections, {given.rounds} rounds of "
            f"{given.seconds} s for each page and each file; median (least to most)",
            flush=True,
        )
        turns, sizes = _contest(given, folder)
        print(f"\n{_report(turns, sizes)}\n\n{_site(folder)}")


def _contest(given: argparse.Namespace, folder: Path) -> tuple[dict[str, list[Turn]], dict[str, int]]:
    server_core, load_core = cores()
    files = folder / "files"
    files.mkdir()
    with start_demo(folder / "data", folder / "demo.log", core=server_core) as demo:
        sizes = {name: _save(demo, path, files / name) for name, path in PAGES.items()}
        environment = {"FILES": str(files)}
        with start(_FILES, folder / "files.log", core=server_core, environment=environment) as yardstick:
            turns: dict[str, list[Turn]] = {name: [] for name in PAGES}
            for number in range(given.rounds):
                for name, turn in _round(demo, yardstick, given, load_core, number):
                    turns[name].append(turn)
    return turns, sizes


def _save(demo: Server, path: str, file: Path) -> int:
    """Asks for the page a first time, and keeps it for the yardstick; answers its size."""
    with urllib.request.urlopen(demo.url + path) as answer:  # noqa: S310  a server of our own
        body: bytes = answer.read()
    file.write_bytes(body)
    return len(body)


def _round(
    demo: Server, yardstick: Server, given: argparse.Namespace, core: int, number: int
) -> Iterator[tuple[str, Turn]]:
    """Every page beside its file; who goes first changes from round to round."""
    for name, path in PAGES.items():
        asked = {"page": (demo.url, path), "file": (yardstick.url, f"/{name}")}
        order = sorted(asked, reverse=bool(number % 2))
        rates = {kind: _rate(*asked[kind], given, core) for kind in order}
        yield name, Turn(rates["page"], rates["file"])
        print(f"round {number + 1}, {name}: {rates['page']:,.0f} and {rates['file']:,.0f} a second", file=sys.stderr)


def _rate(url: str, path: str, given: argparse.Namespace, core: int) -> float:
    request = Request("GET", path, {"Accept-Language": "sv"}, b"")
    load = press(url, request, connections=given.connections, seconds=given.seconds, core=core)
    if load.refused or load.broken:
        raise SystemExit(f"{path}: {load.refused} answers were refused, {load.broken} connections were cut")
    return load.rate


def _report(turns: dict[str, list[Turn]], sizes: dict[str, int]) -> str:
    header = ("page", "kB", "pages/s", "files/s", "cost in files", f"≤ {MOST_TIMES:g}")
    return table(header, [_row(name, sizes[name], played) for name, played in turns.items()])


def _row(name: str, size: int, played: Sequence[Turn]) -> tuple[str, ...]:
    times = spread(turn.times for turn in played)
    return (
        name,
        f"{size / 1000:.0f}",
        spread(turn.page for turn in played).shown(),
        spread(turn.file for turn in played).shown(),
        times.shown(2),
        "yes" if times.median <= MOST_TIMES else "no",
    )


def _site(folder: Path) -> str:
    """How long `farstu docs` takes, the start of Python included."""
    begun = time.perf_counter()
    subprocess.run([*FARSTU, "docs", str(folder / "site")], check=True, capture_output=True)
    seconds = time.perf_counter() - begun
    written = [path.stat().st_size for path in (folder / "site").rglob("*") if path.is_file()]
    met = "yes" if seconds <= MOST_SECONDS else "no"
    return (
        f"farstu docs: {len(written)} files, {sum(written) / 1e6:.1f} MB in {seconds:.1f} s (≤ {MOST_SECONDS:g}: {met})"
    )


if __name__ == "__main__":
    main()
