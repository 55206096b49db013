"""The machine: its cores, its disk, and what a process uses of it, read from Linux's own files."""

from __future__ import annotations

import os
import platform
import resource
import sqlite3
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BLOCK = bytes(40 * 1024)
"""About what a batch of a few dozen calls appends to the write-ahead log."""

_KEPT_IN_MEMORY = {"tmpfs", "ramfs", "devtmpfs"}
_REST_SECONDS, _REST_SHARE = 0.25, 0.10
_TICKS = os.sysconf("SC_CLK_TCK")


def cores() -> tuple[int, int]:
    """The core of the servers and that of the load; the same one where there is no second."""
    allowed = sorted(os.sched_getaffinity(0))
    return allowed[0], allowed[min(1, len(allowed) - 1)]


@contextmanager
def pinned(core: int | None) -> Iterator[None]:
    """Processes that are started inside stay on this core, their threads too; None: wherever."""
    before = os.sched_getaffinity(0)
    try:
        if core is not None:
            os.sched_setaffinity(0, {core})
        yield
    finally:
        os.sched_setaffinity(0, before)


def memory(process: int) -> int:
    """Bytes of resident memory of a process and everything below it."""
    return sum(_resident(member) for member in _tree(process))


def cpu_seconds(process: int) -> float:
    """Seconds of processor time that a process and everything below it have used so far."""
    return sum(_cpu_ticks(member) for member in _tree(process)) / _TICKS


def come_to_rest(process: int, seconds: float = 30.0) -> None:
    """Waits until a process and everything below it do next to nothing. TimeoutError."""
    until, used = time.monotonic() + seconds, cpu_seconds(process)
    while time.monotonic() < until:
        time.sleep(_REST_SECONDS)
        before, used = used, cpu_seconds(process)
        if used - before < _REST_SECONDS * _REST_SHARE:
            return
    raise TimeoutError(f"process {process} did not come to rest within {seconds:.0f} s")


def own_cpu_seconds() -> float:
    """Seconds of processor time of this process and of its children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(item.ru_utime + item.ru_stime for item in used)


def all_cpu_seconds() -> float:
    """Seconds of processor time that anybody has used since the machine was started, all cores together."""
    user, nice, system, _idle, _waiting, *others = map(int, Path("/proc/stat").read_text().split("\n")[0].split()[1:9])
    return (user + nice + system + sum(others)) / _TICKS


def _tree(process: int) -> list[int]:
    parents = {int(path.name): _parent(path) for path in Path("/proc").iterdir() if path.name.isdigit()}
    found = [process]
    for member in found:
        found += [child for child, parent in parents.items() if parent == member]
    return found


def _stat(process: int) -> list[str]:
    """The fields behind the name, which may hold blanks itself."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


def _parent(path: Path) -> int:
    try:
        return int(_stat(int(path.name))[1])
    except OSError:
        return 0  # it ended meanwhile


def _cpu_ticks(process: int) -> int:
    user, system = _stat(process)[11:13]
    return int(user) + int(system)


def _resident(process: int) -> int:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    return 0


def file_system(folder: Path) -> str:
    """The kind of file system that a folder is on."""
    best, kind = "", "unknown"
    for line in Path("/proc/self/mounts").read_text().splitlines():
        _, mounted, found, *_ = line.split()
        if folder.resolve().is_relative_to(mounted) and len(mounted) >= len(best):
            best, kind = mounted, found
    return kind


def lasts(folder: Path) -> bool:
    """Whether what is written there is on a disk; a figure for durable writes is worth nothing elsewhere."""
    return file_system(folder) not in _KEPT_IN_MEMORY


def sync_milliseconds(folder: Path, times: int = 60) -> float:
    """How long one write and fdatasync of 40 kB takes in a folder, at the median."""
    path = folder / "sync-probe"
    taken = []
    with path.open("wb", buffering=0) as file:
        for _ in range(times):
            begun = time.perf_counter()
            file.write(BLOCK)
            os.fdatasync(file.fileno())
            taken.append(time.perf_counter() - begun)
    path.unlink()
    return statistics.median(taken) * 1000


def description(folder: Path) -> str:
    """Two lines about where the figures come from."""
    load = ", ".join(f"{value:.2f}" for value in os.getloadavg())
    return (
        f"{os.cpu_count()} × {_processor()}; Linux {platform.release()}; Python {platform.python_version()}; "
        f"SQLite {sqlite3.sqlite_version}; load average before {load}\n"
        f"data on {file_system(folder)}: a write and fdatasync of 40 kB takes {sync_milliseconds(folder):.2f} ms"
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
