"""Any model with any values: what properties of reading and writing are tried with."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any
from urllib.parse import quote_plus

from hypothesis import strategies as st

from farstu.contract.fields import Field, Kind
from farstu.contract.model import INFO, Model
from farstu.contract.moment import parse_moment
from farstu.wire.numbers import decimal_text, double_text
from farstu.wire.values import enum_of

LONGEST = 12
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\r<>&\"'\\:/ "),
    max_size=LONGEST,
)
DATES = st.sampled_from(
    ["2024-05-03T00:07:34.8013926+02:00", "2024-05-02T22:07:34Z", "2015-01-01T12:00:00", "2030-12-24T15:00:00.1-05:00"]
)
DECIMALS = st.builds(
    lambda digits, scale: Decimal(digits).scaleb(-scale), st.integers(-(10**20), 10**20), st.integers(0, 8)
)
MOMENTS = DATES.map(parse_moment)


def values_of(field: Field) -> st.SearchStrategy[Any]:
    """Values that a member may have, null included."""
    made = _given(field)
    nothing = field.default is None and not (field.required and field.kind is not Kind.TEXT)
    return st.none() | made if nothing and (field.nullable or field.kind is Kind.ENUM) else made


def _given(field: Field) -> st.SearchStrategy[Any]:
    least, most = (field.between.least, field.between.most) if field.between else (None, None)
    match field.kind:
        case Kind.TEXT:
            assert field.length is not None  # every text of the contract has a limit
            return _texts(field.length.most)
        case Kind.INTEGER:
            return st.integers(-(2**31) if least is None else least, 2**31 - 1 if most is None else most)
        case Kind.LONG:
            return st.integers(-(2**63), 2**63 - 1)
        case Kind.DECIMAL:
            return DECIMALS if least is None else st.decimals(least, most, places=2)
        case Kind.DOUBLE:
            return st.floats(least, most, allow_nan=False)
        case Kind.BOOLEAN:
            return st.booleans()
        case Kind.DATE:
            return MOMENTS
        case Kind.ENUM:
            return st.sampled_from(list(enum_of(field)))
        case Kind.MODEL:
            return models(field.type)
    assert field.item is not None  # a collection
    return st.lists(_given(field.item), max_size=3)


@cache
def _texts(most: int) -> st.SearchStrategy[str]:
    return TEXTS if most >= LONGEST else TEXTS.map(lambda text: text[:most])


@cache
def models(cls: type[Model]) -> st.SearchStrategy[Any]:
    """Whole models."""
    return st.builds(cls, **{field.name: values_of(field) for field in INFO[cls].fields})


def as_form(model: Model) -> bytes:
    """A model as a form; null, and a list without items, are left out, as there is no other way."""
    return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in _pairs(model, "")).encode()


def _pairs(value: Any, name: str) -> list[tuple[str, str]]:
    if isinstance(value, Model):
        fields = INFO[type(value)].fields
        pairs = [_pairs(getattr(value, field.name), f"{name}.{field.json}".lstrip(".")) for field in fields]
        return [pair for found in pairs for pair in found]
    if isinstance(value, list):
        return [pair for place, item in enumerate(value) for pair in _pairs(item, f"{name}[{place}]")]
    return [] if value is None else [(name, _entered(value))]


def _entered(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal | float):
        return decimal_text(value) if isinstance(value, Decimal) else double_text(value)
    return str(getattr(value, "text", None) or getattr(value, "name", None) or value)


def through_a_form(value: Any) -> Any:
    """What is left of a value: a blank text is null, as is a list or a model in which nothing is left."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, list):
        return [through_a_form(item) for item in value] or None
    if isinstance(value, Model):
        left = {field.name: through_a_form(getattr(value, field.name)) for field in INFO[type(value)].fields}
        return type(value)(**left) if any(item is not None for item in left.values()) else None
    return value
