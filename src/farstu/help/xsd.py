"""XML Schema: a file for each namespace of the contract, and an index that takes them all in.

Members stand in the order in which the reference writes them; the server reads them in any.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from farstu.contract.enums import ContractEnum
from farstu.contract.fields import About, Field, Kind
from farstu.contract.model import INFO, MODELS, ModelInfo
from farstu.contract.moment import Moment
from farstu.help.namespaces import file_of, namespaces, prefix_of
from farstu.wire.xml_shape import SERIALIZATION, in_order

INDEX = "index.xsd"
_XS = "http://www.w3.org/2001/XMLSchema"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_SCALARS: dict[type, str] = {str: "string", bool: "boolean", int: "int", Moment: "dateTime"}


def schema_files() -> dict[str, bytes]:
    """Every schema by its file's name."""
    files = {file_of(namespace): _Schema(namespace).written() for namespace in namespaces()}
    return {INDEX: _index(), file_of(SERIALIZATION): _scalars(), **files}


def _index() -> bytes:
    root = etree.Element(_xs("schema"), nsmap={"xs": _XS})
    for namespace in [*namespaces(), SERIALIZATION]:
        _add(root, "import", namespace=namespace, schemaLocation=file_of(namespace))
    return _written(root)


def _scalars() -> bytes:
    """The elements of answers that are one value."""
    root = _root(SERIALIZATION, [])
    for name in sorted(_SCALARS.values()):
        _add(root, "element", name=name, type=f"xs:{name}", nillable="true")
    return _written(root)


class _Schema:
    """One namespace: its models, the enums that they use, lists of them."""

    def __init__(self, namespace: str) -> None:
        self._namespace = namespace
        self._models = [info for info in MODELS.values() if info.namespace == namespace]
        fields = [field for info in self._models for field in info.fields]
        self._enums = dict.fromkeys(field.type for field in fields if issubclass(field.type, ContractEnum))
        below = {INFO[field.type].namespace for field in fields if field.type in INFO}
        self._foreign = sorted(below - {namespace})
        self._root = _root(namespace, self._foreign)

    def written(self) -> bytes:
        for namespace in self._foreign:
            _add(self._root, "import", namespace=namespace, schemaLocation=file_of(namespace))
        for info in self._models:
            self._model(info)
        for cls in self._enums:
            self._enum(cls)
        return _written(self._root)

    def _model(self, info: ModelInfo) -> None:
        made = _add(self._root, "complexType", name=info.type_name)
        _describe(made, info.about)
        members = _add(made, "sequence")
        for field in in_order(info):
            self._member(members, field)
        _add(self._root, "element", name=info.type_name, type=_name(info), nillable="true")
        several = _add(self._root, "complexType", name=f"ArrayOf{info.type_name}")
        most = {"minOccurs": "0", "maxOccurs": "unbounded", "nillable": "true"}
        _add(_add(several, "sequence"), "element", name=info.type_name, type=_name(info), **most)
        name = f"ArrayOf{info.type_name}"
        _add(self._root, "element", name=name, type=f"{prefix_of(self._namespace)}:{name}", nillable="true")

    def _member(self, members: Any, field: Field) -> None:
        facts = {"name": field.wire, "minOccurs": "1" if field.required else "0"}
        if not field.required and (field.nullable or field.default is None):
            facts["nillable"] = "true"
        made = _add(members, "element", **facts)
        _describe(made, field.about)
        match field.kind:
            case Kind.MODEL:
                made.set("type", _name(INFO[field.type]))
            case Kind.COLLECTION:
                self._collection(made, field)
            case Kind.ENUM:
                made.set("type", f"{prefix_of(self._namespace)}:{field.type.__name__}")
            case _:
                _limits(made, field)

    def _collection(self, made: Any, field: Field) -> None:
        info = INFO[field.type]
        if field.items is None:
            prefix, _, name = _name(info).partition(":")
            made.set("type", f"{prefix}:ArrayOf{name}")
            return
        items = _add(_add(made, "complexType"), "sequence")
        most = {"minOccurs": "0", "maxOccurs": str(field.items.most)}
        _add(items, "element", ref=_name(info), **most)

    def _enum(self, cls: type[ContractEnum]) -> None:
        made = _add(_add(self._root, "simpleType", name=cls.__name__), "restriction", base="xs:string")
        for item in cls:
            _describe(_add(made, "enumeration", value=item.name), About(item.en, item.sv))


def _limits(made: Any, field: Field) -> None:
    base = f"xs:{_SCALARS[field.type]}"
    if not field.length and not field.between:
        made.set("type", base)
        return
    restriction = _add(_add(made, "simpleType"), "restriction", base=base)
    if field.length:
        _add(restriction, "maxLength", value=str(field.length.most))
    if field.between:
        _add(restriction, "minInclusive", value=str(field.between.least))
        _add(restriction, "maxInclusive", value=str(field.between.most))


def _name(info: ModelInfo) -> str:
    return f"{prefix_of(info.namespace)}:{info.type_name}"


def _root(namespace: str, others: list[str]) -> Any:
    prefixes = {prefix_of(known): known for known in (namespace, *others)}
    facts = {"targetNamespace": namespace, "elementFormDefault": "qualified"}
    return etree.Element(_xs("schema"), facts, nsmap={"xs": _XS, **prefixes})


def _xs(name: str) -> str:
    return f"{{{_XS}}}{name}"


def _add(parent: Any, kind: str, **facts: str) -> Any:
    return etree.SubElement(parent, _xs(kind), facts)


def _describe(parent: Any, about: About) -> None:
    note = _add(parent, "annotation")
    for language, text in (("en", about.en), ("sv", about.sv)):
        described = _add(note, "documentation")
        described.set(_LANGUAGE, language)
        described.text = text


def _written(root: Any) -> bytes:
    etree.indent(root, "  ")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8")) + b"\n"
