"""Asks the advisory database for what is known against the pinned dependencies: once a lock, and once a day.

Where it cannot be asked, that is said, it is no failure, and it is asked again in an hour.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

HOUR_SECONDS = 3600
DAY_SECONDS = 24 * HOUR_SECONDS
NOT_ASKED = "Advisories: the database could not be asked ({why}). Nothing is known for or against the dependencies."


class Result(NamedTuple):
    """`known`: a line for each advisory. `said`: what became of the question, for people."""

    known: list[str]
    said: str


class CouldNotAsk(Exception):
    """The database gave no answer; the argument says why."""


Ask = Callable[[Path], dict[str, Any]]


def pip_audit(lock: Path) -> dict[str, Any]:
    """What pip-audit reports of a file of pinned requirements. CouldNotAsk."""
    command = [
        sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--require-hashes", "--disable-pip",
        "--progress-spinner", "off", "--format", "json", "--timeout", "10",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not done.stdout.strip():
        raise CouldNotAsk(done.stderr.strip().rpartition("\n")[2][:200] or f"exit code {done.returncode}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def advisories(lock: Path, stamp: Path, ask: Ask = pip_audit) -> Result:
    """Asks for a lock, unless it was lately. `stamp` is the file that remembers what was said last; what is known is
    never remembered."""
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    remembered = _remembered(stamp, digest)
    if remembered is not None:
        return Result([], f"{remembered} (Not asked again yet.)")
    result, seconds = _asked(lock, ask)
    if not result.known:
        stamp.write_text(f"{digest} {time.time() + seconds:.0f} {result.said}", "utf-8")
    return result


def _asked(lock: Path, ask: Ask) -> tuple[Result, int]:
    """What became of it, and for how many seconds that is to be remembered."""
    try:
        dependencies = ask(lock)["dependencies"]
    except CouldNotAsk as error:
        return Result([], NOT_ASKED.format(why=error.args[0])), HOUR_SECONDS
    skipped = [entry for entry in dependencies if "skip_reason" in entry]
    if len(skipped) == len(dependencies):
        why = "it knows none of them" if skipped else "the lock is empty"
        return Result([], NOT_ASKED.format(why=why)), HOUR_SECONDS
    known = [_line(entry, item) for entry in dependencies for item in entry.get("vulns", ())]
    said = f"Advisories: {len(dependencies) - len(skipped)} of {len(dependencies)} dependencies were asked for, "
    return Result(known, f"{said}{len(known)} known."), HOUR_SECONDS if skipped else DAY_SECONDS


def _remembered(stamp: Path, digest: str) -> str | None:
    if not stamp.exists():
        return None
    of, until, said = stamp.read_text("utf-8").split(" ", 2)
    return said if of == digest and time.time() < float(until) else None


def _line(entry: dict[str, Any], advisory: dict[str, Any]) -> str:
    fixed = ", ".join(advisory.get("fix_versions", ())) or "none yet"
    return f"{entry['name']} {entry['version']}: {advisory['id']} (fixed in: {fixed})"
