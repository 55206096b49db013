"""Models that are derived from others: whose members come first, and what stands in whose place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated
from xml.etree import ElementTree

import msgspec
import pytest

from farstu.contract.fields import LEADS, Length, about
from farstu.contract.model import INFO, MODELS, Model, model
from farstu.help.pages.tables import models_in
from farstu.help.schemas import Schemas
from farstu.wire.xml_shape import INSTANCE
from farstu.wire.xml_writing import xml_writer

ANY = about(en="Something to read", sv="Något att läsa")


@pytest.fixture(autouse=True)
def own() -> Iterator[None]:
    """What a test declares is forgotten after it."""
    tables = (MODELS, INFO)
    before = [dict(table) for table in tables]
    yield
    for table, kept in zip(tables, before, strict=True):
        table.clear()
        table.update(kept)  # type: ignore[arg-type]  # each with its own


def declared() -> tuple[type[Model], type[Model]]:
    @model("Test_Animal", namespace="urn:test", en="A living thing", sv="Ett levande ting")
    class Animal(Model, kw_only=True):
        kind: Annotated[str, ANY, LEADS]
        legs: Annotated[int, ANY] = 0
        name: Annotated[str | None, ANY, Length(0, 5)] = None

    @model("Test_Dog", namespace="urn:test", en="A thing that barks", sv="Ett ting som skäller")
    class Dog(Animal, kw_only=True):
        bark: Annotated[str | None, ANY] = None
        name: Annotated[str | None, ANY, Length(0, 9)] = None

    return Animal, Dog


def test_own_members_come_before_those_of_the_base_save_what_leads() -> None:
    _, dog = declared()
    assert msgspec.json.encode(dog(kind="dog", bark="Vov")) == b'{"kind":"dog","bark":"Vov","legs":0,"name":null}'
    assert [(field.wire, field.base_level) for field in INFO[dog].fields] == [
        ("Kind", 1), ("Bark", 0), ("Legs", 1), ("Name", 1),
    ]  # fmt: skip


def test_a_member_that_is_declared_anew_keeps_its_place_and_says_what_it_says_now() -> None:
    animal, dog = declared()
    lengths = {cls: next(field.length for field in INFO[cls].fields if field.name == "name") for cls in (animal, dog)}
    assert lengths == {animal: Length(0, 5), dog: Length(0, 9)}


def test_a_derived_model_in_its_bases_place_says_in_xml_what_it_is() -> None:
    animal, dog = declared()
    one, other = animal(kind="any"), dog(kind="dog", bark="Vov")
    root = ElementTree.fromstring(xml_writer(list[animal])([one, other]))  # type: ignore[valid-type]  # noqa: S314
    assert [item.attrib.get(f"{{{INSTANCE}}}type") for item in root] == [None, "Dog"]
    assert [item.tag.partition("}")[2] for item in root] == ["Animal", "Animal"]
    assert [member.tag.partition("}")[2] for member in root[1]] == ["Kind", "Legs", "Name", "Bark"]
    assert xml_writer(animal)(other).startswith(b'<Animal i:type="Dog" xmlns:i=')
    assert xml_writer(dog)(other).startswith(b"<Dog xmlns:i=")


def test_the_pages_and_schemas_know_what_may_stand_there() -> None:
    animal, dog = declared()
    assert models_in(list[animal]) == [INFO[animal], INFO[dog]]  # type: ignore[valid-type]  # made by the test
    assert Schemas("#/", "en").answer(animal) == {"anyOf": [{"$ref": "#/Test_Dog"}]}
    assert INFO[dog].base is animal
