"""Measures calls that read, on both databases: `python -m benchmarks.reads`."""

from __future__ import annotations

import sys

from benchmarks.reads.calls import reads
from benchmarks.reads.contest import contest
from benchmarks.support.suite import arguments, run

if __name__ == "__main__":
    sys.exit(run(arguments("reads", __doc__), lambda given, folder: contest(given, folder, reads)))
