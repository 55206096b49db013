"""Models and enums as JSON Schema, as OpenAPI 3.1 and Swagger 2.0 each want it, with what XML adds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from farstu.contract.enums import ENUM_INFO, ENUMS, ContractEnum, has_zero
from farstu.contract.fields import DEFAULT_ITEM_LIMIT, About, Field, Kind
from farstu.contract.members import KINDS
from farstu.contract.model import INFO, MODELS, Model, ModelInfo
from farstu.help.namespaces import prefix_of
from farstu.wire.xml_shape import SCALARS, SERIALIZATION, element_of, namespace_of

_SCALARS: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.BOOLEAN: {"type": "boolean"},
    Kind.INTEGER: {"type": "integer", "format": "int32"},
    Kind.LONG: {"type": "integer", "format": "int64"},
    Kind.DECIMAL: {"type": "number"},
    Kind.DOUBLE: {"type": "number", "format": "double"},
    Kind.DATE: {"type": "string"},
}
_WITH_OR_WITHOUT_OFFSET = (
    {"format": "date-time"},
    {"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?$"},
)
"""A date without an offset is Swedish wall clock; JSON Schema's own format does not know such dates."""


@dataclass(frozen=True)
class Schemas:
    """Writes schemas in one language. `place` is where a document keeps them; `swagger` leaves out what 2.0 does not
    know: several types of one value, and facts beside a reference."""

    place: str
    language: str
    swagger: bool = False

    def text(self, about: About) -> str:
        """A description in the language."""
        return about.sv if self.language == "sv" else about.en

    def reference(self, kind: type[Model] | type[ContractEnum]) -> dict[str, Any]:
        """Where the schema of a model or an enum is."""
        return {"$ref": f"{self.place}{key_of(kind)}"}

    def all(self, keys: set[str] | None = None) -> dict[str, Any]:
        """Every schema by its key, or those of `keys` and all that they lean on."""
        made = {key: self.model(info) for key, info in MODELS.items()}
        made |= {key: self.enum(cls) for key, cls in ENUMS.items()}
        wanted = made.keys() if keys is None else _with_all_below(keys)
        return {key: made[key] for key in sorted(made) if key in wanted}

    def answer(self, kind: type[Any]) -> dict[str, Any]:
        """An answer by itself, or one item of it."""
        if kind in INFO:
            derived = [] if self.swagger else INFO[kind].derived
            return {"anyOf": [self.reference(each) for each in derived]} if derived else self.reference(kind)
        held = KINDS[kind]
        return {**_SCALARS[held], "xml": {"name": SCALARS[held], "namespace": SERIALIZATION}}

    def model(self, info: ModelInfo) -> dict[str, Any]:
        """A model with all its members."""
        made: dict[str, Any] = {
            "type": "object",
            "title": info.type_name,
            "description": self.text(info.about),
            "properties": {field.json: self.member(field, info) for field in info.fields},
            "xml": {"name": info.type_name, "namespace": info.namespace, "prefix": prefix_of(info.namespace)},
        }
        required = [field.json for field in info.fields if field.required]
        return made | ({"required": required} if required else {})

    def enum(self, cls: type[ContractEnum]) -> dict[str, Any]:
        """An enum by the names of its members; what they mean and their numbers stand in the description."""
        lines = [f"{item.name} ({item.number}): {item.sv if self.language == 'sv' else item.en}" for item in cls]
        info = ENUM_INFO[cls]
        return {
            "type": "string",
            "title": info.type_name,
            "enum": [item.name for item in cls],
            "description": "; ".join(lines),
            "x-enum-numbers": [item.number for item in cls],
            "xml": {"name": info.type_name, "namespace": info.namespace, "prefix": prefix_of(info.namespace)},
        }

    def member(self, field: Field, info: ModelInfo) -> dict[str, Any]:
        """A member, whether it may be null, its limits, its element."""
        namespace = namespace_of(info, field)
        xml: dict[str, Any] = {"name": field.wire, "namespace": namespace, "prefix": prefix_of(namespace)}
        if field.kind is Kind.COLLECTION:
            xml["wrapped"] = True
        facts: dict[str, Any] = {"description": self.text(field.about), "xml": xml}
        if field.deprecated:
            facts["x-deprecated" if self.swagger else "deprecated"] = True
        value, null = self.value(field), may_be_null(field)
        if "$ref" in value:
            return facts | self._beside_reference(value, null)
        if null and self.swagger:
            return {**value, **facts, "x-nullable": True}
        return {**value, **facts, **({"type": [value["type"], "null"]} if null else {})}

    def _beside_reference(self, value: dict[str, Any], nullable: bool) -> dict[str, Any]:
        if self.swagger:
            return {"allOf": [value]} | ({"x-nullable": True} if nullable else {})
        return {"anyOf": [value, {"type": "null"}]} if nullable else value

    def value(self, field: Field) -> dict[str, Any]:
        """What a member holds when it is not null."""
        if field.kind in (Kind.ENUM, Kind.MODEL):
            return self.reference(field.type)
        if field.item is not None:
            most = field.items.most if field.items else DEFAULT_ITEM_LIMIT
            return {"type": "array", "items": self._item(field.item), "maxItems": most}
        made = dict(_SCALARS[field.kind])
        if field.kind is Kind.DATE and not self.swagger:
            made["anyOf"] = list(_WITH_OR_WITHOUT_OFFSET)
        if field.length:
            made |= {"minLength": field.length.least, "maxLength": field.length.most}
        if field.between:
            made |= {"minimum": field.between.least, "maximum": field.between.most}
        return made

    def _item(self, item: Field) -> dict[str, Any]:
        value = self.value(item)
        namespace, name = element_of(item.kind, item.type)
        return value if "$ref" in value else {**value, "xml": {"name": name, "namespace": namespace}}


def may_be_null(field: Field) -> bool:
    """Whether null is a value, or says that an enum is unset."""
    return field.nullable or (field.kind is Kind.ENUM and not has_zero(field.type))


def key_of(kind: type[Any]) -> str | None:
    """The key of a model or an enum; None for anything else."""
    info = INFO.get(kind) or ENUM_INFO.get(kind)
    return info.key if info else None


def _with_all_below(keys: set[str]) -> set[str]:
    """The keys, and those of every model and enum that their members hold."""
    found: set[str] = set()
    waiting = list(keys)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            fields = MODELS[key].fields if key in MODELS else ()
            waiting += [below for below in (key_of(field.type) for field in fields) if below]
    return found
