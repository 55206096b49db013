"""What is declared agrees with what is known of the reference's five operations.

`data/contract_facts.json` holds those facts alone, copied by a script from notes on the reference's published pages.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from farstu.contract.enums import ENUMS, ContractEnum
from farstu.contract.fields import Field, Kind
from farstu.contract.model import INFO, MODELS
from farstu.contract.operation import OPERATIONS
from farstu.contract.origin import ASSUMED, Origin

FACTS: dict[str, Any] = json.loads((Path(__file__).parent.parent / "data" / "contract_facts.json").read_text("utf-8"))
FACTS_OF_OPERATIONS: list[dict[str, Any]] = FACTS["operations"]
FACTS_OF_MODELS: dict[str, dict[str, Any]] = FACTS["models"]
FACTS_OF_ENUMS: dict[str, dict[str, Any]] = FACTS["enums"]
FIELD_FACTS = {f"{key}.{field['name']}": field for key, model in FACTS_OF_MODELS.items() for field in model["fields"]}
FIELDS = {f"{key}.{field.wire}": field for key in FACTS_OF_MODELS for field in MODELS[key].fields}
KINDS = {
    "string": Kind.TEXT,
    "integer": Kind.INTEGER,
    "boolean": Kind.BOOLEAN,
    "date": Kind.DATE,
    "enum": Kind.ENUM,
    "object": Kind.MODEL,
}
RESPONSES = {"none": None, "string": str, "boolean": bool}
PARAMETERS = {"string": str, "integer": int}


def facts_with(name: str) -> list[str]:
    """The members of which this is known."""
    return [place for place, facts in FIELD_FACTS.items() if name in facts]


def key_of(field: Field) -> str | None:
    """The key in the contract of the model or enum that a field holds."""
    if issubclass(field.type, ContractEnum):
        return next(key for key, cls in ENUMS.items() if cls is field.type)
    return INFO[field.type].key if field.type in INFO else None


def test_five_operations_are_known() -> None:
    assert len(FACTS_OF_OPERATIONS) == 5
    assert {facts["id"] for facts in FACTS_OF_OPERATIONS} <= set(OPERATIONS)


@pytest.mark.parametrize("facts", FACTS_OF_OPERATIONS, ids=lambda facts: str(facts["id"]))
def test_an_operation_has_its_method_route_parameters_body_and_answer(facts: dict[str, Any]) -> None:
    operation = OPERATIONS[facts["id"]]
    assert (operation.method, operation.route) == (facts["method"], facts["route"])
    assert [(item.name, item.type) for item in operation.parameters] == [
        (item["name"], PARAMETERS[item["type"]]) for item in facts["path"]
    ]
    assert operation.request is not None
    assert INFO[operation.request].key == facts["request_model"]
    assert operation.response is RESPONSES[facts["response"]]


def test_bodies_are_called_as_error_keys_begin() -> None:
    names = [OPERATIONS[facts["id"]].body_name for facts in FACTS_OF_OPERATIONS]
    assert names == ["budget", "loanPromise", "comeback", "application", "followUp"]


@pytest.mark.parametrize("key", FACTS_OF_MODELS)
def test_a_model_has_its_name_namespace_and_members_in_order(key: str) -> None:
    facts, info = FACTS_OF_MODELS[key], MODELS[key]
    assert (info.type_name, info.namespace) == (facts["type_name"], facts["xml_namespace"])
    assert [field.wire for field in info.fields] == [field["name"] for field in facts["fields"]]
    assert [field.json for field in info.fields] == [
        field["name"][0].lower() + field["name"][1:] for field in facts["fields"]
    ]


@pytest.mark.parametrize("key", FACTS_OF_MODELS)
def test_members_of_a_base_class_come_first_in_xml_and_the_rest_by_their_letters(key: str) -> None:
    ordered = sorted(MODELS[key].fields, key=lambda field: (not field.base_level, field.wire))
    assert [field.wire for field in ordered] == FACTS_OF_MODELS[key]["xml_order"]


@pytest.mark.parametrize("place", FIELD_FACTS)
def test_a_member_has_its_kind_and_type(place: str) -> None:
    facts, field = FIELD_FACTS[place], FIELDS[place]
    assert field.kind is (Kind.COLLECTION if facts.get("collection") else KINDS[facts["type"]])
    assert key_of(field) == facts.get("model", facts.get("enum"))


@pytest.mark.parametrize("place", facts_with("max_len"))
def test_a_text_has_the_lengths_that_are_known(place: str) -> None:
    length = FIELDS[place].length
    assert length is not None
    assert (length.least, length.most) == (FIELD_FACTS[place]["min_len"], FIELD_FACTS[place]["max_len"])


def test_what_is_known_to_be_required_is_required_and_little_else() -> None:
    required = {place for place, field in FIELDS.items() if field.required}
    assert required - set(facts_with("required")) == {
        "Meeting_Comeback.Date",
        "ParticipantFollowUp_ParticipantFollowUp.ContactId",
        "ParticipantFollowUp_ParticipantFollowUp.ViewingId",
    }
    assert set(facts_with("required")) < required


@pytest.mark.parametrize("place", facts_with("nullable"))
def test_null_is_a_value_where_it_is_known_to_be(place: str) -> None:
    assert FIELDS[place].nullable is FIELD_FACTS[place]["nullable"]


def test_a_person_needs_email_or_telephone() -> None:
    groups = {place: field.one_of for place, field in FIELDS.items() if field.one_of}
    person = "Advertising_AdvertisingLeadPerson"
    assert groups == {f"{person}.Email": "contact_channel", f"{person}.Telephone": "contact_channel"}
    assert set(groups) < set(facts_with("one_of_group"))


@pytest.mark.parametrize("key", FACTS_OF_ENUMS)
def test_an_enum_has_its_members_and_numbers(key: str) -> None:
    known = FACTS_OF_ENUMS[key]
    ours = {item.name: item.number for item in ENUMS[key]}
    if "unknown" in known.values():
        assert set(known) <= set(ours)
    else:
        assert ours == known
        assert list(ours) == list(known)


def test_no_is_the_lowest_member_of_contacted_as_samples_show() -> None:
    contacted = ENUMS["ParticipantFollowUp_Contacted"]
    assert FACTS_OF_ENUMS["ParticipantFollowUp_Contacted"] == {"No": "unknown"}
    assert min(contacted, key=lambda item: item.number).name == "No"


def test_only_the_personal_number_is_one() -> None:
    found = [place for place, field in FIELDS.items() if field.personal_number]
    assert found == ["Advertising_AdvertisingLeadPerson.SocialSecurityNumber"]


def test_texts_that_are_called_ids_are_ids() -> None:
    marked = {place for place, field in FIELDS.items() if field.is_id}
    assert marked == {place for place in FIELD_FACTS if place.endswith("Id")}
    assert len(marked) == 9


def test_a_limit_is_documented_only_where_a_fact_states_it() -> None:
    ours, theirs = set(), set()
    for place, field in FIELDS.items():
        for limit in (field.length, field.between, field.items):
            if limit is not None and not field.is_id:
                (ours if limit.origin is ASSUMED else theirs).add(place)
    assert theirs - {"Budget_RealtorBudget.Commission"} == set(facts_with("max_len"))
    assert ours.isdisjoint(theirs)
    assert {"Buyer_LoanPromise.Bank", "Meeting_Comeback.Note", "Budget_Estates.Sold"} <= ours


def test_members_of_an_enum_that_no_fact_names_are_assumed() -> None:
    for key, facts in FACTS_OF_ENUMS.items():
        assumed = {item.name for item in ENUMS[key] if item.origin is not Origin.DOCUMENTED}
        assert assumed == {item.name for item in ENUMS[key]} - set(facts)
