"""`/_farstu/calls`: the journal as a partner may read it, its own calls on the customers that its key covers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from farstu.access.principals import Principal
from farstu.contract.moment import parse_moment, utc_text
from farstu.engine.journal import Detail, read_detail
from farstu.engine.tables import JOURNAL, JournalEntry
from farstu.refusals import Refused, invalid, not_found
from farstu.server.safe import SAFE_AS_TEXT
from farstu.store.base import Readers
from farstu.store.statements import bound
from farstu.texts import render, say, shortened
from farstu.texts.masking import mask_text

_SAFE = {name.title(): value for name, value in SAFE_AS_TEXT}
MOST_ON_A_PAGE = 200
USUAL_ON_A_PAGE = 50


async def one_call(readers: Readers, principal: Principal, call_id: str, language: str) -> dict[str, Any]:
    """One call, whole. Refused with 404 where there is none that this partner may see."""
    for row in await _rows(readers, principal, {"id": call_id.upper()}, 1):
        return _whole(row, language)
    raise not_found("id", "call", shortened(mask_text(call_id), 40))


async def many_calls(readers: Readers, principal: Principal, query: dict[str, str], language: str) -> dict[str, Any]:
    """A page of calls, newest first: `{"calls": […], "next": "…"}`; `next` is the `before` of the page after."""
    limit = limit_of(query.get("limit"), USUAL_ON_A_PAGE, MOST_ON_A_PAGE)
    rows = await _rows(readers, principal, _filters(query), limit + 1)
    page = rows[:limit]
    return {"calls": [_short(row, language) for row in page], "next": page[-1].id if len(rows) > limit else None}


async def _rows(readers: Readers, principal: Principal, filters: dict[str, Any], limit: int) -> list[JournalEntry]:
    customers = sorted(principal.customers | {""})
    wanted = filters.pop("customer", None)
    if wanted is not None:
        customers = [wanted] if wanted in customers else []
    if not customers:
        return []
    import sqlalchemy as sa

    table = JOURNAL.sql
    query = sa.select(*(table.c[name] for name in JOURNAL.columns)).where(
        table.c.customer.in_(customers), table.c.partner == principal.partner
    )
    for name, value in filters.items():
        query = query.where(_COMPARISONS[name](table.c, value))
    found = await readers.rows(*bound(query.order_by(table.c.id.desc()).limit(limit)), customers)
    return [JOURNAL.make(row) for row in found]


_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "id": lambda columns, value: columns.id == value,
    "before": lambda columns, value: columns.id < value,
    "operation": lambda columns, value: columns.operation == value,
    "status": lambda columns, value: columns.status == value,
    "from": lambda columns, value: columns.at >= value,
    "to": lambda columns, value: columns.at < value,
}


def _filters(query: dict[str, str]) -> dict[str, Any]:
    filters: dict[str, Any] = {}
    for name, value in query.items():
        match name:
            case "customerId":
                filters["customer"] = value
            case "operation":
                filters[name] = value
            case "before":
                filters[name] = value.upper()
            case "status":
                filters[name] = _whole_number(name, value)
            case "from" | "to":
                filters[name] = _ticks(name, value)
            case "limit":
                pass
            case _:
                shown = shortened(mask_text(name), 40)
                raise invalid((shown, say("error.unknown_filter", value=shown)))
    return filters


def limit_of(value: str | None, usual: int, most: int) -> int:
    """How many a page is to have. Refused."""
    limit = usual if value is None else _whole_number("limit", value)
    if not 1 <= limit <= most:
        raise invalid(("limit", say("error.between", member="limit", least=1, most=most, sent=limit)))
    return limit


def _whole_number(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise _bad(name, "integer", value)
    return int(value)


def _ticks(name: str, value: str) -> int:
    try:
        return parse_moment(value).ticks
    except ValueError:
        raise _bad(name, "date", value) from None


def _bad(name: str, kind: str, value: str) -> Refused:
    return invalid((name, say(f"error.{kind}", member=name, value=shortened(mask_text(value), 40))))


def _short(row: JournalEntry, language: str) -> dict[str, Any]:
    detail = read_detail(row)
    whole = _entry(row, detail, language)
    request = {"method": detail.request.method, "path": detail.request.path}
    return {**whole, "request": request, "response": {"status": row.status}}


def _whole(row: JournalEntry, language: str) -> dict[str, Any]:
    detail = read_detail(row)
    request, response = detail.request, detail.response
    return {
        **_entry(row, detail, language),
        "request": {
            "method": request.method,
            "path": request.path,
            "headers": request.headers,
            "body": request.body,
        },
        "understood": msgspec.json.decode(request.understood),
        "response": {
            "status": response.status,
            "headers": {**response.headers, "Request-Id": row.id, "Cache-Control": "no-store", **_SAFE},
            "body": response.body,
        },
    }


def _entry(row: JournalEntry, detail: Detail, language: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "at": utc_text(row.at),
        "operation": row.operation or None,
        "partner": row.partner,
        "customerId": row.customer or None,
        "request": None,
        "understood": None,
        "decided": [render(text, language) for text in detail.decided],
        "advice": [
            {
                "code": item.code,
                "member": item.member,
                "text": render(say(f"advice.{item.code}", member=item.member), language),
            }
            for item in detail.advice
        ],
        "response": None,
        "milliseconds": row.milliseconds / 1000,
    }
