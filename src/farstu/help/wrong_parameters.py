"""Paths and queries with one kind of thing wrong everywhere, and what is then said of them."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from farstu.contract.fields import Kind
from farstu.contract.operation import Operation
from farstu.contract.parameters import Parameter
from farstu.help.bodies import shown_parameter
from farstu.help.place import Place
from farstu.texts import Text
from farstu.wire.parameters import read_parameters

_NONSENSE = {Kind.INTEGER: "many", Kind.BOOLEAN: "perhaps", Kind.DATE: "someday", Kind.ENUM: "Nonsense"}
_NOWHERE = Place("")


def parameter_problems(operation: Operation) -> Iterator[tuple[str, list[tuple[str, Text]]]]:
    """What can be wrong with the parameters, and what their reader then says under which names."""
    for name, wrong in FAULTS.items():
        path = tuple(wrong(item) or shown_parameter(item, _NOWHERE, 0) for item in operation.parameters)
        sent = {item.name: wrong(item) for item in operation.query}
        if name != "required":
            sent = {item.name: sent[item.name] or shown_parameter(item, _NOWHERE, 0) for item in operation.query}
        query = urlencode({key: value for key, value in sent.items() if value})
        problems = read_parameters(operation, path, query.encode()).problems
        if problems:
            yield name, problems


def _left_out(parameter: Parameter) -> str:
    return ""


def _of_wrong_kind(parameter: Parameter) -> str:
    return _NONSENSE.get(parameter.kind, "")


def _too_much(parameter: Parameter) -> str:
    if parameter.items:
        return ",".join(str(number) for number in range(parameter.items.most + 1))
    if parameter.length:
        return "x" * (parameter.length.most + 1)
    return str(parameter.between.most + 1) if parameter.between else ""


FAULTS = {"required": _left_out, "kind": _of_wrong_kind, "limits": _too_much}
"""By what is wrong: what each parameter is sent as."""
