"""XML as the reference itself writes it, read by one pattern per model.

It takes exactly the documents that stand in the reference's own order, with its own prefixes, without comments,
references or attributes of others; blanks may stand between elements. It never tries a place twice. Whatever it does
not take goes to the parser, which reads everything; what it takes, the parser would have read the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from farstu.contract.fields import Field, Kind
from farstu.contract.model import INFO, Model, ModelInfo
from farstu.wire.values import Misread
from farstu.wire.xml_shape import INSTANCE, element_of, in_order, inner_namespace, namespace_of
from farstu.wire.xml_values import converter

_DECLARATION = r'(?:<\?xml version="1\.0"(?: encoding="(?i:utf-8)")?+\?>)?+'
_BLANKS = r"[ \t\n]*+"
_TEXT = r"([^<>&\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]*+)"
_NIL = ' i:nil="true" ?+/>'

PlainReader = Callable[[str], Model | None]
"""The model of a document, or None where it is for the parser to read. Line ends are LF."""


def plain_reader(info: ModelInfo) -> PlainReader:
    """The reader of one model."""
    shape = _Shape()
    inside = shape.members(info, 1, {info.namespace: ""})
    root = info.type_name
    instance, own = f' xmlns:i="{re.escape(INSTANCE)}"', f' xmlns="{re.escape(info.namespace)}"'
    head = f"{_DECLARATION}{_BLANKS}<{root}(?:{instance}{own}|{own}{instance})>"
    match = re.compile(f"{head}{_BLANKS}{inside.pattern}</{root}>{_BLANKS}").fullmatch
    make = shape.compiled(inside.expression)

    def read(text: str) -> Model | None:
        found = match(text)
        if found is None:
            return None
        try:
            return make(*found.groups())
        except Misread:
            return None

    return read


class _Inside:
    """What stands inside an element: the pattern, and Python that makes the value of its groups."""

    def __init__(self, pattern: str, expression: str) -> None:
        self.pattern = pattern
        self.expression = expression


class _Shape:
    """Gathers the groups of a pattern and the names that its Python uses."""

    def __init__(self) -> None:
        self.groups: list[str] = []
        self.names: dict[str, Any] = {}

    def compiled(self, expression: str) -> Callable[..., Model]:
        source = f"def make({', '.join(self.groups)}): return {expression}"
        exec(source, self.names)  # noqa: S102 - the text is made of the contract alone
        made: Callable[..., Model] = self.names["make"]
        return made

    def named(self, value: Any) -> str:
        name = f"known_{len(self.names)}"
        self.names[name] = value
        return name

    def group(self) -> str:
        self.groups.append(f"group_{len(self.groups)}")
        return self.groups[-1]

    def members(self, info: ModelInfo, depth: int, prefixes: dict[str, str]) -> _Inside:
        """The members of a model, whose own element stands at `depth`."""
        patterns, values = [], []
        for field in in_order(info):
            inside = self.member(field, namespace_of(info, field), depth + 1, prefixes)
            if inside is None:
                continue
            patterns.append(inside.pattern)
            values.append(f"{field.name}={inside.expression}")
        return _Inside("".join(patterns), f"{self.named(info.cls)}({', '.join(values)})")

    def member(self, field: Field, namespace: str, depth: int, prefixes: dict[str, str]) -> _Inside | None:
        """One member, which may be absent; None where its elements are for the parser to read."""
        if namespace not in prefixes or (field.item is not None and field.holds is not Kind.MODEL):
            return None
        tag, declared = prefixes[namespace] + field.wire, ""
        inner = inner_namespace(field)
        if inner is not None and inner not in prefixes:
            declared = f' xmlns:d{depth}p1="{re.escape(inner)}"'
            prefixes = prefixes | {inner: f"d{depth}p1:"}
        nil = f"|<{tag}{declared}{_NIL}" if field.nullable else ""
        if field.item is not None:
            full = self.collection(field, f"<{tag}{declared}>", tag, depth, prefixes)
        elif field.kind is Kind.MODEL:
            full = self.model(field, f"<{tag}{declared}>", tag, depth, prefixes)
        else:
            full = self.single(field, tag)
        return _Inside(f"(?>(?:{full.pattern}{nil}){_BLANKS})?+", full.expression)

    def single(self, field: Field, tag: str) -> _Inside:
        group = self.group()
        absent = self.named(field.default)
        value = group if field.kind is Kind.TEXT else f"{self.named(converter(field))}({group})"
        return _Inside(f"<{tag}>{_TEXT}</{tag}>", f"({absent} if {group} is None else {value})")

    def model(self, field: Field, opening: str, tag: str, depth: int, prefixes: dict[str, str]) -> _Inside:
        there = self.group()
        inside = self.members(INFO[field.type], depth, prefixes)
        expression = f"(None if {there} is None else {inside.expression})"
        return _Inside(f"({opening}){_BLANKS}{inside.pattern}</{tag}>", expression)

    def collection(self, field: Field, opening: str, tag: str, depth: int, prefixes: dict[str, str]) -> _Inside:
        """All items are one group, which a pattern of their own takes apart."""
        assert field.item is not None  # a collection
        namespace, name = element_of(field.item.kind, field.type)
        item = prefixes[namespace] + name
        shape = _Shape()
        inside = shape.members(INFO[field.type], depth + 1, prefixes)
        one = f"<{item}>{_BLANKS}{inside.pattern}</{item}>{_BLANKS}"
        take_apart = self.named(_items(re.compile(one), shape.compiled(inside.expression)))
        group = self.group()
        uncaptured = re.sub(r"(?<!\\)\((?!\?)", "(?:", one)
        pattern = f"{opening}{_BLANKS}((?:{uncaptured})*+)</{tag}>"
        return _Inside(pattern, f"(None if {group} is None else {take_apart}({group}))")


def _items(pattern: re.Pattern[str], make: Callable[..., Model]) -> Callable[[str], list[Model]]:
    return lambda text: [make(*found.groups()) for found in pattern.finditer(text)]
