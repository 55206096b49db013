"""A sandbox's own clock: it stands still, is set, goes on, or is the real one. Rules and reads go by it; ids, the
journal, keys and `Idempotency-Key` never do."""

from __future__ import annotations

from typing import Any, NoReturn

import msgspec

from farstu.contract.moment import EARLIEST_YEAR, LATEST_YEAR, TICKS_PER_SECOND, parse_moment, swedish_text, utc_text
from farstu.engine.calls import Call, Happening, Outcome, Task
from farstu.engine.facts import Facts, Look
from farstu.records.due import DUE
from farstu.records.offices import CUSTOMER
from farstu.records.sandboxes import SANDBOX, Sandbox
from farstu.refusals import FORBIDDEN, Refused, invalid
from farstu.sandbox.faults import member_of
from farstu.store.table import Row, change
from farstu.texts import say, shortened
from farstu.texts.masking import mask_text

_PARTS = ("days", "hours", "minutes", "seconds")
_MOST = (LATEST_YEAR - EARLIEST_YEAR) * 366 * 86_400
_EARLIEST, _LATEST = (
    parse_moment(f"{year}T00:00:00Z").ticks for year in (f"{EARLIEST_YEAR}-01-02", f"{LATEST_YEAR}-12-31")
)


class Advance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far a clock is moved on."""

    days: int = 0
    hours: int = 0
    minutes: int = 0
    seconds: int = 0

    @property
    def ticks(self) -> int:
        """All of it together."""
        hours = self.days * 24 + self.hours
        return ((hours * 60 + self.minutes) * 60 + self.seconds) * TICKS_PER_SECOND


class ClockOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a clock is told: what it shows from now on (`at`), or how far it is moved on (`advance`); whether it stands
    still (`frozen`; left out: as before); or that it is the `real` one."""

    at: str | None = None
    advance: Advance | None = None
    frozen: bool | None = None
    real: bool = False


def read_clock(body: bytes) -> ClockOrder:
    """An order as JSON. Refused with 400, each problem under its member."""
    try:
        order = msgspec.json.decode(body, type=ClockOrder)
    except msgspec.ValidationError as error:
        _refuse(member_of(error, "clock"))
    except (msgspec.DecodeError, UnicodeDecodeError):
        _refuse("clock")
    check_clock(order)
    return order


def check_clock(order: ClockOrder) -> None:
    """Refused with 400 where the order says nothing, two things at once, or no time that there is."""
    kinds = (order.at is not None, order.advance is not None, order.real)
    if sum(kinds) > 1 or not (any(kinds) or order.frozen is not None) or (order.real and order.frozen is not None):
        raise invalid(("clock", say("error.clock_kinds")))
    if order.advance is not None:
        for name in _PARTS:
            if not 0 <= getattr(order.advance, name) <= _MOST:
                _refuse(name)
    if order.at is not None:
        _moment(order.at)


def time_at(told: Sandbox, arrived: int) -> int:
    """What the clock shows at a moment of the real time, in ticks."""
    return arrived + told.ahead if told.frozen_at is None else told.frozen_at


def shown(told: Sandbox | None, arrived: int) -> dict[str, Any]:
    """The clock as the controls answer it."""
    at = time_at(told, arrived) if told else arrived
    is_frozen = told is not None and told.frozen_at is not None
    return {"at": utc_text(at), "swedish": swedish_text(at), "frozen": is_frozen, "real": utc_text(arrived)}


def set_clock(facts: Facts, call: Call, sent: ClockOrder) -> Outcome:
    """Tells a sandbox's clock; answers what was told. What falls due after an earlier moment will be told again."""
    customer = facts.one(CUSTOMER.key, call.customer)
    if customer is None or not customer.sandbox:
        raise Refused(403, FORBIDDEN, say("refusal.no_sandbox", customer=shortened(mask_text(call.customer), 40)))
    before = facts.one(SANDBOX.key, call.customer) or Sandbox(call.customer, 0, None, 0)
    after = _told(before, sent, call.arrived)
    at = time_at(after, call.arrived)
    known = (facts.one(DUE.key, call.customer, kind) for kind in call.parameters["kinds"])
    sooner: list[Row] = [change(due, until=at) for due in known if due and due.until > at]
    return Outcome(
        after,
        [after, *sooner],
        [Happening("sandbox.clock", {"at": utc_text(at)})],
        [say("decided.clock", at=utc_text(at))],
    )


def _told(before: Sandbox, sent: ClockOrder, arrived: int) -> Sandbox:
    if sent.real:
        return change(before, ahead=0, frozen_at=None)
    at = time_at(before, arrived)
    if sent.at is not None:
        at = _moment(sent.at)
    elif sent.advance is not None:
        at += sent.advance.ticks
    if not _EARLIEST <= at <= _LATEST:
        _refuse("at" if sent.at is not None else "advance")
    stands = before.frozen_at is not None if sent.frozen is None else sent.frozen
    return change(before, ahead=at - arrived, frozen_at=at if stands else None)


def _moment(text: str) -> int:
    try:
        return parse_moment(text).ticks
    except ValueError:
        raise invalid(("at", say("error.date", member="at", value=shortened(mask_text(text), 40)))) from None


def _refuse(member: str) -> NoReturn:
    raise invalid((member, say("error.clock_member", member=member))) from None


def _looks(call: Call, sent: ClockOrder) -> list[Look]:
    due: list[Look] = [(DUE.key, (call.customer, kind)) for kind in call.parameters["kinds"]]
    return [(CUSTOMER.key, (call.customer,)), (SANDBOX.key, (call.customer,)), *due]


SET_CLOCK = Task("SetSandboxClock", set_clock, _looks)
"""Its parameter `kinds` names what falls due."""
