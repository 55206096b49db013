"""`make sbom`: what a server consists of, as CycloneDX and as a list of licences; ends with 1 where one is not allowed.

The bill is drawn up of an environment of its own, which holds what `farstu serve` needs and nothing else.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-0", "MPL-2.0", "PSF-2.0", "Unlicense",
    "Apache Software License", "BSD License", "MIT License", "Mozilla Public License 2.0 (MPL 2.0)", "Python-2.0",
}  # fmt: skip
"""What may be shipped beside an Apache-2.0 program without a condition on the program."""


def draw_up(lock: Path, bill: Path) -> dict[str, Any]:
    """Writes the CycloneDX bill of what the lock pins, and answers it. subprocess.CalledProcessError."""
    uv = str(Path(sys.executable).with_name("uv"))
    with tempfile.TemporaryDirectory() as folder:
        python = f"{folder}/env/bin/python"
        install = [uv, "pip", "install", "--quiet", "--python", python, "--require-hashes", "--only-binary", ":all:"]
        subprocess.run([uv, "venv", "--quiet", f"{folder}/env"], check=True)
        subprocess.run([*install, "--requirement", str(lock)], check=True)
        write_bill(python, bill)
    made: dict[str, Any] = json.loads(bill.read_text("utf-8"))
    return made


def write_bill(python: str, bill: Path, *, validate: bool = True) -> None:
    """Writes the bill of what a Python has installed; held against CycloneDX's own schema, which takes its time."""
    command = [sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "environment", "--output-reproducible"]
    command.append("--validate" if validate else "--no-validate")
    about = ["--pyproject", str(ROOT / "pyproject.toml"), "--mc-type", "application"]
    subprocess.run([*command, *about, "--output-file", str(bill), python], check=True)


def licences(bill: dict[str, Any]) -> dict[str, list[str]]:
    """By `name version`: what each component says of its licence."""
    return {
        f"{part['name']} {part['version']}": [_term(entry) for entry in part.get("licenses", ())]
        for part in bill["components"]
    }


def _term(entry: dict[str, Any]) -> str:
    named: str = entry.get("expression") or entry["license"].get("id") or entry["license"]["name"]
    return named.rpartition(" :: ")[2]


def not_allowed(found: dict[str, list[str]]) -> list[str]:
    """The components that say nothing of a licence, or name none that is allowed."""
    return [name for name, terms in found.items() if not (terms and all(map(_is_allowed, terms)))]


def _is_allowed(term: str) -> bool:
    """Of several joined by OR one is enough; of those joined by AND each must be. Terms in brackets are not
    understood, and so not allowed."""
    return term in ALLOWED or any(_all_allowed(choice.split(" AND ")) for choice in term.split(" OR "))


def _all_allowed(terms: Iterable[str]) -> bool:
    return all(term.strip() in ALLOWED for term in terms)


def main() -> None:
    """Writes both into the folder named on the command line."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    found = licences(draw_up(ROOT / "requirements" / "run.txt", folder / "farstu.cdx.json"))
    lines = [f"{name}: {', '.join(terms) or 'none named'}\n" for name, terms in sorted(found.items())]
    (folder / "licences.txt").write_text("".join(lines), "utf-8")
    refused = not_allowed(found)
    sys.stdout.write(f"{len(found)} components; both lists are in {folder}.\n")
    sys.stdout.writelines(f"The licence of {name} is not allowed: {', '.join(found[name])}\n" for name in refused)
    sys.exit(1 if refused else 0)


if __name__ == "__main__":
    main()
