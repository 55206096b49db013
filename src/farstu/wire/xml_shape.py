"""What XML knows of a model beyond its members: namespaces, and the order in which members are written."""

from __future__ import annotations

from farstu.contract.fields import Field
from farstu.contract.model import ModelInfo

INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
SERIALIZATION = "http://schemas.microsoft.com/2003/10/Serialization/"


def in_order(info: ModelInfo) -> list[Field]:
    """Members as the reference writes them: those of the base class first, each group by its names' code points."""
    return sorted(info.fields, key=lambda field: (not field.in_base_class, field.wire))


def clark(namespace: str, name: str) -> str:
    """A name with its namespace, as the parser spells it."""
    return f"{{{namespace}}}{name}"
