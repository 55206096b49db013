"""Schemas fit whatever the formats write, of every kind of member that there is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from farstu import areas, wire
from farstu.contract.enums import ENUM_INFO, ENUMS
from farstu.contract.model import INFO, MODELS, Model
from farstu.help.bodies import shown_body
from farstu.help.place import Place
from farstu.help.samples import model_samples, readable
from farstu.help.schemas import Schemas
from farstu.help.wrong_bodies import wrong_bodies
from farstu.help.xsd import schema_files
from farstu.wire.codecs import CODECS
from farstu.wire.json_codec import write_json
from tests.support.effort import examples
from tests.support.kinds import KINDS, Colour, Sort, Thing
from tests.support.models import models

areas.load()
wire.load()

FORMATS = ("application/json", "application/xml")
CLASSES = [info.cls for info in KINDS.values()]


@pytest.fixture(scope="module", autouse=True)
def every_kind() -> Iterator[None]:
    """The models of every kind are in the contract for a while."""
    models_before, enums_before = dict(MODELS), dict(ENUMS)
    MODELS.update(KINDS)
    ENUMS.update({ENUM_INFO[cls].key: cls for cls in (Colour, Sort)})
    yield
    for table, before in ((MODELS, models_before), (ENUMS, enums_before)):
        table.clear()
        table.update(before)  # type: ignore[arg-type]  # each with its own


@pytest.fixture(scope="module")
def in_xml(every_kind: None, tmp_path_factory: pytest.TempPathFactory) -> etree.XMLSchema:
    folder = tmp_path_factory.mktemp("schema")
    for name, content in schema_files().items():
        (folder / name).write_bytes(content)
    return etree.XMLSchema(etree.parse(str(folder / "index.xsd")))


class JsonSchemas:
    """Short to print, unlike what is in it."""

    def __init__(self) -> None:
        from jsonschema import Draft202012Validator  # takes seconds, which only who runs this should pay

        self._all = {"$defs": Schemas("#/$defs/", "en").all()}
        self._validator = Draft202012Validator
        self._validator.check_schema(self._all)

    def check(self, cls: type[Model], text: bytes) -> None:
        validator = self._validator({**self._all, "$ref": f"#/$defs/{INFO[cls].key}"})
        assert [error.message for error in validator.iter_errors(json.loads(text))] == []


@pytest.fixture(scope="module")
def in_json(every_kind: None) -> JsonSchemas:
    return JsonSchemas()


def written(kind: Any, value: Any, media_type: str) -> bytes:
    writer = CODECS[media_type].writer
    assert writer is not None
    return writer(kind)(value)


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(CLASSES).flatmap(models))
def test_whatever_is_written_in_xml_keeps_to_its_schema(in_xml: etree.XMLSchema, model: Model) -> None:
    in_xml.assertValid(etree.fromstring(written(type(model), model, "application/xml")))
    several = [model, model]
    in_xml.assertValid(etree.fromstring(written(list[type(model)], several, "application/xml")))


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(CLASSES).flatmap(models))
def test_whatever_is_written_in_json_keeps_to_its_schema(in_json: JsonSchemas, model: Model) -> None:
    text = written(type(model), model, "application/json")
    assume(
        b'"Infinity"' not in text
    )  # JSON has no such number; the reference writes a text, and the schema says number
    assume(b'"-Infinity"' not in text)
    in_json.check(type(model), text)


@pytest.mark.parametrize("cls", CLASSES)
def test_samples_keep_to_the_schemas(in_xml: etree.XMLSchema, in_json: JsonSchemas, cls: type[Model]) -> None:
    as_json, as_xml = model_samples(INFO[cls])
    in_json.check(cls, as_json.text.encode())
    in_xml.assertValid(etree.fromstring(as_xml.text))


@pytest.mark.parametrize("kind", [str, bool, int, list[str], list[int], Colour, list[Colour]])
def test_answers_that_are_no_models_keep_to_the_schema(in_xml: etree.XMLSchema, kind: Any) -> None:
    one = {str: "x", bool: True, int: 5, Colour: Colour.Blue}
    value = one[kind] if kind in one else [one[kind.__args__[0]]] * 2
    in_xml.assertValid(etree.fromstring(written(kind, value, "application/xml")))


@pytest.mark.parametrize("cls", CLASSES)
def test_bodies_that_are_shown_are_read_without_a_problem(cls: type[Model]) -> None:
    body = readable(write_json(shown_body(INFO[cls], Place(""), 0)))
    reading = CODECS["application/json"].reader(INFO[cls], "body")(body.encode(), "")
    assert reading.problems == []


def test_every_kind_can_be_wrong_and_too_much(tmp_path: Path) -> None:
    found = {}
    for name, body in wrong_bodies(INFO[Thing]):
        problems = CODECS["application/json"].reader(INFO[Thing], "body")(body, "").problems
        found[name] = found.get(name, set()) | {problem.key.partition(".")[2].lower() for problem in problems}
    every = {field.json.lower() for field in INFO[Thing].fields}
    assert {key.partition(".")[0].partition("[")[0] for key in found["kind"]} == every
    assert found["limits"] >= {"wholeornone", "decimalornone", "text", "texts", "inner.id"}
