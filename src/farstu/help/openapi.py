"""The contract as OpenAPI 3.1, made from the registry."""

from __future__ import annotations

import json
from typing import Any

from farstu import __version__
from farstu.contract.fields import Kind
from farstu.contract.model import INFO
from farstu.contract.moment import parse_moment
from farstu.contract.operation import OPERATIONS, FunctionGroup, Operation
from farstu.contract.operation import Place as Where
from farstu.contract.parameters import Parameter
from farstu.engine.idempotency import HEADER, LONGEST_KEY
from farstu.engine.reads import READS
from farstu.help.bodies import shown_body
from farstu.help.place import Place
from farstu.help.samples import Sample, request_samples, response_samples
from farstu.help.schemas import Schemas
from farstu.texts import CATALOGUE
from farstu.wire.codecs import CODECS

SAMPLE_DATE = parse_moment("2026-05-03T10:00:00+02:00")
"""In documents that programs read dates stand still."""
REFUSED = {
    400: (),
    401: ("WWW-Authenticate",),
    403: (),
    404: (),
    405: ("Allow",),
    408: (),
    409: (),
    413: (),
    415: (),
    500: (),
    503: ("Retry-After",),
}
"""What any operation may be refused with, and the headers that only that refusal has."""
HEADERS: dict[str, dict[str, Any]] = {
    "Request-Id": {"type": "string", "pattern": "^[0-9A-F]{32}$"},
    "WWW-Authenticate": {"type": "string"},
    "Allow": {"type": "string"},
    "Retry-After": {"type": "integer", "minimum": 1},
    "Idempotency-Replayed": {"type": "string", "enum": ["true"]},
}
"""Every header that an answer may have, and what it holds."""


def openapi(place: Place, language: str = "en") -> dict[str, Any]:
    """The whole document, in `sv` or `en`; `place` is the server, with ids for examples."""
    return _Document(place, language).whole()


