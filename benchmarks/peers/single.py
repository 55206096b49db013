"""Farstu with batches of one call: what group commit brings is the difference. Nobody can set this but a benchmark.

`python -m benchmarks.peers.single demo-json`, with the settings of `farstu.serving` in the environment.
"""

from __future__ import annotations

from farstu.engine import writer_thread
from farstu.serving.__main__ import main

writer_thread.LARGEST_BATCH = 1

if __name__ == "__main__":
    main()
