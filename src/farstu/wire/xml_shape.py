"""What XML knows of a model beyond its members: namespaces, names of items, and the order of members."""

from __future__ import annotations

from farstu.contract.enums import ENUM_INFO
from farstu.contract.fields import Field, Kind
from farstu.contract.model import INFO, ModelInfo

INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
SERIALIZATION = "http://schemas.microsoft.com/2003/10/Serialization/"
ARRAYS = "http://schemas.microsoft.com/2003/10/Serialization/Arrays"
SCALARS = {
    Kind.TEXT: "string",
    Kind.INTEGER: "int",
    Kind.LONG: "long",
    Kind.DECIMAL: "decimal",
    Kind.DOUBLE: "double",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "dateTime",
}


def in_order(info: ModelInfo) -> list[Field]:
    """Members as the reference writes them: those of the uppermost class first, each class's by their names' code
    points."""
    return sorted(info.fields, key=lambda field: (-field.base_level, field.wire))


def namespace_of(info: ModelInfo, field: Field) -> str:
    """The namespace of a member's element: that of the class that declares it."""
    return field.namespace or info.namespace


def element_of(kind: Kind, cls: type, scalars: str = ARRAYS) -> tuple[str, str]:
    """Namespace and name of the element of a value that stands in a list, or, with `SERIALIZATION`, alone."""
    if kind is Kind.MODEL:
        return INFO[cls].namespace, INFO[cls].type_name
    if kind is Kind.ENUM:
        return ENUM_INFO[cls].namespace, ENUM_INFO[cls].type_name
    return scalars, SCALARS[kind]


def inner_namespace(field: Field) -> str | None:
    """The namespace of what stands inside a member's element, or None where that is no element."""
    if field.kind is Kind.MODEL:
        return INFO[field.type].namespace
    return element_of(field.holds, field.type)[0] if field.kind is Kind.COLLECTION else None
