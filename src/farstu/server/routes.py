"""From a path to the operations under it; the table is built from the contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote

from farstu.contract.errors import ContractError
from farstu.contract.operation import Operation


@dataclass(slots=True)
class _Node:
    """`several` holds the operations that take a list where another one of the same method takes one value."""

    literals: dict[str, _Node] = field(default_factory=dict)
    parameter: _Node | None = None
    operations: dict[str, Operation] = field(default_factory=dict)
    several: dict[str, Operation] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """The operations of a path by method, and the values of its parameters, in the order of the route."""

    operations: dict[str, Operation]
    values: tuple[str, ...]


def resolved(scope: Mapping[str, Any]) -> str:
    """The decoded path of a request. The parts `.` and `..` of it, also where their dots were escaped, are resolved
    before anything else is decoded, as the reference's address class does."""
    path: str = scope["path"]
    if "/." not in path:
        return path
    kept: list[bytes] = []
    for part in (scope.get("raw_path") or quote(path).encode()).split(b"/")[1:]:
        dots = part.lower().replace(b"%2e", b".")
        if dots == b"..":
            del kept[-1:]
        elif dots != b".":
            kept.append(part)
    return unquote("/" + b"/".join(kept).decode("latin-1"))


class RouteTable:
    """Literals compare ignoring case and beat parameters, from left to right; slashes at the end do not count. Where
    one template is there for one id and for several, a comma in the value says which is meant."""

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
            _put(node, operation)

    def match(self, path: str) -> Match | None:
        """`path` is percent-decoded. An empty segment inside matches nothing."""
        segments = path.rstrip("/").split("/")[1:]
        if not segments or "" in segments:
            return None
        return _walk(self._root, segments, 0, ())


def _put(node: _Node, operation: Operation) -> None:
    kept = node.several if _list_at(operation) is not None else node.operations
    if operation.method in kept:
        raise ContractError(f"{kept[operation.method].id} and {operation.id} have the same path")
    kept[operation.method] = operation


def _list_at(operation: Operation) -> int | None:
    """The place among the values of the one that is a list."""
    return next((place for place, item in enumerate(operation.parameters) if item.items), None)


def _walk(node: _Node, segments: list[str], at: int, values: tuple[str, ...]) -> Match | None:
    if at == len(segments):
        return _matched(node, values)
    literal = node.literals.get(segments[at].lower())
    found = _walk(literal, segments, at + 1, values) if literal else None
    if found is None and node.parameter:
        found = _walk(node.parameter, segments, at + 1, (*values, segments[at]))
    return found


def _matched(node: _Node, values: tuple[str, ...]) -> Match | None:
    if not node.several:
        return Match(node.operations, values) if node.operations else None
    meant = {
        method: operation
        for method, operation in node.several.items()
        if method not in node.operations or "," in values[_list_at(operation) or 0]
    }
    return Match(node.operations | meant, values)
