"""Writes the differences from the reference out of the vectors, so that they cannot drift:
`python -m tests.wire.differences docs/differences.md`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

_RAW = Path(__file__).parent.parent / "data" / "vectors.jsonl"
_HEAD = """# Differences from the reference

Farstu reads everything that the reference reads with a meaning, and answers in its shapes. Where the reference would
lose or bend what it is told, it differs on purpose. This page is made by `make docs` from the requests that were put to
the reference and that the tests put to Farstu; each row is one of them.
"""
_TAIL = """## Beyond single requests

- Several participants of a comeback: the reference allows one; the most specific acts, all are kept, with an advice.
- `Accept-Language`: sentences in Swedish or English; `message` stays the reference's English sentence.
- All errors of a request come at once, with the member, the value and what is expected; of a broken XML value under its
  member, not only at the root.
- `Request-Id` on every answer, `Idempotency-Key` on writes, 413 for a body over 4 MiB or 50,000 values.
- Assumed, since nothing public says it: the members `Yes` and `NoAnswer` of `Contacted`; the bodies of 403 and 404.
- Not there yet: some of the reference's operations (404); [coverage.md](coverage.md) names them.
"""
_SHOWN = 90


def page() -> str:
    """The whole page."""
    reasons: dict[str, list[dict[str, Any]]] = {}
    for line in _RAW.read_text("utf-8").splitlines():
        vector = json.loads(line)
        if "why" in vector["expect"]:
            reasons.setdefault(vector["expect"]["why"], []).append(vector)
    parts = [_HEAD]
    for why, vectors in sorted(reasons.items()):
        parts.append(f"## {why[0].upper()}{why[1:]}\n")
        parts.append("| request | what is sent | reference | Farstu |\n|---|---|--:|--:|")
        parts += [_row(vector) for vector in vectors]
        parts.append("")
    return "\n".join([*parts, _TAIL])


def _row(vector: dict[str, Any]) -> str:
    sent = vector["body"] if vector["body"] != "{}" else vector["path"]
    text = "(nothing)" if not sent else " ".join(str(sent).split())
    text = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    shown = text.encode("unicode_escape").decode() if not text.isprintable() else text
    expect = vector["expect"]
    reference = expect.get("reference_status", expect["status"])
    shown = shown.replace("|", "/").replace("`", "'")
    return f"| {vector['id']} | `{shown}` | {reference} | {expect['status']} |"


def main() -> None:
    """Writes the page into the file named on the command line."""
    Path(sys.argv[1]).write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
