"""From a tree of values to a model: names ignoring case, every error of the body at once."""

from __future__ import annotations

from typing import Any

from farstu.advice import Advice
from farstu.contract.fields import Field, Kind
from farstu.contract.model import INFO, Model, ModelInfo
from farstu.texts import say, shortened
from farstu.wire.reading import Problem, Reading
from farstu.wire.values import READERS, Members, Misread, misread, shown

MOST_ADVICE = 100
_SIMPLE = (Kind.TEXT, Kind.INTEGER, Kind.BOOLEAN, Kind.DATE)
"""The reference loses its place after a list in such a member, and reports the object around it too."""


def bind(info: ModelInfo, node: Any, body_name: str) -> Reading:
    """Reads a whole body. Keys of problems are spelled as the request spelled the members."""
    binder = _Binder()
    if isinstance(node, Members):
        model = binder.members(info, node, body_name)
    else:
        model = None
        missing = node is None or node == ""
        text = say("error.body_missing") if missing else say("error.body_shape", name=info.type_name)
        binder.problems.append(Problem(body_name, text))
    return Reading(model, binder.problems, binder.advice)


class _Binder:
    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.advice: list[Advice] = []

    def members(self, info: ModelInfo, node: Members, at: str) -> Model:
        values: dict[str, Any] = {field.name: None for field in info.fields if field.required}
        seen: set[str] = set()
        for name, value in node.pairs:
            place = f"{at}.{shortened(name)}"
            field = info.by_folded_name.get(name.lower())
            if field is None:
                self._advise("unknown-member", place)
                continue
            if field.name in seen:
                self._advise("repeated-member", place)
                self._forget(place, at, field)
            seen.add(field.name)
            values[field.name] = self._value(field, value, place)
            if isinstance(value, list) and field.kind in _SIMPLE:
                self.problems.append(Problem(at, say("error.list_for_value", member=field.wire)))
        return info.cls(**values)

    def _advise(self, code: str, place: str) -> None:
        if len(self.advice) < MOST_ADVICE:
            self.advice.append(Advice(code, place))

    def _forget(self, place: str, at: str, field: Field) -> None:
        """The last one of a repeated member wins, so what was wrong with the earlier one is no error."""
        folded, list_sent = place.lower(), Problem(at, say("error.list_for_value", member=field.wire))
        self.problems = [
            item
            for item in self.problems
            if item != list_sent and not (item.key.lower() + ".").startswith((folded + ".", folded + "["))
        ]

    def _value(self, field: Field, node: Any, place: str) -> Any:
        try:
            return self._read(field, node, place)
        except Misread as trouble:
            self.problems.append(Problem(place, trouble.text))
            return field.default

    def _read(self, field: Field, node: Any, place: str) -> Any:
        if field.kind is Kind.MODEL:
            return self._model(field, node, place)
        if field.kind is Kind.COLLECTION:
            return self._collection(field, node, place)
        unset = field.kind is Kind.ENUM and field.default is None and not field.nullable
        if unset and node is None:
            self._advise("null-as-unset", place)
            return None
        value = READERS[field.kind](field, node)
        if unset and value is None:
            self._advise("undefined-zero", place)
        return value

    def _model(self, field: Field, node: Any, place: str) -> Model | None:
        if node is None or node == "":
            return None
        if not isinstance(node, Members):
            raise misread(field, node)
        return self.members(INFO[field.type], node, place)

    def _collection(self, field: Field, node: Any, place: str) -> list[Model] | None:
        if node is None:
            return None
        if not isinstance(node, list):
            raise misread(field, node)
        made = []
        for number, item in enumerate(node):
            if isinstance(item, Members):
                made.append(self.members(INFO[field.type], item, f"{place}[{number}]"))
            else:
                text = say("error.item", member=field.wire, value=shown(field, item))
                self.problems.append(Problem(f"{place}[{number}]", text))
        return made
