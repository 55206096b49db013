"""`/_farstu/reports/{name}`: a report on one customer in JSON, CSV or Parquet, page by page by its key."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from farstu.access.principals import Principal
from farstu.contract.operation import FunctionGroup
from farstu.files.exporting import Source, source
from farstu.files.parquet import ParquetFile
from farstu.files.reading import CSV, PARQUET
from farstu.files.values import as_json
from farstu.files.writing import CsvFile
from farstu.records.reports import BUDGET_VS_OUTCOME, FOLLOW_UP_LAG, LEAD_SOURCE_YIELD, PROMISE_EXPIRY
from farstu.refusals import NOT_FOUND, Refused, forbidden, invalid, not_acceptable
from farstu.server.calls import limit_of
from farstu.store.base import Readers
from farstu.store.view import WHOLE
from farstu.texts import say, shortened
from farstu.texts.masking import mask_text
from farstu.wire.json_codec import write_json
from farstu.wire.negotiation import wanted_of

Handler = Callable[[Request, Principal], Awaitable[Any]]
Guarded = Callable[[Request], Awaitable[Response]]
Rows = list[tuple[Any, ...]]
REPORTS = tuple(view.name for view in (BUDGET_VS_OUTCOME, FOLLOW_UP_LAG, LEAD_SOURCE_YIELD, PROMISE_EXPIRY))
ON_A_PAGE = 2_000
JSON = "json"
MEDIA_TYPES = {JSON: "application/json", CSV: "text/csv", PARQUET: "application/vnd.apache.parquet"}
_PARAMETERS = ("customerId", "after", "limit")
_Whole = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
_Text = Annotated[str, msgspec.Meta(pattern=r"^[^\x00]*\Z")]


@dataclass(frozen=True)
class Reports:
    """Answers those whose key opens the function group BusinessIntelligence of the customer."""

    readers: Readers

    def routes(self, guarded: Callable[[Handler], Guarded]) -> list[Route]:
        """The one there is."""
        return [Route("/_farstu/reports/{name}", guarded(self._report))]

    async def _report(self, request: Request, principal: Principal) -> Response:
        name, form = _asked(request)
        query = dict(request.query_params)
        customer = _customer(query, principal)
        report = source(name)
        limit = limit_of(query.get("limit"), ON_A_PAGE, ON_A_PAGE)
        after = _after(report, query.get("after"))
        statement = report.statement(limit + 1, after=bool(after))
        found = await self.readers.rows(statement, (customer, *after), [customer])
        rows, following = found[:limit], None
        if len(found) > limit:
            following = _key(report, rows[-1])
        body = await asyncio.to_thread(_written, form, report, rows, following)
        return Response(body, headers=_headers(name, form, query, following))


def _asked(request: Request) -> tuple[str, str]:
    """Which report, and in which format: the path's ending says it, or else `Accept`. Refused."""
    asked = request.path_params["name"]
    name, _, ending = asked.partition(".")
    if name not in REPORTS or (ending not in MEDIA_TYPES and name != asked):
        shown = shortened(mask_text(asked), 40)
        raise Refused(404, NOT_FOUND, say("not_found.report", value=shown, known=", ".join(REPORTS)))
    if ending:
        return name, ending
    forms = {media_type: form for form, media_type in MEDIA_TYPES.items()}
    return name, forms[wanted_of(request.headers.get("accept", ""), list(forms))]


def _customer(query: dict[str, str], principal: Principal) -> str:
    customer = query.get("customerId", "")
    if not customer:
        raise invalid(("customerId", say("error.required", member="customerId")))
    if not principal.may(FunctionGroup.BUSINESS_INTELLIGENCE, customer):
        raise forbidden(FunctionGroup.BUSINESS_INTELLIGENCE.value)
    for name in query:
        if name not in _PARAMETERS:
            shown = shortened(mask_text(name), 40)
            raise invalid((shown, say("error.unknown_report_filter", value=shown)))
    return customer


def _after(report: Source, sent: str | None) -> tuple[Any, ...]:
    """The key that a page goes on after; none for the first page. Refused."""
    if sent is None:
        return ()
    holds = dict(report.columns)
    shape: Any = tuple[tuple(_Whole if holds[name] == WHOLE else _Text for name in report.key)]  # type: ignore[misc]
    try:
        key: tuple[Any, ...] = msgspec.json.decode(sent, type=shape)
    except (msgspec.MsgspecError, UnicodeError):
        raise invalid(("after", say("error.report_after", member="after"))) from None
    return key


def _key(report: Source, row: Sequence[Any]) -> str:
    """The key of a row, as `after` takes it."""
    names = [name for name, _ in report.columns]
    return msgspec.json.encode([row[names.index(name)] for name in report.key]).decode()


def _written(form: str, report: Source, rows: Rows, following: str | None) -> bytes:
    if form == CSV:
        text = io.StringIO(newline="")
        CsvFile(text, report.titled).rows(rows)
        return text.getvalue().encode()
    if form == PARQUET:
        return _parquet(report, rows)
    shown = [
        {title: as_json(holds, value) for (title, holds), value in zip(report.titled, row, strict=True)} for row in rows
    ]
    return write_json({"rows": shown, "next": following})


def _parquet(report: Source, rows: Rows) -> bytes:
    file = io.BytesIO()
    try:
        made = ParquetFile(file, report.titled)
    except Refused as refusal:
        raise not_acceptable(refusal.problems[0][1]) from None
    if rows:
        made.rows(rows)
    made.close()
    return file.getvalue()


def _headers(name: str, form: str, query: dict[str, str], following: str | None) -> dict[str, str]:
    charset = "" if form == PARQUET else "; charset=utf-8"
    headers = {"Cache-Control": "no-store", "Content-Type": MEDIA_TYPES[form] + charset, "Vary": "Accept"}
    if form != JSON:
        headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    if following is not None:
        headers["Link"] = f'<?{urlencode({**query, "after": following})}>; rel="next"'
    return headers
