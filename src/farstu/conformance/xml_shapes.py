"""What is wrong with the shape of an answer in XML: elements, their order, their namespaces, their values' form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from farstu.conformance.forms import form_of, is_date, kind_of, named, names_member, wrong
from farstu.conformance.json_shapes import form_of_name
from farstu.contract.fields import Field, Kind
from farstu.contract.model import INFO
from farstu.contract.operation import Operation
from farstu.help.schemas import may_be_null
from farstu.wire.xml_shape import INSTANCE, SERIALIZATION, element_of, in_order, namespace_of

_NUMBER = r"-?\d+(?:\.\d+)?"
_FORMS = {
    Kind.INTEGER: r"-?\d+",
    Kind.LONG: r"-?\d+",
    Kind.DECIMAL: _NUMBER,
    Kind.DOUBLE: rf"{_NUMBER}(?:[eE][+-]?\d+)?|NaN|-?INF",
    Kind.BOOLEAN: "true|false",
}


def xml_problems(operation: Operation, body: bytes) -> list[str]:
    """What an answer has too much, too little, in another order, or of another kind."""
    root = parsed(body)
    if root is None:
        return ["the answer is not XML"]
    kind = operation.answer_type
    if kind is None:
        return ["there is an answer"]
    if not operation.answers_list:
        return list(_element(kind_of(kind), kind, root, "", element_of(kind_of(kind), kind, SERIALIZATION)))
    namespace, name = element_of(kind_of(kind), kind)
    if root.tag != f"{{{namespace}}}ArrayOf{name}":
        return [f"the root is {_told(root)}, not ArrayOf{name} of {namespace}"]
    return list(_items(kind_of(kind), kind, root, ""))


def parsed(body: bytes) -> Any:
    """The root; None where it is no XML."""
    try:
        return etree.fromstring(body, _parser())
    except etree.XMLSyntaxError:
        return None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


def _told(element: Any) -> str:
    name = etree.QName(element)
    return f"{form_of_name(name.localname)} of {name.namespace or 'no namespace'}"


def _items(kind: Kind, cls: type[Any], parent: Any, path: str) -> Iterator[str]:
    for child in parent:
        yield from _element(kind, cls, child, f"{path}[]", element_of(kind, cls))


def _element(kind: Kind, cls: type[Any], element: Any, path: str, expected: tuple[str, str]) -> Iterator[str]:
    namespace, name = expected
    if element.tag != f"{{{namespace}}}{name}":
        yield f"{path or 'the root'} is {_told(element)}, not {name} of {namespace}"
    else:
        yield from _inner(kind, cls, element, path)


def _inner(kind: Kind, cls: type[Any], element: Any, path: str) -> Iterator[str]:
    text = element.text or ""
    if kind is Kind.MODEL:
        yield from _model(cls, element, path)
    elif len(element):
        yield wrong(path, kind, "an element with others in it")
    elif kind is Kind.DATE and not is_date(text):
        yield wrong(path, kind, f"written as {form_of(text)}")
    elif kind is Kind.ENUM and not names_member(cls, text):
        yield wrong(path, kind, "a name that the contract does not have")
    elif kind in _FORMS and not re.fullmatch(_FORMS[kind], text, re.ASCII):
        yield wrong(path, kind, f"written as {form_of(text)}")


def _model(cls: type[Any], element: Any, path: str) -> Iterator[str]:
    typed = element.get(f"{{{INSTANCE}}}type", "").rpartition(":")[2]
    info = INFO[next((each for each in INFO[cls].derived if INFO[each].type_name == typed), cls)]
    fields = {f"{{{namespace_of(info, field)}}}{field.wire}": field for field in in_order(info)}
    found = {child.tag: child for child in element}
    yield from (f"{named(path, field.wire)} is missing" for tag, field in fields.items() if tag not in found)
    extra = (child for tag, child in found.items() if tag not in fields)
    yield from (f"{named(path, _told(child))} is not in the contract" for child in extra)
    if len(found) != len(element):
        yield f"{path or 'the root'} has a member twice"
    elif [tag for tag in found if tag in fields] != [tag for tag in fields if tag in found]:
        yield f"{path or 'the root'} has its members in another order"
    for tag, field in fields.items():
        if tag in found:
            yield from _member(field, found[tag], named(path, field.wire))


def _member(field: Field, element: Any, path: str) -> Iterator[str]:
    if element.get(f"{{{INSTANCE}}}nil") == "true":
        if not may_be_null(field):
            yield wrong(path, field, "nil")
    elif field.item is not None:
        yield from _items(field.item.kind, field.item.type, element, path)
    else:
        yield from _inner(field.kind, field.type, element, path)
