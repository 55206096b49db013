"""A short attack on a server: no fault, nothing told, within its memory. What honest clients got in so short a time, on
a machine that does other things too, means nothing."""

from __future__ import annotations

import re
import subprocess
import sys


def test_a_server_that_is_attacked_tells_nothing_fails_nobody_and_stays_small() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.attack", "--seconds", "8"],
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert "FOUND" not in done.stdout, done.stdout
    assert "refused 0" in done.stdout, done.stdout + done.stderr
    assert int(re.findall(r"memory at most: (\d+) MB", done.stdout)[0]) <= 200
    assert re.search(r"honest calls answered: [\d,]+ without, [1-9][\d,]* under attack", done.stdout)
    for attack in ("path traversal", "smuggling", "header injection", "verb tampering"):
        assert attack in done.stdout
