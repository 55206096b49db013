"""What is declared of the reference's operations agrees with what is known of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from farstu.contract.enums import ENUMS
from farstu.contract.fields import Kind
from farstu.contract.model import INFO, MODELS
from farstu.contract.operation import OPERATIONS, Operation
from farstu.contract.origin import Origin
from tests.contract import coverage
from tests.contract.reference import FACTS, answer_of, extra, key_of, missing

BUILT = [item for item in FACTS["operations"] if item["id"] in OPERATIONS]
DECLARED = [key for key in FACTS["models"] if key in MODELS]
KINDS = {
    "string": (Kind.TEXT,),
    "integer": (Kind.INTEGER, Kind.LONG),
    "boolean": (Kind.BOOLEAN,),
    "date": (Kind.DATE,),
    "enum": (Kind.ENUM,),
    "object": (Kind.MODEL,),
    "decimal number": (Kind.DECIMAL, Kind.DOUBLE),
}
EVERY = pytest.mark.parametrize("facts", BUILT, ids=lambda item: str(item["id"]))


def places() -> list[tuple[str, dict[str, Any]]]:
    """Every member that is declared and known."""
    return [
        (key, fact)
        for key in DECLARED
        for fact in FACTS["models"][key]["fields"]
        if any(field.wire == fact["name"] for field in MODELS[key].fields)
    ]


MEMBERS = pytest.mark.parametrize(
    ("key", "fact"), places(), ids=lambda item: str(item if isinstance(item, str) else item["name"])
)


def test_the_coverage_is_what_is_declared() -> None:
    written = (Path(__file__).parents[2] / "docs" / "coverage.md").read_text("utf-8")
    assert written == coverage.page(), "run `make docs`"


def test_every_operation_is_known_or_our_own() -> None:
    known = {item["id"] for item in FACTS["operations"]}
    assert [item.id for item in OPERATIONS.values() if item.id not in known and not item.is_own] == []
    assert len(known) == 80


@EVERY
def test_an_operation_has_its_route_parameters_body_and_answer(facts: dict[str, Any]) -> None:
    operation = OPERATIONS[facts["id"]]
    assert (operation.method, operation.route) == (facts["method"], facts["route"])
    for declared, known in ((operation.parameters, facts["path"]), (operation.query, facts["query"])):
        for parameter in declared:
            fact = next(item for item in known if item["name"] == parameter.name)
            assert parameter.kind in KINDS[fact["type"]]
    assert (INFO[operation.request].key if operation.request else None) == facts["request"]
    if not facts["response"].startswith(("unknown", "oneOf", "[oneOf")):
        assert answer_of(operation) == facts["response"]


@EVERY
def test_a_query_parameter_is_required_where_that_is_known(facts: dict[str, Any]) -> None:
    declared = {item.name: item.required for item in OPERATIONS[facts["id"]].query}
    known = {item["name"]: item.get("required", False) for item in facts["query"]}
    assert declared == {name: known[name] for name in declared}


@EVERY
def test_an_operation_lacks_nothing_that_is_known(facts: dict[str, Any]) -> None:
    assert missing(facts) == []


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda item: item.id)
def test_what_is_assumed_is_said_to_be(operation: Operation) -> None:
    for place in extra(operation) if not operation.is_own else ():
        key, _, name = place.rpartition(".")
        field = next(item for item in MODELS[key].fields if item.wire == name)
        assert field.origin is Origin.ASSUMED, place


@pytest.mark.parametrize("key", DECLARED)
def test_a_model_has_its_type_name_namespace_and_members_in_order(key: str) -> None:
    facts, info = FACTS["models"][key], MODELS[key]
    assert info.type_name == facts["type_name"]
    assert info.namespace == facts.get("xml_namespace", info.namespace)
    known = [fact["name"] for fact in facts["fields"]]
    assert [field.wire for field in info.fields if field.wire in known] == [
        name for name in known if any(field.wire == name for field in info.fields)
    ]


@MEMBERS
def test_a_member_has_its_kind_type_name_and_limits(key: str, fact: dict[str, Any]) -> None:
    field = next(item for item in MODELS[key].fields if item.wire == fact["name"])
    assert (field.kind is Kind.COLLECTION) is fact.get("collection", False)
    assert field.holds in KINDS[fact["type"]]
    assert key_of(field) == fact.get("model", fact.get("enum"))
    assert field.json == fact.get("json", fact["name"][0].lower() + fact["name"][1:])
    assert field.nullable is fact.get("nullable", field.nullable)


@pytest.mark.parametrize("key", [key for key in FACTS["enums"] if key in ENUMS])
def test_an_enum_has_its_members_and_their_numbers(key: str) -> None:
    known, declared = FACTS["enums"][key]["members"], {item.name: item.number for item in ENUMS[key]}
    assert set(known) <= set(declared)
    if isinstance(known, dict):
        assert {name: declared[name] for name, number in known.items() if number != "unknown"} == {
            name: number for name, number in known.items() if number != "unknown"
        }
