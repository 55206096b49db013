"""Measures four reads for each write, the five writes in turn, on both databases: `python -m benchmarks.mixed`."""

from __future__ import annotations

import sys

from benchmarks.reads.calls import mixed
from benchmarks.reads.contest import contest
from benchmarks.support.suite import arguments, run

if __name__ == "__main__":
    sys.exit(run(arguments("mixed", __doc__), lambda given, folder: contest(given, folder, mixed)))
