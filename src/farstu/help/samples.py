"""Samples as the reference's generator makes them: one value per member, numbered by its rules.

Every object and every collection counts anew from 1; simple values that cannot be null take the next number, those that
can be null begin a count of their own. A text is cut where its member takes fewer characters: a sample can be sent.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import count
from typing import Any, NamedTuple, get_args, get_origin

import msgspec
from lxml import etree

from farstu.contract.enums import ContractEnum
from farstu.contract.fields import Field, Kind
from farstu.contract.model import INFO, Model, ModelInfo
from farstu.contract.moment import Moment, parse_moment, swedish_text
from farstu.contract.operation import Operation
from farstu.store.clock import system_clock
from farstu.wire.codecs import CODECS

ITEMS = 2
"""How many items a collection is shown with."""
INDENT = 2


class Sample(NamedTuple):
    """A document as it is shown, and the media types that it may come under."""

    media_types: tuple[str, ...]
    text: str


def request_samples(operation: Operation, at: Moment | None = None) -> tuple[Sample, ...]:
    """The operation's body in every format; dates are `at`, else now. Empty where there is none."""
    return _in_every_format(operation.request, at) if operation.request else ()


def response_samples(operation: Operation, at: Moment | None = None) -> tuple[Sample, ...]:
    """The operation's answer in every format; empty where it has none."""
    return _in_every_format(operation.response, at) if operation.response else ()


def model_samples(info: ModelInfo, at: Moment | None = None) -> tuple[Sample, ...]:
    """A model in every format."""
    return _in_every_format(info.cls, at)


def sample_value(kind: Any, at: Moment | None = None) -> Any:
    """A value of a model, of a scalar's type or of a `list[…]` of either."""
    return _Generator(at or parse_moment(swedish_text(system_clock()))).value(kind, count(1))


class _Generator:
    """Makes the values of one sample. A model met again is the same object again."""

    def __init__(self, at: Moment) -> None:
        self._at = at
        self._made: dict[type, Model] = {}

    def value(self, kind: Any, numbers: count[int]) -> Any:
        if get_origin(kind) is list:
            return self._collection(get_args(kind)[0])
        if issubclass(kind, Model):
            return self._model(INFO[kind])
        if issubclass(kind, ContractEnum):
            return min(kind, key=lambda item: item.number % 2**64)
        return self._simple(kind, next(numbers))

    def _simple(self, kind: type, number: int) -> Any:
        values: dict[type, Any] = {str: f"sample string {number}", bool: True, int: number, Moment: self._at}
        return {**values, float: number + 0.1, Decimal: Decimal(number)}[kind]

    def _model(self, info: ModelInfo) -> Model:
        if info.cls not in self._made:
            numbers = count(1)
            values = {field.name: self._member(field, numbers) for field in info.fields}
            self._made[info.cls] = info.cls(**values)
        return self._made[info.cls]

    def _member(self, field: Field, numbers: count[int]) -> Any:
        if field.kind is Kind.COLLECTION:
            return self._collection(field.type)
        own_count = field.nullable and field.kind is not Kind.TEXT
        value = self.value(field.type, count(1) if own_count else numbers)
        return value[: field.length.most] if field.length else value

    def _collection(self, kind: type) -> list[Any]:
        numbers = count(1)
        return [self.value(kind, numbers) for _ in range(ITEMS)]


def _in_every_format(kind: Any, at: Moment | None) -> tuple[Sample, ...]:
    value, codecs = sample_value(kind, at), dict.fromkeys(CODECS.values())
    return tuple(Sample(codec.media_types, readable(codec.writer(kind)(value))) for codec in codecs if codec.writer)


def readable(document: bytes) -> str:
    """A document of ours, JSON or XML, broken into indented lines."""
    if not document.startswith(b"<"):
        return msgspec.json.format(document, indent=INDENT).decode()
    root = etree.fromstring(document)
    etree.indent(root, " " * INDENT)
    return etree.tostring(root, encoding="unicode").replace("/>", " />")
