"""What a call names by its id: it is there, or the call is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from farstu.engine.calls import Call
from farstu.engine.facts import Facts
from farstu.records.estates import ESTATE, Estate
from farstu.refusals import not_found
from farstu.store.table import Index
from farstu.texts import Text, say


def named_estate(facts: Facts, call: Call, parameter: str = "estateId") -> Estate:
    """The home that a parameter names. Refused with 404."""
    named = call.parameters[parameter]
    estate = facts.one(ESTATE.key, call.customer, named)
    if estate is None:
        raise not_found(parameter, "estate", named)
    return estate


def unknown(
    facts: Facts, call: Call, member: str, kind: str, index: Index[Any], named: str | None
) -> Iterator[tuple[str, Text]]:
    """What is wrong with a record of a kind that a member of the body names, if it names one."""
    if named and facts.one(index, call.customer, named) is None:
        yield call.key(member), say(f"unknown.{kind}", member=member.rpartition(".")[2], value=named)
