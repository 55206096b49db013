"""XML Schema: a file for each namespace of the contract, and an index that takes them all in.

Members stand in the order in which the reference writes them; the server reads them in any.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import Any

from lxml import etree

from farstu.contract.enums import ENUM_INFO, ContractEnum
from farstu.contract.fields import About, Field, Kind
from farstu.contract.model import MODELS, ModelInfo
from farstu.help.namespaces import file_of, namespaces, prefix_of, used_enums
from farstu.help.schemas import may_be_null
from farstu.wire.xml_shape import ARRAYS, SCALARS, SERIALIZATION, element_of, in_order, namespace_of

INDEX = "index.xsd"
_XS = "http://www.w3.org/2001/XMLSchema"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_MANY = {"minOccurs": "0", "maxOccurs": "unbounded", "nillable": "true"}


def schema_files() -> dict[str, bytes]:
    """Every schema by its file's name."""
    files = {file_of(namespace): _Schema(namespace).of_contract() for namespace in namespaces()}
    of_values = {file_of(SERIALIZATION): _values(), file_of(ARRAYS): _arrays()}
    return {INDEX: _index(), **of_values, **files}


def _index() -> bytes:
    root = etree.Element(_xs("schema"), nsmap={"xs": _XS})
    for namespace in [*namespaces(), ARRAYS, SERIALIZATION]:
        _add(root, "import", namespace=namespace, schemaLocation=file_of(namespace))
    return _written(root)


def _values() -> bytes:
    """The elements of answers that are one value."""
    schema = _Schema(SERIALIZATION)
    for name in SCALARS.values():
        _add(schema.root, "element", name=name, type=f"xs:{name}", nillable="true")
    return schema.written()


def _arrays() -> bytes:
    """The elements of single values in a list, and lists of them as answers."""
    schema = _Schema(ARRAYS)
    for name in SCALARS.values():
        _add(schema.root, "element", name=name, type=f"xs:{name}", nillable="true")
        schema.several(name, f"xs:{name}")
    return schema.written()


class _Schema:
    """One namespace. What it speaks of in others is imported."""

    def __init__(self, namespace: str) -> None:
        self._namespace = namespace
        self._used: set[str] = set()
        prefixes = {prefix_of(known): known for known in (namespace, ARRAYS, *namespaces())}
        facts = {"targetNamespace": namespace, "elementFormDefault": "qualified"}
        self.root = etree.Element(_xs("schema"), facts, nsmap={"xs": _XS, **prefixes})

    def of_contract(self) -> bytes:
        """The models, what models elsewhere have of base classes here, and the enums."""
        for info in _types():
            if info.namespace == self._namespace:
                self._model(info)
            else:
                self._groups(info)
        for cls in used_enums():
            if ENUM_INFO[cls].namespace == self._namespace:
                self._enum(cls)
        return self.written()

    def several(self, name: str, kind: str) -> None:
        """A list of elements of this name as an answer."""
        listed = _add(self.root, "complexType", name=f"ArrayOf{name}")
        _add(_add(listed, "sequence"), "element", name=name, type=kind, **_MANY)
        own = self._name(self._namespace, f"ArrayOf{name}")
        _add(self.root, "element", name=f"ArrayOf{name}", type=own, nillable="true")

    def written(self) -> bytes:
        """The file, its imports first."""
        others = sorted(self._used - {self._namespace})
        for place, namespace in enumerate(others):
            facts = {"namespace": namespace, "schemaLocation": file_of(namespace)}
            self.root.insert(place, etree.Element(_xs("import"), facts))
        kept = ["xs", *(prefix_of(namespace) for namespace in {*others, self._namespace})]
        etree.cleanup_namespaces(self.root, keep_ns_prefixes=kept)
        return _written(self.root)

    def _name(self, namespace: str, name: str) -> str:
        self._used.add(namespace)
        return f"{prefix_of(namespace)}:{name}"

    def _model(self, info: ModelInfo) -> None:
        made = _add(self.root, "complexType", name=info.type_name)
        _describe(made, info.about)
        if info.base:
            made = _add(_add(made, "complexContent"), "extension", base=self._name(*element_of(Kind.MODEL, info.base)))
            info = replace(info, fields=tuple(field for field in info.fields if not field.base_level))
        members = _add(made, "sequence")
        for namespace, fields in _by_class(info):
            if namespace != self._namespace:
                _add(members, "group", ref=self._name(namespace, info.key))
                continue
            for field in fields:
                self._member(members, field)
        own = self._name(info.namespace, info.type_name)
        _add(self.root, "element", name=info.type_name, type=own, nillable="true")
        self.several(info.type_name, own)

    def _groups(self, info: ModelInfo) -> None:
        """The members that a model of another namespace has of a base class in this one."""
        for namespace, fields in _by_class(info):
            if namespace == self._namespace:
                members = _add(_add(self.root, "group", name=info.key), "sequence")
                for field in fields:
                    self._member(members, field)

    def _member(self, members: Any, field: Field) -> None:
        facts = {"name": field.wire, "minOccurs": "1" if field.required else "0"}
        made = _add(members, "element", **facts, **({"nillable": "true"} if may_be_null(field) else {}))
        _describe(made, field.about)
        if field.item is not None:
            self._collection(made, field, field.item)
        elif field.kind in (Kind.MODEL, Kind.ENUM):
            made.set("type", self._name(*element_of(field.kind, field.type)))
        else:
            _limits(made, field)

    def _collection(self, made: Any, field: Field, item: Field) -> None:
        items = _add(_add(made, "complexType"), "sequence")
        most = str(field.items.most) if field.items else "unbounded"
        _add(items, "element", ref=self._name(*element_of(item.kind, item.type)), minOccurs="0", maxOccurs=most)

    def _enum(self, cls: type[ContractEnum]) -> None:
        name = ENUM_INFO[cls].type_name
        made = _add(_add(self.root, "simpleType", name=name), "restriction", base="xs:string")
        for item in cls:
            _describe(_add(made, "enumeration", value=item.name), About(item.en, item.sv))
        own = self._name(self._namespace, name)
        _add(self.root, "element", name=name, type=own)
        self.several(name, own)


def _types() -> list[ModelInfo]:
    """The models, those that share one name in one namespace as one that has the members of all."""
    found: dict[tuple[str, str], ModelInfo] = {}
    for info in MODELS.values():
        name = (info.namespace, info.type_name)
        found[name] = _together(found[name], info) if name in found else info
    return list(found.values())


def _together(one: ModelInfo, other: ModelInfo) -> ModelInfo:
    """What only one of them has, or requires, is not required of both."""
    ours, theirs = ({field.wire: field for field in info.fields} for info in (one, other))
    made = [
        replace(field, required=all(name in side and side[name].required for side in (ours, theirs)))
        for name, field in {**theirs, **ours}.items()
    ]
    return replace(one, fields=tuple(made))


def _by_class(info: ModelInfo) -> list[tuple[str, list[Field]]]:
    """The members in their order, those of one namespace together."""
    grouped = groupby(in_order(info), lambda field: namespace_of(info, field))
    return [(namespace, list(fields)) for namespace, fields in grouped]


def _limits(made: Any, field: Field) -> None:
    base = f"xs:{SCALARS[field.kind]}"
    if not field.length and not field.between:
        made.set("type", base)
        return
    restriction = _add(_add(made, "simpleType"), "restriction", base=base)
    if field.length:
        _add(restriction, "maxLength", value=str(field.length.most))
    if field.between:
        _add(restriction, "minInclusive", value=str(field.between.least))
        _add(restriction, "maxInclusive", value=str(field.between.most))


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
