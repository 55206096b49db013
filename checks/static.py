"""Bandit, with the exceptions that ruff knows: both number their rules alike, and one reason a line is enough."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ALWAYS_ALLOWED = {"B101"}  # as in pyproject.toml: an assert tells the type checker what an earlier check made sure of
_ALLOWED_HERE = re.compile(r"noqa: [^#]*?S(\d+)")


def bandit(folder: Path) -> list[str]:
    """What bandit finds in the folder and no line gives a reason for."""
    command = [sys.executable, "-m", "bandit", "--quiet", "--recursive", str(folder), "--format", "json"]
    printed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    report = json.loads(printed)
    troubles = [f"{error['filename']}: {error['reason']}" for error in report["errors"]]
    return troubles + [_line(result) for result in report["results"] if not _is_allowed(result)]


def _is_allowed(result: dict[str, Any]) -> bool:
    lines = Path(result["filename"]).read_text("utf-8").splitlines()
    told = " ".join(lines[number - 1] for number in result["line_range"])
    return result["test_id"] in {*ALWAYS_ALLOWED, *(f"B{number}" for number in _ALLOWED_HERE.findall(told))}


def _line(result: dict[str, Any]) -> str:
    return f"{result['filename']}:{result['line_number']}: {result['test_id']}: {result['issue_text']}"
