"""Models and enums as JSON Schema, as OpenAPI 3.1 and Swagger 2.0 each want it, with what XML adds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from farstu.contract.enums import ENUMS, ContractEnum
from farstu.contract.fields import About, Field, Kind
from farstu.contract.model import INFO, MODELS, Model, ModelInfo
from farstu.contract.moment import Moment
from farstu.help.namespaces import prefix_of
from farstu.wire.xml_shape import SERIALIZATION

_SCALARS: dict[type, tuple[dict[str, Any], str]] = {
    str: ({"type": "string"}, "string"),
    bool: ({"type": "boolean"}, "boolean"),
    int: ({"type": "integer", "format": "int32"}, "int"),
    Moment: ({"type": "string", "format": "date-time"}, "dateTime"),
}
"""Each with the name of its element where it is an answer by itself."""


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
            return self.reference(kind)
        schema, name = _SCALARS[kind]
        return {**schema, "xml": {"name": name, "namespace": SERIALIZATION}}

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
        return {
            "type": "string",
            "enum": [item.name for item in cls],
            "description": "; ".join(lines),
            "x-enum-numbers": [item.number for item in cls],
        }

    def member(self, field: Field, info: ModelInfo) -> dict[str, Any]:
        """A member, whether it may be null, its limits, its element."""
        xml: dict[str, Any] = {"name": field.wire, "namespace": info.namespace, "prefix": prefix_of(info.namespace)}
        if field.kind is Kind.COLLECTION:
            xml["wrapped"] = True
        facts = {"description": self.text(field.about), "xml": xml}
        value = self.value(field)
        if "$ref" in value:
            return facts | self._beside_reference(value, field.nullable)
        if field.nullable and self.swagger:
            return {**value, **facts, "x-nullable": True}
        return {**value, **facts, **({"type": [value["type"], "null"]} if field.nullable else {})}

    def _beside_reference(self, value: dict[str, Any], nullable: bool) -> dict[str, Any]:
        if self.swagger:
            return {"allOf": [value]} | ({"x-nullable": True} if nullable else {})
        return {"anyOf": [value, {"type": "null"}]} if nullable else value

    def value(self, field: Field) -> dict[str, Any]:
        """What a member holds when it is not null."""
        match field.kind:
            case Kind.TEXT:
                assert field.length is not None  # every text of the contract has a limit
                return {"type": "string", "minLength": field.length.least, "maxLength": field.length.most}
            case Kind.INTEGER:
                limits = field.between
                return dict(_SCALARS[int][0]) | ({"minimum": limits.least, "maximum": limits.most} if limits else {})
            case Kind.ENUM | Kind.MODEL:
                return self.reference(field.type)
            case Kind.COLLECTION:
                most = {"maxItems": field.items.most} if field.items else {}
                return {"type": "array", "items": self.answer(field.type), **most}
        return dict(_SCALARS[field.type][0])


def key_of(kind: type[Any]) -> str | None:
    """The key of a model or an enum; None for anything else."""
    if kind in INFO:
        return INFO[kind].key
    return next((key for key, cls in ENUMS.items() if cls is kind), None)


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
