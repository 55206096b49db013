"""Writes the differences from the reference out of the vectors, so that they cannot drift; the server ships them:
`python -m tests.wire.differences src/farstu/help/data/differences.json`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import msgspec

from farstu import areas
from farstu.conformance.vectors import raw_vectors
from farstu.contract.operation import OPERATIONS
from farstu.help.pages.differences import Difference, reason_key
from farstu.server.routes import RouteTable

_SHOWN = 90


def differences() -> list[Difference]:
    """One for each vector that says why Farstu does otherwise."""
    areas.load()
    routes = RouteTable(OPERATIONS.values())
    found = [_difference(vector, routes) for vector in raw_vectors() if "why" in vector["expect"]]
    return sorted(found, key=lambda item: (item.reason, item.id))


def document() -> str:
    """What is shipped."""
    return msgspec.json.format(msgspec.json.encode(differences())).decode() + "\n"


def _difference(vector: dict[str, Any], routes: RouteTable) -> Difference:
    expect = vector["expect"]
    match = routes.match(vector["path"])
    operation = match.operations.get(vector["method"]) if match else None
    return Difference(
        id=vector["id"],
        operation=operation.id if operation else "",
        sent=_sent(vector),
        reference=expect.get("reference_status", expect["status"]),
        farstu=expect["status"],
        reason=reason_key(expect["why"]),
    )


def _sent(vector: dict[str, Any]) -> str:
    """What tells the request from others, on one line, with what cannot be printed escaped."""
    text = " ".join((vector["path"] if vector["body"] == "{}" else vector["body"] or "").split())
    text = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return (text if text.isprintable() else text.encode("unicode_escape").decode()).replace("`", "'")


def main() -> None:
    """Writes the file named on the command line."""
    Path(sys.argv[1]).write_text(document(), "utf-8")


if __name__ == "__main__":
    main()
