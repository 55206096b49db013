"""The data behind the calls, as plain tables: a record leads to the call that made it and to those that changed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import msgspec
from starlette.responses import Response
from starlette.routing import Route

from farstu.areas.budget.tables import BUDGET
from farstu.areas.buyer.tables import LOAN_PROMISE
from farstu.areas.meeting.tables import COMEBACK
from farstu.areas.note.tables import NOTE
from farstu.areas.watch.tables import FINAL_PRICE_WATCH
from farstu.console.rendering import minute
from farstu.console.serving import ROOT
from farstu.console.sight import Sight, sight_of
from farstu.console.visit import Guard, Visit
from farstu.contract.operation import FunctionGroup
from farstu.engine.tables import EVENT, EVENT_COUNTER, JOURNAL
from farstu.records.bids import BID
from farstu.records.contacts import CONTACT
from farstu.records.estates import ESTATE, PROSPECT
from farstu.records.leads import LEAD
from farstu.records.meetings import MEETING
from farstu.records.viewings import PARTICIPANT, VIEWING
from farstu.refusals import FORBIDDEN, NOT_FOUND, Refused
from farstu.store.table import CUSTOMER, Table
from farstu.store.vault import SEALED, SealBroken, Vault
from farstu.texts import say, shortened
from farstu.texts.masking import HIDDEN, mask_number, mask_text

ON_A_PAGE = 50
MOST_OF_ONE_CALL = 64
"""So many ids a call may make: they follow on one another."""
MOST_EVENTS = 5_000
"""So many of the newest events are looked through for what changed a record."""
LONGEST_CELL = 60
_APART = "~"
_TIMES = ("date", "valid_until")
_NUMBER = "personal_number"


@dataclass(frozen=True)
class Kind:
    """A table that is shown: whose right it takes to see it, and which of its columns its list has."""

    table: Table[Any]
    group: FunctionGroup
    listed: tuple[str, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """The key within the customer."""
        return tuple(name for name in self.table.key.columns if name != CUSTOMER)

    @property
    def columns(self) -> tuple[str, ...]:
        """What of it is shown: keys for looking up tell nobody anything."""
        return tuple(name for name in self.table.columns if not name.endswith("_match") and name != CUSTOMER)


_ADVERTISING, _CRM, _MEETING = FunctionGroup.ADVERTISING, FunctionGroup.CRM, FunctionGroup.MEETING
KINDS = {
    "contacts": Kind(CONTACT, _CRM, ("kind", "first_name", "last_name", "email", "cell", _NUMBER, "created_at")),
    "estates": Kind(ESTATE, _ADVERTISING, ("kind", "street_address", "city", "asking_price", "final_price")),
    "leads": Kind(LEAD, _ADVERTISING, ("kind", "contact", "estate", "partner", "message", "created_at")),
    "watches": Kind(FINAL_PRICE_WATCH, _ADVERTISING, ("created_at", "due_at", "told_at", "told_by")),
    "prospects": Kind(PROSPECT, _ADVERTISING, ("status", "created_at", "note")),
    "bids": Kind(BID, _ADVERTISING, ("estate", "contact", "amount", "is_canceled", "placed_at", "partner")),
    "viewings": Kind(VIEWING, FunctionGroup.VIEWING, ("estate", "user", "note")),
    "participants": Kind(PARTICIPANT, FunctionGroup.VIEWING, ("id", "participated", "contacted", "booked_at")),
    "meetings": Kind(MEETING, _MEETING, ("kind", "contact", "estate", "user", "starts_at", "state", "partner")),
    "comebacks": Kind(COMEBACK, _MEETING, ("contact", "date", "acting", "acting_id", "note", "partner")),
    "loan-promises": Kind(LOAN_PROMISE, _CRM, ("contact", "bank", "valid_until", "financing", "partner")),
    "notes": Kind(NOTE, _CRM, ("date", "contact", "estate", "text", "partner")),
    "budgets": Kind(BUDGET, FunctionGroup.BUSINESS_INTELLIGENCE, ("commission", "sold", "registered", "changed_at")),
}
_OF_COLUMN = {"contact": "contacts", "estate": "estates", "viewing": "viewings", "meeting": "meetings"}
_OF_EVENT = {
    "contact": "contacts", "lead": "leads", "comeback": "comebacks", "meeting": "meetings", "note": "notes",
    "loanPromise": "loan-promises", "bid": "bids",
}  # fmt: skip


def data_routes(guard: Guard) -> list[Route]:
    """Each in its place."""
    return [
        Route(f"{ROOT}/data", guard.person(_list), methods=["GET"]),
        Route(f"{ROOT}/data/{{kind}}/{{customer}}/{{key:path}}", guard.person(_one), methods=["GET"]),
    ]


def place_of(name: str, event: str, customer: str, value: str) -> str | None:
    """Where a record is looked at that an event names, or a column does."""
    about = event.partition(".")[0] if name == "id" else name.removesuffix("Id")
    kind = _OF_EVENT.get(about) if name == "id" else _OF_COLUMN.get(about)
    return _place(kind, customer, value) if kind and value else None


def _place(kind: str, customer: str, key: str) -> str:
    return f"{ROOT}/data/{kind}/{quote(customer, safe='')}/{quote(key, safe='')}"


@dataclass(frozen=True)
class Cell:
    """A value as it is shown, and what it leads to."""

    text: str
    place: str | None = None


def _cell(visit: Visit, name: str, value: Any, customer: str, most: int) -> Cell:
    if value is None or value == "":
        return Cell("")
    if name in _OF_COLUMN:
        return Cell(value, _place(_OF_COLUMN[name], customer, value))
    if isinstance(value, bool):
        return Cell("✓" if value else "–")
    if isinstance(value, int) and (name.endswith("_at") or name in _TIMES):
        return Cell(minute(value))
    return Cell(shortened(_shown(visit.kit.vault, name, str(value)), most))


def _shown(vault: Vault, name: str, value: str) -> str:
    """A text without the last digits of personal numbers; what is sealed is opened for that alone."""
    if name == _NUMBER:
        return _masked(vault, value)
    if name == "left_out":
        kept = msgspec.json.decode(value, type=dict[str, Any])
        return ", ".join(
            f"{key}: {_masked(vault, str(item)) if key == _NUMBER else mask_text(str(item))}"
            for key, item in kept.items()
        )
    return HIDDEN if SEALED in value else mask_text(value)


def _masked(vault: Vault, sealed: str) -> str:
    try:
        return mask_number(vault.open(sealed))
    except SealBroken:
        return HIDDEN


async def _chosen(visit: Visit, sight: Sight, name: str, customer: str) -> Kind:
    """Refused where there is no such table, or it may not be seen."""
    if name not in KINDS:
        raise Refused(404, NOT_FOUND, say("refusal.no_page"))
    if not sight.may(KINDS[name].group, customer):
        raise Refused(403, FORBIDDEN, say("refusal.forbidden", group=KINDS[name].group.value))
    return KINDS[name]


async def _list(visit: Visit) -> Response:
    sight = await sight_of(visit)
    customer = visit.query.get("customer", sight.customers[0] if sight.customers else "")
    seen = [name for name, kind in KINDS.items() if sight.may(kind.group, customer)]
    name = visit.query.get("kind", seen[0] if seen else "contacts")
    if not sight.customers:
        return await visit.page(
            "data.html", kinds=[], customers=(), kind=None, name="", customer="", rows=[], older=None
        )
    kind = await _chosen(visit, sight, name, customer)
    found = await _page(visit, kind, customer, visit.query.get("after", ""))
    rows, older = found[:ON_A_PAGE], None
    if len(found) > ON_A_PAGE:
        older = _key(kind, rows[-1])
    made = await _calls_of(visit, sight, customer, [str(_value(kind, row, "id") or "") for row in rows])
    shown = [
        (
            _place(name, customer, _key(kind, row)),
            _key(kind, row),
            [_cell(visit, column, _value(kind, row, column), customer, LONGEST_CELL) for column in kind.listed],
            call,
        )
        for row, call in zip(rows, made, strict=True)
    ]
    return await visit.page(
        "data.html", kinds=seen, customers=sight.customers, kind=kind, name=name, customer=customer, rows=shown,
        older=older,
    )  # fmt: skip


def _value(kind: Kind, row: tuple[Any, ...], column: str) -> Any:
    """A column's value as the row type has it: SQLite gives 0 and 1 for truth values."""
    return getattr(kind.table.make(row), column, None)


