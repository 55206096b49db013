"""`make audit`: our own rules, bandit, and the advisories. Ends with 1 where something was found."""

from __future__ import annotations

import sys
from pathlib import Path

from checks.advisories import advisories
from checks.house_rules import findings
from checks.static import bandit

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements" / "dev.txt"
"""It pins all that the others pin."""


def main() -> None:
    """Prints what was found, a line each."""
    source = ROOT / "src" / "farstu"
    found = [str(finding) for finding in findings(source)] + bandit(source)
    asked = advisories(LOCK, ROOT / ".venv" / "advisories")
    for line in [*found, *asked.known, asked.said]:
        sys.stdout.write(f"{line}\n")
    sys.exit(1 if found or asked.known else 0)


if __name__ == "__main__":
    main()
