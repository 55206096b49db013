"""The contract as Swagger 2.0, a document for each function group."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from farstu import __version__
from farstu.contract.operation import OPERATIONS, FunctionGroup, Operation
from farstu.contract.operation import Place as Where
from farstu.contract.parameters import Parameter
from farstu.engine.idempotency import HEADER, LONGEST_KEY
from farstu.engine.reads import READS
from farstu.help.openapi import REFUSED, SAMPLE_DATE, parameter_schema
from farstu.help.place import Place
from farstu.help.samples import response_samples
from farstu.help.schemas import Schemas, key_of
from farstu.texts import CATALOGUE
from farstu.wire.codecs import CODECS

_HEADER_TYPES = {"Retry-After": "integer"}


def swagger(group: FunctionGroup, place: Place, language: str = "en") -> dict[str, Any]:
    """The document of one function group, in `sv` or `en`."""
    return _Document(group, place, language).whole()


class _Document:
    def __init__(self, group: FunctionGroup, place: Place, language: str) -> None:
        self._operations = [item for item in OPERATIONS.values() if item.group is group]
        self._group = group
        self._place = place
        self._language = language
        self._schemas = Schemas("#/definitions/", language, swagger=True)

    def whole(self) -> dict[str, Any]:
        address = urlsplit(self._place.address)
        paths: dict[str, dict[str, Any]] = {}
        for operation in self._operations:
            paths.setdefault(f"/{operation.route}", {})[operation.method.lower()] = self._operation(operation)
        return {
            "swagger": "2.0",
            "info": {
                "title": f"Farstu: {self._group.value}",
                "version": __version__,
                "license": {"name": "Apache-2.0"},
            },
            "host": address.netloc,
            "basePath": address.path or "/",
            "schemes": [address.scheme],
            "consumes": [name for name, codec in CODECS.items() if codec.writer],
            "produces": [name for name, codec in CODECS.items() if codec.writer],
            "securityDefinitions": {"key": {"type": "basic", "description": self._say("key")}},
            "security": [{"key": []}],
            "paths": paths,
            "responses": {f"Refused{status}": self._refusal(status) for status in REFUSED},
            "definitions": {"Error": self._error(), **self._schemas.all(self._keys())},
        }

    def _say(self, key: str) -> str:
        return CATALOGUE[self._language][f"openapi.{key}"]

    def _keys(self) -> set[str]:
        kinds = [kind for item in self._operations for kind in (item.request, item.answer_type) if kind]
        return {key for key in map(key_of, kinds) if key}

    def _operation(self, operation: Operation) -> dict[str, Any]:
        refusals = {str(status): {"$ref": f"#/responses/Refused{status}"} for status in REFUSED}
        made: dict[str, Any] = {
            "operationId": operation.id,
            "tags": [operation.group.value],
            "summary": self._schemas.text(operation.about),
            "parameters": self._parameters(operation),
            "responses": {**self._success(operation), **refusals},
        }
        return made | ({"deprecated": True} if operation.deprecated else {})

    def _parameters(self, operation: Operation) -> list[dict[str, Any]]:
        made = [self._parameter(operation, item, Where.PATH) for item in operation.parameters]
        made += [self._parameter(operation, item, Where.QUERY) for item in operation.query]
        if operation.request:
            schema = self._schemas.reference(operation.request)
            made.append({"name": operation.body_name, "in": "body", "required": True, "schema": schema})
        return made if operation in READS else [*made, self._idempotency()]

    def _parameter(self, operation: Operation, parameter: Parameter, where: Where) -> dict[str, Any]:
        made = {"name": parameter.name, "in": where.value, "required": parameter.required}
        described = {**made, "description": self._schemas.text(parameter.about)}
        schema = parameter_schema(parameter)
        if parameter.items is None:
            return {**described, **schema}
        most = {"minItems": operation.least_of(parameter), "maxItems": parameter.items.most}
        return {**described, "type": "array", "items": schema, "collectionFormat": "csv", **most}

    def _idempotency(self) -> dict[str, Any]:
        described = {"name": HEADER, "in": "header", "required": False, "type": "string"}
        return {**described, "maxLength": LONGEST_KEY, "description": self._say("header_idempotency_key")}

    def _success(self, operation: Operation) -> dict[str, Any]:
        made: dict[str, Any] = {"description": self._say("done"), "headers": self._headers(["Request-Id"])}
        if operation.answer_type is None:
            return {"204": made}
        schema = self._schemas.answer(operation.answer_type)
        made["schema"] = {"type": "array", "items": schema} if operation.answers_list else schema
        samples = response_samples(operation, SAMPLE_DATE)
        made["examples"] = {sample.media_types[0]: _example(sample.text) for sample in samples}
        return {"200": made}

    def _refusal(self, status: int) -> dict[str, Any]:
        return {
            "description": self._say(f"refused_{status}"),
            "headers": self._headers(["Request-Id", *REFUSED[status]]),
            "schema": {"$ref": "#/definitions/Error"},
        }

    def _headers(self, names: list[str]) -> dict[str, Any]:
        return {
            name: {
                "type": _HEADER_TYPES.get(name, "string"),
                "description": self._say(f"header_{name.lower().replace('-', '_')}"),
            }
            for name in names
        }

    def _error(self) -> dict[str, Any]:
        texts = {"type": "array", "items": {"type": "string"}}
        return {
            "type": "object",
            "description": self._say("error"),
            "required": ["message"],
            "properties": {
                "message": {"type": "string"},
                "messageDetail": {"type": "string"},
                "modelState": {"type": "object", "additionalProperties": texts},
            },
        }


def _example(text: str) -> Any:
    return text if text.startswith("<") else json.loads(text)
