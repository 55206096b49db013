"""Declarations made inside a test, and forgotten after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from farstu.contract.enums import ENUM_INFO, ENUMS
from farstu.contract.fields import about
from farstu.contract.model import INFO, MODELS, Model, model
from farstu.contract.names import camel
from farstu.contract.operation import OPERATIONS

REGISTRIES: tuple[dict[Any, Any], ...] = (MODELS, INFO, ENUMS, ENUM_INFO, OPERATIONS)
NAME = about(en="What it is called", sv="Vad det heter")
MODEL: dict[str, str] = {"namespace": "urn:test", "en": "A thing to test with", "sv": "En sak att prova med"}


@pytest.fixture(autouse=True)
def registries() -> Iterator[tuple[dict[Any, Any], ...]]:
    """Whatever a test declares is forgotten; yields copies of how the registries were before."""
    before = tuple(dict(registry) for registry in REGISTRIES)
    yield before
    for registry, kept in zip(REGISTRIES, before, strict=True):
        registry.clear()
        registry.update(kept)


def declare_model(hint: Any, default: Any = ..., key: str = "Test_Thing", **texts: str) -> type[Model]:
    """A model with one member, `given_name`."""
    member_of_it: Any = ("given_name", hint) if default is ... else ("given_name", hint, default)
    made = msgspec.defstruct("Thing", [member_of_it], bases=(Model,), module=__name__, rename=camel, kw_only=True)
    return model(key, **MODEL | texts)(made)
