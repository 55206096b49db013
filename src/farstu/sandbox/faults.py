"""Faults on order: what an integration has to bear, given when it is asked for, to sandboxes alone."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any, Literal, NoReturn

import msgspec

from farstu.contract.operation import OPERATIONS, Operation
from farstu.help.refusals import common_names, named
from farstu.refusals import Refused, invalid
from farstu.texts import Text, say, shortened
from farstu.texts.masking import mask_text

HEADER = "Farstu-Fault"
LONGEST_DELAY = 60_000
LONGEST_RETRY = 86_400
MOST_COUNTED = 1_000_000
_WORD = re.compile(r"[$.`](\w+)`")


class Fault(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True, omit_defaults=True):
    """What is to go wrong (a refusal by name, a status, a dropped connection, an answer that cannot be read; a delay
    before any of them or alone), and for which calls: those of an operation, with a key (its id), a share of them, so
    many of them."""

    operation: str | None = None
    key: str | None = None
    refusal: str | None = None
    status: int | None = None
    retry_after: int | None = None
    drop: Literal["before", "after"] | None = None
    malformed: bool = False
    delay_milliseconds: int = 0
    share: float = 1.0
    count: int | None = None

    @property
    def told(self) -> str:
        """What goes wrong, in the words of an order: `status=503; retryAfter=7`."""
        where = ("operation", "key", "share", "count")
        asked: dict[str, Any] = msgspec.to_builtins(self)
        return "; ".join(f"{name}={_plain(value)}" for name, value in asked.items() if name not in where)


def read_fault(body: bytes) -> Fault:
    """An order as JSON. Refused with 400, each problem under its member."""
    try:
        return _checked(msgspec.json.decode(body, type=Fault), "")
    except msgspec.ValidationError as error:
        _refuse_member(error, "")
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise invalid(("fault", say("error.fault_body"))) from None


def read_header(text: str) -> Fault:
    """An order for one call: `refusal=not_found_contactId; delayMilliseconds=200`. Refused with 400 under the header's
    name."""
    values: dict[str, str] = {}
    for part in filter(None, map(str.strip, text.split(";"))):
        name, _, value = part.partition("=")
        values[name.strip()] = value.strip()
    for name in ("operation", "key", "share", "count"):
        if name in values:
            raise invalid((HEADER, say("error.fault_member", member=name)))
    try:
        return _checked(msgspec.convert(values, Fault, strict=False), HEADER)
    except msgspec.ValidationError as error:
        _refuse_member(error, HEADER)


def refusal_of(fault: Fault, operation: Operation, values: dict[str, Any]) -> Refused | None:
    """What the fault answers instead of the call, in its real body, with the ids that the caller sent; None where the
    call is done. Refused with 400 where the operation has no refusal of this name."""
    if fault.refusal is not None:
        known = named(operation)
        if fault.refusal not in known:
            raise invalid((HEADER, _unknown_refusal(fault.refusal, known)))
        return _with_retry(_about(known[fault.refusal], values), fault.retry_after)
    if fault.status is not None:
        phrase = HTTPStatus(fault.status).phrase
        return _with_retry(Refused(fault.status, f"{phrase}.", say("refusal.ordered")), fault.retry_after)
    return named(operation)["unavailable"] if fault.drop == "before" else None


def _checked(fault: Fault, key: str) -> Fault:
    problems = tuple((key or member, text) for member, text in _problems(fault))
    if problems:
        raise invalid(*problems)
    return fault


def _problems(fault: Fault) -> list[tuple[str, Text]]:
    found = list(_beyond(fault))
    kinds = (fault.refusal is not None, fault.status is not None, fault.drop is not None, fault.malformed)
    if sum(kinds) > 1 or not (any(kinds) or fault.delay_milliseconds):
        found.append(("fault", say("error.fault_kinds")))
    if fault.retry_after is not None and fault.refusal is None and fault.status is None:
        found.append(("retryAfter", say("error.fault_retry")))
    if fault.status is not None and fault.status not in _STATUSES:
        found.append(("status", say("error.fault_status", value=fault.status)))
    if fault.operation is not None and fault.operation not in OPERATIONS:
        found.append(("operation", say("error.fault_operation", value=shortened(mask_text(fault.operation)))))
    return found


def check_name(fault: Fault) -> None:
    """Refused with 400 where the refusal is none of the operation's, or, without one, none that all of them have."""
    known = common_names() if fault.operation is None else list(named(OPERATIONS[fault.operation]))
    if fault.refusal is not None and fault.refusal not in known:
        raise invalid(("refusal", _unknown_refusal(fault.refusal, known)))


_STATUSES = frozenset(status.value for status in HTTPStatus if status >= 400)
_LIMITS = {
    "retryAfter": ("retry_after", 1, LONGEST_RETRY),
    "delayMilliseconds": ("delay_milliseconds", 0, LONGEST_DELAY),
    "count": ("count", 1, MOST_COUNTED),
    "share": ("share", 0, 1),
}


def _beyond(fault: Fault) -> list[tuple[str, Text]]:
    sent = {member: getattr(fault, name) for member, (name, _, _) in _LIMITS.items()}
    return [
        (member, say("error.between", member=member, least=least, most=most, sent=sent[member]))
        for member, (_, least, most) in _LIMITS.items()
        if sent[member] is not None and not least <= sent[member] <= most
    ]


def _refuse_member(error: msgspec.ValidationError, key: str) -> NoReturn:
    member = member_of(error, "fault")
    raise invalid((key or member, say("error.fault_member", member=member))) from None


def member_of(error: msgspec.ValidationError, otherwise: str) -> str:
    """msgspec names the member at the end: `… - at `$.status``, or the unknown one."""
    words = _WORD.findall(str(error))
    return shortened(mask_text(words[-1]), 40) if words else otherwise


def _unknown_refusal(name: str, known: Any) -> Text:
    return say("error.fault_refusal", value=shortened(mask_text(name)), known=", ".join(known))


def _about(refused: Refused, values: dict[str, Any]) -> Refused:
    """The same about what this caller sent in the path or the query."""
    detail = refused.detail
    if detail is None or detail.values.get("parameter") not in values:
        return refused
    sent = shortened(mask_text(str(values[detail.values["parameter"]])))
    return Refused(refused.status, refused.message, say(detail.key, **detail.values | {"value": sent}))


def _with_retry(refused: Refused, seconds: int | None) -> Refused:
    if seconds is None:
        return refused
    headers = tuple(header for header in refused.headers if header[0] != "Retry-After")
    told = (*headers, ("Retry-After", str(seconds)))
    return Refused(refused.status, refused.message, refused.detail, refused.problems, told)


def _plain(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
