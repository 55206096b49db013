"""Collections for Postman and Bruno: every operation as a request, with variables and a test each."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from farstu.contract.model import INFO
from farstu.contract.operation import OPERATIONS, Operation
from farstu.help.bodies import shown_body, shown_path
from farstu.help.place import Place
from farstu.help.samples import readable
from farstu.wire.json_codec import write_json

_NAME = "Farstu"
_POSTMAN = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
_OURS = uuid.uuid5(uuid.NAMESPACE_DNS, "farstu")


class _Ask(NamedTuple):
    """One request, its ids as variables."""

    operation: Operation
    name: str
    path: str
    body: str | None
    status: int


class _Variables(dict[str, str]):
    """Gives `{{name}}` for every id that is asked for, and so learns which are."""

    def get(self, name: str, default: Any = None) -> Any:
        return self.setdefault(name, f"{{{{{name}}}}}")


def postman(place: Place, language: str, now: int) -> dict[str, Any]:
    """A Postman collection, version 2.1; `place` fills the variables, dates lie a week after `now`
    (ticks)."""
    variables = _Variables()
    folders = [
        {"name": group, "item": [_postman_item(ask) for ask in asks]}
        for group, asks in _grouped(variables, language, now)
    ]
    return {
        "info": {"_postman_id": str(_OURS), "name": _NAME, "schema": _POSTMAN},
        "auth": {
            "type": "basic",
            "basic": [_postman_text("username", "{{partner}}"), _postman_text("password", "{{key}}")],
        },
        "variable": [_postman_text(name, value) for name, value in _values(variables, place)],
        "item": folders,
    }


def bruno(place: Place, language: str, now: int) -> dict[str, Any]:
    """A Bruno collection as one JSON document, as that tool exports and imports it."""
    variables = _Variables()
    folders = [
        {
            "uid": _uid(group),
            "type": "folder",
            "name": group,
            "seq": number,
            "items": [_bruno_item(ask, place) for place, ask in enumerate(asks, 1)],
        }
        for number, (group, asks) in enumerate(_grouped(variables, language, now), 1)
    ]
    environment = [
        {
            "uid": _uid(f"variable {name}"),
            "name": name,
            "value": value,
            "type": "text",
            "enabled": True,
            "secret": False,  # nosec B105 - a flag
        }
        for name, value in _values(variables, place)
    ]
    return {
        "version": "1",
        "uid": _uid(_NAME),
        "name": _NAME,
        "items": folders,
        "environments": [{"uid": _uid("environment"), "name": _NAME, "variables": environment}],
        "activeEnvironmentUid": _uid("environment"),
    }


def _grouped(variables: _Variables, language: str, now: int) -> Iterator[tuple[str, list[_Ask]]]:
    place = Place("", ids=variables)
    ordered = sorted(OPERATIONS.values(), key=lambda item: (item.group.value, item.route, item.method))
    for group, operations in groupby(ordered, key=lambda item: item.group.value):
        yield group, [_ask(operation, place, language, now) for operation in operations]


def _ask(operation: Operation, place: Place, language: str, now: int) -> _Ask:
    body = None
    if operation.request:
        body = readable(write_json(shown_body(INFO[operation.request], place, now)))
    path = shown_path(operation, place, now).replace("%7B%7B", "{{").replace("%7D%7D", "}}")
    name = operation.about.sv if language == "sv" else operation.about.en
    return _Ask(operation, name, path, body, 204 if operation.response is None else 200)


def _values(variables: _Variables, place: Place) -> list[tuple[str, str]]:
    fixed = [("address", place.address), ("partner", place.partner or ""), ("key", place.key or "")]
    return fixed + [(name, place.id(name)) for name in sorted(variables)]


def _postman_text(key: str, value: str) -> dict[str, str]:
    return {"key": key, "value": value, "type": "string"}


def _postman_item(ask: _Ask) -> dict[str, Any]:
    request: dict[str, Any] = {"method": ask.operation.method, "header": [], "url": _postman_url(ask.path)}
    if ask.body is not None:
        request["header"] = [{"key": "Content-Type", "value": "application/json"}]
        request["body"] = {"mode": "raw", "raw": ask.body, "options": {"raw": {"language": "json"}}}
    lines = [
        f'pm.test("{ask.status}", () => pm.response.to.have.status({ask.status}));',
        'pm.test("Request-Id", () => pm.response.to.have.header("Request-Id"));',
    ]
    event = {"listen": "test", "script": {"type": "text/javascript", "exec": lines}}
    return {"name": ask.name, "request": request, "response": [], "event": [event]}


def _postman_url(path: str) -> dict[str, Any]:
    parts = urlsplit(path)
    made: dict[str, Any] = {"raw": f"{{{{address}}}}{path}", "host": ["{{address}}"], "path": parts.path[1:].split("/")}
    pairs = [pair.partition("=") for pair in parts.query.split("&") if pair]
    return made | ({"query": [{"key": key, "value": value} for key, _, value in pairs]} if pairs else {})


def _bruno_item(ask: _Ask, seq: int) -> dict[str, Any]:
    tests = (
        f'test("{ask.status}", function () {{\n  expect(res.getStatus()).to.equal({ask.status});\n}});\n'
        'test("Request-Id", function () {\n  expect(res.getHeader("request-id")).to.have.length(32);\n});'
    )
    pairs = [pair.partition("=") for pair in urlsplit(ask.path).query.split("&") if pair]
    params = [
        {"uid": _uid(f"{ask.operation.id} {key}"), "name": key, "value": value, "type": "query", "enabled": True}
        for key, _, value in pairs
    ]
    return {
        "uid": _uid(ask.operation.id),
        "type": "http-request",
        "name": ask.name,
        "seq": seq,
        "request": {
            "url": f"{{{{address}}}}{ask.path}",
            "method": ask.operation.method,
            "headers": [],
            "params": params,
            "auth": {"mode": "basic", "basic": {"username": "{{partner}}", "password": "{{key}}"}},  # nosec B105 - a name
            "body": {"mode": "none"} if ask.body is None else {"mode": "json", "json": ask.body},
            "script": {},
            "vars": {},
            "assertions": [],
            "tests": tests,
            "docs": "",
        },
    }


def _uid(name: str) -> str:
    """21 characters, the same for the same thing every time."""
    return uuid.uuid5(_OURS, name).hex[:21]
