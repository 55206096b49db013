"""A disk that takes longer to say that something is kept: a library below the commit, built from `slow.c`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.support.peer import NotRight

_SOURCE = Path(__file__).with_name("slow.c")
_PROBE = (
    "import os, tempfile, time\n"
    "with tempfile.TemporaryFile() as file:\n"
    "    for sync in (os.fsync, os.fdatasync):\n"
    "        begun = time.perf_counter(); sync(file.fileno()); print(time.perf_counter() - begun)\n"
)


@dataclass(frozen=True)
class SlowDisk:
    """The library, once it is built."""

    library: Path

    def environment(self, milliseconds: float) -> Mapping[str, str]:
        """For a process whose fsync and fdatasync are to take so much longer. NotRight where they do not."""
        given = {"LD_PRELOAD": str(self.library), "SLOW_SYNC_US": str(round(milliseconds * 1000))}
        command = [sys.executable, "-c", _PROBE]
        done = subprocess.run(command, env=os.environ | given, capture_output=True, text=True, check=True)
        took = min(float(line) * 1000 for line in done.stdout.split())
        if took < milliseconds:
            raise NotRight(f"a sync that was to take {milliseconds:g} ms more took {took:.2f} ms")
        return given


def build(folder: Path) -> SlowDisk:
    """Compiles it into a folder. NotRight where there is no compiler."""
    if not shutil.which("gcc"):
        raise NotRight("a slow disk needs gcc")
    library = folder / "slow.so"
    subprocess.run(["gcc", "-O2", "-shared", "-fPIC", "-o", library, _SOURCE, "-ldl"], check=True)
    return SlowDisk(library)