def _key(kind: Kind, row: tuple[Any, ...]) -> str:
    return _APART.join(str(_value(kind, row, name)) for name in kind.key)


def _parts(kind: Kind, key: str) -> tuple[Any, ...] | None:
    """The values of a key as it stands in an address."""
    parts = key.split(_APART)
    if len(parts) != len(kind.key):
        return None
    try:
        return tuple(kind.table.types[name](part) for name, part in zip(kind.key, parts, strict=True))
    except ValueError:
        return None


async def _page(visit: Visit, kind: Kind, customer: str, after: str) -> list[tuple[Any, ...]]:
    names, key = _names(kind.table.columns), _names(kind.key)
    parts = _parts(kind, after) if after else None
    behind = f"AND ({key}) < ({', '.join('?' * len(kind.key))})" if parts else ""
    order = ", ".join(f'"{name}" DESC' for name in kind.key)
    text = (
        f'SELECT {names} FROM "{kind.table.name}" WHERE "customer" = ? {behind} ORDER BY {order} LIMIT {ON_A_PAGE + 1}'  # noqa: S608
    )
    return await visit.kit.readers.rows(text, (customer, *(parts or ())), [customer])


def _names(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


async def _calls_of(visit: Visit, sight: Sight, customer: str, ids: list[str]) -> list[str | None]:
    """The call that made each record: the ids that a call makes follow on its own. StoreError."""
    ranges = [_range(item) for item in ids]
    asked = [(place, *found) for place, found in enumerate(ranges) if found]
    if not asked:
        return [None] * len(ids)
    whose = "" if sight.partner is None else ' AND "partner" = ?'
    each = f'(SELECT max("id") FROM "{JOURNAL.name}" WHERE "customer" = ? AND "id" >= ? AND "id" <= ?{whose})'  # noqa: S608
    text = " UNION ALL ".join(f"SELECT {place}, {each}" for place, _, _ in asked)
    mine = () if sight.partner is None else (sight.partner,)
    values = [value for _, low, high in asked for value in (customer, low, high, *mine)]
    found = dict(await visit.kit.readers.rows(text, tuple(values), [customer]))
    return [found.get(place) for place in range(len(ids))]


def _range(record: str) -> tuple[str, str] | None:
    digits = record[3:]
    if len(digits) != 32 or not set(digits) <= set("0123456789ABCDEF"):
        return None
    lowest = max(int(digits[16:], 16) - MOST_OF_ONE_CALL, 0x8000_0000_0000_0000)
    return f"{digits[:16]}{lowest:016X}", digits


async def _one(visit: Visit) -> Response:
    sight = await sight_of(visit)
    name, customer = visit.request.path_params["kind"], visit.request.path_params["customer"]
    kind = await _chosen(visit, sight, name, customer)
    key = visit.request.path_params["key"]
    parts = _parts(kind, key)
    where = " AND ".join(f'"{column}" = ?' for column in kind.key)
    text = f'SELECT {_names(kind.table.columns)} FROM "{kind.table.name}" WHERE "customer" = ? AND {where}'  # noqa: S608
    rows = await visit.kit.readers.rows(text, (customer, *parts), [customer]) if parts else []
    if not rows:
        raise Refused(404, NOT_FOUND, say("not_found.console_record"))
    (call,) = await _calls_of(visit, sight, customer, [str(_value(kind, rows[0], "id") or "")])
    cells = [(column, _cell(visit, column, _value(kind, rows[0], column), customer, 4_000)) for column in kind.columns]
    changes = await _changes(visit, customer, parts[0] if parts else "")
    return await visit.page(
        "record.html", name=name, kind=kind, customer=customer, key=key, cells=cells, call=call, changes=changes
    )


async def _changes(visit: Visit, customer: str, named: Any) -> list[tuple[str, int, str]]:
    """What happened to a record lately: kind, when, by which call. StoreError."""
    counter = f'SELECT "last" FROM "{EVENT_COUNTER.name}" WHERE "customer" = ?'  # noqa: S608 - names of ours
    last = await visit.kit.readers.rows(counter, (customer,), [customer])
    newest = (last[0][0] if last else 0) - MOST_EVENTS
    text = (
        f'SELECT "kind", "at", "call" FROM "{EVENT.name}" WHERE "customer" = ? AND "sequence" > ? AND "ids" LIKE ? '  # noqa: S608
        "ESCAPE '!' ORDER BY \"sequence\" DESC LIMIT 50"
    )
    quoted = msgspec.json.encode(str(named)).decode()
    for special in "!%_":
        quoted = quoted.replace(special, f"!{special}")
    found = await visit.kit.readers.rows(text, (customer, newest, f"%:{quoted}%"), [customer])
    return [(row[0], row[1], row[2]) for row in found]
