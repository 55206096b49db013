"""What each page speaks of, before it is put into words and marks."""

from __future__ import annotations

from importlib import resources
from typing import Any

from farstu.advice import CODES
from farstu.contract.enums import ENUMS
from farstu.contract.fields import Kind
from farstu.contract.model import INFO, MODELS
from farstu.contract.operation import OPERATIONS, Operation
from farstu.contract.origin import Origin
from farstu.engine.calls import TASKS
from farstu.help.bodies import shown_body, shown_parameter
from farstu.help.examples import examples
from farstu.help.generated import generated_paths
from farstu.help.pages.book import Page, PageKind, model_keys
from farstu.help.pages.differences import by_reason, differences
from farstu.help.pages.facts import deprecation, type_of
from farstu.help.pages.first import FIRST_COMMANDS
from farstu.help.pages.form import Input, inputs_of
from farstu.help.pages.setting import Setting
from farstu.help.pages.tables import (
    behaviours,
    member_table,
    models_in,
    models_with,
    operations_with,
    parameter_rows,
)
from farstu.help.pages.titles import operations_by_group
from farstu.help.pages.words import Words
from farstu.help.refusals import refusals
from farstu.help.samples import model_samples, request_samples, response_samples
from farstu.texts import say
from farstu.wire.reading import BODY_LIMIT, NODE_LIMIT

_BOUNDS = {"megabytes": BODY_LIMIT // (1024 * 1024), "nodes": NODE_LIMIT}


def content(page: Page, words: Words, setting: Setting) -> dict[str, Any]:
    """What the page's template is given, beside what all templates are given."""
    match page.kind:
        case PageKind.OVERVIEW:
            return {"groups": operations_by_group(), "commands": FIRST_COMMANDS, "files": _files(words)}
        case PageKind.OPERATION:
            return _operation(OPERATIONS[page.name], words, setting)
        case PageKind.MODELS:
            return {"models": [(key, key in MODELS) for key in model_keys()]}
        case PageKind.MODEL if page.name in MODELS:
            return _model(page.name, words)
        case PageKind.MODEL:
            return _enum(page.name)
        case PageKind.TECHNICAL:
            return _technical(words)
        case PageKind.SETTINGS:
            return {"settings": words.table("setting"), "commands": words.table("command")}
        case PageKind.DIFFERENCES:
            return {"reasons": _reasons(words, None), **_BOUNDS}
    return {"changelog": _shipped("changelog.md")}


def _operation(operation: Operation, words: Words, setting: Setting) -> dict[str, Any]:
    request, response = models_in(operation.request), models_in(operation.response)
    return {
        "operation": operation,
        "deprecated": words(deprecation(operation.deprecated)) if operation.deprecated else None,
        "writes": operation in TASKS,
        "parameters": parameter_rows(operation.parameters, words),
        "query": parameter_rows(operation.query, words),
        "request": [member_table(info, words) for info in request],
        "answer": type_of(operation.response) if operation.response else None,
        "response": [member_table(info, words) for info in response if info not in request],
        "request_samples": request_samples(operation),
        "response_samples": response_samples(operation),
        "examples": examples(operation, setting.place, words.language, setting.now),
        "refusals": refusals(operation, words.language),
        "behaviours": behaviours(operation),
        "reasons": _reasons(words, operation.id),
        "namespace": request[0].namespace if request else "",
        "inputs": _inputs(operation, words, setting),
        "values": _parameter_values(operation, setting),
    }


def _inputs(operation: Operation, words: Words, setting: Setting) -> tuple[Input, ...]:
    if operation.request is None:
        return ()
    info = INFO[operation.request]
    values = shown_body(info, setting.place, setting.now)
    return inputs_of(info, values, words, with_ids=bool(setting.place.ids))


def _parameter_values(operation: Operation, setting: Setting) -> dict[str, str]:
    """What the test form is filled with: ids only where they are known, of the query only what is worth showing."""
    values = dict.fromkeys((item.name for item in (*operation.parameters, *operation.query)), "")
    shown = (item for item in operation.query if item.required or item.shown)
    for item in (*operation.parameters, *shown):
        if setting.place.ids or item.kind is not Kind.TEXT:
            values[item.name] = shown_parameter(item, setting.place, setting.now)
    return values


def _model(key: str, words: Words) -> dict[str, Any]:
    info = MODELS[key]
    return {
        "info": info,
        "table": member_table(info, words),
        "samples": model_samples(info),
        "operations": operations_with(info.cls),
        "holders": models_with(info.cls),
    }


def _enum(key: str) -> dict[str, Any]:
    kind = ENUMS[key]
    return {"enum": kind, "operations": operations_with(kind), "holders": models_with(kind)}


def _technical(words: Words) -> dict[str, Any]:
    return {
        "segments": [(group, _segments(operations)) for group, operations in operations_by_group()],
        "codes": [(code, words(say(f"advice.{code}", member="…"))) for code in CODES],
        "origins": list(Origin),
        **_BOUNDS,
    }


def _files(words: Words) -> list[tuple[str, str]]:
    """What programs may read, by path, and what it is."""
    made = [(path, _file_text(path, words)) for path in (*generated_paths(), "llms.txt")]
    return [(path, text) for path, text in made if text]


def _file_text(path: str, words: Words) -> str:
    """Nothing for the single schemas: their index leads to them."""
    match path.split("/"):
        case ["openapi.json"]:
            return words.page("file_openapi")
        case ["openapi.yaml"]:
            return words.page("file_openapi_yaml")
        case ["farstu.postman_collection.json"]:
            return words.page("file_postman")
        case ["farstu.bruno.json"]:
            return words.page("file_bruno")
        case ["swagger", _, name]:
            return words.page("file_swagger", group=name.removesuffix(".json"))
        case ["schema", "index.xsd"]:
            return words.page("file_schema")
        case ["llms.txt"]:
            return words.page("file_llms")
    return ""


def _segments(operations: list[Operation]) -> list[str]:
    """The first segments of their routes."""
    return list(dict.fromkeys(item.route.partition("/")[0] for item in operations))


def _reasons(words: Words, operation: str | None) -> list[tuple[str, Any]]:
    """Differences with their reasons in words; those of one operation, or all."""
    found = [item for item in differences() if operation in (None, item.operation)]
    return [(words(say(f"difference.{reason}")), items) for reason, items in by_reason(found)]


def _shipped(name: str) -> str:
    return resources.files("farstu.help").joinpath("data", name).read_text("utf-8")
