"""The benchmarks run, and say what they are to say; what they measured in so short a time means nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.support.machine import lasts

QUICK = {
    ("slow_disk",): ("| g0 ≥ 3 × s0 ", "| g10 ≥ 10 × s10 ", "(s10) acknowledged "),
    ("growth",): (
        "| sqlite-1000 ≥ 0.5 × sqlite-100 ",
        "| postgres-1000 ≥ 0.5 × postgres-100 ",
        "(postgres-100) acknow",
    ),
    ("start",): ("| serve, 100 contacts ≤ 1 s ", "| memory of demo, once made ≤ 80 MB "),
    ("soak",): (
        "| tracked writes, each there once ",
        "| slow clients cut off: head ",
        "| writes acknowledged, each there ",
    ),
    ("beside",): ("| nobody reads ", "| 1 read XML ", "| postgres, 400 contacts "),
    ("mixed",): ("| postgres beside sqlite ", "(sqlite) acknowledged "),
}
"""Each command, and what its report says."""


@pytest.mark.parametrize("command", QUICK, ids=lambda command: str(command[0]))
def test_a_benchmark_reports(command: tuple[str, ...], tmp_path: Path) -> None:
    if not lasts(tmp_path):
        pytest.skip("there is no disk to measure on")
    name, *options = command
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}", "--quick", "--data", str(tmp_path), *options],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for said in QUICK[command]:
        assert said in done.stdout
