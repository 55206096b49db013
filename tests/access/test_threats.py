"""The threat model keeps step with the tests."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parent.parent
PAGE = TESTS.parent / "docs" / "security.md"


def rows() -> list[list[str]]:
    table = PAGE.read_text("utf-8").partition("## Threats")[2].partition("## What does not")[0]
    lines = [line for line in table.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def test_every_threat_names_what_stops_it_and_a_test_that_exists() -> None:
    there = {
        name for file in TESTS.rglob("test_*.py") for name in re.findall(r"def (test_\w+)", file.read_text("utf-8"))
    }
    assert len(rows()) > 15
    for threat, stop, tests in rows():
        named = re.findall(r"`(test_\w+)`", tests)
        assert threat, tests
        assert stop, threat
        assert named, threat
        assert set(named) <= there, threat
