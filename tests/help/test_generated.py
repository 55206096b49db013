"""What programs read: valid by their own standards, the same from the server and from the command."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from lxml import etree

from farstu import areas, wire
from farstu.contract.fields import Deprecated
from farstu.contract.model import MODELS
from farstu.contract.operation import OPERATIONS, FunctionGroup
from farstu.help.generated import generated_files
from farstu.help.openapi import REFUSED, openapi
from farstu.help.place import Place
from farstu.help.samples import model_samples, request_samples, response_samples
from farstu.help.swagger import swagger
from farstu.help.xsd import schema_files
from farstu.texts import LANGUAGES
from farstu.wire.xml_writing import xml_writer
from tests.support.world import CONTACT, CUSTOMER, ESTATE, KEY, OFFICE, PARTNER, USER, VIEWING, World

areas.load()
wire.load()

ADDRESS = "http://farstu.test"
IDS = {
    "customerId": CUSTOMER, "contactId": CONTACT, "estateId": ESTATE, "officeId": OFFICE, "userId": USER,
    "viewingId": VIEWING, "participantId": CONTACT, "meetingId": "m", "leadSourceId": "L", "bidId": "b",
    "timeSlotId": "t", "companyId": "f", "deceasedEstateId": "d", "doubleContactId": "twin",
}  # fmt: skip
PLACE = Place(ADDRESS, PARTNER, KEY, IDS)
SEEDS: dict[str, Any] = json.loads((Path(__file__).parent.parent / "data" / "seed_texts.json").read_text("utf-8"))


@cache
def files(language: str = "en", *, placed: bool = False) -> dict[str, bytes]:
    return dict(generated_files(ADDRESS, PLACE if placed else None, language))


def get(world: World, path: str, language: str = "en") -> Any:
    return world.send("GET", path, {"Accept-Language": language})


def keeps_to_openapi(document: dict[str, Any]) -> None:
    """What judges it takes seconds to import, which only who runs this should pay."""
    from openapi_spec_validator import validate

    validate(document)


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> etree.XMLSchema:
    """The index, which takes in every namespace."""
    folder = tmp_path_factory.mktemp("schema")
    for name, content in schema_files().items():
        (folder / name).write_bytes(content)
    return etree.XMLSchema(etree.parse(str(folder / "index.xsd")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_server_gives_the_same_files_as_the_command(shared: World, language: str) -> None:
    written = files(language)
    assert len(written) > 15
    for path, content in written.items():
        response = get(shared, f"/{path}", language)
        assert response.status_code == 200
        assert response.content == content, path
        assert len(response.headers["Request-Id"]) == 32


def test_the_language_may_be_asked_for_in_the_address(shared: World) -> None:
    assert get(shared, "/openapi.json?lang=sv", "en").content == files("sv")["openapi.json"]
    assert get(shared, "/openapi.json?lang=xx", "en").content == files("en")["openapi.json"]
    assert files("sv")["openapi.json"] != files("en")["openapi.json"]


def test_collections_are_to_be_saved(shared: World) -> None:
    for name in ("farstu.postman_collection.json", "farstu.bruno.json"):
        assert get(shared, f"/{name}").headers["Content-Disposition"] == "attachment"


@pytest.mark.parametrize("path", ["/schema/unknown.xsd", "/swagger/docs/Nobody", "/swagger/docs/", "/openapi.xml"])
def test_what_is_not_there_is_404(shared: World, path: str) -> None:
    assert get(shared, path).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_openapi_is_valid_in_both_languages(language: str) -> None:
    document = json.loads(files(language, placed=True)["openapi.json"])
    keeps_to_openapi(document)
    assert document["servers"] == [{"url": ADDRESS}]
    assert document == msgspec.yaml.decode(files(language, placed=True)["openapi.yaml"])


def test_openapi_speaks_of_every_format_with_its_samples() -> None:
    document = json.loads(files(placed=True)["openapi.json"])
    for operation in OPERATIONS.values():
        path = document["paths"][f"/{operation.route}"][operation.method.lower()]
        shown = path["responses"].get("200", {}).get("content", {})
        for sample in response_samples(operation) if operation.response else ():
            for media_type in sample.media_types:
                assert shown[media_type]["examples"]["sample"]["value"]
        if operation.request:
            content = path["requestBody"]["content"]
            assert len(content) == 5
            whole = content["application/json"]["examples"]["whole"]["value"]
            assert {whole[name] for name in whole if name.endswith("Id") and isinstance(whole[name], str)} <= set(
                IDS.values()
            )
        assert {"200", "204"} & path["responses"].keys()
        assert {str(status) for status in REFUSED} <= path["responses"].keys()


def test_headers_are_documented_where_they_are_sent(shared: World) -> None:
    responses = json.loads(files()["openapi.json"])["components"]["responses"]
    there = f"/ViewingParticipant/{CUSTOMER}"
    for response in (
        shared.call("PUT", there, {}, key="wrong"),
        shared.call("PATCH", there, {}),
        shared.call("PUT", there, {}),
    ):
        documented = responses[f"Refused{response.status_code}"]["headers"]
        assert set(documented) == {"Request-Id", *REFUSED[response.status_code]}
        assert all(name in response.headers for name in documented)


@pytest.mark.parametrize("group", FunctionGroup)
def test_swagger_is_valid_for_every_function_group_in_any_case(shared: World, group: FunctionGroup) -> None:
    document = get(shared, f"/Swagger/Docs/{group.value.lower()}").json()
    assert document["swagger"] == "2.0"
    keeps_to_openapi(document)
    named = {method["operationId"] for path in document["paths"].values() for method in path.values()}
    assert named == {item.id for item in OPERATIONS.values() if item.group is group}
    assert document["host"] == "farstu.test"
    assert document == json.loads(files()[f"swagger/docs/{group.value}.json"])


def test_swagger_holds_only_the_models_that_its_operations_lean_on() -> None:
    definitions = json.loads(files()["swagger/docs/Viewing.json"])["definitions"]
    assert "ParticipantFollowUp_Contacted" in definitions
    assert "Budget_Estates" not in definitions


@pytest.mark.parametrize("id", sorted(SEEDS))
def test_the_samples_of_the_documentation_keep_to_the_schema(schema: etree.XMLSchema, id: str) -> None:
    for text in SEEDS[id]["request"][1:] + SEEDS[id]["response"][1:]:
        schema.assertValid(etree.fromstring(text))


def test_every_model_that_is_written_keeps_to_the_schema_full_and_empty(schema: etree.XMLSchema) -> None:
    for info in MODELS.values():
        schema.assertValid(etree.fromstring(model_samples(info)[1].text))
        if not any(field.required for field in info.fields):
            schema.assertValid(etree.fromstring(xml_writer(info.cls)(info.cls())))


def broken(old: str, new: str) -> Any:
    text = request_samples(OPERATIONS["POST-Advertising-Estate-customerId-estateId-FinalPriceWatched"])[1].text
    assert old in text
    return etree.fromstring(text.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<ProspectiveBuyerStatus>Assigned<", "<ProspectiveBuyerStatus>Maybe<"),
        ("<Message>", "<Note/><Message>"),
        ("<ZipCode>sample string 2<", f"<ZipCode>{'1' * 16}<"),
        ("d3p1:EmailAddress>", "EmailAddress>"),
        ("<IsForeignSocialSecurityNumber>true<", "<IsForeignSocialSecurityNumber>perhaps<"),
    ],
)
def test_what_is_wrong_does_not_keep_to_the_schema(schema: etree.XMLSchema, old: str, new: str) -> None:
    assert not schema.validate(broken(old, new))


def test_members_out_of_order_do_not_keep_to_the_schema(schema: etree.XMLSchema) -> None:
    root = broken("<", "<")
    root.append(root[0])
    assert not schema.validate(root)


def test_schemas_have_no_any_and_their_index_leads_to_all(shared: World) -> None:
    index = etree.fromstring(get(shared, "/schema/index.xsd").content)
    places = {element.get("namespace"): element.get("schemaLocation") for element in index}
    assert {info.namespace for info in MODELS.values()} <= places.keys()
    for place in places.values():
        content = get(shared, f"/schema/{place}").content
        assert b"<xs:any" not in content
        etree.fromstring(content)
    response = get(shared, "/schema")
    assert (response.status_code, response.headers["Location"]) == (302, "/schema/index.xsd")


def filled(text: str, variables: dict[str, str]) -> str:
    for name, value in variables.items():
        text = text.replace(f"{{{{{name}}}}}", value)
    assert "{{" not in text
    return text


def test_every_request_of_the_postman_collection_is_answered_as_its_test_wants(shared: World) -> None:
    made = json.loads(files("sv", placed=True)["farstu.postman_collection.json"])
    variables = {item["key"]: item["value"] for item in made["variable"]}
    assert (variables["address"], variables["partner"], variables["key"]) == (ADDRESS, PARTNER, KEY)
    items = [item for folder in made["item"] for item in folder["item"]]
    assert len(items) == len(OPERATIONS)
    for item in items:
        request = item["request"]
        url = filled(request["url"]["raw"], variables)
        assert "/".join(["{{address}}", *request["url"]["path"]]) == request["url"]["raw"].partition("?")[0]
        body = filled(request["body"]["raw"], variables).encode() if "body" in request else None
        response = shared.call(request["method"], url, body)
        assert f"status({response.status_code})" in item["event"][0]["script"]["exec"][0]


def test_every_request_of_the_bruno_collection_is_answered_as_its_test_wants(shared: World) -> None:
    made = json.loads(files("en", placed=True)["farstu.bruno.json"])
    variables = {item["name"]: item["value"] for item in made["environments"][0]["variables"]}
    items = [item for folder in made["items"] for item in folder["items"]]
    assert len(items) == len(OPERATIONS)
    for item in items:
        request = item["request"]
        body = filled(request["body"]["json"], variables).encode() if request["body"]["mode"] == "json" else None
        response = shared.call(request["method"], filled(request["url"], variables), body)
        assert f"equal({response.status_code})" in item["request"]["tests"]
    assert request["auth"] == {"mode": "basic", "basic": {"username": "{{partner}}", "password": "{{key}}"}}


def test_no_key_stands_in_a_collection_of_a_server_whose_keys_are_secret() -> None:
    for name in ("farstu.postman_collection.json", "farstu.bruno.json"):
        text = files()[name].decode()
        assert KEY not in text
        assert "CUSTOMER_ID" in text


def test_what_is_deprecated_says_so_wherever_the_contract_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for language in LANGUAGES:
        described = json.loads(files(language)["openapi.json"])
        marked = {
            (model, member)
            for model, schema in described["components"]["schemas"].items()
            for member, facts in schema.get("properties", {}).items()
            if facts.get("deprecated")
        }
        assert marked == {("Meeting_Meeting", "commissionSource"), ("User_User", "orderNumber")}
    name = "POST-Meeting-Comeback-customerId-contactId"
    said = replace(OPERATIONS[name], deprecated=Deprecated("another one", "2026"))
    monkeypatch.setitem(OPERATIONS, name, said)
    path = f"/{said.route}"
    assert openapi(PLACE)["paths"][path]["post"]["deprecated"] is True
    assert swagger(FunctionGroup.MEETING, PLACE)["paths"][path]["post"]["deprecated"] is True
