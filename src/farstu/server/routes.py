"""From a path to the operations under it; the table is built from the contract."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from farstu.contract.operation import Operation


@dataclass(slots=True)
class _Node:
    literals: dict[str, _Node] = field(default_factory=dict)
    parameter: _Node | None = None
    operations: dict[str, Operation] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """The operations of a path by method, and the values of its parameters, in the order of the route."""

    operations: dict[str, Operation]
    values: tuple[str, ...]


class RouteTable:
    """Literals compare ignoring case and beat parameters, from left to right; slashes at the end do not count."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self._root = _Node()
        for operation in operations:
            node = self._root
            for segment in operation.route.split("/"):
                if segment.startswith("{"):
                    node.parameter = node.parameter or _Node()
                    node = node.parameter
                else:
                    node = node.literals.setdefault(segment.lower(), _Node())
            node.operations[operation.method] = operation

    def match(self, path: str) -> Match | None:
        """`path` is percent-decoded. An empty segment inside matches nothing."""
        segments = path.rstrip("/").split("/")[1:]
        if not segments or "" in segments:
            return None
        return _walk(self._root, segments, 0, ())


def _walk(node: _Node, segments: list[str], at: int, values: tuple[str, ...]) -> Match | None:
    if at == len(segments):
        return Match(node.operations, values) if node.operations else None
    literal = node.literals.get(segments[at].lower())
    found = _walk(literal, segments, at + 1, values) if literal else None
    if found is None and node.parameter:
        found = _walk(node.parameter, segments, at + 1, (*values, segments[at]))
    return found
