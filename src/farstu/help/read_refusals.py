"""What a read refuses where the database holds nothing of what it asks for."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from urllib.parse import urlencode

from farstu.contract.moment import TICKS_PER_SECOND
from farstu.contract.operation import Operation
from farstu.engine.reads import READS, Asked
from farstu.help.bodies import shown_parameter
from farstu.help.place import Place
from farstu.help.samples import sample_value
from farstu.refusals import Refused
from farstu.store.vault import PlainVault
from farstu.wire.parameters import read_parameters

_NOWHERE = Place("")
_AT = 1_790_000_000 * TICKS_PER_SECOND


class _Nothing:
    """Readers of a database without rows, where only a count gives an answer."""

    async def rows(
        self, statement: str, parameters: tuple[Any, ...] = (), customers: Collection[str] = ()
    ) -> list[tuple[Any, ...]]:
        return [(0,)] if statement.startswith("SELECT count(") else []


def read_refusals(operation: Operation) -> list[Refused]:
    """The refusal for an id that names nothing, if the read gives one; none where no read answers the operation."""
    if operation not in READS:
        return []
    path = tuple(shown_parameter(item, _NOWHERE, _AT) for item in operation.parameters)
    query = {item.name: shown_parameter(item, _NOWHERE, _AT) for item in operation.query if item.required}
    given = read_parameters(operation, path, urlencode(query).encode())
    asked = Asked(
        at=_AT,
        customers=(_NOWHERE.id("customerId"),),
        parameters=given.values,
        body=sample_value(operation.request) if operation.request else None,
        body_name=operation.body_name,
        readers=_Nothing(),
        vault=PlainVault(b"farstu"),
    )
    try:
        READS[operation](asked).__await__().send(None)
    except Refused as refused:
        return [refused]
    except StopIteration:
        return []
    raise AssertionError(f"{operation.id} waits for more than its readers")
