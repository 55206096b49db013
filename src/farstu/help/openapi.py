"""The contract as OpenAPI 3.1, made from the registry."""

from __future__ import annotations

from typing import Any

from farstu import __version__
from farstu.contract.enums import ContractEnum
from farstu.contract.fields import Field, Kind
from farstu.contract.model import INFO, MODELS, Model, ModelInfo
from farstu.contract.operation import OPERATIONS, Operation, Place
from farstu.contract.parameters import Parameter
from farstu.wire.codecs import CODECS

_ANSWERS = {
    "400": "Something in the path, a header or the body is wrong; modelState says what.",
    "401": "No valid key.",
    "403": "The key does not cover the function group or the customer.",
    "404": "An id names nothing.",
    "408": "The body did not arrive in time.",
    "409": "The Idempotency-Key came before with another body.",
    "413": "The body is too large.",
    "415": "The body's format is not read.",
    "500": "A fault of the server.",
    "503": "Not now; nothing was changed.",
}
_SCALARS: dict[type, dict[str, Any]] = {str: {"type": "string"}, bool: {"type": "boolean"}}
_ERROR = {
    "type": "object",
    "required": ["message"],
    "properties": {
        "message": {"type": "string"},
        "messageDetail": {"type": "string"},
        "modelState": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
    },
}
_IDEMPOTENCY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "The same key with the same body gets the first answer again for 24 hours.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"},
}


def openapi(address: str) -> dict[str, Any]:
    """The whole document; `address` is the server's own."""
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS.values():
        paths.setdefault(f"/{operation.route}", {})[operation.method.lower()] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Farstu",
            "version": __version__,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": address}],
        "security": [{"key": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "basic"}},
            "schemas": {"Error": _ERROR} | {key: _model(info) for key, info in sorted(MODELS.items())},
        },
    }


def _operation(operation: Operation) -> dict[str, Any]:
    made: dict[str, Any] = {
        "operationId": operation.id,
        "tags": [operation.group.value],
        "summary": operation.about.en,
        "parameters": _parameters(operation),
        "responses": {**_success(operation), **{status: _refusal(text) for status, text in _ANSWERS.items()}},
    }
    if operation.request:
        content = {"schema": _reference(operation.request)}
        made["requestBody"] = {"required": True, "content": {"application/json": content}}
    return made


def _parameters(operation: Operation) -> list[dict[str, Any]]:
    made = [_parameter(item, Place.PATH) for item in operation.parameters]
    made += [_parameter(item, Place.QUERY) for item in operation.query]
    return made if operation.method == "GET" else [*made, _IDEMPOTENCY]


def _parameter(parameter: Parameter, place: Place) -> dict[str, Any]:
    made: dict[str, Any] = {"name": parameter.name, "in": place.value, "required": parameter.required}
    made["description"] = parameter.about.en
    schema = _parameter_schema(parameter)
    if parameter.items is None:
        return {**made, "schema": schema}
    several = {"type": "array", "items": schema, "minItems": 1, "maxItems": parameter.items.most}
    return {**made, "schema": several, "style": "simple" if place is Place.PATH else "form", "explode": False}


def _parameter_schema(parameter: Parameter) -> dict[str, Any]:
    match parameter.kind:
        case Kind.INTEGER:
            assert parameter.between is not None  # every number among the parameters has limits
            return {"type": "integer", "minimum": parameter.between.least, "maximum": parameter.between.most}
        case Kind.BOOLEAN:
            return {"type": "boolean"}
        case Kind.DATE:
            return {"type": "string", "format": "date-time"}
        case Kind.ENUM:
            return {"type": "string", "enum": [item.name for item in parameter.type]}
    limits = parameter.length
    return {"type": "string", "minLength": max(limits.least, 1) if limits else 1} | (
        {"maxLength": limits.most} if limits else {}
    )


def _success(operation: Operation) -> dict[str, Any]:
    if operation.answer_type is None:
        return {"204": {"description": "Done."}}
    schema: dict[str, Any] = _SCALARS.get(operation.answer_type) or _reference(operation.answer_type)
    if operation.answers_list:
        schema = {"type": "array", "items": schema}
    content = {name: {"schema": schema} for name, codec in CODECS.items() if codec.write and name.endswith("json")}
    return {"200": {"description": "Done.", "content": content}}


def _refusal(text: str) -> dict[str, Any]:
    return {"description": text, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}


def _reference(model: type[Model]) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{INFO[model].key}"}


def _model(info: ModelInfo) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "object",
        "description": info.about.en,
        "properties": {field.json: _member(field) for field in info.fields},
    }
    required = [field.json for field in info.fields if field.required]
    return made | ({"required": required} if required else {})


def _member(field: Field) -> dict[str, Any]:
    made = _value(field)
    if field.nullable and "$ref" in made:
        return {"description": field.about.en, "anyOf": [made, {"type": "null"}]}
    if field.nullable and "type" in made:
        made["type"] = [made["type"], "null"]
    return {"description": field.about.en, **made}


def _value(field: Field) -> dict[str, Any]:
    match field.kind:
        case Kind.TEXT:
            assert field.length is not None  # every text of the contract has a limit
            return {"type": "string", "minLength": field.length.least, "maxLength": field.length.most}
        case Kind.INTEGER:
            limits = field.between
            return {"type": "integer"} | ({"minimum": limits.least, "maximum": limits.most} if limits else {})
        case Kind.BOOLEAN:
            return {"type": "boolean"}
        case Kind.DATE:
            return {"type": "string", "format": "date-time"}
        case Kind.ENUM:
            assert issubclass(field.type, ContractEnum)
            return {"type": "string", "enum": [item.name for item in field.type]}
        case Kind.MODEL:
            return dict(_reference(field.type))
    return {"type": "array", "items": _reference(field.type)} | ({"maxItems": field.items.most} if field.items else {})