class _Document:
    def __init__(self, place: Place, language: str) -> None:
        self._place = place
        self._language = language
        self._schemas = Schemas("#/components/schemas/", language)

    def whole(self) -> dict[str, Any]:
        paths: dict[str, dict[str, Any]] = {}
        for operation in OPERATIONS.values():
            paths.setdefault(f"/{operation.route}", {})[operation.method.lower()] = self._operation(operation)
        return {
            "openapi": "3.1.0",
            "info": {
                "title": "Farstu",
                "version": __version__,
                "description": self._say("about"),
                "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            },
            "servers": [{"url": self._place.address}],
            "externalDocs": {"url": f"{self._place.address}/Help"},
            "security": [{"key": []}],
            "tags": [{"name": group.value} for group in FunctionGroup],
            "paths": paths,
            "components": {
                "securitySchemes": {"key": {"type": "http", "scheme": "basic", "description": self._say("key")}},
                "headers": {name: self._header(name, schema) for name, schema in HEADERS.items()},
                "parameters": {HEADER: self._idempotency()},
                "responses": {f"Refused{status}": self._refusal(status) for status in REFUSED},
                "schemas": {"Error": self._error(), **self._schemas.all()},
            },
        }

    def _say(self, key: str) -> str:
        return CATALOGUE[self._language][f"openapi.{key}"]

    def _operation(self, operation: Operation) -> dict[str, Any]:
        responses = {str(status): {"$ref": f"#/components/responses/Refused{status}"} for status in REFUSED}
        made: dict[str, Any] = {
            "operationId": operation.id,
            "tags": [operation.group.value],
            "summary": self._schemas.text(operation.about),
            "externalDocs": {"url": f"{self._place.address}/Help/Api/{operation.id}"},
            "parameters": self._parameters(operation),
            "responses": {**self._success(operation), **responses},
        }
        if operation.deprecated:
            made["deprecated"] = True
        return made | ({"requestBody": self._body(operation)} if operation.request else {})

    def _parameters(self, operation: Operation) -> list[dict[str, Any]]:
        made = [self._parameter(operation, item, Where.PATH) for item in operation.parameters]
        made += [self._parameter(operation, item, Where.QUERY) for item in operation.query]
        return made if operation in READS else [*made, {"$ref": f"#/components/parameters/{HEADER}"}]

    def _parameter(self, operation: Operation, parameter: Parameter, where: Where) -> dict[str, Any]:
        made: dict[str, Any] = {"name": parameter.name, "in": where.value, "required": parameter.required}
        made["description"] = self._schemas.text(parameter.about)
        if known := self._place.ids.get(parameter.name):
            made["example"] = known
        schema = parameter_schema(parameter)
        if parameter.items is None:
            return {**made, "schema": schema}
        least, most = operation.least_of(parameter), parameter.items.most
        several = {"type": "array", "items": schema, "minItems": least, "maxItems": most}
        return {**made, "schema": several, "style": "simple" if where is Where.PATH else "form", "explode": False}

    def _body(self, operation: Operation) -> dict[str, Any]:
        assert operation.request is not None  # only operations with a body are asked
        info = INFO[operation.request]
        schema = self._schemas.reference(operation.request)
        content = {media_type: {"schema": schema} for media_type in CODECS}
        _put_examples(content, request_samples(operation, SAMPLE_DATE))
        whole = {"summary": self._say("whole"), "value": shown_body(info, self._place, SAMPLE_DATE.ticks)}
        content["application/json"].setdefault("examples", {})["whole"] = whole
        return {"required": True, "content": content}

    def _success(self, operation: Operation) -> dict[str, Any]:
        names = ["Request-Id"] if operation in READS else ["Request-Id", "Idempotency-Replayed"]
        made = {"description": self._say("done"), "headers": _header_references(names)}
        if operation.answer_type is None:
            return {"204": made}
        schema = self._schemas.answer(operation.answer_type)
        if operation.answers_list:
            schema = {"type": "array", "items": schema}
        content = {name: {"schema": schema} for name, codec in CODECS.items() if codec.writer}
        _put_examples(content, response_samples(operation, SAMPLE_DATE))
        return {"200": {**made, "content": content}}

    def _refusal(self, status: int) -> dict[str, Any]:
        content = {"schema": {"$ref": "#/components/schemas/Error"}}
        return {
            "description": self._say(f"refused_{status}"),
            "headers": _header_references(["Request-Id", *REFUSED[status]]),
            "content": {name: content for name, codec in CODECS.items() if codec.write_error},
        }

    def _header(self, name: str, schema: dict[str, Any]) -> dict[str, Any]:
        return {"description": self._say(f"header_{name.lower().replace('-', '_')}"), "schema": schema}

    def _idempotency(self) -> dict[str, Any]:
        return {
            "name": HEADER,
            "in": "header",
            "required": False,
            "description": self._say("header_idempotency_key"),
            "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": "^[ -~]+$"},
        }

    def _error(self) -> dict[str, Any]:
        return {
            "type": "object",
            "description": self._say("error"),
            "required": ["message"],
            "properties": {
                "message": {"type": "string", "xml": {"name": "Message"}},
                "messageDetail": {"type": "string", "xml": {"name": "MessageDetail"}},
                "modelState": {
                    "type": "object",
                    "additionalProperties": {"type": "array", "items": {"type": "string"}},
                    "xml": {"name": "ModelState"},
                },
            },
            "xml": {"name": "Error"},
        }


def parameter_schema(parameter: Parameter) -> dict[str, Any]:
    """What one value of a parameter is."""
    match parameter.kind:
        case Kind.INTEGER:
            assert parameter.between is not None  # every number among the parameters has limits
            limits = parameter.between
            return {"type": "integer", "format": "int32", "minimum": limits.least, "maximum": limits.most}
        case Kind.BOOLEAN:
            return {"type": "boolean"}
        case Kind.DATE:
            return {"type": "string", "format": "date-time"}
        case Kind.ENUM:
            return {"type": "string", "enum": [item.name for item in parameter.type]}
    least = max(parameter.length.least, 1) if parameter.length else 1
    return {"type": "string", "minLength": least} | ({"maxLength": parameter.length.most} if parameter.length else {})


def _put_examples(content: dict[str, Any], samples: tuple[Sample, ...]) -> None:
    """JSON as the value it is, XML as its text."""
    for sample in samples:
        is_json = sample.media_types[0].endswith("json")
        value = json.loads(sample.text) if is_json else sample.text
        for media_type in sample.media_types:
            content[media_type]["examples"] = {"sample": {"value": value}}


def _header_references(names: list[str]) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}
